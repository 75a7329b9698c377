/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/preview.h"

#include "model/list.h"
#include "store/records.h"

#include <string.h>

enum { ROWS_SHOWN = 3 };

typedef struct {
    const char *key;
    uint32_t row_no;
} row_key;

typedef struct {
    vw_cli *cli;
    vw_dossier *dossier;
} preview;

/* ---- as it would be stored ------------------------------------------------------------------ */

/* The first rows of one import. */
static vw_status first_rows(row_key *rows, size_t *count, const preview *p,
                            const vw_intake_result *result)
{
    vw_cli *cli = p->cli;
    vw_stmt *stmt = NULL;
    bool more = true;
    *count = 0;
    const char *sql = vw_printf(cli->arena,
                                "SELECT s.key, e.row_no FROM \"ev_%s\" e JOIN subject s "
                                "ON s.id = e.subject WHERE e.import_id = ?1 "
                                "ORDER BY e.row_no LIMIT %d",
                                result->kind->name, ROWS_SHOWN);
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(p->dossier), cli->arena, cli->diags, sql);
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, result->import_id);
    while ((status = vw_stmt_step(stmt, cli->diags, &more)) == VW_OK && more) {
        rows[*count] =
            (row_key){vw_strdup(cli->arena, vw_stmt_text(stmt, 0)), (uint32_t)vw_stmt_int(stmt, 1)};
        ++*count;
    }
    vw_stmt_free(stmt);
    return status;
}

static json_t *record_as_json(const vw_kind *kind, const row_key *row,
                              const vw_stored_record *record)
{
    json_t *object = json_object();
    json_object_set_new(object, kind->key, json_string(row->key));
    for (size_t i = 0; i < kind->field_count; i++) {
        json_object_set_new(object, kind->fields[i].name,
                            vw_cli_json_value(&kind->fields[i], record->texts[i]));
    }
    if (record->raw != NULL) {
        json_object_set_new(object, "raw", json_loads(record->raw, 0, NULL));
    }
    return object;
}

static void tell_record(vw_cli *cli, const vw_kind *kind, const row_key *row,
                        const vw_stored_record *record)
{
    vw_buf line = {.arena = cli->arena};
    vw_buf_addf(&line, "%s = %s", kind->key, row->key);
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *text = record->texts[i];
        if (text != NULL && kind->fields[i].type == VW_TYPE_BOOL) {
            const bool yes = strcmp(text, "0") != 0;
            text = cli->lang == VW_NL ? (yes ? "ja" : "nee") : (yes ? "yes" : "no");
        }
        if (text != NULL && kind->fields[i].type == VW_TYPE_LIST) {
            text = vw_list_cell(cli->arena, &kind->fields[i], text, false, cli->lang);
        }
        if (text != NULL) {
            vw_buf_addf(&line, ", %s = %s", kind->fields[i].name, text);
        }
    }
    if (record->raw != NULL) {
        vw_buf_addf(&line, ", raw = %s", record->raw);
    }
    vw_cli_say(cli, "    rij {0}: {1}\n", "    row {0}: {1}\n",
               vw_printf(cli->arena, "%lu", (unsigned long)row->row_no),
               vw_cli_shown(cli, vw_buf_text(&line)), NULL);
}

/* Prints the first rows, or adds them to [array] when that is not NULL. */
static vw_status show_rows(const preview *p, const vw_intake_result *result, json_t *array)
{
    row_key rows[ROWS_SHOWN];
    size_t count = 0;
    vw_cli *cli = p->cli;
    vw_status status = first_rows(rows, &count, p, result);
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        vw_stored_record record;
        bool found = false;
        status = vw_record_at(&record, &found, p->dossier, cli->arena, cli->diags, result->kind,
                              rows[i].key, result->import_id);
        if (status == VW_OK && found && array != NULL) {
            json_array_append_new(array, record_as_json(result->kind, &rows[i], &record));
        } else if (status == VW_OK && found) {
            tell_record(cli, result->kind, &rows[i], &record);
        }
    }
    return status;
}

/* ---- for people ----------------------------------------------------------------------------- */

static void tell_head(vw_cli *cli, const char *file, const vw_intake_result *result)
{
    const char *encoding = result->encoding != NULL ? result->encoding : "";
    vw_cli_say(cli, "{0}{1}{2} ({3}{4}{5})\n", "{0}{1}{2} ({3}{4}{5})\n", file,
               *result->sheet != '\0' ? " / " : "", vw_cli_shown(cli, result->sheet),
               result->format, *encoding != '\0' ? ", " : "", encoding, NULL);
    vw_cli_say(cli, "  {0}: {1} nieuw, {2} een nieuwe versie", "  {0}: {1} new, {2} a new version",
               vw_cli_counted(cli, result->rows, result->kind),
               vw_cli_number(cli, result->new_subjects), vw_cli_number(cli, result->new_versions),
               NULL);
    if (result->skipped > 0) {
        const bool one = result->skipped == 1;
        vw_cli_say(cli, one ? "; {0} rij overgeslagen" : "; {0} rijen overgeslagen",
                   one ? "; {0} row left out" : "; {0} rows left out",
                   vw_cli_number(cli, result->skipped), NULL);
    }
    vw_cli_say(cli, "\n", "\n", NULL);
}

static void tell_columns(vw_cli *cli, const vw_intake_result *result)
{
    if (result->column_count > 0) {
        vw_cli_say(cli, "  kolommen:\n", "  columns:\n", NULL);
    }
    for (size_t i = 0; i < result->column_count; i++) {
        const vw_intake_column *column = &result->columns[i];
        const char *field = *column->field != '\0' ? column->field : "-";
        vw_cli_say(cli, "    {0} -> {1}\n", "    {0} -> {1}\n", vw_cli_shown(cli, column->heading),
                   field, NULL);
    }
}

static vw_status tell_one(const preview *p, const char *file, const vw_intake_result *result)
{
    vw_cli *cli = p->cli;
    tell_head(cli, file, result);
    tell_columns(cli, result);
    for (size_t i = 0; i < result->constant_count; i++) {
        const vw_intake_constant *constant = &result->constants[i];
        vw_cli_say(cli, "  waar leeg: {0} = {1}\n", "  where empty: {0} = {1}\n",
                   vw_cli_shown(cli, constant->field), vw_cli_shown(cli, constant->value), NULL);
    }
    if (result->rows > 0) {
        vw_cli_say(cli, "  zo worden zij bewaard:\n", "  as they would be stored:\n", NULL);
    }
    return show_rows(p, result, NULL);
}

/* ---- for programs --------------------------------------------------------------------------- */

static vw_status as_json(json_t *array, const preview *p, const char *file,
                         const vw_intake_result *result)
{
    json_t *columns = json_array();
    json_t *constants = json_object();
    json_t *first = json_array();
    for (size_t i = 0; i < result->column_count; i++) {
        const vw_intake_column *column = &result->columns[i];
        json_array_append_new(
            columns,
            json_pack("{s:s, s:o}", "heading", vw_cli_shown(p->cli, column->heading), "field",
                      *column->field != '\0' ? json_string(column->field) : json_null()));
    }
    for (size_t i = 0; i < result->constant_count; i++) {
        json_object_set_new(constants, result->constants[i].field,
                            json_string(result->constants[i].value));
    }
    vw_status status = show_rows(p, result, first);
    json_array_append_new(
        array,
        json_pack("{s:s, s:s, s:s?, s:s, s:s, s:I, s:I, s:I, s:I, s:o, s:o, s:o}", "file", file,
                  "format", result->format, "encoding", result->encoding, "sheet", result->sheet,
                  "kind", result->kind->name, "rows", (json_int_t)result->rows, "new_subjects",
                  (json_int_t)result->new_subjects, "new_versions",
                  (json_int_t)result->new_versions, "left_out", (json_int_t)result->skipped,
                  "columns", columns, "constants", constants, "first_rows", first));
    return status;
}

vw_status vw_cli_preview(vw_cli *cli, vw_dossier *dossier, const vw_intake_results *results,
                         size_t count)
{
    const preview p = {.cli = cli, .dossier = dossier};
    json_t *array = json_array();
    vw_status status = VW_OK;
    for (size_t i = 0; i < count; i++) {
        const char *file = vw_cli_shown(cli, cli->arguments->operands[i]);
        for (size_t j = 0; j < results[i].count && status == VW_OK; j++) {
            const vw_intake_result *result = &results[i].items[j];
            status = cli->json ? as_json(array, &p, file, result) : tell_one(&p, file, result);
        }
    }
    if (cli->json && status == VW_OK) {
        vw_cli_json(array);
        return status;
    }
    json_decref(array);
    if (status == VW_OK) {
        vw_cli_say(cli, "Er is niets opgenomen.\n", "Nothing was taken in.\n", NULL);
    }
    return status;
}
