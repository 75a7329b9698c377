/* SPDX-License-Identifier: EUPL-1.2 */
/* An intake workbook on its way back: what changed is shown first, and taken in when asked to. */
#include "cli/import_workbook.h"

#include "base/utf8.h"
#include "intake/workbook.h"
#include "model/list.h"

#include <inttypes.h>
#include <string.h>

bool vw_cli_workbook_parse(const char **path, vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    const bool asked = vw_argument_given(arguments, VW_OPT_ACCEPT) ||
                       vw_argument_given(arguments, VW_OPT_CONFLICTS);
    *path = NULL;
    for (size_t i = 0; i < arguments->operand_count && *path == NULL; i++) {
        *path = vw_workbook_is(arguments->operands[i]) ? arguments->operands[i] : NULL;
    }
    if (*path == NULL && asked) {
        VW_DIAG(cli->diags, U040, (vw_place){0}, NULL);
        return false;
    }
    if (*path != NULL && arguments->operand_count > 1) {
        VW_DIAG(cli->diags, U041, (vw_place){.file = *path}, NULL);
        return false;
    }
    return true;
}

static bool parse_side(vw_workbook_side *side, vw_cli *cli)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_CONFLICTS);
    *side = VW_SIDE_NONE;
    if (text == NULL) {
        return true;
    }
    if (strcmp(text, "workbook") == 0) {
        *side = VW_SIDE_WORKBOOK;
    } else if (strcmp(text, "dossier") == 0) {
        *side = VW_SIDE_DOSSIER;
    } else {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--conflicts", text, "workbook, dossier");
        return false;
    }
    return true;
}

/* ---- for people -------------------------------------------------------------------------- */

enum { SHOWN_BYTES = 72 };

/* A value as the workbook shows it, short enough for a line. */
static const char *shown(vw_cli *cli, const vw_field *field, const char *value)
{
    if (value == NULL) {
        return cli->lang == VW_NL ? "(onbekend)" : "(unknown)";
    }
    if (field->type == VW_TYPE_BOOL) {
        const bool yes = strcmp(value, "1") == 0;
        return cli->lang == VW_NL ? (yes ? "ja" : "nee") : (yes ? "yes" : "no");
    }
    if (field->type == VW_TYPE_LIST) {
        value = vw_list_shown(cli->arena, field, value, ", ", cli->lang);
    }
    const vw_enum_value *choice = field->type == VW_TYPE_ENUM ? vw_field_value(field, value) : NULL;
    if (choice != NULL) {
        return vw_cli_text(cli, choice->label);
    }
    vw_buf text = {.arena = cli->arena};
    size_t length = strlen(value);
    if (length > SHOWN_BYTES) {
        for (length = SHOWN_BYTES; ((unsigned char)value[length] & 0xc0) == 0x80; length--) {
        }
    }
    vw_text_escape(&text, value, length);
    vw_buf_add(&text, value[length] != '\0' ? "…" : "");
    return vw_buf_text(&text);
}

static void tell_change(vw_cli *cli, const vw_workbook_change *change)
{
    const char *label = vw_cli_text(cli, change->field->label);
    const char *there = shown(cli, change->field, change->workbook);
    const char *here = shown(cli, change->field, change->dossier);
    if (change->conflict) {
        vw_cli_say(cli, "      {0}: was {1}; werkboek {2}, dossier {3}\n",
                   "      {0}: was {1}; workbook {2}, dossier {3}\n", label,
                   shown(cli, change->field, change->base), there, here, NULL);
    } else {
        vw_cli_say(cli, "      {0}: {1} -> {2}\n", "      {0}: {1} -> {2}\n", label, here, there,
                   NULL);
    }
}

static void tell_row(vw_cli *cli, const vw_workbook_row *row)
{
    const char *key = vw_cli_shown(cli, row->key);
    const char *number = vw_cli_number(cli, row->row);
    switch (row->is) {
    case VW_ROW_NEW:
        vw_cli_say(cli, "  + {0} (rij {1})\n", "  + {0} (row {1})\n", key, number, NULL);
        break;
    case VW_ROW_CHANGED:
        vw_cli_say(cli, "  ~ {0} (rij {1})\n", "  ~ {0} (row {1})\n", key, number, NULL);
        break;
    case VW_ROW_CONFLICT:
        vw_cli_say(cli, "  ! {0} (rij {1}): conflict\n", "  ! {0} (row {1}): conflict\n", key,
                   number, NULL);
        break;
    case VW_ROW_REMOVED:
        vw_cli_say(cli, "  - {0}: niet meer op het blad; blijft in het dossier\n",
                   "  - {0}: no longer on the sheet; stays in the dossier\n", key, NULL);
        break;
    }
    if (row->was != NULL) {
        vw_cli_say(cli, "      is dit {0} met een ander kenmerk? Dan ontstaat een tweede record\n",
                   "      is this {0} under another key? It becomes a second record\n",
                   vw_cli_shown(cli, row->was), NULL);
    }
    for (size_t i = 0; i < row->change_count; i++) {
        tell_change(cli, &row->changes[i]);
    }
}

/* A workbook in the other language: its sheets in the language of the rest, with the name that
 * stands on their tab. One that somebody renamed has that name alone. */
static const char *sheet_name(vw_cli *cli, const vw_workbook_sheet *sheet)
{
    const vw_text names[] = {sheet->kind->plural, {"Vragen", "Questions"}};
    const vw_lang other = cli->lang == VW_NL ? VW_EN : VW_NL;
    const char *shown_name = vw_cli_shown(cli, sheet->sheet);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *here = vw_text_in(names[i], cli->lang);
        const char *there = vw_text_in(names[i], other);
        if (strcmp(sheet->sheet, there) == 0 && strcmp(here, there) != 0) {
            return vw_printf(cli->arena, "%s (%s \"%s\")", here,
                             cli->lang == VW_NL ? "blad" : "sheet", shown_name);
        }
    }
    return shown_name;
}

/* Rows that came with the workbook and that nobody has filled in. */
static void tell_open(vw_cli *cli, const vw_workbook_sheet *sheet)
{
    const bool one = sheet->unanswered == 1;
    const char *number = vw_cli_number(cli, sheet->unanswered);
    if (strcmp(sheet->kind->name, "answer") == 0) {
        vw_cli_say(cli, one ? "  {0} vraag nog open\n" : "  {0} vragen nog open\n",
                   one ? "  {0} question still open\n" : "  {0} questions still open\n", number,
                   NULL);
    } else {
        vw_cli_say(cli, one ? "  {0} rij nog open\n" : "  {0} rijen nog open\n",
                   one ? "  {0} row still open\n" : "  {0} rows still open\n", number, NULL);
    }
}

static void tell_sheet(vw_cli *cli, const vw_workbook_sheet *sheet)
{
    if (sheet->rows.count == 0 && sheet->kept == 0 && sheet->unanswered == 0) {
        return;
    }
    vw_cli_say(cli, "{0}:\n", "{0}:\n", sheet_name(cli, sheet), NULL);
    for (size_t i = 0; i < sheet->rows.count; i++) {
        tell_row(cli, &sheet->rows.items[i]);
    }
    if (sheet->kept > 0) {
        vw_cli_say(cli, "  {0} sindsdien in het dossier gewijzigd; dat blijft zo\n",
                   "  {0} changed in the dossier since; that stays\n",
                   vw_cli_number(cli, sheet->kept), NULL);
    }
    if (sheet->unanswered > 0) {
        tell_open(cli, sheet);
    }
}

/* What to type to have it taken in. */
static void tell_next(vw_cli *cli, const char *path, const vw_workbook_diff *diff, bool taken)
{
    const char *shown_path = vw_cli_shown(cli, path);
    if (!taken && diff->conflicts > 0) {
        vw_cli_say(cli,
                   "Er is nog niets opgenomen. Kies eerst welke kant geldt bij een conflict:\n"
                   "  verantwoord import {0} --accept --conflicts workbook\n"
                   "  verantwoord import {0} --accept --conflicts dossier\n",
                   "Nothing was taken in yet. First choose which side holds in a conflict:\n"
                   "  verantwoord import {0} --accept --conflicts workbook\n"
                   "  verantwoord import {0} --accept --conflicts dossier\n",
                   shown_path, NULL);
    } else if (!taken && diff->added + diff->changed > 0) {
        vw_cli_say(cli, "Er is nog niets opgenomen. Opnemen: verantwoord import {0} --accept\n",
                   "Nothing was taken in yet. To do so: verantwoord import {0} --accept\n",
                   shown_path, NULL);
    }
}

static void tell(vw_cli *cli, const char *path, const vw_workbook_diff *diff,
                 const vw_intake_results *results, bool taken)
{
    vw_cli_say(cli, "{0}: {1} nieuw, {2} gewijzigd, {3} in conflict, {4} niet meer op het blad\n",
               "{0}: {1} new, {2} changed, {3} in conflict, {4} no longer on the sheet\n",
               vw_cli_shown(cli, path), vw_cli_number(cli, diff->added),
               vw_cli_number(cli, diff->changed), vw_cli_number(cli, diff->conflicts),
               vw_cli_number(cli, diff->removed), NULL);
    for (size_t i = 0; i < diff->sheets.count; i++) {
        tell_sheet(cli, &diff->sheets.items[i]);
    }
    const char *declared = !vw_argument_given(cli->arguments, VW_OPT_COMPLETE) ? ""
                           : cli->lang == VW_NL ? "; volledig verklaard"
                                                : "; declared complete";
    for (size_t i = 0; taken && i < results->count; i++) {
        const vw_intake_result *result = &results->items[i];
        vw_cli_say(cli, "Opgenomen: {0}{1} (import {2})\n", "Taken in: {0}{1} (import {2})\n",
                   vw_cli_counted(cli, result->rows, result->kind), declared,
                   vw_printf(cli->arena, "%" PRId64, result->import_id), NULL);
    }
    tell_next(cli, path, diff, taken);
}

/* ---- for programs ------------------------------------------------------------------------ */

static json_t *fields_json(const vw_workbook_row *row)
{
    json_t *fields = json_array();
    for (size_t i = 0; i < row->change_count; i++) {
        const vw_workbook_change *change = &row->changes[i];
        json_array_append_new(fields, json_pack("{s:s, s:s?, s:s?, s:s?, s:b}", "field",
                                                change->field->name, "base", change->base,
                                                "dossier", change->dossier, "workbook",
                                                change->workbook, "conflict", change->conflict));
    }
    return fields;
}

static json_t *sheet_json(const vw_workbook_sheet *sheet)
{
    static const char *const fates[] = {"new", "changed", "conflict", "removed"};
    json_t *rows = json_array();
    for (size_t i = 0; i < sheet->rows.count; i++) {
        const vw_workbook_row *row = &sheet->rows.items[i];
        json_array_append_new(rows,
                              json_pack("{s:s, s:s, s:I, s:s?, s:o}", "change", fates[row->is],
                                        "key", row->key, "row", (json_int_t)row->row, "was",
                                        row->was, "fields", fields_json(row)));
    }
    return json_pack("{s:s, s:s, s:I, s:I, s:I, s:o}", "sheet", sheet->sheet, "kind",
                     sheet->kind->name, "unchanged", (json_int_t)sheet->unchanged, "kept",
                     (json_int_t)sheet->kept, "unanswered", (json_int_t)sheet->unanswered, "rows",
                     rows);
}

static void tell_json(vw_cli *cli, const char *path, const vw_workbook_diff *diff,
                      const vw_intake_results *results, bool taken)
{
    json_t *sheets = json_array(), *imports = json_array();
    for (size_t i = 0; i < diff->sheets.count; i++) {
        json_array_append_new(sheets, sheet_json(&diff->sheets.items[i]));
    }
    for (size_t i = 0; taken && i < results->count; i++) {
        json_array_append_new(imports, json_pack("{s:I, s:s, s:I}", "import",
                                                 (json_int_t)results->items[i].import_id, "kind",
                                                 results->items[i].kind->name, "rows",
                                                 (json_int_t)results->items[i].rows));
    }
    vw_cli_json(json_pack(
        "{s:s, s:s, s:I, s:b, s:I, s:I, s:I, s:I, s:o, s:o}", "file", vw_cli_shown(cli, path),
        "organisation", vw_cli_shown(cli, diff->organisation), "import_mark",
        (json_int_t)diff->mark, "taken", taken, "new", (json_int_t)diff->added, "changed",
        (json_int_t)diff->changed, "conflicts", (json_int_t)diff->conflicts, "removed",
        (json_int_t)diff->removed, "sheets", sheets, "imports", imports));
}

/* ---- the command ------------------------------------------------------------------------- */

static vw_status end(vw_cli *cli, vw_dossier *dossier, const char *path,
                     const vw_workbook_diff *diff, vw_status status, bool accept)
{
    if (status == VW_OK && vw_cli_interrupted()) {
        VW_DIAG(cli->diags, E005, (vw_place){0}, NULL);
        status = VW_ERR_STORE;
    }
    if (status == VW_OK && accept && diff->conflicts > 0) {
        VW_DIAG(cli->diags, W021, (vw_place){.file = path}, vw_cli_number(cli, diff->conflicts));
        status = VW_ERR_INPUT;
    }
    if (status == VW_OK && accept) {
        status = vw_db_commit(vw_dossier_db(dossier), cli->diags);
    }
    if (status != VW_OK || !accept) {
        vw_db_rollback(vw_dossier_db(dossier));
    }
    return status;
}

int vw_cli_import_workbook(vw_cli *cli, vw_dossier *dossier, const vw_catalogue *catalogue,
                           vw_intake_options *options, const char *path)
{
    vw_workbook_diff diff = {0};
    vw_intake_results results = {0};
    vw_workbook_side side;
    const bool accept = vw_argument_given(cli->arguments, VW_OPT_ACCEPT) &&
                        !vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    if (!parse_side(&side, cli)) {
        vw_db_rollback(vw_dossier_db(dossier));
        return VW_ERR_USAGE;
    }
    options->path = path;
    vw_status taken = vw_workbook_take(&diff, &results, dossier, catalogue, cli->arena, cli->diags,
                                       options, side);
    vw_status status = end(cli, dossier, path, &diff, taken, accept);
    if (taken == VW_OK && cli->json) {
        tell_json(cli, path, &diff, &results, accept && status == VW_OK);
    } else if (taken == VW_OK) {
        tell(cli, path, &diff, &results, accept && status == VW_OK);
    }
    return (int)status;
}
