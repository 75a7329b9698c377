/* SPDX-License-Identifier: EUPL-1.2 */
/* A subject: every version of its record with the import it came from, and its outcomes. */
#include "cli/explain.h"
#include "eval/reason.h"
#include "model/label.h"

#include <string.h>

/* Finds "kind:key" or a bare key. Several kinds may hold the same key: the first by kind. */
static vw_status find_subject(vw_explain *e, const char *id, int64_t *subject, const char **kind,
                              const char **key)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_arena *arena = e->cli->arena;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(e->dossier), arena, e->cli->diags,
                    "SELECT id, kind, key FROM subject WHERE kind || ':' || key = ?1 "
                    "OR key = ?1 ORDER BY kind || ':' || key = ?1 DESC, kind LIMIT 1");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, id);
        status = vw_stmt_step(stmt, e->cli->diags, &row);
    }
    *subject = 0;
    if (status == VW_OK && row) {
        *subject = vw_stmt_int(stmt, 0);
        *kind = vw_strdup(arena, vw_stmt_text(stmt, 1));
        *key = vw_strdup(arena, vw_stmt_text(stmt, 2));
    }
    vw_stmt_free(stmt);
    return status;
}

static const char *field_label(const vw_cli *cli, const vw_kind *kind, const char *column)
{
    const vw_field *field = kind != NULL ? vw_kind_field(kind, column) : NULL;
    return field != NULL ? vw_cli_text(cli, field->label) : column;
}

/* A reference is stored as a subject's number: its key says more. */
static const char *value_of(vw_explain *e, const vw_kind *kind, const char *column, vw_stmt *stmt,
                            int index)
{
    const vw_field *field = kind != NULL ? vw_kind_field(kind, column) : NULL;
    vw_stmt *lookup = NULL;
    bool row = false;
    const char *text = vw_strdup(e->cli->arena, vw_stmt_text(stmt, index));
    if (field == NULL || field->type != VW_TYPE_REF) {
        return text;
    }
    if (vw_stmt_new(&lookup, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
                    "SELECT kind || ':' || key FROM subject WHERE id = ?1") == VW_OK) {
        vw_stmt_bind_int(lookup, 1, vw_stmt_int(stmt, index));
        if (vw_stmt_step(lookup, e->cli->diags, &row) == VW_OK && row) {
            text = vw_strdup(e->cli->arena, vw_stmt_text(lookup, 0));
        }
    }
    vw_stmt_free(lookup);
    return text;
}

/* A value in the user's language, where it is a choice or a yes or no. */
static const char *shown_value(const vw_cli *cli, const vw_kind *kind, const char *column,
                               const char *value)
{
    const vw_field *field = kind != NULL ? vw_kind_field(kind, column) : NULL;
    if (field != NULL && field->type == VW_TYPE_BOOL) {
        const vw_text no_yes[] = {{"nee", "no"}, {"ja", "yes"}};
        return vw_cli_text(cli, no_yes[strcmp(value, "1") == 0]);
    }
    const vw_enum_value *choice = field != NULL ? vw_field_value(field, value) : NULL;
    return choice != NULL ? vw_cli_text(cli, choice->label) : value;
}

static void add_version(vw_explain *e, const vw_kind *kind, vw_stmt *stmt, json_t *versions)
{
    vw_cli *cli = e->cli;
    json_t *fields = json_object();
    if (!cli->json) {
        vw_cli_say(cli, "  import {0}, rij {1} van {2}, verzameld {3} door {4}\n",
                   "  import {0}, row {1} of {2}, collected {3} by {4}\n", vw_stmt_text(stmt, 0),
                   vw_stmt_text(stmt, 1), vw_stmt_text(stmt, 2), vw_stmt_text(stmt, 3),
                   vw_stmt_text(stmt, 4), NULL);
    }
    for (int i = 5; i < vw_stmt_columns(stmt); i++) {
        const char *column = vw_stmt_name(stmt, i);
        if (vw_stmt_is_null(stmt, i) || strcmp(column, "id") == 0 ||
            strcmp(column, "subject") == 0 || strcmp(column, "import_id") == 0 ||
            strcmp(column, "row_no") == 0 || strcmp(column, "row_sha256") == 0) {
            continue;
        }
        const char *value = value_of(e, kind, column, stmt, i);
        json_object_set_new(fields, column, json_string(value));
        if (!cli->json) {
            vw_cli_say(cli, "    {0}: {1}\n", "    {0}: {1}\n", field_label(cli, kind, column),
                       shown_value(cli, kind, column, value), NULL);
        }
    }
    json_array_append_new(versions,
                          json_pack("{s:I, s:I, s:s, s:s, s:s, s:o}", "import",
                                    (json_int_t)vw_stmt_int(stmt, 0), "row",
                                    (json_int_t)vw_stmt_int(stmt, 1), "file", vw_stmt_text(stmt, 2),
                                    "collected_at", vw_stmt_text(stmt, 3), "collected_by",
                                    vw_stmt_text(stmt, 4), "fields", fields));
}

static vw_status show_versions(vw_explain *e, const char *kind_name, int64_t subject,
                               json_t *versions)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    const vw_kind *kind = vw_catalogue_find(e->set->catalogue, kind_name);
    if (kind == NULL) {
        return VW_OK; /* a kind that this control set does not know: only its outcomes can be shown
                       */
    }
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
        vw_printf(e->cli->arena,
                  "SELECT i.id, r.row_no, i.file_name, i.collected_at, i.collected_by, r.* "
                  "FROM ev_%s r JOIN import i ON i.id = r.import_id WHERE r.subject = ?1 "
                  "ORDER BY i.id DESC",
                  kind->name));
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, subject);
    }
    if (status == VW_OK && !e->cli->json) {
        vw_explain_head(e->cli, "Bewijs, nieuwste versie eerst", "Evidence, newest version first");
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, e->cli->diags, &row);
        if (status == VW_OK && row) {
            add_version(e, kind, stmt, versions);
        }
    }
    vw_stmt_free(stmt);
    if (status == VW_OK && json_array_size(versions) == 0 && !e->cli->json) {
        vw_cli_say(e->cli,
                   "  Geen: andere records verwijzen ernaar, maar zelf is het niet opgenomen.\n",
                   "  None: other records refer to it, but it was never imported itself.\n", NULL);
    }
    return status;
}

static void print_advice(const vw_cli *cli, const vw_test *test, const char *reason, vw_text remedy)
{
    if (reason != NULL && *reason != '\0') {
        vw_cli_say(cli, "    Waarom: {0}\n", "    Why: {0}\n", reason, NULL);
    }
    vw_cli_say(cli, "    Wat te doen: {0}\n", "    What to do: {0}\n", vw_cli_text(cli, remedy),
               NULL);
    if (test != NULL) {
        vw_cli_say(cli, "    Wie dit meestal doet: {0}\n", "    Who usually does it: {0}\n",
                   vw_cli_text(cli, test->measure->owner), NULL);
    }
}

static vw_status show_outcomes(vw_explain *e, int64_t subject, json_t *outcomes)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_cli *cli = e->cli;
    if (!e->evaluated) {
        return VW_OK;
    }
    const vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    vw_reasons *reasons =
        vw_reasons_new(cli->arena, e->dossier, e->set->catalogue, &frame, cli->lang);
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), cli->arena, cli->diags,
                                   "SELECT test, outcome FROM outcome WHERE evaluation_id = ?1 AND "
                                   "subject = ?2 ORDER BY test");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, e->evaluation.id);
        vw_stmt_bind_int(stmt, 2, subject);
    }
    if (status == VW_OK && !cli->json) {
        vw_explain_head(cli, "Toetsen waar het niet in orde is", "Tests that it does not pass");
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, cli->diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        const char *id = vw_stmt_text(stmt, 0);
        const vw_planned_test *planned = e->plan != NULL ? vw_plan_test(e->plan, id) : NULL;
        const vw_test *test = planned != NULL ? planned->test : vw_set_test(e->set, id);
        const char *reason = NULL;
        if (planned != NULL && vw_stmt_text(stmt, 1)[0] != 'u') { /* it is not known to be so */
            status = vw_reasons_of(&reason, reasons, cli->arena, cli->diags, planned, subject);
        }
        vw_text remedy = {"", ""};
        if (test != NULL) {
            remedy = *test->remedy.en != '\0' ? test->remedy : test->measure->remedy;
        }
        json_array_append_new(
            outcomes,
            json_pack("{s:s, s:s, s:s?, s:s, s:s?}", "test", id, "outcome", vw_stmt_text(stmt, 1),
                      "reason", reason, "remedy", vw_cli_text(cli, remedy), "owner",
                      test != NULL ? vw_cli_text(cli, test->measure->owner) : NULL));
        if (!cli->json) {
            vw_cli_say(cli, "  {0}: {1}  [{2}]\n", "  {0}: {1}  [{2}]\n",
                       vw_explain_outcome(cli, vw_stmt_text(stmt, 1)),
                       test != NULL ? vw_cli_text(cli, test->title) : id, id, NULL);
            print_advice(cli, test, reason, remedy);
        }
    }
    vw_stmt_free(stmt);
    if (status == VW_OK && json_array_size(outcomes) == 0 && !cli->json) {
        vw_cli_say(cli, "  Geen.\n", "  None.\n", NULL);
    }
    return status;
}

vw_status vw_explain_subject(vw_explain *e, const char *id, bool *found)
{
    int64_t subject;
    const char *kind = NULL, *key = NULL;
    vw_status status = find_subject(e, id, &subject, &kind, &key);
    *found = status == VW_OK && subject != 0;
    if (!*found) {
        return status;
    }
    json_t *versions = json_array(), *outcomes = json_array();
    if (!e->cli->json) {
        printf("%s:%s\n", kind, key);
    }
    status = show_versions(e, kind, subject, versions);
    if (status == VW_OK) {
        status = show_outcomes(e, subject, outcomes);
    }
    if (status == VW_OK && e->cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:O, s:O}", "kind", kind, "key", key, "versions",
                              versions, "outcomes", outcomes));
    }
    json_decref(versions);
    json_decref(outcomes);
    return status;
}
