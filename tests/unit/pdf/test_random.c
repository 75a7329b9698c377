/* SPDX-License-Identifier: EUPL-1.2 */
/* Documents made at random from a seed: whatever stands in one is printed, once, inside the frame,
 * and the tools that read PDFs have no complaint. $VW_SEEDS: how many (8). */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEFT 62.4
#define RIGHT 532.9
#define SLACK 1.5

typedef VW_VEC(const char *) tokens;
typedef VW_VEC(const vw_block *) block_list;

typedef struct {
    vw_arena *arena;
    uint64_t state;
    tokens once;  /* stand on paper exactly once */
    tokens heads; /* at least once: heads of tables are repeated, headings stand in the contents */
    unsigned next;
} making;

/* xorshift64*: the same on every machine. */
static size_t below(making *m, size_t count)
{
    m->state ^= m->state >> 12;
    m->state ^= m->state << 25;
    m->state ^= m->state >> 27;
    return (size_t)((m->state * 0x2545F4914F6CDD1Du >> 33) % count);
}

static const char *token(making *m, tokens *list)
{
    const char *made = vw_printf(m->arena, "Q%uz", 1000 + m->next++);
    VW_PUSH(m->arena, *list, made);
    return made;
}

/* Words of all sorts, with tokens among them. */
static const char *text_of(making *m, tokens *list, size_t most)
{
    static const char *const pool[] = {"de",
                                       "informatiebeveiligingsbeleid",
                                       "verantwoordelijkheden",
                                       "is",
                                       "vastgesteld,",
                                       "en",
                                       "Zażółć",
                                       "γλώσσα",
                                       "ёлка",
                                       "€ 1.234,50",
                                       "https://www.voorbeeld.nl/een/lang/pad?met=vragen",
                                       "continuïteit",
                                       "(haakjes)",
                                       "100%",
                                       "漢字",
                                       "\U0001F600",
                                       "שלום",
                                       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934c",
                                       "AVATAR",
                                       "i\u0301",
                                       "<b>&amp;",
                                       "\\(x\\)",
                                       "%d%s",
                                       "twee\nregels",
                                       "tab\tje"};
    vw_buf out = {.arena = m->arena};
    size_t count = below(m, most) + 1, place = below(m, count);
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s", i == 0 ? "" : " ", pool[below(m, sizeof pool / sizeof *pool)]);
        if (i == place || (i > place && (i - place) % 9 == 0)) {
            vw_buf_addf(&out, " %s", token(m, list));
        }
    }
    return vw_buf_text(&out);
}

/* ---- blocks --------------------------------------------------------------------------------- */

static vw_block *new_block(making *m, vw_block_kind is)
{
    vw_block *block = VW_NEW(m->arena, vw_block);
    block->is = is;
    return block;
}

static const vw_block *with_text(making *m, vw_block_kind is, tokens *list, size_t most)
{
    vw_block *block = new_block(m, is);
    vw_run *runs = VW_NEW_ARRAY(m->arena, 2, vw_run);
    runs[0] = (vw_run){.text = text_of(m, list, most), .strong = below(m, 3) == 0};
    runs[1] = (vw_run){.text = below(m, 2) == 0 ? " klaar." : " ready.",
                       .lang = below(m, 2) == 0 ? NULL : "en-GB"};
    block->runs = runs;
    block->run_count = 2;
    block->level = 1 + (int)below(m, 4);
    return block;
}

static const vw_block *with_children(making *m, vw_block_kind is, vw_block_kind child)
{
    vw_block *block = new_block(m, is);
    size_t count = 1 + below(m, 5);
    const vw_block **children = VW_NEW_ARRAY(m->arena, count, const vw_block *);
    for (size_t i = 0; i < count; i++) {
        children[i] = child == VW_BLOCK_PARAGRAPH ? with_text(m, child, &m->once, 60)
                                                  : with_children(m, child, VW_BLOCK_PARAGRAPH);
    }
    block->children = children;
    block->child_count = count;
    block->ordered = below(m, 2) == 0;
    return block;
}

static const vw_block *facts(making *m)
{
    vw_block *block = new_block(m, VW_BLOCK_FACTS);
    size_t count = 1 + below(m, 8);
    vw_fact *all = VW_NEW_ARRAY(m->arena, count, vw_fact);
    for (size_t i = 0; i < count; i++) {
        all[i].label = text_of(m, &m->once, 4);
        all[i].cell = (vw_cell){.is = VW_CELL_TEXT, .text = text_of(m, &m->once, 30)};
    }
    block->facts = all;
    block->fact_count = count;
    return block;
}

/* ---- tables --------------------------------------------------------------------------------- */

typedef struct {
    const vw_cell *cells;
    size_t columns, count, next;
} stored_rows;

static vw_status rows_open(void *self, vw_diags *diags)
{
    (void)diags;
    ((stored_rows *)self)->next = 0;
    return VW_OK;
}

static vw_status rows_next(void *self, vw_diags *diags, const vw_cell **cells)
{
    stored_rows *rows = self;
    (void)diags;
    *cells = rows->next < rows->count ? rows->cells + rows->next * rows->columns : NULL;
    rows->next++;
    return VW_OK;
}

static void rows_close(void *self)
{
    (void)self;
}

static vw_cell random_cell(making *m, vw_cell_kind is)
{
    vw_cell cell = {.is = below(m, 9) == 0 ? VW_CELL_EMPTY : is};
    cell.integer = (int64_t)below(m, 1000000);
    cell.number = (double)below(m, 1001) / 1000.0;
    cell.date = 20000 + (vw_date)below(m, 2000);
    cell.result = (vw_result)below(m, VW_RESULT_COUNT);
    cell.strong = below(m, 10) == 0;
    if (cell.is == VW_CELL_TEXT) {
        cell.text = text_of(m, &m->once, below(m, 60) == 0 ? 1200 : 14);
    }
    return cell;
}

static const vw_block *table(making *m)
{
    vw_block *block = new_block(m, VW_BLOCK_TABLE);
    vw_table *made = VW_NEW(m->arena, vw_table);
    stored_rows *rows = VW_NEW(m->arena, stored_rows);
    rows->columns = 1 + below(m, 9);
    rows->count = below(m, 70);
    vw_table_column *columns = VW_NEW_ARRAY(m->arena, rows->columns, vw_table_column);
    vw_cell *cells = VW_NEW_ARRAY(m->arena, rows->columns * (rows->count + 1), vw_cell);
    for (size_t i = 0; i < rows->columns; i++) {
        bool text = i == 0 || below(m, 2) == 0;
        columns[i] = (vw_table_column){
            .id = "c",
            .title = rows->count == 0 ? "leeg" : text_of(m, &m->heads, 2),
            .is = text ? VW_CELL_TEXT : (vw_cell_kind)(VW_CELL_INTEGER + below(m, 4)),
            .weight = 1 + (double)below(m, 6),
            .code = below(m, 8) == 0,
            .on_paper = true};
        for (size_t row = 0; row < rows->count; row++) {
            cells[row * rows->columns + i] = random_cell(m, columns[i].is);
        }
    }
    rows->cells = cells;
    *made = (vw_table){.id = "t",
                       .caption = text_of(m, &m->heads, 9),
                       .columns = columns,
                       .column_count = rows->columns,
                       .rows = {rows_open, rows_next, rows_close, rows},
                       .total_rows = rows->count,
                       .has_total_row = rows->count > 1 && below(m, 2) == 0,
                       .empty = "Niets."};
    block->table = made;
    return block;
}

/* ---- documents ------------------------------------------------------------------------------ */

static vw_document *random_document(making *m)
{
    block_list all = {0};
    VW_PUSH(m->arena, all, new_block(m, VW_BLOCK_CONTENTS));
    size_t count = 4 + below(m, 14);
    for (size_t i = 0; i < count; i++) {
        const vw_block *block = NULL;
        switch (below(m, 8)) {
        case 0:
            block = with_text(m, VW_BLOCK_HEADING, &m->heads, 12);
            break;
        case 1:
            block = with_children(m, VW_BLOCK_LIST, VW_BLOCK_ITEM);
            break;
        case 2:
            block = with_children(m, below(m, 2) == 0 ? VW_BLOCK_QUOTE : VW_BLOCK_NOTE,
                                  VW_BLOCK_PARAGRAPH);
            break;
        case 3:
            block = facts(m);
            break;
        case 4:
        case 5:
            block = table(m);
            break;
        default:
            block = with_text(m, VW_BLOCK_PARAGRAPH, &m->once, 400);
            break;
        }
        VW_PUSH(m->arena, all, block);
    }
    return sample_of(m->arena, all.items, all.count);
}

/* ---- reading -------------------------------------------------------------------------------- */

static const char *joined(vw_arena *arena, const char *text)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        if (strncmp(at, "\xC2\xAD", 2) == 0) {
            at++;
        } else if ((unsigned char)*at > ' ') {
            vw_buf_addn(&out, at, 1);
        }
    }
    return vw_buf_text(&out);
}

static void expect_tokens(const pdf_fixture *self, const making *m, unsigned seed)
{
    const char *text = joined(self->arena, pdf_text_of(self, "-raw"));
    for (size_t i = 0; i < m->once.count; i++) {
        if (pdf_count_in(text, NULL, m->once.items[i]) != 1) {
            fail_msg("seed %u: %s stands %d times on paper", seed, m->once.items[i],
                     pdf_count_in(text, NULL, m->once.items[i]));
        }
    }
    for (size_t i = 0; i < m->heads.count; i++) {
        if (pdf_count_in(text, NULL, m->heads.items[i]) < 1) {
            fail_msg("seed %u: %s is not on paper", seed, m->heads.items[i]);
        }
    }
}

/* Each word's box lies between the margins, and none below the foot. */
static void expect_inside(const pdf_fixture *self, unsigned seed)
{
    const char *boxes = pdf_text_of(self, "-bbox");
    size_t words = 0;
    for (const char *at = boxes; (at = strstr(at, "<word xMin=\"")) != NULL; at++, words++) {
        double side[4]; /* xMin, yMin, xMax, yMax */
        const char *next = at;
        for (size_t i = 0; i < 4; i++) {
            next = strchr(next, '"') + 1;
            side[i] = strtod(next, NULL);
            next = strchr(next, '"') + 1;
        }
        if (side[0] < LEFT - SLACK || side[2] > RIGHT + SLACK || side[1] < 30 || side[3] > 830) {
            fail_msg("seed %u: outside the frame: %.100s", seed, at);
        }
    }
    assert_true(words > 10);
}

static void expect_no_complaint(const pdf_fixture *self, unsigned seed)
{
    static const char *const commands[] = {
        "qpdf --check %s 2>&1 | grep -iE 'warning|error:'",
        "mutool info %s 2>&1 | grep -iE 'warning|error'",
        "mutool draw -q -r 20 -o /dev/null %s 2>&1 | grep -v 'ICC support'",
        "pdfinfo -struct %s 2>&1 | grep -i error",
        "pdffonts %s 2>&1 | awk 'NR > 2 && !/yes yes yes/'"};
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        const char *cut = strstr(commands[i], "%s");
        const char *command = vw_printf(self->arena, "%.*s%s%s", (int)(cut - commands[i]),
                                        commands[i], self->path, cut + 2);
        FILE *in = popen(command, "r");
        assert_non_null(in);
        const char *said = pdf_read_stream(self->arena, in, NULL);
        pclose(in);
        if (said[0] != '\0') {
            fail_msg("seed %u: %s says: %s", seed, commands[i], said);
        }
    }
}

static void whatever_stands_in_a_document_is_printed_once_inside_the_frame(void **state)
{
    const pdf_fixture *self = *state;
    const char *wanted = getenv("VW_SEEDS");
    unsigned seeds = wanted == NULL ? 8 : (unsigned)strtoul(wanted, NULL, 10);
    for (unsigned seed = 1; seed <= seeds; seed++) {
        making m = {.arena = vw_arena_new(), .state = seed * 0x9E3779B97F4A7C15u};
        pdf_render(self, random_document(&m));
        expect_tokens(self, &m, seed);
        expect_inside(self, seed);
        if (seed % 4 == 1) {
            expect_no_complaint(self, seed);
        }
        vw_arena_free(m.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whatever_stands_in_a_document_is_printed_once_inside_the_frame),
    };
    return cmocka_run_group_tests_name("pdf_random", tests, NULL, NULL);
}
