/* SPDX-License-Identifier: EUPL-1.2 */
/* A document that people fill in: open cells with their rules, all others protected, and what tells
 * later whether a protected cell was changed all the same. */
#include "reports/xlsx/fill.h"

#include "reports/xlsx/form_parts.h"

#include <inttypes.h>
#include <string.h>

bool vw_fill__is_open(const vw_table_column *column)
{
    return column->input != NULL && column->input->is != VW_FORM_CONTEXT;
}

vw_style vw_fill__style(const vw_table_column *column)
{
    vw_look look = VW_LOOK_INPUT_TEXT;
    switch (column->input->is) {
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        look = VW_LOOK_INPUT_NUMBER;
        break;
    case VW_FORM_DATE:
        look = VW_LOOK_INPUT_DATE;
        break;
    case VW_FORM_INSTANT:
        look = VW_LOOK_INPUT_INSTANT;
        break;
    case VW_FORM_TEXT:
        look = VW_LOOK_INPUT_PROSE;
        break;
    case VW_FORM_CHOICE:
    case VW_FORM_KEY_OF:
    case VW_FORM_CONTEXT:
        break;
    }
    return (vw_style){.look = look, .open = true};
}

void vw_fill__names(vw_xlsx *xlsx, const vw_placed *placed, const vw_part *part)
{
    vw_sheet *sheet = xlsx->sheets[part->page];
    const uint32_t row = part->head - 1;
    vw_sheet__hide_row(sheet, row);
    for (size_t i = 0; i < placed->table->column_count; i++) {
        const vw_table_column *column = &placed->table->columns[i];
        const char *name =
            column->input != NULL
                ? column->input->name
                : vw_printf(xlsx->arena, "%s%s", xlsx->document->form->read_only, column->id);
        vw_sheet__text(sheet, row, i, name, vw_form__plain());
    }
}

/* ---- rules of cells -------------------------------------------------------------------------- */

/* The row of the lists' sheet where the choices will stand. */
static const char *list_of(vw_xlsx *xlsx, const vw_form_column *column)
{
    char last[4] = {0};
    const size_t end = column->choice_count - 1;
    VW_PUSH(xlsx->arena, xlsx->fill.lists, column);
    last[0] = (char)('A' + end % 26); /* a list of more choices than letters would not be read */
    return vw_printf(xlsx->arena, "='%s'!$A$%zu:$%s$%zu", VW_FORM_LISTS, xlsx->fill.lists.count,
                     last, xlsx->fill.lists.count);
}

static void add_rule(vw_xlsx *xlsx, vw_sheet *sheet, uint32_t first_row, size_t at,
                     const vw_table_column *column)
{
    const vw_form_column *asked = column->input;
    vw_rule_of_cells rule = {.is = VW_RULE_ANY,
                             .title = column->title,
                             .prompt = asked->explain[0] != '\0' ? asked->explain : asked->fill_in,
                             .refusal = asked->fill_in,
                             .has_min = asked->has_min,
                             .has_max = asked->has_max,
                             .min = asked->min,
                             .max = asked->max};
    switch (asked->is) {
    case VW_FORM_CHOICE:
        rule.is = VW_RULE_LIST;
        rule.strict = true;
        rule.list = list_of(xlsx, asked);
        rule.refusal = xlsx->document->form->not_in_list;
        break;
    case VW_FORM_INTEGER:
    case VW_FORM_NUMBER:
        rule.is = asked->is == VW_FORM_INTEGER ? VW_RULE_WHOLE : VW_RULE_DECIMAL;
        rule.strict = true;
        break;
    case VW_FORM_DATE:
    case VW_FORM_INSTANT:
        rule.is = VW_RULE_DATE;
        rule.refusal = xlsx->document->form->no_date;
        break;
    case VW_FORM_TEXT:
    case VW_FORM_KEY_OF:
    case VW_FORM_CONTEXT:
        break;
    }
    vw_sheet__rule(sheet, first_row, at, &rule);
}

void vw_fill__begin_page(vw_xlsx *xlsx, size_t page)
{
    vw_sheet__protect(xlsx->sheets[page]);
    vw_sheet__seal(xlsx->sheets[page]);
}

void vw_fill__rules(vw_xlsx *xlsx, const vw_placed *placed, const vw_part *part)
{
    for (size_t i = 0; i < placed->table->column_count; i++) {
        const vw_table_column *column = &placed->table->columns[i];
        if (vw_fill__is_open(column)) {
            add_rule(xlsx, xlsx->sheets[part->page], part->head + 1, i, column);
        }
    }
}

/* ---- what may not be changed ----------------------------------------------------------------- */

void vw_fill__cell(vw_xlsx *xlsx, const vw_table_column *column, const vw_cell *cell,
                   uint32_t sealed)
{
    vw_fill_row *row = &xlsx->fill.row;
    if (column->input == NULL) {
        vw_buf_addf(&row->sealed, "%s=%08" PRIx32 " ", column->id, sealed);
    } else if (column->input->is == VW_FORM_CONTEXT) {
        row->key = vw_strdup(xlsx->arena, cell->text);
    }
}

void vw_fill__end_row(vw_xlsx *xlsx)
{
    VW_PUSH(xlsx->arena, xlsx->fill.rows, xlsx->fill.row);
    xlsx->fill.row = (vw_fill_row){.sealed = {.arena = xlsx->arena}};
}

/* ---- the hidden sheets ----------------------------------------------------------------------- */

static void write_row(vw_sheet *sheet, uint32_t row, const char *const *texts)
{
    for (size_t i = 0; texts[i] != NULL; i++) {
        vw_sheet__text(sheet, row, i, texts[i], vw_form__plain());
    }
}

static void write_lists(vw_xlsx *xlsx)
{
    vw_sheet *sheet = vw_book__sheet(xlsx->book, VW_FORM_LISTS);
    vw_sheet__hide(sheet);
    for (size_t i = 0; i < xlsx->fill.lists.count; i++) {
        const vw_form_column *column = xlsx->fill.lists.items[i];
        for (size_t j = 0; j < column->choice_count; j++) {
            vw_sheet__text(sheet, (uint32_t)i, j, column->choices[j].shown, vw_form__plain());
        }
    }
}

void vw_fill__finish(vw_xlsx *xlsx)
{
    const vw_document_form *form = xlsx->document->form;
    write_lists(xlsx);
    vw_sheet *sheet = vw_book__sheet(xlsx->book, form->meta_name);
    vw_sheet__hide(sheet);
    uint32_t row = 0;
    for (size_t i = 0; i < form->meta_count; i++) {
        write_row(sheet, row++, form->meta[i]);
    }
    for (size_t i = 0; i < xlsx->layout.pages.count; i++) {
        const vw_page *page = &xlsx->layout.pages.items[i];
        const char *sealed = vw_sheet__sealed(xlsx->sheets[i], xlsx->arena);
        if (page->first_row == 0) { /* of formulas only that they are there */
            write_row(
                sheet, row++,
                (const char *const[]){"seal", page->name, sealed != NULL ? sealed : "-", NULL});
        }
    }
    for (size_t i = 0; i < xlsx->fill.rows.count; i++) {
        vw_fill_row *one = &xlsx->fill.rows.items[i];
        write_row(sheet, row++,
                  (const char *const[]){"locked", one->key, vw_buf_text(&one->sealed), NULL});
    }
}
