/* SPDX-License-Identifier: EUPL-1.2 */
/* One kind of evidence as a sheet: its columns in words that a person reads, and its records. */
#include "reports/workbook/parts.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "intake/workbook/workbook_meta.h"
#include "model/list.h"

#include <string.h>

typedef VW_VEC(vw_form_column) columns;
typedef VW_VEC(int) sources;

enum {
    WIDTH_KEY = 18,
    WIDTH_QUESTION_KEY = 26,
    WIDTH_TEXT = 30,
    WIDTH_PROSE = 46,
    WIDTH_DATE = 14,
    WIDTH_INSTANT = 21,
    WIDTH_NUMBER = 15,
    WIDTH_LIST_MIN = 15,
    WIDTH_LIST_MAX = 34,
    WIDTH_BUTTON = 5 /* of a list, beside its text */
};

/* ---- columns ----------------------------------------------------------------------------- */

static vw_form_type form_type(const vw_field *field)
{
    switch (field->type) {
    case VW_TYPE_ENUM:
    case VW_TYPE_BOOL:
        return VW_FORM_CHOICE;
    case VW_TYPE_INTEGER:
        return VW_FORM_INTEGER;
    case VW_TYPE_NUMBER:
        return VW_FORM_NUMBER;
    case VW_TYPE_DATE:
        return VW_FORM_DATE;
    case VW_TYPE_DATETIME:
        return VW_FORM_INSTANT;
    case VW_TYPE_REF:
        return VW_FORM_KEY_OF;
    case VW_TYPE_LIST: /* a list of choices to click on gives one of them */
    case VW_TYPE_TEXT:
        break;
    }
    return VW_FORM_TEXT;
}

static void add_choices(vw_form_column *column, const vw_workbook_maker *maker,
                        const vw_field *field)
{
    bool yes_no = field->type == VW_TYPE_BOOL;
    size_t count = yes_no ? 2 : field->value_count;
    vw_form_choice *choices = VW_NEW_ARRAY(maker->arena, count, vw_form_choice);
    for (size_t i = 0; i < count && !yes_no; i++) {
        choices[i] = (vw_form_choice){field->values[i].value,
                                      vw_field_choice_shown(field, i, maker->options->lang)};
    }
    if (yes_no) {
        choices[0] = (vw_form_choice){"1", vw_workbook__in(maker, "ja", "yes")};
        choices[1] = (vw_form_choice){"0", vw_workbook__in(maker, "nee", "no")};
    }
    column->choices = choices;
    column->choice_count = count;
}

static const char *list_choices(const vw_workbook_maker *maker, const vw_form_column *column)
{
    vw_buf text = {.arena = maker->arena};
    vw_buf_add(&text, vw_workbook__in(maker, "kies: ", "choose: "));
    for (size_t i = 0; i < column->choice_count; i++) {
        vw_buf_addf(&text, "%s%s", i == 0 ? "" : ", ", column->choices[i].shown);
    }
    return vw_buf_text(&text);
}

/* Units of an organisation's own are named as they are. */
static const char *unit_name(const vw_workbook_maker *maker, const char *unit)
{
    static const struct {
        const char *unit, *nl, *en;
    } names[] = {{"hour", "uren", "hours"},        {"day", "dagen", "days"},
                 {"minute", "minuten", "minutes"}, {"month", "maanden", "months"},
                 {"eur", "euro", "euros"},         {"percent", "procent", "per cent"},
                 {"byte", "bytes", "bytes"},       {"bit", "bits", "bits"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i].unit, unit) == 0) {
            return vw_workbook__in(maker, names[i].nl, names[i].en);
        }
    }
    return unit;
}

static const char *describe_number(const vw_workbook_maker *maker, const vw_field *field)
{
    vw_buf text = {.arena = maker->arena};
    vw_buf_add(&text, field->type == VW_TYPE_INTEGER
                          ? vw_workbook__in(maker, "geheel getal", "whole number")
                          : vw_workbook__in(maker, "getal", "number"));
    if (field->has_min) {
        vw_buf_addf(&text, ", %s %.15g", vw_workbook__in(maker, "minimaal", "at least"),
                    field->min);
    }
    if (field->has_max) {
        vw_buf_addf(&text, ", %s %.15g", vw_workbook__in(maker, "maximaal", "at most"), field->max);
    }
    if (field->unit != NULL && strcmp(field->unit, "count") != 0) {
        vw_buf_addf(&text, " (%s)", unit_name(maker, field->unit));
    }
    return vw_buf_text(&text);
}

static const char *describe_reference(const vw_workbook_maker *maker, const vw_field *field)
{
    const vw_kind *to = vw_catalogue_find(maker->plan->set->catalogue, field->to);
    const char *label = to == NULL ? field->to : vw_text_in(to->plural, maker->options->lang);
    return vw_printf(maker->arena, "%s: %s", vw_workbook__in(maker, "kenmerk uit", "key from"),
                     label);
}

static const char *describe_list(const vw_workbook_maker *maker, const vw_field *field)
{
    vw_buf text = {.arena = maker->arena};
    vw_buf_add(&text, vw_workbook__in(maker, "een of meer, met | ertussen; of: geen",
                                      "one or more, with | between them; or: none"));
    for (size_t i = 0; i < field->value_count; i++) {
        vw_buf_addf(&text, "%s%s",
                    i > 0 ? ", " : vw_workbook__in(maker, ". Kies uit: ", ". Choose from: "),
                    vw_field_choice_shown(field, i, maker->options->lang));
    }
    return vw_buf_text(&text);
}

static const char *describe(const vw_workbook_maker *maker, const vw_field *field,
                            const vw_form_column *column)
{
    switch (column->is) {
    case VW_FORM_CHOICE:
        return list_choices(maker, column);
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        return describe_number(maker, field);
    case VW_FORM_DATE:
        return vw_workbook__in(maker, "datum", "date");
    case VW_FORM_INSTANT:
        return vw_workbook__in(maker, "datum en tijd, in UTC", "date and time, in UTC");
    case VW_FORM_KEY_OF:
        return describe_reference(maker, field);
    case VW_FORM_TEXT:
    case VW_FORM_CONTEXT:
        break;
    }
    return field->type == VW_TYPE_LIST ? describe_list(maker, field)
                                       : vw_workbook__in(maker, "tekst", "text");
}

static double list_width(const vw_form_column *column)
{
    size_t width = WIDTH_LIST_MIN;
    for (size_t i = 0; i < column->choice_count; i++) {
        const char *shown = column->choices[i].shown;
        size_t needed = vw_utf8_width(shown, strlen(shown)) + WIDTH_BUTTON;
        width = needed > width ? needed : width;
    }
    return (double)(width < WIDTH_LIST_MAX ? width : WIDTH_LIST_MAX);
}

static double width_of(const vw_form_column *column, bool prose)
{
    switch (column->is) {
    case VW_FORM_CHOICE:
        return list_width(column);
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        return WIDTH_NUMBER;
    case VW_FORM_DATE:
        return WIDTH_DATE;
    case VW_FORM_INSTANT:
        return WIDTH_INSTANT;
    case VW_FORM_KEY_OF:
        return WIDTH_KEY;
    case VW_FORM_TEXT:
    case VW_FORM_CONTEXT:
        break;
    }
    return prose ? WIDTH_PROSE : WIDTH_TEXT;
}

static const char *example_of(const vw_kind *kind, const char *column)
{
    for (size_t i = 0; i < kind->example_count; i++) {
        if (strcmp(kind->example[i].column, column) == 0) {
            return kind->example[i].value;
        }
    }
    return "";
}

static const char *with_remark(const vw_workbook_maker *maker, const char *text, bool personal)
{
    if (!personal) {
        return text;
    }
    return vw_printf(maker->arena, "%s%s%s", text, text[0] == '\0' ? "" : " ",
                     vw_workbook__in(maker, "Persoonsgegeven.", "Personal data."));
}

static void add_field(columns *to, const vw_workbook_maker *maker, const vw_kind *kind,
                      const vw_field *field, bool prose)
{
    vw_form_column column = {
        .name = vw_printf(maker->arena, VW_WORKBOOK_COLUMN "%s.%s", kind->name, field->name),
        .title = vw_text_in(field->label, maker->options->lang),
        .is = form_type(field),
        .required = field->required,
        .has_min = field->has_min,
        .has_max = field->has_max,
        .min = field->min,
        .max = field->max,
        .key_of = field->to,
        .example = example_of(kind, field->name)};
    const char *explain = vw_text_in(field->explain, maker->options->lang);
    if (column.is == VW_FORM_CHOICE) {
        add_choices(&column, maker, field);
    }
    column.explain = with_remark(maker, explain != NULL ? explain : "", field->personal);
    column.fill_in = describe(maker, field, &column);
    column.width = width_of(&column, prose);
    if (prose && strcmp(field->name, "requirement") == 0) {
        column.width = WIDTH_KEY;
    }
    VW_PUSH(maker->arena, *to, column);
}

static void add_key(columns *to, const vw_workbook_maker *maker, const vw_kind *kind, int width)
{
    VW_PUSH(maker->arena, *to,
            ((vw_form_column){
                .name = vw_printf(maker->arena, VW_WORKBOOK_COLUMN "%s.%s", kind->name, kind->key),
                .title = vw_text_in(kind->key_label, maker->options->lang),
                .is = VW_FORM_TEXT,
                .required = true,
                .width = width,
                .fill_in = vw_workbook__in(maker, "uniek kenmerk", "unique key"),
                .explain = vw_workbook__in(
                    maker,
                    "Hieraan wordt de rij herkend. Wijzig een bestaand kenmerk niet: dan lijkt de "
                    "rij een nieuwe.",
                    "By this the row is known. Do not change a key that exists: the row would seem "
                    "a new one."),
                .example = example_of(kind, kind->key)}));
}

static void add_context(columns *to, const vw_workbook_maker *maker, const char *title)
{
    VW_PUSH(maker->arena, *to,
            ((vw_form_column){
                .name = VW_WORKBOOK_CONTEXT,
                .title = title,
                .is = VW_FORM_CONTEXT,
                .width = WIDTH_PROSE,
                .fill_in = vw_workbook__in(maker, "alleen om te lezen", "only to read"),
                .explain = vw_workbook__in(maker, "Wordt niet ingelezen.", "Is not taken in."),
                .example = ""}));
}

/* ---- rows -------------------------------------------------------------------------------- */

static const char *text_of(const vw_workbook_rows *rows, const vw_stored_record *record, int source,
                           vw_arena *scratch)
{
    if (source == VW_COLUMN_KEY) {
        return record->key;
    }
    const vw_field *field = &rows->kind->fields[source];
    const char *text = record->texts[source];
    return text != NULL && field->type == VW_TYPE_LIST
               ? vw_list_cell(scratch, field, text, true, rows->maker->options->lang)
               : text;
}

static vw_status write_record(void *what, const vw_stored_record *record)
{
    const vw_workbook_rows *rows = what;
    const char *texts[VW_COLUMNS_MAX] = {0};
    vw_arena_reset(rows->scratch);
    for (size_t i = 0; i < rows->column_count && i < VW_COLUMNS_MAX; i++) {
        texts[i] = text_of(rows, record, rows->sources[i], rows->scratch);
    }
    return rows->out.row(rows->out.to, rows->diags, texts);
}

static vw_status write_records(void *self, vw_diags *diags, vw_form_out out)
{
    vw_workbook_rows *rows = self;
    rows->out = out;
    rows->diags = diags;
    if (rows->maker->options->empty) {
        return VW_OK;
    }
    rows->scratch = vw_arena_new();
    const vw_status status = vw_records_each(rows->maker->dossier, diags, rows->kind,
                                             rows->maker->mark, write_record, rows);
    vw_arena_free(rows->scratch);
    return status;
}

/* ---- the sheet --------------------------------------------------------------------------- */

static void add_fields(columns *to, sources *from, const vw_workbook_maker *maker,
                       const vw_kind *kind, bool of_time, bool prose)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].of_time == of_time) {
            add_field(to, maker, kind, &kind->fields[i], prose);
            VW_PUSH(maker->arena, *from, (int)i);
        }
    }
}

/* Behind the requirement, which is the first field, stands what it asks. Dates come last. */
static void add_questions(columns *to, sources *from, const vw_workbook_maker *maker,
                          const vw_kind *kind)
{
    add_context(to, maker, vw_workbook__in(maker, "Vraag", "Question"));
    VW_PUSH(maker->arena, *from, VW_COLUMN_QUESTION);
    add_context(to, maker, vw_workbook__in(maker, "Wat de norm vraagt", "What is demanded"));
    VW_PUSH(maker->arena, *from, VW_COLUMN_EXPLAIN);
    add_fields(to, from, maker, kind, false, true);
    add_fields(to, from, maker, kind, true, true);
}

/* Of a kind whose name does not fit on a tab; NULL: it fits. */
static const char *tab_of(const vw_workbook_maker *maker, const vw_kind *kind)
{
    static const struct {
        const char *kind;
        vw_text tab;
    } tabs[] = {
        {"advisory_assessment", {"Beoordelingen van adviezen", "Assessments of advisories"}},
        {"carried_over", {"Versieovergangen", "Passages to another version"}},
        {"known_exploited_vulnerability",
         {"Misbruikte kwetsbaarheden", "Exploited vulnerabilities"}},
        {"person_change", {"In-, door- en uitstroom", "Joiners, movers and leavers"}},
        {"subcontracting", {"Schakels in de keten", "Supply chain links"}},
        {"vulnerability_statement", {"Uitspraken (VEX)", "Vulnerability statements (VEX)"}},
    };
    for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++) {
        if (strcmp(tabs[i].kind, kind->name) == 0) {
            return vw_text_in(tabs[i].tab, maker->options->lang);
        }
    }
    return NULL;
}

void vw_workbook__sheet(vw_form_sheet *out, const vw_workbook_maker *maker, const vw_kind *kind,
                        bool questions)
{
    columns to = {0};
    sources from = {0};
    vw_workbook_rows *rows = VW_NEW(maker->arena, vw_workbook_rows);
    add_key(&to, maker, kind, questions ? WIDTH_QUESTION_KEY : WIDTH_KEY);
    VW_PUSH(maker->arena, from, VW_COLUMN_KEY);
    if (questions) {
        add_questions(&to, &from, maker, kind);
    } else {
        add_fields(&to, &from, maker, kind, true, false);
        add_fields(&to, &from, maker, kind, false, false);
    }
    *rows = (vw_workbook_rows){
        .maker = maker, .kind = kind, .sources = from.items, .column_count = from.count};
    *out = (vw_form_sheet){
        .id = kind->name,
        .title = questions ? vw_workbook__in(maker, "Vragen", "Questions")
                           : vw_text_in(kind->plural, maker->options->lang),
        .tab = questions ? NULL : tab_of(maker, kind),
        .explain = questions
                       ? vw_workbook__in(
                             maker,
                             "Wat geen toets uit het bewijs kan halen, beoordeelt een persoon. "
                             "Een rij zonder oordeel wordt overgeslagen.",
                             "What no test can tell from the evidence is for a person to "
                             "judge. A row without a result is passed over.")
                       : vw_text_in(kind->explain, maker->options->lang),
        .columns = to.items,
        .column_count = to.count,
        .prose = questions,
        .rows = questions ? vw_workbook__questions : write_records,
        .self = rows};
}
