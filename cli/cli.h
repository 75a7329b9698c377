/* SPDX-License-Identifier: EUPL-1.2 */
/* What every command shares: arguments, language, memory, messages, output. */
#ifndef VW_CLI_CLI_H
#define VW_CLI_CLI_H

#include "cli/options.h"
#include "eval/evaluate.h"
#include "load/house_style.h"
#include "load/load.h"
#include "store/dossier.h"

#include <jansson.h>

typedef struct {
    const vw_arguments *arguments;
    vw_arena *arena;
    vw_diags *diags;
    vw_lang lang;
    bool json;
    bool colour;        /* of standard output */
    bool progress;      /* standard error is a terminal: a bar may be drawn */
    vw_set_files files; /* filled in by vw_cli_load */
    const char *named;  /* a control set that an operand names, as --controls does; or NULL */
} vw_cli;

/* One file a command. Each returns the exit code's status; VW_EXIT_FINDINGS only where asked for.
 */
int vw_cli_init(vw_cli *cli);
int vw_cli_import(vw_cli *cli);
int vw_cli_check(vw_cli *cli);
int vw_cli_evaluate(vw_cli *cli);
int vw_cli_explain(vw_cli *cli);
int vw_cli_report(vw_cli *cli);
int vw_cli_list(vw_cli *cli);
int vw_cli_verify(vw_cli *cli);
int vw_cli_workbook(vw_cli *cli);
int vw_cli_ledger(vw_cli *cli);
int vw_cli_export(vw_cli *cli);
int vw_cli_evidence(vw_cli *cli);
int vw_cli_scope(vw_cli *cli);
int vw_cli_judge(vw_cli *cli);
int vw_cli_except(vw_cli *cli);
int vw_cli_reperform(vw_cli *cli);
int vw_cli_compare(vw_cli *cli);
int vw_cli_migrate(vw_cli *cli);
int vw_cli_rules(vw_cli *cli);
int vw_cli_sign(vw_cli *cli);
int vw_cli_signoff(vw_cli *cli);

/* Loads the built-in control sets, the catalogue beside the dossier and those of --controls. */
VW_MUST_USE vw_status vw_cli_load(vw_cli *cli, const vw_set **out);
/* Only the files of that catalogue: kinds and fields of the organisation's own. */
VW_MUST_USE vw_status vw_cli_add_own_catalogue(vw_cli *cli);
/* The path of the folder [name] that would count if there were a dossier beside it; NULL: there is
 * none, or a dossier is there. */
const char *vw_cli_nobodys(const vw_cli *cli, const char *name);
/* The folder with templates of the organisation's own beside the dossier, or NULL. */
const char *vw_cli_own_templates(const vw_cli *cli);
/* How documents look, from the file beside the dossier; NULL: there is none. */
VW_MUST_USE vw_status vw_cli_house_style(vw_cli *cli, const vw_house_style **out);
/* U016 when the catalogue has no such kind. */
void vw_cli_check_kind(vw_cli *cli, const vw_catalogue *catalogue, const char *kind);
/* --dossier, $VERANTWOORD_DOSSIER or dossier.db. */
const char *vw_cli_dossier_path(const vw_cli *cli);
VW_MUST_USE vw_status vw_cli_open(vw_cli *cli, vw_dossier **out, vw_access access,
                                  const vw_catalogue *catalogue);

/* The dossier at [path], only to be read; one of an earlier version is read from a copy in memory.
 */
VW_MUST_USE vw_status vw_cli_open_any(vw_cli *cli, vw_dossier **out, const char *path);
/* The evaluation with this number, or E080; the newest when [number] is NULL. */
VW_MUST_USE vw_status vw_cli_evaluation(vw_cli *cli, vw_evaluation *out, vw_dossier *dossier,
                                        const char *number);

/* D084 when the dossier holds what [catalogue] does not know. */
VW_MUST_USE vw_status vw_cli_warn_beyond(vw_cli *cli, vw_dossier *dossier,
                                         const vw_catalogue *catalogue);

/* E120 when stored outcomes are not what [evaluation] found: for who is shown their rows. */
VW_MUST_USE vw_status vw_cli_warn_changed(vw_cli *cli, vw_dossier *dossier,
                                          const vw_evaluation *evaluation);

/* --rule-seconds into [options]; false with a message when it is no number of seconds. */
bool vw_cli_rule_seconds(vw_cli *cli, vw_perform_options *options);

/* Prints a text in the user's language; {0}, {1} ... are the arguments after it, ended by NULL;
 * {0:one|more} is a word that goes with a number among them (base/wording.h). */
void vw_cli_say(const vw_cli *cli, const char *nl, const char *en, ...);
const char *vw_cli_text(const vw_cli *cli, vw_text text);
/* The name of a file as it can be shown: no bytes that play with a terminal or that JSON lacks. */
const char *vw_cli_shown(vw_cli *cli, const char *name);
/* Prints [value] to standard output, indented, and releases it. */
void vw_cli_json(json_t *value);
json_t *vw_cli_json_text(vw_text text);
/* A stored value for programs: a list as an array, null for NULL; [field] may be NULL. */
json_t *vw_cli_json_value(const vw_field *field, const char *value);
/* A colour on a terminal, else "". */
const char *vw_cli_colour(const vw_cli *cli, vw_result result);
const char *vw_cli_plain(const vw_cli *cli);
/* "1.234" or "1,234". */
const char *vw_cli_number(vw_cli *cli, uint64_t number);
/* "2 working papers", "1 working paper": the kind in the middle of a sentence. */
const char *vw_cli_counted(vw_cli *cli, uint64_t number, const vw_kind *kind);
/* "62,5 %" or "62.5%"; a dash below zero. */
const char *vw_cli_share(vw_cli *cli, double share);

/* Rows of texts with heads, in aligned columns. */
typedef struct {
    const char *const *heads;
    size_t columns;
    VW_VEC(const char *) cells;
} vw_cli_table;
void vw_cli_table_print(const vw_cli *cli, const vw_cli_table *table);

/* The bar: shown after a second, at most ten times a second; fits both progress callbacks. */
typedef struct vw_bar vw_bar;
vw_bar *vw_bar_new(const vw_cli *cli, const char *what);
bool vw_bar_show(void *bar, uint64_t done, uint64_t total);
void vw_bar_clear(vw_bar *bar);
/* Asks a person for a password ([self] is the vw_cli); false when there is no terminal to ask at.
 */
bool vw_cli_ask_password(void *self, char *out, size_t size);
/* True once SIGINT or SIGTERM came: work stops at the next chance and rolls back. */
bool vw_cli_interrupted(void);

#endif
