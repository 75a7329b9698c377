/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as the parts of a workbook that is sound as a zip: the sheet, or behind a zero byte the
 * styles and behind another the shared strings. */
#include "fuzz.h"
#include "fuzz_tables.h"

#include "intake/xlsx/xlsx.h"

#include <zip.h>

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATED                                                                                    \
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"

static const char root[] = RELATED "<Relationship Id='a' Type='" OFFICE
                                   "/officeDocument' Target='w.xml'/></Relationships>";
static const char related[] =
    RELATED "<Relationship Id='a' Type='" OFFICE "/worksheet' Target='s.xml'/>"
            "<Relationship Id='b' Type='" OFFICE "/styles' Target='y.xml'/>"
            "<Relationship Id='c' Type='" OFFICE "/sharedStrings' Target='t.xml'/>"
            "</Relationships>";
static const char book_part[] =
    "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:r='" OFFICE
    "'><sheets><sheet name='s' r:id='a'/></sheets></workbook>";
static const char empty_part[] =
    "<x xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>";

static void add(zip_t *archive, const char *name, const void *bytes, size_t length)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, length, 0);
    demand(source != NULL);
    zip_int64_t index = zip_file_add(archive, name, source, 0);
    demand(index >= 0);
    demand(zip_set_file_compression(archive, (zip_uint64_t)index, ZIP_CM_STORE, 0) == 0);
}

/* Up to the next zero byte. */
static size_t part_length(const uint8_t *data, size_t size)
{
    const uint8_t *end = size > 0 ? memchr(data, 0, size) : NULL;
    return end == NULL ? size : (size_t)(end - data);
}

static void *pack(size_t *length, const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *archive = zip_open_from_source(file, ZIP_TRUNCATE, &error);
    static const char *const names[] = {"s.xml", "y.xml", "t.xml"};
    demand(archive != NULL);
    zip_source_keep(file);
    add(archive, "_rels/.rels", root, sizeof root - 1);
    add(archive, "w.xml", book_part, sizeof book_part - 1);
    add(archive, "_rels/w.xml.rels", related, sizeof related - 1);
    for (size_t i = 0; i < 3; i++) {
        size_t part = part_length(data, size);
        bool given = i == 0 || part > 0;
        add(archive, names[i], given ? (const void *)data : empty_part,
            given ? part : sizeof empty_part - 1);
        data += part + (part < size);
        size -= part + (part < size);
    }
    demand(zip_close(archive) == 0);
    zip_stat_t about;
    demand(zip_source_stat(file, &about) == 0 && zip_source_open(file) == 0);
    void *bytes = malloc((size_t)about.size);
    demand(bytes != NULL && zip_source_read(file, bytes, about.size) == (zip_int64_t)about.size);
    *length = (size_t)about.size;
    zip_source_close(file);
    zip_source_free(file);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size_t length = 0;
    void *bytes = pack(&length, data, size);
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_xlsx *book = NULL;
    uint32_t last = 0;
    const vw_reader_options options = {
        .rows_max = VW_ROWS_MAX, .record = fuzz_record, .what = &last};
    vw_status status =
        vw_intake__xlsx_open(&book, arena, diags, fuzz_input(arena, diags, bytes, length));
    if (status == VW_OK) {
        size_t count = 0;
        const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(book, &count);
        demand(count == 1);
        status = vw_intake__xlsx_read(book, diags, sheets, &options, NULL);
    }
    demand(status == VW_OK || vw_diags_count(diags, VW_ERROR) > 0);
    vw_arena_free(arena);
    free(bytes);
    return 0;
}
