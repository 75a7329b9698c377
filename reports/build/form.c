/* SPDX-License-Identifier: EUPL-1.2 */
/* A table of a document as a form: what may stand in its cells, and by what the workbook is known
 * when it comes back (intake/workbook/workbook_meta.h). */
#include "intake/workbook/workbook_meta.h"
#include "reports/build/papers.h"

#include <inttypes.h>
#include <string.h>

/* ---- cells ----------------------------------------------------------------------------------- */

/* Other types are written as texts, and read from them. */
static vw_form_type type_of(const vw_field *field)
{
    return field->type == VW_TYPE_ENUM      ? VW_FORM_CHOICE
           : field->type == VW_TYPE_INTEGER ? VW_FORM_INTEGER
           : field->type == VW_TYPE_DATE    ? VW_FORM_DATE
                                            : VW_FORM_TEXT;
}

static const char *fill_in(const vw_report *r, vw_form_type type)
{
    static const vw_text choice = {"Kies uit de lijst.", "Choose from the list."},
                         number = {"Een geheel getal.", "A whole number."},
                         date = {"Een datum.", "A date."}, text = {"Tekst.", "Text."};
    return vw_say(r, type == VW_FORM_CHOICE    ? choice
                     : type == VW_FORM_INTEGER ? number
                     : type == VW_FORM_DATE    ? date
                                               : text);
}

static const vw_form_column *input_of(const vw_report *r, const vw_kind *kind,
                                      const vw_field *field, const char *title)
{
    vw_form_column *column = VW_NEW(r->arena, vw_form_column);
    vw_form_choice *choices = VW_NEW_ARRAY(r->arena, field->value_count, vw_form_choice);
    for (size_t i = 0; i < field->value_count; i++) {
        choices[i] = (vw_form_choice){field->values[i].value, vw_say(r, field->values[i].label)};
    }
    *column = (vw_form_column){
        .name = vw_printf(r->arena, "%s%s.%s", VW_WORKBOOK_COLUMN, kind->name, field->name),
        .title = title,
        .is = type_of(field),
        .required = field->required,
        .has_min = field->has_min,
        .has_max = field->has_max,
        .min = field->min,
        .max = field->max,
        .choices = choices,
        .choice_count = field->value_count,
        .explain = vw_say(r, field->explain),
        .fill_in = fill_in(r, type_of(field)),
        .example = ""};
    return column;
}

static const vw_form_column *key_of(const vw_report *r, const vw_kind *kind, const char *title)
{
    vw_form_column *column = VW_NEW(r->arena, vw_form_column);
    *column = (vw_form_column){
        .name = vw_printf(r->arena, "%s%s.%s", VW_WORKBOOK_COLUMN, kind->name, kind->key),
        .title = title,
        .is = VW_FORM_CONTEXT,
        .explain = "",
        .fill_in = "",
        .example = ""};
    return column;
}

static void open_columns(const vw_report *r, vw_table *table, const vw_kind *kind)
{
    vw_table_column *columns = VW_NEW_ARRAY(r->arena, table->column_count, vw_table_column);
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_field *field = vw_kind_field(kind, table->columns[i].id);
        columns[i] = table->columns[i];
        columns[i].input = i == 0          ? key_of(r, kind, columns[i].title)
                           : field != NULL ? input_of(r, kind, field, columns[i].title)
                                           : NULL;
    }
    table->columns = columns;
}

/* ---- what it is known by --------------------------------------------------------------------- */

typedef VW_VEC(const char *const *) meta_rows;

static void add_row(const vw_report *r, meta_rows *meta, const char *a, const char *b,
                    const char *c, const char *d)
{
    const char **row = VW_NEW_ARRAY(r->arena, 5, const char *);
    row[0] = a;
    row[1] = b;
    row[2] = c;
    row[3] = d;
    VW_PUSH(r->arena, *meta, row);
}

static void add_columns(const vw_report *r, meta_rows *meta, const vw_table *table,
                        const vw_kind *kind)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        if (column->input != NULL) {
            add_row(r, meta, "column", kind->name, i == 0 ? kind->key : column->id, column->title);
        }
    }
    add_row(r, meta, "sheet", kind->name, table->sheet, NULL);
    /* Of a row that nobody has filled in nothing is asked; of one that somebody did, this is. */
    add_row(r, meta, "prefilled", kind->name, "evaluation", NULL);
    add_row(r, meta, "stamp", kind->name, "evaluation", r->evaluation->result_sha256);
}

vw_status vw_report__form(vw_report *r, vw_table *table, const vw_kind *kind, int64_t mark)
{
    char facts[65];
    bool intact = false;
    const char *import = "";
    const vw_dossier_head *head = vw_dossier_head_of(r->dossier);
    vw_document_form *form = VW_NEW(r->arena, vw_document_form);
    meta_rows meta = {0};
    vw_status status = vw_dossier_facts_hash(facts, &intact, r->dossier, r->diags);
    if (status == VW_OK) {
        status = vw_workbook__import_hash(&import, r->dossier, r->arena, r->diags, mark);
    }
    open_columns(r, table, kind);
    add_row(r, &meta, VW_WORKBOOK_WORD, VW_WORKBOOK_LAYOUT_SEALED, NULL, NULL);
    add_row(r, &meta, "dossier", vw_strdup(r->arena, facts), NULL, NULL);
    add_row(r, &meta, "organisation", vw_printf(r->arena, "%s, %d", head->name, head->year), NULL,
            NULL);
    add_row(r, &meta, "import_mark", vw_printf(r->arena, "%" PRId64, mark), NULL, NULL);
    add_row(r, &meta, "import_sha256", import, NULL, NULL);
    add_row(r, &meta, "evaluation", r->evaluation->result_sha256, NULL, NULL);
    add_row(r, &meta, "language", r->lang == VW_NL ? "nl" : "en", NULL, NULL);
    add_row(r, &meta, "program", VW_VERSION, NULL, NULL);
    add_row(r, &meta, "made_at", r->evaluation->made_at, NULL, NULL);
    add_columns(r, &meta, table, kind);
    *form = (vw_document_form){
        .meta_name = VW_WORKBOOK_SHEET,
        .read_only = VW_WORKBOOK_CONTEXT,
        .meta = meta.items,
        .meta_count = meta.count,
        .not_in_list =
            vw_say(r, (vw_text){"Kies een waarde uit de lijst.", "Choose a value from the list."}),
        .no_date = vw_say(r, (vw_text){"Dit is geen datum. Wilt u het toch gebruiken?",
                                       "This is no date. Use it all the same?"})};
    r->form = form;
    return status;
}
