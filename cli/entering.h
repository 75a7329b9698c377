/* SPDX-License-Identifier: EUPL-1.2 */
/* What `judge` and `except` share: options of one record, and the lists of what was recorded. */
#ifndef VW_CLI_ENTERING_H
#define VW_CLI_ENTERING_H

#include "cli/cli.h"
#include "eval/enter.h"

/* The value without blanks around it; U010 when it is missing or blank. [name] with dashes. */
const char *vw_cli_required(vw_cli *cli, vw_option_id option, const char *name);
/* The same of an option that may be left out. */
const char *vw_cli_optional(vw_cli *cli, vw_option_id option);
/* [missing] when the option was not given; U009 for what is no date. */
vw_date vw_cli_day(vw_cli *cli, vw_option_id option, const char *name, vw_date missing);
/* --on, today when it was not given; U071 when it lies after today. */
vw_date vw_cli_on(vw_cli *cli);

/* Opens the dossier for writing, plans for its organisation and begins a transaction. */
VW_MUST_USE vw_status vw_cli_enter_begin(vw_entering *out, vw_cli *cli, const vw_set *set);
/* Commits what was entered, unless [status] is an error or --preview was given. */
VW_MUST_USE vw_status vw_cli_enter_end(vw_cli *cli, const vw_entering *e, vw_status status);

/* What the newest evaluation says of a requirement and aspect, and what it would say with
 * [judgement] if the tests came out the same. */
typedef struct {
    int64_t evaluation; /* 0: there is none yet */
    bool found;         /* it has a conclusion on them */
    vw_conclusion now, then;
} vw_cli_outlook;
/* 0 when there is none. */
VW_MUST_USE vw_status vw_cli_newest_evaluation(int64_t *out, vw_cli *cli, vw_dossier *dossier);
VW_MUST_USE vw_status vw_cli_look_ahead(vw_cli_outlook *out, vw_cli *cli, vw_dossier *dossier,
                                        int64_t evaluation, const vw_judgement *judgement);

/* The lists; a table, or JSON with more. */
int vw_cli_list_judgements(vw_cli *cli);
int vw_cli_list_exceptions(vw_cli *cli);
/* [outlook] NULL: of a version that no longer counts. */
json_t *vw_cli_answer_json(vw_cli *cli, const vw_answer_version *answer,
                           const vw_cli_outlook *outlook);
/* "better result approved, by P2", with a word when that is in vain; or a dash. */
const char *vw_cli_review_words(vw_cli *cli, const vw_catalogue *catalogue,
                                const vw_answer_version *answer);
json_t *vw_cli_exception_json(vw_cli *cli, const vw_exception_version *exception);
/* "yes", or "no:" and why; of what counts on a date. */
const char *vw_cli_standing(vw_cli *cli, vw_standing standing, vw_doubt doubt,
                            const vw_requirement *forbidden_by);

#endif
