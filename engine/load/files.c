/* SPDX-License-Identifier: EUPL-1.2 */
/* Where control sets come from: built into the program, a folder, a file. */
#include "load/load.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/system.h"
#include "load/packed.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

extern const vw_embedded_file vw_embedded_controls[];
extern const size_t vw_embedded_controls_count;
extern const vw_packed vw_packed_controls[];

/* Folders within folders: as many as YAML may nest, and far more than anyone uses. */
enum { FOLDER_DEPTH_MAX = VW_YAML_DEPTH_MAX };

typedef struct {
    vw_set_files *files;
    vw_arena *arena;
    vw_diags *diags;
    size_t found;
    size_t prefix; /* bytes of a path that are not part of its name in the set */
    bool own;
} finder;

typedef VW_VEC(const char *) path_vec;

static vw_place place_of(const char *path)
{
    return (vw_place){.file = path};
}

void vw_set_files_builtin(vw_set_files *out, vw_arena *arena)
{
    for (size_t i = 0; i < vw_embedded_controls_count; i++) {
        const vw_embedded_file *file = &vw_embedded_controls[i];
        vw_set_file added = {file->path, file->text, file->length, .builtin = true};
        VW_PUSH(arena, *out, added);
    }
}

static int compare_embedded(const void *path, const void *file)
{
    return strcmp(path, ((const vw_embedded_file *)file)->path);
}

const vw_packed *vw_load__packed(const vw_set_file *file)
{
    const vw_embedded_file *found =
        bsearch(file->path, vw_embedded_controls, vw_embedded_controls_count, sizeof *found,
                compare_embedded);
    if (found == NULL || found->length != file->length ||
        (found->text != file->text && memcmp(found->text, file->text, file->length) != 0)) {
        return NULL;
    }
    const vw_packed *packed = &vw_packed_controls[found - vw_embedded_controls];
    return packed->nodes != NULL ? packed : NULL;
}

size_t vw_load__shipped_count(void)
{
    return vw_embedded_controls_count;
}

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), tail = strlen(ending);
    return length > tail && strcmp(path + length - tail, ending) == 0;
}

/* Without "./" in front, doubled slashes and a slash at the end, so that one file has one path. */
static const char *tidy(vw_arena *arena, const char *path)
{
    while (path[0] == '.' && path[1] == '/') {
        path += 2 + strspn(path + 2, "/");
    }
    char *out = vw_strdup(arena, path[0] == '\0' ? "." : path);
    size_t length = 0;
    for (const char *c = out; *c != '\0'; c++) {
        if (*c != '/' || length == 0 || out[length - 1] != '/') {
            out[length++] = *c;
        }
    }
    if (length > 1 && out[length - 1] == '/') {
        length--;
    }
    out[length] = '\0';
    return out;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

/* A path in this folder, as it is written from here. */
static const char *from_here(const char *path)
{
    char here[PATH_MAX];
    size_t length = 0;
    if (path[0] == '/' && getcwd(here, sizeof here) != NULL) {
        length = strlen(here);
    }
    return length > 1 && strncmp(path, here, length) == 0 && path[length] == '/' ? path + length + 1
                                                                                 : path;
}

vw_set_file *vw_set_files_like(const vw_set_files *files, const char *path, const char *text,
                               size_t length)
{
    const char *here = from_here(path);
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->items[i].path, here) == 0) {
            return &files->items[i];
        }
    }
    for (size_t i = 0; i < files->count; i++) {
        const vw_set_file *file = &files->items[i];
        if (file->builtin && file->length == length && memcmp(file->text, text, length) == 0 &&
            strcmp(last_name(file->path), last_name(path)) == 0) {
            return &files->items[i];
        }
    }
    return NULL;
}

static vw_status add_file(finder *f, const char *path)
{
    vw_set_file added = {.path = path + f->prefix, .own = f->own};
    vw_status status =
        vw_file_read(&added.text, &added.length, f->arena, f->diags, path, VW_YAML_BYTES_MAX);
    if (status != VW_OK) {
        return status;
    }
    f->found++;
    vw_set_file *like = vw_set_files_like(f->files, added.path, added.text, added.length);
    if (like != NULL) {
        added.path = like->path;
        added.builtin = like->builtin;
        *like = added;
        return VW_OK;
    }
    VW_PUSH(f->arena, *f->files, added);
    return VW_OK;
}

static int compare_paths(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

/* The names in a folder, sorted: the order of a directory differs from disk to disk. */
static vw_status list_folder(path_vec *names, finder *f, const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        VW_DIAG(f->diags, Y050, place_of(path), vw_system_words(errno));
        return VW_ERR_STORE;
    }
    for (;;) {
        errno = 0; /* only this tells an error from the end */
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            break;
        }
        if (entry->d_name[0] != '.') { /* hidden files are editors' and version control's */
            const char *name = strcmp(path, ".") == 0
                                   ? vw_strdup(f->arena, entry->d_name)
                                   : vw_printf(f->arena, "%s/%s", path, entry->d_name);
            VW_PUSH(f->arena, *names, name);
        }
    }
    int error = errno;
    closedir(folder);
    if (error != 0) {
        VW_DIAG(f->diags, Y050, place_of(path), vw_system_words(error));
        return VW_ERR_STORE;
    }
    if (names->count > 0) {
        qsort(names->items, names->count, sizeof *names->items, compare_paths);
    }
    return VW_OK;
}

static vw_status worse(vw_status a, vw_status b)
{
    return a != VW_OK ? a : b;
}

static vw_status add_folder(finder *f, const char *path, int depth)
{
    path_vec names = {0};
    vw_status status = list_folder(&names, f, path);
    for (size_t i = 0; i < names.count; i++) {
        const char *name = names.items[i];
        struct stat about;
        if (lstat(name, &about) != 0) {
            continue; /* it went while we looked */
        }
        if (S_ISLNK(about.st_mode)) {
            VW_DIAG(f->diags, Y052, place_of(name), NULL);
        } else if (S_ISDIR(about.st_mode) && depth == FOLDER_DEPTH_MAX) {
            VW_DIAG(f->diags, Y055, place_of(name), vw_printf(f->arena, "%d", FOLDER_DEPTH_MAX));
            status = VW_ERR_STORE;
        } else if (S_ISDIR(about.st_mode)) {
            status = worse(status, add_folder(f, name, depth + 1));
        } else if (ends_in(name, ".yaml")) {
            status = worse(status, add_file(f, name));
        } else if (ends_in(name, ".yml")) {
            VW_DIAG(f->diags, Y053, place_of(name), NULL);
        }
    }
    return status;
}

vw_status vw_set_files_add(vw_set_files *files, vw_arena *arena, vw_diags *diags, const char *path)
{
    finder f = {.files = files, .arena = arena, .diags = diags};
    const char *tidied = tidy(arena, path);
    struct stat about;
    if (lstat(tidied, &about) == 0 && S_ISLNK(about.st_mode)) {
        VW_DIAG(diags, Y054, place_of(tidied), NULL);
        return VW_ERR_STORE;
    }
    if (lstat(tidied, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return add_file(&f, tidied);
    }
    vw_status status = add_folder(&f, tidied, 1);
    if (status == VW_OK && f.found == 0) {
        VW_DIAG(diags, Y051, place_of(tidied), NULL);
        return VW_ERR_STORE;
    }
    return status;
}

vw_status vw_set_files_add_own(vw_set_files *files, vw_arena *arena, vw_diags *diags,
                               const char *folder)
{
    finder f = {.files = files, .arena = arena, .diags = diags, .own = true};
    const char *path = vw_printf(arena, "%scatalogue", folder);
    struct stat about;
    f.prefix = strlen(folder);
    if (lstat(path, &about) == 0 && S_ISLNK(about.st_mode)) {
        VW_DIAG(diags, Y054, place_of(path), NULL);
        return VW_ERR_STORE;
    }
    if (lstat(path, &about) != 0 || !S_ISDIR(about.st_mode)) {
        return VW_OK;
    }
    return add_folder(&f, path, 1);
}
