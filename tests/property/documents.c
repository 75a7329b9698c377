/* SPDX-License-Identifier: EUPL-1.2 */
/* Any document, with any text, becomes a DOCX and an ODT whose every part is well-formed XML, whose
 * texts are those of the document, and the same each time. Seeded: a failure names its case. */
#include "reports/document.h"
#include "reports/render/render.h"

#include <expat.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zip.h>

#include <cmocka.h>

enum { DOCUMENTS = 100, DEEPEST = 4, LONG = 10000 };

typedef struct {
    vw_arena *arena;
    uint64_t state;
    unsigned next_id;
    vw_buf told; /* all texts of paragraphs and cells, to be found back */
} maker;

static uint64_t roll(maker *m, uint64_t below)
{
    m->state ^= m->state << 13;
    m->state ^= m->state >> 7;
    m->state ^= m->state << 17;
    return m->state % below;
}

static const char *const pieces[] = {
    "a",
    "Zo",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "&",
    "<",
    ">",
    "\"",
    "'",
    "]]>",
    "<!--",
    "-->",
    "<?x",
    "&amp;",
    "&#0;",
    "%",
    "%41",
    "\x01",
    "\x08",
    "\x0b",
    "\x1b",
    "\x1f",
    "\x7f",
    "\xc2\x85",
    "\xc2\xa0",
    "\xc2\xad",
    "\xe2\x80\xa8",
    "\xe2\x80\xa9",
    "\xe2\x80\x8f",
    "\xef\xbf\xbe",
    "\xef\xbf\xbf",
    "\xef\xbf\xbd",
    "\xef\xbb\xbf",
    "é",
    "ï",
    "Łódź",
    "ἄνθρωπος",
    "שלום",
    "مرحبا",
    "漢字",
    "😀",
    "👩‍👩‍👧",
    "𐀀",
    "_x0041_",
    "=1+1",
    "@",
    "-",
    "{{x}}",
    "\\",
    "10.000",
};

static const char *text(maker *m)
{
    vw_buf out = {.arena = m->arena};
    const uint64_t shape = roll(m, 40);
    const uint64_t count = shape == 0 ? LONG : shape < 4 ? 0 : roll(m, 12);
    for (uint64_t i = 0; i < count; i++) {
        vw_buf_add(&out, pieces[roll(m, sizeof pieces / sizeof *pieces)]);
    }
    return vw_buf_text(&out);
}

static const char *some_text(maker *m)
{
    const char *made = text(m);
    return *made != '\0' ? made : "x";
}

static const char *id(maker *m)
{
    static const char *const ids[] = {"a-b.c", "a.b-c", "section-1.1", "0",
                                      "an-id-that-goes-on-for-longer-than-a-name-in-word-may-be"};
    if (roll(m, 3) > 0) {
        return NULL;
    }
    return vw_printf(m->arena, "%s%u", ids[roll(m, 5)], m->next_id++);
}

static const char *target(maker *m)
{
    static const char *const targets[] = {"#a-b.c0",
                                          "#nowhere",
                                          "https://example.org/?q=<x>&y=\"z\" {a|b}",
                                          "https://example.org/%zz/é/%41",
                                          "mailto:a@example.org",
                                          "javascript:alert(1)",
                                          "http://"};
    return roll(m, 4) == 0 ? targets[roll(m, sizeof targets / sizeof *targets)] : NULL;
}

static void add_runs(maker *m, vw_block *block)
{
    static const char *const langs[] = {NULL, NULL, NULL, "en-GB", "ar", "zh-Hant-TW"};
    const size_t count = roll(m, 5);
    vw_run *runs = VW_NEW_ARRAY(m->arena, count, vw_run);
    for (size_t i = 0; i < count; i++) {
        runs[i] = (vw_run){.text = text(m),
                           .strong = roll(m, 4) == 0,
                           .emphasis = roll(m, 4) == 0,
                           .code = roll(m, 6) == 0,
                           .target = target(m),
                           .lang = langs[roll(m, 6)]};
        if (roll(m, 8) == 0) {
            runs[i] = (vw_run){.text = "", .line_break = true};
        }
    }
    block->runs = runs;
    block->run_count = count;
}

static vw_cell cell(maker *m)
{
    vw_cell made = {.is = (vw_cell_kind)roll(m, 6),
                    .text = roll(m, 9) == 0 ? NULL : text(m),
                    .integer = (int64_t)(m->state >> 3) - (1ll << 59),
                    .number = roll(m, 3) == 0 ? -1 : (double)roll(m, 1000) / 999,
                    .date = roll(m, 4) == 0 ? VW_DATE_NONE : vw_date_of(2025, 2, 28),
                    .result = (vw_result)roll(m, VW_RESULT_COUNT),
                    .target = target(m),
                    .strong = roll(m, 5) == 0};
    return made;
}

/* ---- tables ---------------------------------------------------------------------------------- */

typedef struct {
    vw_cell *cells;
    size_t columns, rows, at;
} cells;

static vw_status open_rows(void *self, vw_diags *diags)
{
    (void)diags;
    ((cells *)self)->at = 0;
    return VW_OK;
}

static vw_status next_row(void *self, vw_diags *diags, const vw_cell **out)
{
    cells *rows = self;
    (void)diags;
    *out = rows->at < rows->rows ? rows->cells + rows->columns * rows->at : NULL;
    rows->at++;
    return VW_OK;
}

static void close_rows(void *self)
{
    (void)self;
}

static vw_table_column column(maker *m, size_t number)
{
    static const double weights[] = {0, 0.3, 1, 2.6, 6, 40};
    return (vw_table_column){.id = vw_printf(m->arena, "c%zu", number),
                             .title = some_text(m),
                             .is = (vw_cell_kind)(1 + roll(m, 5)),
                             .weight = weights[roll(m, 6)],
                             .code = roll(m, 4) == 0,
                             .on_paper = roll(m, 4) > 0};
}

static const vw_table *table(maker *m)
{
    cells *rows = VW_NEW(m->arena, cells);
    vw_table *made = VW_NEW(m->arena, vw_table);
    rows->columns = 1 + roll(m, 14);
    rows->rows = roll(m, 20);
    vw_table_column *columns = VW_NEW_ARRAY(m->arena, rows->columns, vw_table_column);
    rows->cells = VW_NEW_ARRAY(m->arena, rows->columns * rows->rows + 1, vw_cell);
    for (size_t i = 0; i < rows->columns; i++) {
        columns[i] = column(m, i);
    }
    for (size_t i = 0; i < rows->columns * rows->rows; i++) {
        rows->cells[i] = cell(m);
    }
    *made = (vw_table){.id = vw_printf(m->arena, "table-%u", m->next_id++),
                       .caption = some_text(m),
                       .columns = columns,
                       .column_count = rows->columns,
                       .rows = {open_rows, next_row, close_rows, rows},
                       .total_rows = rows->rows,
                       .paper_rows = roll(m, 3) == 0 ? 3 : 0,
                       .paper_note = some_text(m),
                       .empty = roll(m, 2) == 0 ? some_text(m) : NULL,
                       .has_total_row = rows->rows > 0 && roll(m, 2) == 0};
    return made;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

static void add_series(maker *m, vw_chart *chart)
{
    const size_t points = roll(m, 5), count = roll(m, VW_CHART_SERIES_MAX + 1);
    const char **labels = VW_NEW_ARRAY(m->arena, points, const char *);
    vw_chart_series *series = VW_NEW_ARRAY(m->arena, count, vw_chart_series);
    for (size_t i = 0; i < points; i++) {
        labels[i] = some_text(m);
    }
    for (size_t i = 0; i < count; i++) {
        double *shares = VW_NEW_ARRAY(m->arena, points, double);
        for (size_t p = 0; p < points; p++) {
            shares[p] = roll(m, 4) == 0 ? -1 : (double)roll(m, 1000) / 999;
        }
        series[i] = (vw_chart_series){.label = some_text(m), .shares = shares};
    }
    chart->bars = NULL;
    chart->bar_count = 0;
    chart->points = labels;
    chart->point_count = points;
    chart->series = series;
    chart->series_count = count;
}

static const vw_chart *chart(maker *m)
{
    vw_chart *made = VW_NEW(m->arena, vw_chart);
    const size_t count = roll(m, 5);
    vw_chart_bar *bars = VW_NEW_ARRAY(m->arena, count, vw_chart_bar);
    for (size_t i = 0; i < count; i++) {
        bars[i].label = some_text(m);
        for (size_t r = 0; r < VW_RESULT_COUNT; r++) {
            bars[i].counts.of[r] = roll(m, 3) == 0 ? roll(m, 1000000) : 0;
        }
    }
    *made = (vw_chart){.is = (vw_chart_kind)roll(m, 3),
                       .caption = some_text(m),
                       .alternative = some_text(m),
                       .bars = bars,
                       .bar_count = count};
    if (made->is != VW_CHART_RESULTS) {
        add_series(m, made);
    }
    return made;
}

static void fill(maker *m, vw_block *block)
{
    static const char *const numbers[] = {"", "1", "1.1", "2", "x <&>", NULL};
    vw_fact *facts = VW_NEW_ARRAY(m->arena, 3, vw_fact);
    vw_signatory *signatories = VW_NEW_ARRAY(m->arena, 2, vw_signatory);
    if (block->is == VW_BLOCK_HEADING) {
        block->level = 1 + (int)roll(m, 4);
        block->number = numbers[roll(m, 6)];
    } else if (block->is == VW_BLOCK_TABLE) {
        block->table = table(m);
    } else if (block->is == VW_BLOCK_CHART) {
        block->chart = chart(m);
    } else if (block->is == VW_BLOCK_FACTS) {
        block->fact_count = roll(m, 4);
        for (size_t i = 0; i < block->fact_count; i++) {
            facts[i] = (vw_fact){text(m), cell(m)};
        }
        block->facts = facts;
    } else if (block->is == VW_BLOCK_SIGNATURES) {
        block->signatory_count = roll(m, 3);
        for (size_t i = 0; i < block->signatory_count; i++) {
            signatories[i] = (vw_signatory){some_text(m), text(m)};
        }
        block->signatories = signatories;
    }
}

static vw_block *block_of(maker *m, vw_block_kind is, int depth);

static void add_children(maker *m, vw_block *block, int depth)
{
    const bool list = block->is == VW_BLOCK_LIST;
    const size_t count = depth > DEEPEST ? 0 : roll(m, depth == 0 ? 14 : 4);
    const vw_block **kept = VW_NEW_ARRAY(m->arena, count, const vw_block *);
    for (size_t i = 0; i < count; i++) {
        vw_block_kind is = (vw_block_kind)(1 + roll(m, VW_BLOCK_PAGE_BREAK));
        is = is == VW_BLOCK_ITEM || (is == VW_BLOCK_COVER && depth > 0) ? VW_BLOCK_PARAGRAPH : is;
        kept[i] = block_of(m, list ? VW_BLOCK_ITEM : is, depth + 1);
    }
    block->children = kept;
    block->child_count = count;
}

static vw_block *block_of(maker *m, vw_block_kind is, int depth)
{
    static const char *const langs[] = {NULL, NULL, NULL, NULL, "en-GB", "he"};
    vw_block *block = VW_NEW(m->arena, vw_block);
    *block = (vw_block){.is = is, .id = id(m), .lang = langs[roll(m, 6)]};
    block->ordered = is == VW_BLOCK_LIST && roll(m, 2) == 0;
    if (is == VW_BLOCK_PARAGRAPH || is == VW_BLOCK_HEADING || is == VW_BLOCK_COVER) {
        add_runs(m, block);
    }
    if (is == VW_BLOCK_LIST || is == VW_BLOCK_ITEM || is == VW_BLOCK_QUOTE || is == VW_BLOCK_NOTE ||
        is == VW_BLOCK_COVER || is == VW_BLOCK_DOCUMENT) {
        add_children(m, block, depth);
    }
    fill(m, block);
    return block;
}

static vw_document document_of(maker *m)
{
    vw_document document = {.root = block_of(m, VW_BLOCK_DOCUMENT, 0),
                            .lang = VW_NL,
                            .lang_tag = roll(m, 2) == 0 ? "nl-NL" : "en-GB",
                            .title = some_text(m),
                            .subject = text(m),
                            .author = text(m),
                            .entity = text(m),
                            .period = text(m),
                            .version_line = text(m),
                            .made_at = 1767225600,
                            .initials = roll(m, 3) == 0 ? some_text(m) : NULL,
                            .ledger_head = roll(m, 3) == 0 ? some_text(m) : NULL,
                            .draft = roll(m, 2) == 0};
    document.words = (vw_words){.contents = "Inhoud <&>",
                                .page = "Pagina",
                                .of = "van",
                                .continued = "vervolg",
                                .text = "Text",
                                .whole_text = "All of it",
                                .not_available = "n.v.t.",
                                .place = "Plaats",
                                .date = "Datum",
                                .signature = "Handtekening",
                                .name = "Naam",
                                .draft = "concept",
                                .total = "Totaal",
                                .ledger = "Grootboek",
                                .decimal_mark = ",",
                                .thousands_mark = "."};
    for (size_t i = 0; i < VW_RESULT_COUNT; i++) {
        document.words.result[i] = vw_result_name((vw_result)i);
    }
    for (size_t i = 0; i < 12; i++) {
        document.words.month[i] = "maand";
    }
    return document;
}

/* ---- reading back ---------------------------------------------------------------------------- */

typedef struct {
    char *text;
    size_t length;
} bytes;

static bytes read_whole(const char *path)
{
    struct stat state;
    assert_int_equal(stat(path, &state), 0);
    bytes out = {.text = malloc((size_t)state.st_size), .length = (size_t)state.st_size};
    FILE *file = fopen(path, "rb");
    assert_int_equal(fread(out.text, 1, out.length, file), out.length);
    fclose(file);
    return out;
}

static void note_text(void *self, const char *text, int length)
{
    vw_buf_addn(self, text, (size_t)length);
}

/* Appends the characters of a part; it must be well-formed. */
static void parse_part(vw_buf *out, zip_t *archive, zip_uint64_t index, uint64_t seed)
{
    zip_stat_t stat;
    assert_int_equal(zip_stat_index(archive, index, 0, &stat), 0);
    char *text = malloc(stat.size + 1);
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    assert_int_equal(zip_fread(part, text, stat.size), (zip_int64_t)stat.size);
    zip_fclose(part);
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, out);
    XML_SetCharacterDataHandler(parser, note_text);
    if (XML_Parse(parser, text, (int)stat.size, XML_TRUE) != XML_STATUS_OK) {
        fail_msg("seed %llu, %s, line %lu: %s", (unsigned long long)seed, stat.name,
                 (unsigned long)XML_GetCurrentLineNumber(parser),
                 XML_ErrorString(XML_GetErrorCode(parser)));
    }
    XML_ParserFree(parser);
    free(text);
}

static const char *parse_package(vw_arena *arena, const char *path, const char *body, uint64_t seed)
{
    int error = 0;
    vw_buf text = {.arena = arena}, rest = {.arena = arena};
    zip_t *archive = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    assert_non_null(archive);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++) {
        const char *name = zip_get_name(archive, (zip_uint64_t)i, 0);
        if (strcmp(name, "mimetype") != 0) {
            parse_part(strcmp(name, body) == 0 ? &text : &rest, archive, (zip_uint64_t)i, seed);
        }
    }
    zip_discard(archive);
    return vw_buf_text(&text);
}

/* Letters and digits alone: blanks and breaks have elements of their own. */
static const char *letters(vw_arena *arena, const char *text)
{
    vw_buf shown = {.arena = arena}, out = {.arena = arena};
    vw_render_text(&shown, text);
    for (const char *at = vw_buf_text(&shown); *at != '\0'; at++) {
        const bool separator =
            strncmp(at, "\xe2\x80\xa8", 3) == 0 || strncmp(at, "\xe2\x80\xa9", 3) == 0;
        if (separator) {
            at += 2;
        } else if (strchr(" \t\n", *at) == NULL) {
            vw_buf_addn(&out, at, 1);
        }
    }
    return vw_buf_text(&out);
}

typedef struct {
    vw_arena *arena;
    const char *told;
    uint64_t seed;
} finder;

static void find_text(void *self, const vw_block *block)
{
    const finder *in = self;
    vw_buf whole = {.arena = in->arena};
    for (size_t i = 0; i < block->run_count; i++) {
        vw_buf_add(&whole, block->runs[i].text);
    }
    if (strstr(in->told, letters(in->arena, vw_buf_text(&whole))) == NULL) {
        fail_msg("seed %llu: a text is not there", (unsigned long long)in->seed);
    }
}

typedef vw_status (*renderer)(const vw_document *, const char *, vw_arena *, vw_diags *);

static void any_document_becomes_well_formed_packages_with_all_its_texts(void **state)
{
    (void)state;
    static const struct {
        const char *name, *body;
        renderer render;
    } formats[] = {{"docx", "word/document.xml", vw_docx_render},
                   {"odt", "content.xml", vw_odt_render}};
    const char *asked = getenv("VW_DOCUMENTS");
    const uint64_t count = asked != NULL ? strtoull(asked, NULL, 10) : DOCUMENTS;
    char folder[] = "/tmp/vw-documents-XXXXXX";
    assert_non_null(mkdtemp(folder));
    for (uint64_t seed = 1; seed <= count; seed++) {
        vw_arena *arena = vw_arena_new();
        vw_diags *diags = vw_diags_new(arena);
        maker m = {.arena = arena, .state = seed * 0x9e3779b97f4a7c15u};
        const vw_document document = document_of(&m);
        for (size_t i = 0; i < 2; i++) {
            const char *first = vw_printf(arena, "%s/first.%s", folder, formats[i].name);
            const char *second = vw_printf(arena, "%s/second.%s", folder, formats[i].name);
            assert_int_equal(formats[i].render(&document, first, arena, diags), VW_OK);
            assert_int_equal(formats[i].render(&document, second, arena, diags), VW_OK);
            bytes a = read_whole(first), b = read_whole(second);
            assert_int_equal(a.length, b.length);
            assert_memory_equal(a.text, b.text, a.length);
            free(a.text);
            free(b.text);
            const char *body = parse_package(arena, first, formats[i].body, seed);
            finder in = {.arena = arena, .told = letters(arena, body), .seed = seed};
            vw_render_walk(document.root, find_text, &in);
            unlink(first);
            unlink(second);
        }
        vw_arena_free(arena);
    }
    rmdir(folder);
}

/* ---- memory ---------------------------------------------------------------------------------- */

typedef struct {
    uint64_t rows, at;
    vw_cell row[3];
} counting;

static vw_status count_open(void *self, vw_diags *diags)
{
    (void)diags;
    ((counting *)self)->at = 0;
    return VW_OK;
}

static vw_status count_next(void *self, vw_diags *diags, const vw_cell **out)
{
    counting *from = self;
    (void)diags;
    from->row[0] = (vw_cell){.is = VW_CELL_INTEGER, .integer = (int64_t)from->at};
    from->row[1] = (vw_cell){.is = VW_CELL_TEXT,
                             .text = "een tekst met <tekens> & een verwijzing",
                             .target = "https://example.org"};
    from->row[2] = (vw_cell){.is = VW_CELL_RESULT, .result = VW_MET};
    *out = from->at++ < from->rows ? from->row : NULL;
    return VW_OK;
}

static size_t memory_for(renderer render, uint64_t rows)
{
    vw_arena *arena = vw_arena_new(), *scratch = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    counting from = {.rows = rows};
    maker m = {.arena = arena, .state = 1};
    vw_document document = document_of(&m);
    const vw_table_column columns[3] = {
        {.id = "n", .title = "Nr", .is = VW_CELL_INTEGER, .weight = 1, .on_paper = true},
        {.id = "t", .title = "Tekst", .is = VW_CELL_TEXT, .weight = 4, .on_paper = true},
        {.id = "r", .title = "Uitkomst", .is = VW_CELL_RESULT, .weight = 1, .on_paper = true}};
    const vw_table long_table = {.id = "long",
                                 .caption = "Lang",
                                 .columns = columns,
                                 .column_count = 3,
                                 .rows = {count_open, count_next, close_rows, &from},
                                 .total_rows = rows};
    const vw_block block = {.is = VW_BLOCK_TABLE, .table = &long_table};
    const vw_block *const inside[] = {&block};
    const vw_block root = {.is = VW_BLOCK_DOCUMENT, .children = inside, .child_count = 1};
    char path[] = "/tmp/vw-memory-XXXXXX";
    close(mkstemp(path));
    document.root = &root;
    assert_int_equal(render(&document, path, scratch, diags), VW_OK);
    const size_t used = vw_arena_used(scratch);
    unlink(path);
    vw_arena_free(scratch);
    vw_arena_free(arena);
    return used;
}

static void a_long_table_takes_no_more_memory_than_a_short_one(void **state)
{
    (void)state;
    const renderer renderers[] = {vw_docx_render, vw_odt_render};
    for (size_t i = 0; i < 2; i++) {
        const size_t little = memory_for(renderers[i], 100);
        const size_t much = memory_for(renderers[i], 20000);
        assert_true(much <= little + 1024);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_document_becomes_well_formed_packages_with_all_its_texts),
        cmocka_unit_test(a_long_table_takes_no_more_memory_than_a_short_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
