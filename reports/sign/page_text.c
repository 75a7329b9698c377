/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads codes of two bytes through tables of single codes, as this program writes them. */
#include "reports/sign/page_text.h"

#include "base/limits.h"
#include "reports/sign/pdf_value.h"

#include <string.h>

enum { CODES = 1 << 16 };

typedef struct {
    vw_pdf_number font;
    const char **text; /* by code; NULL: no such code */
} code_table;

typedef struct {
    const vw_pdf_in *in;
    vw_buf text;
    vw_buf bytes; /* of a string, for a while */
    VW_VEC(code_table) tables;
    vw_span fonts;           /* of the page */
    const code_table *table; /* of the font that is set, or NULL */
} reader;

/* ---- fonts -------------------------------------------------------------------------------- */

static bool is_word(vw_span value, const char *word)
{
    return value.length == strlen(word) && memcmp(value.from, word, value.length) == 0;
}

static bool read_code(uint32_t *out, vw_arena *arena, vw_span value)
{
    vw_buf bytes = {.arena = arena};
    if (!vw_pdf_in_string(&bytes, value) || bytes.length != 2) {
        return false;
    }
    *out = (uint32_t)(unsigned char)bytes.text[0] << 8 | (unsigned char)bytes.text[1];
    return true;
}

static void read_pairs(code_table *table, vw_arena *arena, vw_pdf_cursor *cursor)
{
    vw_span from, to;
    uint32_t code = 0;
    while (vw_pdf__read_value(&from, cursor) && !is_word(from, "endbfchar") &&
           vw_pdf__read_value(&to, cursor)) {
        vw_buf bytes = {.arena = arena}, text = {.arena = arena};
        if (read_code(&code, arena, from) && vw_pdf_in_string(&bytes, to)) {
            vw_pdf__add_utf16_bytes(&text, vw_buf_text(&bytes), bytes.length);
            table->text[code] = vw_buf_text(&text);
        }
    }
}

static void read_table(code_table *table, const vw_pdf_in *in, vw_pdf_number stream)
{
    vw_buf map = {.arena = in->arena};
    if (!vw_pdf_in_stream(&map, in, 0, stream, VW_PDF_PAGE_BYTES_MAX)) {
        return;
    }
    vw_pdf_cursor cursor = {{vw_buf_text(&map), map.length}, 0};
    vw_span value;
    while (vw_pdf__read_value(&value, &cursor)) {
        if (is_word(value, "beginbfchar")) {
            read_pairs(table, in->arena, &cursor);
        }
    }
}

/* [name] as the page calls the font: "/F0". */
static const code_table *table_of(reader *r, vw_span name)
{
    const char *key = vw_strndup(r->in->arena, name.from + 1, name.length - 1);
    const vw_pdf_number font = vw_pdf_in_reference(vw_pdf_in_entry(r->fonts, key));
    for (size_t i = 0; i < r->tables.count; i++) {
        if (r->tables.items[i].font == font) {
            return &r->tables.items[i];
        }
    }
    const vw_span dictionary = vw_pdf_in_object(r->in, 0, font);
    code_table table = {font, VW_NEW_ARRAY(r->in->arena, CODES, const char *)};
    read_table(&table, r->in, vw_pdf_in_reference(vw_pdf_in_entry(dictionary, "ToUnicode")));
    VW_PUSH(r->in->arena, r->tables, table);
    return &r->tables.items[r->tables.count - 1];
}

/* ---- content ------------------------------------------------------------------------------ */

static void show(reader *r, vw_span string)
{
    r->bytes.length = 0;
    if (r->table == NULL || !vw_pdf_in_string(&r->bytes, string)) {
        return;
    }
    for (size_t i = 0; i + 1 < r->bytes.length; i += 2) {
        const unsigned char *at = (const unsigned char *)r->bytes.text + i;
        const char *text = r->table->text[at[0] << 8 | at[1]];
        vw_buf_add(&r->text, text != NULL ? text : "");
    }
}

static void show_array(reader *r, vw_span array)
{
    vw_span item;
    size_t at = 0;
    while (vw_pdf_in_next(&item, &at, array)) {
        show(r, item);
    }
}

/* Operands stand before their operator; of those that matter here the last one or two. */
static void read_operators(reader *r, vw_span content)
{
    vw_pdf_cursor cursor = {content, 0};
    vw_span value, last = {0}, before = {0};
    while (vw_pdf__read_value(&value, &cursor)) {
        if (is_word(value, "Tf")) {
            r->table = before.from != NULL && before.from[0] == '/' ? table_of(r, before) : NULL;
        } else if (is_word(value, "TJ") && last.from != NULL) {
            show_array(r, last);
        } else if (is_word(value, "Tj") && last.from != NULL) {
            show(r, last);
        } else if (is_word(value, "ET")) {
            vw_buf_add(&r->text, "\n");
        }
        before = last;
        last = value;
    }
}

static bool read_page(void *what, vw_pdf_number page)
{
    reader *r = what;
    const vw_span dictionary = vw_pdf_in_object(r->in, 0, page);
    const vw_span contents = vw_pdf_in_entry(dictionary, "Contents");
    const vw_span resources = vw_pdf_in_get(r->in, dictionary, "Resources");
    vw_buf bytes = {.arena = vw_arena_new()};
    r->fonts = vw_pdf_in_get(r->in, resources, "Font");
    r->table = NULL;
    if (vw_pdf_in_stream(&bytes, r->in, 0, vw_pdf_in_reference(contents), VW_PDF_PAGE_BYTES_MAX)) {
        read_operators(r, (vw_span){vw_buf_text(&bytes), bytes.length});
    }
    vw_arena_free(bytes.arena);
    return true;
}

const char *vw_pdf__page_text(const vw_pdf_in *in)
{
    reader r = {.in = in, .text.arena = in->arena, .bytes.arena = in->arena};
    (void)vw_pdf_in_pages(in, read_page, &r);
    return vw_buf_text(&r.text);
}
