/* SPDX-License-Identifier: EUPL-1.2 */
/* The first sheet of a form: how to fill it in, and every column of every sheet. */
#include "reports/xlsx/form_parts.h"

static uint32_t write_guide_head(vw_sheet *guide, uint32_t row, const vw_form_words *words)
{
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__text(guide, row, i, words->guide_heads[i], vw_form__look(VW_LOOK_HEAD));
    }
    return row + 1;
}

/* Together as wide as a sheet of paper lets readable letters be. */
static const double guide_widths[VW_GUIDE_COLUMNS] = {30, 22, 10, 31, 42, 19};

static uint32_t write_guide_row(vw_sheet *guide, uint32_t row, const char *const *texts,
                                const char *target)
{
    const vw_style cell = {.look = VW_LOOK_CELL, .is = VW_CELL_TEXT};
    unsigned most = 1;
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        const unsigned lines = vw_xlsx__lines(texts[i], guide_widths[i] - 2);
        most = lines > most ? lines : most;
    }
    vw_sheet__row_height(guide, row, vw_xlsx__height(most));
    vw_sheet__link(guide, row, 0, target, texts[0], cell);
    for (size_t i = 1; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__text(guide, row, i, texts[i], cell);
    }
    return row + 1;
}

static uint32_t write_fields(const vw_form_writer *writer, vw_sheet *guide, uint32_t row, size_t at)
{
    const vw_form *form = writer->form;
    const vw_form_sheet *sheet = &form->sheets[at];
    const char *target =
        vw_printf(writer->xlsx.arena, "internal:'%s'!A%d", writer->names[at], VW_FORM_HEAD + 1);
    for (size_t i = 0; i < sheet->column_count; i++) {
        const vw_form_column *column = &sheet->columns[i];
        const char *const texts[VW_GUIDE_COLUMNS] = {
            writer->names[at], column->title,   column->required ? form->words.yes : "",
            column->fill_in,   column->explain, column->example,
        };
        row = write_guide_row(guide, row, texts, target);
    }
    return row;
}

void vw_form__write_guide(const vw_form_writer *writer, vw_sheet *guide)
{
    const vw_form *form = writer->form;
    uint32_t row = 0;
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        vw_sheet__column_width(guide, i, guide_widths[i]);
    }
    vw_sheet__hide_row(guide, row);
    vw_sheet__text(guide, row++, 0, form->guide_name, vw_form__plain());
    vw_sheet__row_height(guide, row, vw_xlsx__height(2));
    vw_sheet__text(guide, row++, 0, form->title, vw_form__look(VW_LOOK_TITLE));
    for (size_t i = 0; i < form->guide_count; i++) {
        const vw_style style =
            vw_form__look(form->guide[i].strong ? VW_LOOK_CAPTION : VW_LOOK_VALUE);
        vw_sheet__text(guide, row++, 0, form->guide[i].text, style);
    }
    row++;
    vw_sheet__text(guide, row++, 0, form->words.fields, vw_form__look(VW_LOOK_CAPTION));
    row = write_guide_head(guide, row, &form->words);
    const uint32_t first = row;
    for (size_t i = 0; i < form->sheet_count; i++) {
        row = write_fields(writer, guide, row, i);
    }
    vw_sheet__filter(guide, first - 1, row > first ? row - 1 : first, VW_GUIDE_COLUMNS);
    vw_sheet__set_print(guide, &writer->document, row, VW_GUIDE_COLUMNS, false);
    vw_sheet__repeat_row(guide, first - 1);
}
