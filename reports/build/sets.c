/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose control set it was: a framework that was changed keeps its name, so a reader must be told.
 */
#include "reports/build/build.h"
#include "store/results.h"

#include <string.h>

enum { PATHS_MOST = 20 }; /* of each sort */

typedef struct {
    vw_texts added, changed, missing;
} differences;

static vw_status read_set(vw_set_files *out, vw_report *r)
{
    for (int64_t i = 0;; i++) {
        vw_set_file file = {0};
        const vw_status status =
            vw_evaluation_set_file(&file.path, &file.text, &file.length, r->dossier, r->arena,
                                   r->diags, r->evaluation->id, i);
        if (status != VW_OK || file.text == NULL) {
            return status;
        }
        VW_PUSH(r->arena, *out, file);
    }
}

static const vw_set_file *find_file(const vw_set_files *files, const char *path)
{
    for (size_t i = 0; i < files->count; i++) {
        if (strcmp(files->items[i].path, path) == 0) {
            return &files->items[i];
        }
    }
    return NULL;
}

static void compare(differences *out, const vw_report *r, const vw_set_files *used,
                    const vw_set_files *shipped)
{
    for (size_t i = 0; i < used->count; i++) {
        const vw_set_file *file = &used->items[i];
        const vw_set_file *ours = find_file(shipped, file->path);
        if (ours == NULL) {
            VW_PUSH(r->arena, out->added, file->path);
        } else if (ours->length != file->length ||
                   memcmp(ours->text, file->text, file->length) != 0) {
            VW_PUSH(r->arena, out->changed, file->path);
        }
    }
    for (size_t i = 0; i < shipped->count; i++) {
        if (find_file(used, shipped->items[i].path) == NULL) {
            VW_PUSH(r->arena, out->missing, shipped->items[i].path);
        }
    }
}

static void add_paths(const vw_report *r, vw_buf *out, vw_text what, const vw_texts *paths)
{
    if (paths->count == 0) {
        return;
    }
    vw_buf_addf(out, " %s: ", vw_say(r, what));
    for (size_t i = 0; i < paths->count && i < PATHS_MOST; i++) {
        vw_buf_addf(out, "%s%s", i > 0 ? ", " : "", paths->items[i]);
    }
    if (paths->count > PATHS_MOST) {
        static const vw_text more = {" en nog {0}", " and {0} more"};
        vw_buf_add(out, VW_FILL(r, more, vw_show_number(r, paths->count - PATHS_MOST)));
    }
    vw_buf_add(out, ".");
}

vw_status vw_blocks_own_sets(vw_report *r, vw_block_list *out)
{
    static const vw_text told = {
        "De control sets zijn niet die welke bij verantwoord {0} horen.",
        "The control sets are not those shipped with verantwoord {0}.",
    };
    static const vw_text counts = {
        " Toegevoegde bestanden: {0}; gewijzigde: {1}; ontbrekende: {2}.",
        " Added files: {0}; changed: {1}; missing: {2}.",
    };
    vw_set_files shipped = {0}, used = {0};
    vw_set_files_builtin(&shipped, r->arena);
    const char *hash = vw_evaluation_set_hash(r->arena, shipped.items, shipped.count);
    if (r->told_sets || strcmp(hash, r->evaluation->set_sha256) == 0) {
        return VW_OK;
    }
    const vw_status status = read_set(&used, r);
    differences found = {0};
    compare(&found, r, &used, &shipped);
    vw_buf text = {.arena = r->arena};
    vw_buf_add(&text, VW_FILL(r, told, VW_VERSION));
    if (r->audience == VW_PUBLIC) {
        /* Names of files and reasons are words of the organisation: they stay inside. */
        vw_buf_add(&text, VW_FILL(r, counts, vw_show_number(r, found.added.count),
                                  vw_show_number(r, found.changed.count),
                                  vw_show_number(r, found.missing.count)));
        vw_add_note(r, out, vw_buf_text(&text));
        return status;
    }
    add_paths(r, &text, (vw_text){"Toegevoegde bestanden", "Added files"}, &found.added);
    add_paths(r, &text, (vw_text){"Gewijzigde bestanden", "Changed files"}, &found.changed);
    add_paths(r, &text, (vw_text){"Ontbrekende bestanden", "Missing files"}, &found.missing);
    vw_report__own_values(r, &text);
    r->told_sets = true;
    vw_add_note(r, out, vw_buf_text(&text));
    return status;
}
