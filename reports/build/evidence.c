/* SPDX-License-Identifier: EUPL-1.2 */
/* What the results rest on: every import with its hashes, and what is known of completeness. */
#include "reports/build/people.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Columns: 0 id, 1 kind, 2 file_name, 3 row_count, 4 collected_at, 5 collected_by, 6 method,
 * 7 from_date, 8 until_date, 9 later, 10 imported_at, 11 superseding, 12 importer,
 * 13 file_sha256, 14 content_sha256, 15 sheet, 16 producer. */
static void set_import(const vw_row_source *source, vw_cell *cells)
{
    static const struct {
        char initial;
        vw_text label;
    } methods[] = {
        {'e', {"inzage", "examine"}}, {'i', {"gesprek", "interview"}}, {'t', {"test", "test"}}};
    const vw_report *r = source->r;
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, vw_stmt_text(source->stmt, 1));
    const char *method = vw_stmt_text(source->stmt, 6);
    cells[0] = vw_stored_number(source, 0);
    cells[1] = kind != NULL ? vw_text_cell(vw_say(r, kind->label)) : vw_stored_text(source, 1);
    cells[2] = vw_stored_text(source, 2);
    cells[3] = vw_stored_number(source, 3);
    cells[4] = vw_stored_date(source, 4);
    cells[5] = vw_text_cell(vw_show_collector(r, source->scratch, vw_stmt_text(source->stmt, 5)));
    for (size_t i = 0; i < COUNT(methods); i++) {
        if (methods[i].initial == method[0]) {
            cells[6] = vw_text_cell(vw_say(r, methods[i].label));
        }
    }
    cells[7] = vw_stored_date(source, 7);
    cells[8] = vw_stored_date(source, 8);
    cells[9] = vw_stored_flag(source, 9);
    cells[10] = vw_stored_text(source, 10);
    cells[10].is = cells[10].is == VW_CELL_TEXT ? VW_CELL_INSTANT : cells[10].is;
    cells[11] = vw_stored_number(source, 11);
    cells[12] = vw_stored_text(source, 12);
    cells[13] = vw_stored_text(source, 13);
    cells[14] = vw_stored_text(source, 14);
    cells[15] = vw_stored_text(source, 15);
    cells[16] = vw_text_cell(vw_show_producer(r, source->scratch, vw_stmt_text(source->stmt, 16)));
}

enum { COLLECTED_BY = 5, FILE_HASH = 13 };

/* With these columns on paper: a statement has few, an index of the evidence more. */
static vw_status add_imports(vw_report *r, vw_block_list *out, const char *on_paper)
{
    static const vw_column_words columns[] = {
        {"import", {"Nr.", "No."}, VW_CELL_INTEGER, 0.6, 0},
        {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 1.6, 0},
        {"file", {"Bestand", "File"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA},
        {"rows", {"Rijen", "Rows"}, VW_CELL_INTEGER, 0.8, 0},
        {"collected_at", {"Verzameld op", "Collected on"}, VW_CELL_DATE, 1.5, 0},
        {"collected_by", {"Verzameld door", "Collected by"}, VW_CELL_TEXT, 1.6, VW_COLUMN_DATA},
        {"method", {"Methode", "Method"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"complete_from", {"Volledig van", "Complete from"}, VW_CELL_DATE, 1.5, VW_COLUMN_DATA},
        {"complete_until", {"Volledig tot en met", "Complete until"}, VW_CELL_DATE, 1.5, 0},
        {"later", {"Na de periode", "After the period"}, VW_CELL_TEXT, 0.8, 0},
        {"imported_at",
         {"Ingelezen op (UTC)", "Imported at (UTC)"},
         VW_CELL_INSTANT,
         2,
         VW_COLUMN_DATA},
        {"superseding",
         {"Rijen met een nieuwe versie", "Rows with a new version"},
         VW_CELL_INTEGER,
         1,
         VW_COLUMN_DATA},
        {"importer", {"Lezer", "Reader"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"file_sha256",
         {"SHA-256 van het bestand", "SHA-256 of the file"},
         VW_CELL_TEXT,
         4,
         VW_COLUMN_CODE},
        {"content_sha256",
         {"SHA-256 van de inhoud", "SHA-256 of the content"},
         VW_CELL_TEXT,
         4,
         VW_COLUMN_CODE | VW_COLUMN_DATA},
        {"sheet", {"Blad", "Sheet"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"producer", {"Gemaakt door of met", "Made by or with"}, VW_CELL_TEXT, 1.6, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "evidence",
        .caption = {"Bewijs: elke levering, met haar hash", "Evidence: each import, with its hash"},
        .sheet_id = "evidence",
        .sheet = {"Bewijs", "Evidence"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er is geen bewijs ingelezen.", "No evidence was imported."},
    };
    vw_column_words chosen[COUNT(columns)];
    vw_table_words those = words;
    memcpy(chosen, columns, sizeof columns);
    for (size_t i = 0; on_paper != NULL && i < COUNT(columns); i++) {
        const char *id = vw_printf(r->arena, " %s ", columns[i].id);
        chosen[i].flags = (columns[i].flags & VW_COLUMN_CODE) |
                          (strstr(on_paper, id) != NULL ? 0 : VW_COLUMN_DATA);
    }
    if (on_paper != NULL) {
        chosen[COLLECTED_BY].weight = 2.4;
        chosen[FILE_HASH].weight = 2.8;
    }
    those.columns = chosen;
    vw_table *table = vw_table_new(r, &those);
    vw_table_stream(
        r, table, (uint64_t)r->figures.imports,
        "SELECT i.id, i.kind, i.file_name, i.row_count, i.collected_at, "
        "i.collected_by, i.method, c.from_date, c.until_date, "
        "substr(i.collected_at, 1, 10) > e.period_until, i.imported_at, "
        "i.superseding, i.importer, i.file_sha256, i.content_sha256, i.sheet, i.producer "
        "FROM evaluation e JOIN import i ON i.id <= e.mark "
        "LEFT JOIN import_complete c ON c.import_id = i.id "
        "WHERE e.id = ?1 ORDER BY i.id",
        NULL, set_import);
    vw_add_table(r, out, table);
    return VW_OK;
}

vw_status vw_blocks_evidence(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    return add_imports(r, out, NULL);
}

vw_status vw_blocks_evidence_index(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    return add_imports(r, out,
                       " import kind file rows collected_at collected_by complete_until "
                       "file_sha256 ");
}

/* True when a test of the plan judges subjects of this kind, or looks for its records. */
static bool is_used(const vw_report *r, const vw_kind *kind, bool *as_population)
{
    bool used = false;
    *as_population = false;
    for (size_t i = 0; i < r->plan->test_count; i++) {
        const vw_rule *rule = r->plan->tests[i].rule;
        if (vw_rule_population(rule) == kind) {
            *as_population = used = true;
        }
        for (size_t j = 0; j < vw_rule_related_count(rule); j++) {
            used = used || vw_rule_related(rule, j) == kind;
        }
    }
    return used;
}

/* Records that count and first came in after a list that was declared complete over their time, and
 * not in or before another such list: what a list lacked, whoever declared it. Only what came in
 * after the first of those lists is looked at. */
static vw_status count_missed(int64_t *missed, vw_report *r, const vw_kind *kind,
                              const char *counts)
{
    const char *within = kind->nature == VW_STATE
                             ? "e.effective_from <= c.until_date AND (e.effective_until IS NULL OR "
                               "e.effective_until >= c.from_date)"
                             : "e.occurred_on BETWEEN c.from_date AND c.until_date";
    const char *lists =
        vw_printf(r->arena,
                  "SELECT c.import_id FROM import_complete c JOIN import i ON i.id = c.import_id "
                  "WHERE i.kind = '%s' AND i.id <= v.mark",
                  kind->name);
    const char *first = vw_printf(
        r->arena, "(SELECT min(f.import_id) FROM ev_%s f WHERE f.subject = e.subject)", kind->name);
    return vw_ask_number(
        missed, r,
        vw_printf(r->arena,
                  "SELECT count(*) FROM evaluation v JOIN ev_%s e ON e.import_id <= v.mark WHERE "
                  "v.id = ?1 AND EXISTS (SELECT 1 FROM import l WHERE l.kind = '%s' AND l.id <= "
                  "v.mark AND l.id > (SELECT min(import_id) FROM (%s))) AND e.import_id > (SELECT "
                  "min(import_id) FROM (%s)) AND %s AND NOT EXISTS (SELECT 1 FROM ev_%s n WHERE "
                  "n.subject = e.subject AND n.import_id <= v.mark AND n.import_id > e.import_id) "
                  "AND EXISTS (%s AND %s AND c.import_id < %s) AND NOT EXISTS (%s AND %s AND "
                  "c.import_id >= %s)",
                  kind->name, kind->name, lists, lists, counts, kind->name, lists, within, first,
                  lists, within, first),
        NULL);
}

/* As the tests see it (docs/semantics.md, 1): a kind is collected when one of its records counts
 * or a declaration covers it. */
vw_status vw_kind_known(vw_kind_knowledge *out, vw_report *r, const vw_kind *kind)
{
    const char *counts = kind->nature == VW_STATE
                             ? "e.effective_from <= v.as_of AND (e.effective_until IS NULL OR "
                               "e.effective_until >= v.as_of)"
                             : "e.occurred_on BETWEEN v.period_from AND v.period_until";
    int64_t records = 0, complete = 0, missed = 0;
    vw_status status = vw_ask_number(
        &complete, r,
        vw_printf(r->arena, "%s AND ?1 > 0", vw_kind_complete_sql(r->arena, kind, &r->frame)),
        NULL);
    if (status == VW_OK) {
        status = vw_ask_number(
            &records, r,
            vw_printf(r->arena,
                      "SELECT EXISTS (SELECT 1 FROM evaluation v JOIN ev_%s e ON e.import_id <= "
                      "v.mark WHERE v.id = ?1 AND %s AND NOT EXISTS (SELECT 1 FROM ev_%s n WHERE "
                      "n.subject = e.subject AND n.import_id <= v.mark AND n.import_id > "
                      "e.import_id))",
                      kind->name, counts, kind->name),
            NULL);
    }
    if (status == VW_OK && complete != 0) {
        status = count_missed(&missed, r, kind, counts);
    }
    *out = (vw_kind_knowledge){
        .collected = records != 0 || complete != 0,
        .complete = complete != 0 && missed == 0,
        .missed = (uint64_t)missed,
    };
    return status;
}

const char *vw_show_missed(const vw_report *r, const vw_kind_knowledge *known)
{
    static const vw_text missed = {
        "De lijst is verklaard als volledig, maar {0:daarna kwam|daarna kwamen} er nog {0} "
        "binnen die erin {0:hoorde|hoorden}.",
        "The list was declared complete, but {0} that {0:belongs|belong} in it came in later."};
    return known->missed > 0 ? VW_FILL(r, missed, vw_show_number(r, known->missed)) : NULL;
}

static vw_status add_kind(vw_report *r, vw_cells *cells, const vw_kind *kind)
{
    static const vw_text none = {"niet verzameld", "not collected"},
                         complete = {"volledig verklaard", "declared complete"},
                         unsure = {"niet vastgesteld", "not established"},
                         lacking = {"volledig verklaard; daarna kwamen er nog {0} bij",
                                    "declared complete; {0} more came in later"};
    static const vw_text yes = {"ja", "yes"}, no = {"nee", "no"};
    bool as_population;
    int64_t imports = 0, rows = 0;
    if (!is_used(r, kind, &as_population)) {
        return VW_OK;
    }
    vw_kind_knowledge known;
    vw_status status = vw_kind_known(&known, r, kind);
    if (status == VW_OK) {
        status = vw_ask_number(&imports, r,
                               "SELECT count(*) FROM import WHERE kind = ?2 AND id <= "
                               "(SELECT mark FROM evaluation WHERE id = ?1)",
                               kind->name);
    }
    if (status == VW_OK) {
        status = vw_ask_number(&rows, r,
                               "SELECT coalesce(sum(row_count), 0) FROM import WHERE kind = ?2 "
                               "AND id <= (SELECT mark FROM evaluation WHERE id = ?1)",
                               kind->name);
    }
    const vw_text state = known.complete ? complete : known.collected ? unsure : none;
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, kind->label)));
    VW_PUSH(r->arena, *cells, vw_number_cell(imports));
    VW_PUSH(r->arena, *cells, vw_number_cell(rows));
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, as_population ? yes : no)));
    VW_PUSH(r->arena, *cells,
            vw_text_cell(known.missed > 0 ? VW_FILL(r, lacking, vw_show_number(r, known.missed))
                                          : vw_say(r, state)));
    return status;
}

vw_status vw_blocks_completeness(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"kind", {"Soort bewijs", "Kind of evidence"}, VW_CELL_TEXT, 3, 0},
        {"imports", {"Leveringen", "Imports"}, VW_CELL_INTEGER, 1, 0},
        {"rows", {"Rijen", "Rows"}, VW_CELL_INTEGER, 1, 0},
        {"population",
         {"Is populatie van een toets", "Is population of a test"},
         VW_CELL_TEXT,
         1.6,
         0},
        {"completeness", {"Volledigheid", "Completeness"}, VW_CELL_TEXT, 2.4, 0},
    };
    static const vw_table_words words = {
        .id = "completeness",
        .caption = {"Soorten bewijs die de toetsen gebruiken, en hun volledigheid",
                    "Kinds of evidence that the tests use, and their completeness"},
        .sheet_id = "completeness",
        .sheet = {"Volledigheid", "Completeness"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Geen toets gebruikt bewijs.", "No test uses evidence."},
    };
    (void)level;
    const vw_catalogue *catalogue = r->plan->set->catalogue;
    vw_cells cells = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; i < catalogue->count && status == VW_OK; i++) {
        status = add_kind(r, &cells, &catalogue->kinds[i]);
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}
