/* SPDX-License-Identifier: EUPL-1.2 */
/* Files in, set out: each file is read by what it holds, then all are linked. */
#include "load/fields.h"
#include "load/packed.h"

#include "base/limits.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    const char *key;
    void (*read)(vw_loader *loader, const vw_node *root);
    bool own; /* may stand in the folder beside the dossier */
} sorts[] = {
    {"kind", vw_load__kind, true},
    {"fields_of", vw_load__fields_of, true},
    {"parameters_of", vw_load__parameters_of, true},
    {"measures", vw_load__measures, false},
    {"framework", vw_load__framework, false},
    {"requirements_of", vw_load__requirements_of, false},
    {"migration", vw_load__migration, false},
    {"regimes", vw_load__regimes, false},
    {"derived_facts", vw_load__derived_facts, false},
    {"corpus", vw_load__corpus, false},
    /* These may stand with others, and say what a file is only where they stand alone. */
    {"parameters", vw_load__shared, false},
    {"populations", vw_load__shared, false},
};
enum {
    SORT_COUNT = sizeof sorts / sizeof sorts[0],
    SHARED_SORTS = 2 /* the last ones */
};

static bool has_key(const vw_node *root, const char *key)
{
    for (size_t i = 0; i < root->count; i++) {
        if (strcmp(root->entries[i].key->text, key) == 0) {
            return true;
        }
    }
    return false;
}

/* The one key of [sorts] that the file has; -1, reported, when none or several. */
static int sort_of(vw_loader *loader, const vw_node *root)
{
    int sort = -1;
    for (size_t i = 0; i < root->count; i++) {
        const vw_node *key = root->entries[i].key;
        for (int s = 0; s < SORT_COUNT - SHARED_SORTS; s++) {
            if (strcmp(key->text, sorts[s].key) != 0 || s == sort) {
                continue;
            }
            if (sort >= 0) {
                VW_DIAG(loader->diags, Y016, vw_load__place(loader->arena, key), sorts[sort].key,
                        sorts[s].key);
                return -1;
            }
            sort = s;
        }
    }
    for (int s = SORT_COUNT - SHARED_SORTS; s < SORT_COUNT && sort < 0; s++) {
        sort = has_key(root, sorts[s].key) ? s : -1;
    }
    if (sort < 0) {
        const char *keys[SORT_COUNT];
        for (int s = 0; s < SORT_COUNT; s++) {
            keys[s] = sorts[s].key;
        }
        const vw_node *first = root->count > 0 ? root->entries[0].key : root;
        VW_DIAG(loader->diags, Y015, vw_load__place(loader->arena, first),
                root->count > 0 ? vw_load__suggest(loader, first->text, keys, SORT_COUNT) : NULL);
    }
    return sort;
}

/* The tree of a file; NULL, reported, when it gives none. */
static const vw_node *tree_of(vw_loader *loader, const vw_set_file *file)
{
    const vw_packed *packed = vw_load__packed(file);
    if (packed != NULL) {
        vw_source *known = VW_NEW(loader->arena, vw_source);
        *known = (vw_source){file->path,          file->text,         file->length,
                             packed->line_starts, packed->line_count, .shipped = true};
        loader->shipped_count++;
        return vw_load__unpack(loader->tree, packed, known);
    }
    const vw_source *source;
    if (vw_source_new(&source, loader->arena, loader->diags, file->path, file->text,
                      file->length) != VW_OK) {
        return NULL;
    }
    return vw_load__parse(loader->arena, loader->tree, loader->diags, source);
}

/* False when the file gave nothing: then a name that nobody knows may well stand in it. */
static bool read_file(vw_loader *loader, const vw_set_file *file)
{
    if (file->length > VW_YAML_BYTES_MAX) {
        VW_DIAG(loader->diags, Y011, (vw_place){.file = file->path},
                vw_printf(loader->scratch, "%u", VW_YAML_BYTES_MAX));
        return false;
    }
    const vw_node *root = tree_of(loader, file);
    if (root == NULL) {
        return false;
    }
    vw_fields top;
    if (!vw_load__open(&top, loader, root, file->path)) {
        return false;
    }
    int sort = sort_of(loader, root);
    if (sort < 0) {
        return false;
    }
    if (file->own && !sorts[sort].own) {
        VW_DIAG(loader->diags, Y059, vw_load__place(loader->arena, root->entries[0].key),
                sorts[sort].key);
        return true;
    }
    loader->reading_builtin = file->builtin;
    loader->reading_stored = file->stored;
    loader->reading_own = file->own;
    sorts[sort].read(loader, root);
    return true;
}

static int compare_files(const void *left, const void *right)
{
    const vw_set_file *a = left, *b = right;
    int order = strcmp(a->path, b->path);
    if (order == 0) {
        order = (a->length > b->length) - (a->length < b->length);
    }
    return order != 0 ? order : memcmp(a->text, b->text, a->length);
}

vw_status vw_set_load(const vw_set **out, vw_arena *arena, vw_diags *diags,
                      const vw_set_file *files, size_t count)
{
    *out = NULL;
    size_t errors_before = vw_diags_count(diags, VW_ERROR);
    vw_arena *scratch = vw_arena_new();
    vw_loader *loader = VW_NEW(scratch, vw_loader);
    loader->arena = arena;
    loader->scratch = scratch;
    loader->tree = vw_arena_new();
    loader->diags = diags;

    vw_set_file *sorted = VW_NEW_ARRAY(scratch, count, vw_set_file);
    if (count > 0) {
        memcpy(sorted, files, count * sizeof *sorted);
        qsort(sorted, count, sizeof *sorted, compare_files);
    }
    for (size_t i = 0; i < count; i++) {
        if (!read_file(loader, &sorted[i])) {
            loader->unreadable = true;
        }
        vw_arena_reset(loader->tree);
    }
    vw_arena_free(loader->tree);
    const vw_set *set = vw_load__link(loader);
    vw_arena_free(scratch);
    if (vw_diags_count(diags, VW_ERROR) > errors_before) {
        return VW_ERR_INPUT;
    }
    *out = set;
    return VW_OK;
}
