/* SPDX-License-Identifier: EUPL-1.2 */
/* YAML to catalogue, measures and frameworks. Everything is checked here but the rules' insides:
 * names, types, references between files, texts in both languages, marks. */
#ifndef VW_LOAD_LOAD_H
#define VW_LOAD_LOAD_H

#include "model/framework.h"

/* One file of a set, wherever it came from: built in, a folder, or stored in a dossier. */
typedef struct {
    const char *path; /* as shown: "controls/bio2/5.yaml"; the order of loading is by path */
    const char *text;
    size_t length;
    bool builtin; /* the program's own, or read in the place of one; never when from a dossier */
    bool stored;  /* from a dossier: it was sound when it was stored, whatever it stood beside */
    bool own; /* from the organisation's catalogue folder: kinds and fields, all named own_... */
} vw_set_file;

typedef VW_VEC(vw_set_file) vw_set_files;

/* The control sets built into the program (controls/ of the source tree), borrowed. */
void vw_set_files_builtin(vw_set_files *out, vw_arena *arena);
/* The one of [files] that [path] names, also by its full path, or of which it is a copy: the same
 * bytes under the same last name. NULL: none. */
vw_set_file *vw_set_files_like(const vw_set_files *files, const char *path, const char *text,
                               size_t length);
/* Adds the *.yaml below a folder, or one file; symbolic links are not followed. A path equal to one
 * already there replaces it. A file that is not built in cannot add requirements to a framework
 * whose head is: its share met would no longer say what its name promises. */
VW_MUST_USE vw_status vw_set_files_add(vw_set_files *files, vw_arena *arena, vw_diags *diags,
                                       const char *path);

/* Adds the *.yaml below [folder]/catalogue, where an organisation keeps kinds and fields of its own
 * beside its dossier; [folder] ends in a slash or is "". Their paths begin with "catalogue/"
 * wherever the dossier stands, so that the same dossier gives the same bytes. Without that folder,
 * nothing is added. */
VW_MUST_USE vw_status vw_set_files_add_own(vw_set_files *files, vw_arena *arena, vw_diags *diags,
                                           const char *folder);

/* Loads and checks. On VW_OK, [*out] is owned by [arena] and never changed again. On VW_ERR_INPUT,
 * [*out] is NULL and [diags] lists every problem, not just the first. */
VW_MUST_USE vw_status vw_set_load(const vw_set **out, vw_arena *arena, vw_diags *diags,
                                  const vw_set_file *files, size_t count);

/* Y105 for each value of the organisation whose parameter nothing that was loaded declares, and
 * VW_ERR_INPUT when there is one: where rules are judged, a value that would not count is an error.
 */
VW_MUST_USE vw_status vw_set_refuse_strays(const vw_set *set, vw_diags *diags);

#endif
