/* SPDX-License-Identifier: EUPL-1.2 */
/* The workbook that people fill in: a guide, a sheet for each kind, and two hidden sheets, one with
 * the lists to choose from and one by which the workbook is known when it comes back. */
#include "base/file.h"
#include "reports/xlsx/form_parts.h"
#include "reports/xlsx/readback.h"

#include <string.h>
#include <strings.h>

static bool is_taken(const vw_form_writer *writer, size_t count, const char *name)
{
    const char *const reserved[] = {"", "history", writer->form->guide_title,
                                    writer->form->meta_name, VW_FORM_LISTS};
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++) {
        if (strcasecmp(reserved[i], name) == 0) {
            return true;
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(writer->names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static void choose_names(vw_form_writer *writer)
{
    vw_arena *arena = writer->xlsx.arena;
    writer->names = VW_NEW_ARRAY(arena, writer->form->sheet_count, const char *);
    for (size_t i = 0; i < writer->form->sheet_count; i++) {
        const vw_form_sheet *sheet = &writer->form->sheets[i];
        const char *title = sheet->tab != NULL ? sheet->tab : sheet->title;
        const char *name = vw_layout__sheet_name(arena, title, "");
        for (unsigned number = 2; is_taken(writer, i, name); number++) {
            name = vw_layout__sheet_name(arena, title, vw_printf(arena, " (%u)", number));
        }
        writer->names[i] = name;
    }
}

static void write_meta(const vw_form_writer *writer)
{
    vw_sheet *meta = vw_book__sheet(writer->xlsx.book, writer->form->meta_name);
    vw_sheet__hide(meta);
    for (size_t i = 0; i < writer->form->meta_count; i++) {
        for (size_t j = 0; writer->form->meta[i][j] != NULL; j++) {
            vw_sheet__text(meta, (uint32_t)i, j, writer->form->meta[i][j], vw_form__plain());
        }
    }
    for (size_t i = 0; i < writer->form->sheet_count; i++) {
        const uint32_t row = (uint32_t)(writer->form->meta_count + i);
        const char *const texts[] = {"sheet", writer->form->sheets[i].id, writer->names[i]};
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            vw_sheet__text(meta, row, j, texts[j], vw_form__plain());
        }
    }
}

static void define_keys(const vw_form_writer *writer, size_t at)
{
    const char *formula = vw_form__keys(writer, at);
    if (formula != NULL) {
        vw_book__define(writer->xlsx.book,
                        vw_printf(writer->xlsx.arena, "keys_%s", writer->form->sheets[at].id),
                        formula);
    }
}

static vw_status write_book(vw_form_writer *writer)
{
    const vw_form *form = writer->form;
    vw_book *book = writer->xlsx.book;
    choose_names(writer);
    write_meta(writer);
    vw_sheet *guide = vw_book__sheet(book, form->guide_title);
    vw_sheet__show_first(guide);
    vw_sheet **sheets = VW_NEW_ARRAY(writer->xlsx.arena, form->sheet_count, vw_sheet *);
    for (size_t i = 0; i < form->sheet_count; i++) {
        sheets[i] = vw_book__sheet(book, writer->names[i]);
        define_keys(writer, i);
    }
    writer->lists = vw_book__sheet(book, VW_FORM_LISTS);
    vw_sheet__hide(writer->lists);
    vw_form__write_guide(writer, guide);
    vw_status status = VW_OK;
    for (size_t i = 0; i < form->sheet_count && status == VW_OK; i++) {
        status = vw_form__write_sheet(writer, &form->sheets[i], sheets[i]);
    }
    return status;
}

static vw_status close_book(vw_form_writer *writer, const char *path)
{
    const vw_status status = vw_book__close(writer->xlsx.book, writer->xlsx.diags);
    const char *fault = status == VW_OK ? vw_readback__fault(path) : NULL;
    if (fault != NULL) {
        VW_DIAG(writer->xlsx.diags, T043, (vw_place){0}, fault);
        return VW_ERR_STORE;
    }
    return status;
}

static void begin(vw_form_writer *writer, const vw_form *form, const char *path, vw_arena *scratch,
                  vw_diags *diags)
{
    *writer = (vw_form_writer){.form = form,
                               .document = {.lang = form->lang,
                                            .title = form->title,
                                            .subject = form->period,
                                            .author = form->entity,
                                            .entity = form->entity,
                                            .period = form->period,
                                            .version_line = form->version_line,
                                            .made_at = form->made_at,
                                            .words = {.page = form->page, .of = form->of}},
                               .xlsx = {.diags = diags,
                                        .arena = scratch,
                                        .text = {.arena = scratch},
                                        .clean = {.arena = scratch}}};
    writer->xlsx.document = &writer->document;
    writer->xlsx.book = vw_book__new(scratch, &writer->document, path);
}

vw_status vw_form_render(const vw_form *form, const char *path, vw_arena *scratch, vw_diags *diags)
{
    vw_outfile *file = NULL;
    vw_form_writer writer;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    begin(&writer, form, vw_outfile_temporary(file), scratch, diags);
    status = write_book(&writer);
    if (status == VW_OK) {
        status = close_book(&writer, vw_outfile_temporary(file));
    } else {
        vw_book__abandon(writer.xlsx.book);
    }
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}
