/* SPDX-License-Identifier: EUPL-1.2 */
/* The register of exceptions, as known at the evaluation's import mark. */
#include "reports/build/people.h"
#include "reports/build/rows.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Columns: 0 key, 1 test, 2 subject_kind, 3 subject_key, 4 from, 5 until, 6 reason,
 * 7 compensating, 8 risk_reference, 9 times applied. */
static void set_exception(const vw_row_source *source, vw_cell *cells)
{
    const vw_report *r = source->r;
    const char *kind_name = vw_stmt_text(source->stmt, 2);
    const vw_kind *kind =
        kind_name != NULL ? vw_catalogue_find(r->plan->set->catalogue, kind_name) : NULL;
    const char *test = vw_stmt_text(source->stmt, 1);
    const vw_planned_test *planned = test != NULL ? vw_plan_test(r->plan, test) : NULL;
    cells[0] = vw_stored_text(source, 0);
    cells[1] = vw_stored_text(source, 1);
    cells[2] =
        planned != NULL ? vw_text_cell(vw_say(r, planned->test->title)) : vw_stored_text(source, 1);
    cells[3] = kind != NULL ? vw_text_cell(vw_say(r, kind->label)) : vw_text_cell(kind_name);
    cells[4] = vw_text_cell(
        vw_show_subject(r, source->scratch, kind_name, 0, vw_stmt_text(source->stmt, 3)));
    cells[5] = vw_stored_date(source, 4);
    cells[6] = vw_stored_date(source, 5);
    cells[7] = vw_stored_number(source, 9);
    cells[8] = vw_stored_text(source, 6);
    cells[9] = vw_stored_text(source, 7);
    cells[10] = vw_stored_text(source, 8);
}

/* An organisation's own catalogue may declare the kind without some of these. */
static const char *field(const vw_report *r, const vw_kind *kind, const char *name)
{
    return vw_kind_field(kind, name) != NULL ? vw_printf(r->arena, "e.%s", name) : "NULL";
}

#define NEWEST_EXCEPTIONS                                                                          \
    "FROM evaluation v JOIN ev_exception e ON e.import_id <= v.mark AND NOT EXISTS "               \
    "(SELECT 1 FROM ev_exception n WHERE n.subject = e.subject AND n.import_id <= v.mark AND "     \
    "n.import_id > e.import_id) "

static const char *register_sql(const vw_report *r, const vw_kind *kind)
{
    static const char *const names[] = {"test",   "subject_kind",         "subject_key",
                                        "reason", "compensating_measure", "risk_reference"};
    const char *of[COUNT(names)];
    for (size_t i = 0; i < COUNT(names); i++) {
        of[i] = field(r, kind, names[i]);
    }
    return vw_printf(
        r->arena,
        "SELECT s.key, %s, %s, %s, e.effective_from, e.effective_until, %s, %s, %s, "
        "coalesce(a.n, 0) " NEWEST_EXCEPTIONS "JOIN subject s ON s.id = e.subject "
        "LEFT JOIN (SELECT exception, count(*) AS n FROM outcome WHERE evaluation_id = ?1 AND "
        "test IN (SELECT test FROM finding WHERE evaluation_id = ?1 AND excepted > 0) AND "
        "exception IS NOT NULL GROUP BY exception) a ON a.exception = e.subject "
        "WHERE v.id = ?1 ORDER BY s.key",
        of[0], of[1], of[2], of[3], of[4], of[5]);
}

vw_status vw_blocks_exceptions(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"exception", {"Kenmerk", "Identifier"}, VW_CELL_TEXT, 1.2, VW_COLUMN_CODE},
        {"test", {"Toets", "Test"}, VW_CELL_TEXT, 3, VW_COLUMN_CODE | VW_COLUMN_DATA},
        {"title", {"Wat is getoetst", "What was tested"}, VW_CELL_TEXT, 3, 0},
        {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 1.4, VW_COLUMN_DATA},
        {"subject", {"Toetsobject", "Subject"}, VW_CELL_TEXT, 1.2, VW_COLUMN_CODE},
        {"from", {"Vanaf", "From"}, VW_CELL_DATE, 1.5, 0},
        {"until", {"Tot en met", "Until"}, VW_CELL_DATE, 1.5, 0},
        {"applied", {"Toegepast", "Applied"}, VW_CELL_INTEGER, 1, 0},
        {"reason", {"Reden", "Reason"}, VW_CELL_TEXT, 3.4, 0},
        {"compensating",
         {"Vervangende maatregel", "Compensating measure"},
         VW_CELL_TEXT,
         3,
         VW_COLUMN_DATA},
        {"risk_reference", {"Risicoanalyse", "Risk analysis"}, VW_CELL_TEXT, 1.6, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "exceptions",
        .caption = {"Vastgelegde uitzonderingen, en hoe vaak zij zijn toegepast",
                    "Recorded exceptions, and how often they were applied"},
        .sheet_id = "exceptions",
        .sheet = {"Uitzonderingen", "Exceptions"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er zijn geen uitzonderingen vastgelegd.", "No exceptions are recorded."},
    };
    (void)level;
    vw_table *table = vw_table_new(r, &words);
    vw_status status = VW_OK;
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "exception");
    if (kind != NULL && kind->nature == VW_STATE) {
        int64_t total = 0;
        status =
            vw_ask_number(&total, r, "SELECT count(*) " NEWEST_EXCEPTIONS "WHERE v.id = ?1", NULL);
        vw_table_stream(r, table, (uint64_t)total, register_sql(r, kind), NULL, set_exception);
    } else {
        const vw_cells none = {0};
        vw_table_fill(r, table, &none);
    }
    vw_table_cut(r, table, 60);
    vw_add_table(r, out, table);
    return status;
}
