/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding things: tables of cross references, objects, pages. What stands inside a value is for
 * pdf_value.c. */
#include "reports/sign/pdf_in.h"

#include "base/limits.h"
#include "reports/sign/pdf_value.h"

#include <string.h>

enum {
    TAIL_BYTES = 2048, /* in which a reader looks for startxref (ISO 32000-1, annex H: 1024) */
    HEAD_BYTES = 1024, /* in which a file says that it is linearised */
    ENTRY_BYTES = 20,
    PAGES_DEPTH_MAX = 32
};

static vw_status broken(vw_pdf_in *in, const char *nl, const char *en)
{
    VW_DIAG(in->diags, S001, in->place, vw_diag_both(in->arena, (vw_text){nl, en}));
    return VW_ERR_INPUT;
}

/* ---- cross references --------------------------------------------------------------------- */

/* A line "FROM COUNT" of a table; [*at] then is the first entry. False: there is none. */
static bool next_section(const vw_pdf_in *in, size_t *at, uint64_t *from, uint64_t *count)
{
    vw_pdf_cursor cursor = {in->file, *at};
    if (!vw_pdf__read_number(&cursor, from) || !vw_pdf__read_number(&cursor, count)) {
        return false;
    }
    vw_pdf__skip_blanks(&cursor);
    *at = cursor.at;
    return *from <= VW_PDF_OBJECTS_MAX && *count <= VW_PDF_OBJECTS_MAX &&
           *count <= (in->file.length - *at) / ENTRY_BYTES;
}

static bool digits(uint64_t *out, const char *from, size_t count)
{
    *out = 0;
    for (size_t i = 0; i < count; i++) {
        if (from[i] < '0' || from[i] > '9') {
            return false;
        }
        *out = *out * 10 + (uint64_t)(from[i] - '0');
    }
    return true;
}

/* "0000000123 00000 n": its place, 0 for one that is free. */
static bool read_entry(size_t *place, const vw_pdf_in *in, size_t at)
{
    const char *text = in->file.from + at;
    uint64_t offset = 0, generation = 0;
    if (!digits(&offset, text, 10) || text[10] != ' ' || !digits(&generation, text + 11, 5) ||
        text[16] != ' ' || (text[17] != 'n' && text[17] != 'f') || offset >= in->file.length) {
        return false;
    }
    *place = text[17] == 'n' ? (size_t)offset : 0;
    return true;
}

/* Steps over all sections; [*at] then is behind them. */
static bool check_table(const vw_pdf_in *in, size_t *at)
{
    uint64_t from = 0, count = 0;
    size_t place = 0;
    while (next_section(in, at, &from, &count)) {
        for (uint64_t i = 0; i < count; i++, *at += ENTRY_BYTES) {
            if (!read_entry(&place, in, *at)) {
                return false;
            }
        }
    }
    return true;
}

static bool has_word(const vw_pdf_in *in, size_t at, const char *word)
{
    const size_t length = strlen(word);
    return at <= in->file.length && in->file.length - at >= length &&
           memcmp(in->file.from + at, word, length) == 0;
}

/* Behind a trailer: "startxref N %%EOF". */
static bool read_end(size_t *end, const vw_pdf_in *in, size_t at, size_t table_at)
{
    vw_pdf_cursor cursor = {in->file, at};
    uint64_t number = 0;
    vw_pdf__skip_blanks(&cursor);
    if (!has_word(in, cursor.at, "startxref")) {
        return false;
    }
    cursor.at += 9;
    if (!vw_pdf__read_number(&cursor, &number) || number != table_at) {
        return false;
    }
    while (cursor.at < in->file.length && strchr(" \r\n", in->file.from[cursor.at]) != NULL) {
        cursor.at++;
    }
    if (!has_word(in, cursor.at, "%%EOF")) {
        return false;
    }
    cursor.at += 5;
    cursor.at += has_word(in, cursor.at, "\r\n") ? 2 : has_word(in, cursor.at, "\n") ? 1 : 0;
    *end = cursor.at;
    return true;
}

/* [*before]: where the table of the revision before is, 0: this is the first. */
static vw_status read_revision(size_t *before, vw_pdf_in *in, size_t at)
{
    vw_pdf_revision revision = {.table_at = at};
    int64_t previous = 0;
    if (!has_word(in, at, "xref")) {
        VW_DIAG(in->diags, S002, in->place, NULL);
        return VW_ERR_INPUT;
    }
    at += 4;
    if (!check_table(in, &at)) {
        return broken(in, "een verwijzing in de tabel klopt niet",
                      "an entry of its table is wrong");
    }
    vw_pdf_cursor cursor = {in->file, at};
    vw_pdf__skip_blanks(&cursor);
    if (!has_word(in, cursor.at, "trailer")) {
        return broken(in, "achter de tabel staat geen trailer", "no trailer follows its table");
    }
    cursor.at += 7;
    if (!vw_pdf__read_value(&revision.trailer, &cursor) ||
        !read_end(&revision.end, in, cursor.at, revision.table_at)) {
        return broken(in, "de trailer is kapot", "its trailer is broken");
    }
    if (vw_pdf_in_entry(revision.trailer, "Encrypt").from != NULL) {
        VW_DIAG(in->diags, S003, in->place, NULL);
        return VW_ERR_INPUT;
    }
    if (vw_pdf_in_entry(revision.trailer, "XRefStm").from != NULL) {
        VW_DIAG(in->diags, S002, in->place, NULL);
        return VW_ERR_INPUT;
    }
    const vw_span prev = vw_pdf_in_entry(revision.trailer, "Prev");
    if (prev.from != NULL && (!vw_pdf_in_integer(&previous, prev) || previous <= 0)) {
        return broken(in, "de trailer is kapot", "its trailer is broken");
    }
    *before = (size_t)previous;
    VW_PUSH(in->arena, in->revisions, revision);
    return VW_OK;
}

/* An update stands behind what it updates: tables that follow each other backward make no loop. */
static vw_status read_revisions(vw_pdf_in *in, size_t at)
{
    size_t before = 0;
    vw_status status = read_revision(&before, in, at);
    while (status == VW_OK && before != 0) {
        if (before >= at || in->revisions.count >= VW_PDF_REVISIONS_MAX) {
            return broken(in, "de tabellen verwijzen niet terug", "its tables do not lead back");
        }
        at = before;
        status = read_revision(&before, in, at);
    }
    return status;
}

static bool find_last_table(size_t *out, const vw_pdf_in *in)
{
    static const char word[] = "startxref";
    const size_t length = in->file.length;
    const size_t least = length > TAIL_BYTES ? length - TAIL_BYTES : 0;
    for (size_t at = length; at-- > least;) {
        uint64_t number = 0;
        if (has_word(in, at, word)) {
            vw_pdf_cursor cursor = {in->file, at + sizeof word - 1};
            *out = 0;
            if (vw_pdf__read_number(&cursor, &number) && number < length) {
                *out = (size_t)number;
            }
            return *out != 0;
        }
    }
    return false;
}

/* Its first object says so, within the first 1024 bytes (ISO 32000-1, F.3.3). Such a file has the
 * table of its first page in front, which ends like no other. */
static bool is_linearised(const vw_pdf_in *in)
{
    static const char word[] = "/Linearized";
    const size_t most = in->file.length < HEAD_BYTES ? in->file.length : HEAD_BYTES;
    for (size_t at = 0; at + sizeof word - 1 <= most; at++) {
        if (memcmp(in->file.from + at, "endobj", 6) == 0) {
            return false;
        }
        if (memcmp(in->file.from + at, word, sizeof word - 1) == 0) {
            return true;
        }
    }
    return false;
}

vw_status vw_pdf_in_open(vw_pdf_in *out, vw_arena *arena, vw_diags *diags, const char *path,
                         const char *bytes, size_t length)
{
    *out = (vw_pdf_in){
        .arena = arena, .diags = diags, .place = {.file = path}, .file = {bytes, length}};
    size_t at = 0;
    if (!has_word(out, 0, "%PDF-1.") && !has_word(out, 0, "%PDF-2.")) {
        return broken(out, "het begint niet met %PDF", "it does not begin with %PDF");
    }
    if (is_linearised(out)) {
        VW_DIAG(diags, S036, out->place, NULL);
        return VW_ERR_INPUT;
    }
    if (!find_last_table(&at, out)) {
        return broken(out, "het einde ontbreekt (startxref)", "its end is missing (startxref)");
    }
    vw_status status = read_revisions(out, at);
    if (status == VW_OK && vw_pdf_in_root(out, 0) == 0) {
        status = broken(out, "de catalogus ontbreekt", "it has no catalogue");
    }
    return status;
}

/* ---- objects ------------------------------------------------------------------------------ */

/* True when the revision itself writes the object, or says that it is free ([*place] 0). */
static bool find_in(size_t *place, const vw_pdf_in *in, const vw_pdf_revision *revision,
                    vw_pdf_number number)
{
    size_t at = revision->table_at + 4;
    uint64_t from = 0, count = 0;
    while (next_section(in, &at, &from, &count)) {
        if (number >= from && number - from < count) {
            return read_entry(place, in, at + (size_t)(number - from) * ENTRY_BYTES);
        }
        at += (size_t)count * ENTRY_BYTES;
    }
    return false;
}

size_t vw_pdf_in_place(const vw_pdf_in *in, size_t revision, vw_pdf_number number)
{
    size_t place = 0;
    for (size_t i = revision; number != 0 && i < in->revisions.count; i++) {
        if (find_in(&place, in, &in->revisions.items[i], number)) {
            return place;
        }
    }
    return 0;
}

void vw_pdf_in_written(vw_pdf_numbers *out, const vw_pdf_in *in, size_t revision)
{
    size_t at = in->revisions.items[revision].table_at + 4, place = 0;
    uint64_t from = 0, count = 0;
    while (next_section(in, &at, &from, &count)) {
        for (uint64_t i = 0; i < count; i++, at += ENTRY_BYTES) {
            if (from + i > 0 && read_entry(&place, in, at)) {
                VW_PUSH(in->arena, *out, (vw_pdf_number)(from + i));
            }
        }
    }
}

/* A cursor on the value of an object that is really there under its number. */
static bool enter(vw_pdf_cursor *cursor, const vw_pdf_in *in, size_t revision, vw_pdf_number number)
{
    uint64_t own = 0, generation = 0;
    *cursor = (vw_pdf_cursor){in->file, vw_pdf_in_place(in, revision, number)};
    if (cursor->at == 0 || !vw_pdf__read_number(cursor, &own) || own != number ||
        !vw_pdf__read_number(cursor, &generation)) {
        return false;
    }
    vw_pdf__skip_blanks(cursor);
    if (!has_word(in, cursor->at, "obj")) {
        return false;
    }
    cursor->at += 3;
    return true;
}

vw_span vw_pdf_in_object(const vw_pdf_in *in, size_t revision, vw_pdf_number number)
{
    vw_pdf_cursor cursor;
    vw_span value = {0};
    if (!enter(&cursor, in, revision, number) || !vw_pdf__read_value(&value, &cursor)) {
        return (vw_span){0};
    }
    return value;
}

vw_span vw_pdf_in_value(const vw_pdf_in *in, size_t revision, vw_span value)
{
    const vw_pdf_number number = vw_pdf_in_reference(value);
    if (number == 0) {
        return value;
    }
    const vw_span found = vw_pdf_in_object(in, revision, number);
    return vw_pdf_in_reference(found) == 0 ? found : (vw_span){0};
}

vw_span vw_pdf_in_get(const vw_pdf_in *in, vw_span dictionary, const char *key)
{
    return vw_pdf_in_value(in, 0, vw_pdf_in_entry(dictionary, key));
}

bool vw_pdf_in_stream(vw_buf *out, const vw_pdf_in *in, size_t revision, vw_pdf_number number,
                      size_t max)
{
    vw_pdf_cursor cursor;
    vw_span dictionary = {0};
    int64_t length = 0;
    if (!enter(&cursor, in, revision, number) || !vw_pdf__read_value(&dictionary, &cursor)) {
        return false;
    }
    vw_pdf__skip_blanks(&cursor);
    if (!has_word(in, cursor.at, "stream")) {
        return false;
    }
    cursor.at += 6;
    cursor.at += has_word(in, cursor.at, "\r\n") ? 2 : has_word(in, cursor.at, "\n") ? 1 : 0;
    const vw_span says = vw_pdf_in_value(in, revision, vw_pdf_in_entry(dictionary, "Length"));
    if (!vw_pdf_in_integer(&length, says) || length < 0 ||
        (uint64_t)length > in->file.length - cursor.at) {
        return false;
    }
    const vw_span bytes = {in->file.from + cursor.at, (size_t)length};
    cursor.at += (size_t)length;
    vw_pdf__skip_blanks(&cursor);
    if (!has_word(in, cursor.at, "endstream")) {
        return false;
    }
    const vw_span filter = vw_pdf_in_value(in, revision, vw_pdf_in_entry(dictionary, "Filter"));
    return vw_pdf__unpack(out, bytes, filter, max);
}

/* ---- pages -------------------------------------------------------------------------------- */

vw_pdf_number vw_pdf_in_root(const vw_pdf_in *in, size_t revision)
{
    if (revision >= in->revisions.count) {
        return 0;
    }
    const vw_pdf_number root =
        vw_pdf_in_reference(vw_pdf_in_entry(in->revisions.items[revision].trailer, "Root"));
    const vw_span catalogue = vw_pdf_in_object(in, revision, root);
    return vw_pdf_in_entry(catalogue, "Pages").from != NULL ? root : 0;
}

typedef struct {
    const vw_pdf_in *in;
    bool (*fn)(void *what, vw_pdf_number page);
    void *what;
    size_t seen; /* a tree that meets itself has more nodes than the file has objects */
    bool going;
} page_walk;

static bool walk_pages(page_walk *walk, vw_pdf_number node, unsigned depth)
{
    const vw_span dictionary = vw_pdf_in_object(walk->in, 0, node);
    if (dictionary.from == NULL || depth > PAGES_DEPTH_MAX || ++walk->seen > VW_PDF_OBJECTS_MAX) {
        return false;
    }
    if (vw_pdf_in_is_name(vw_pdf_in_get(walk->in, dictionary, "Type"), "/Page")) {
        walk->going = walk->fn(walk->what, node);
        return true;
    }
    const vw_span kids = vw_pdf_in_get(walk->in, dictionary, "Kids");
    vw_span kid;
    size_t at = 0;
    if (kids.from == NULL || *kids.from != '[') {
        return false;
    }
    while (walk->going && vw_pdf_in_next(&kid, &at, kids)) {
        if (!walk_pages(walk, vw_pdf_in_reference(kid), depth + 1)) {
            return false;
        }
    }
    return true;
}

bool vw_pdf_in_pages(const vw_pdf_in *in, bool (*fn)(void *what, vw_pdf_number page), void *what)
{
    const vw_span catalogue = vw_pdf_in_object(in, 0, vw_pdf_in_root(in, 0));
    page_walk walk = {in, fn, what, 0, true};
    return walk_pages(&walk, vw_pdf_in_reference(vw_pdf_in_entry(catalogue, "Pages")), 0);
}
