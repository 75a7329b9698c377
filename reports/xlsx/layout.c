/* SPDX-License-Identifier: EUPL-1.2 */
/* Sheets, their names, and the rows that each table takes. */
#include "reports/xlsx/layout.h"

#include "reports/render/render.h"
#include "reports/xlsx/book.h"

#include <string.h>
#include <strings.h>

typedef struct {
    vw_layout *layout;
    vw_arena *arena;
} gatherer;

static void gather_block(void *self, const vw_block *block)
{
    const gatherer *to = self;
    if (block->is == VW_BLOCK_TABLE && block->table->sheet_id != NULL) {
        VW_PUSH(to->arena, to->layout->tables,
                (vw_placed){.block = block, .table = block->table, .caption = VW_NO_ROW});
    } else if (block->is == VW_BLOCK_FACTS || block->is == VW_BLOCK_NOTE) {
        VW_PUSH(to->arena, to->layout->blocks, block);
    }
}

void vw_layout__gather(vw_layout *layout, vw_arena *arena, const vw_document *document)
{
    gatherer to = {.layout = layout, .arena = arena};
    vw_render_walk(document->root, gather_block, &to);
}

static bool same_sheet(const vw_placed *a, const vw_placed *b)
{
    return strcmp(a->table->sheet_id, b->table->sheet_id) == 0;
}

/* Tables on the sheet of table [at]; [*is_first]: none of them comes before it. */
static size_t sharers(const vw_layout *layout, size_t at, bool *is_first)
{
    size_t count = 0;
    *is_first = true;
    for (size_t i = 0; i < layout->tables.count; i++) {
        if (same_sheet(&layout->tables.items[i], &layout->tables.items[at])) {
            count++;
            *is_first = *is_first && i >= at;
        }
    }
    return count;
}

size_t vw_layout__sheet_count(const vw_layout *layout)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->tables.count; i++) {
        bool is_first;
        (void)sharers(layout, i, &is_first);
        count += is_first ? 1 : 0;
    }
    return count;
}

/* Excel counts in units of UTF-16: an emoji is two. */
static size_t units_of(unsigned char first_byte)
{
    if ((first_byte & 0xc0) == 0x80) {
        return 0;
    }
    return first_byte >= 0xf0 ? 2 : 1;
}

/* "wat de" at the end of a name that was cut says nothing. */
static bool connects(const char *word, size_t length)
{
    static const char *const words[] = {"de", "het",  "een",  "van", "in",   "op",  "over", "naar",
                                        "en", "of",   "wat",  "te",  "voor", "aan", "met",  "the",
                                        "a",  "an",   "and",  "or",  "to",   "for", "on",   "what",
                                        "by", "with", "that", "die", "dat"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == length && strncasecmp(words[i], word, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Of the first [length] bytes of [name] those that make a name: a word that does not fit is left
 * out, and what only leads to it. */
static size_t whole_words(const char *name, size_t length)
{
    for (size_t end = length; end > 0;) {
        size_t begin = end;
        while (begin > 0 && name[begin - 1] != ' ') {
            begin--;
        }
        if (end > begin && !connects(name + begin, end - begin)) {
            return end;
        }
        end = begin > 0 ? begin - 1 : 0;
    }
    return length;
}

const char *vw_layout__sheet_name(vw_arena *arena, const char *title, const char *suffix)
{
    vw_buf clean = {.arena = arena}, name = {.arena = arena};
    size_t units = strlen(suffix), words = 0; /* words: bytes up to the end of the last whole one */
    vw_render_text(&clean, title);
    const char *at = vw_buf_text(&clean);
    for (; *at != '\0'; at++) {
        units += units_of((unsigned char)*at);
        words = *at == ' ' ? name.length : words;
        if (units > VW_BOOK_NAME_MAX) {
            break;
        }
        /* The straight apostrophe is only refused at the ends; anywhere it makes formulas hard to
         * read. */
        if (*at == '\'') {
            vw_buf_add(&name, "’");
            continue;
        }
        const char *shown = strchr("[]:*?/\\\n\t", *at) != NULL ? " " : at;
        const bool doubles = *shown == ' ' && name.length > 0 && name.text[name.length - 1] == ' ';
        vw_buf_addn(&name, shown, doubles ? 0 : 1);
    }
    if (*at != '\0' && words > 0) {
        name.length = whole_words(vw_buf_text(&name), words);
        name.text[name.length] = '\0';
    }
    const char *text = vw_buf_text(&name);
    text += strspn(text, " ");
    size_t length = strlen(text);
    while (length > 0 && text[length - 1] == ' ') {
        length--;
    }
    return vw_printf(arena, "%.*s%s", (int)length, text, suffix);
}

static bool name_is_taken(const vw_layout *layout, const char *name)
{
    /* "History" is Excel's own. Case counts only for ASCII here; Excel folds more, but titles that
     * differ only in the case of an accented letter do not occur beside each other. */
    bool taken = name[0] == '\0' || strcasecmp(name, "history") == 0;
    for (size_t i = 0; i < layout->pages.count; i++) {
        taken = taken || strcasecmp(layout->pages.items[i].name, name) == 0;
    }
    return taken;
}

/* "Title", or "Title (2)" and so on: for a second sheet of one title and for a continuation. */
static const char *free_name(const vw_layout *layout, vw_arena *arena, const char *title)
{
    const char *name = vw_layout__sheet_name(arena, title, "");
    for (unsigned number = 2; name_is_taken(layout, name); number++) {
        name = vw_layout__sheet_name(arena, title, vw_printf(arena, " (%u)", number));
    }
    return name;
}

static size_t add_page(vw_layout *layout, vw_arena *arena, const char *title, const char *sheet_id,
                       uint32_t first_row)
{
    const char *name = free_name(layout, arena, title);
    VW_PUSH(arena, layout->pages,
            (vw_page){
                .name = name, .sheet_id = sheet_id, .first_row = first_row, .next_row = first_row});
    return layout->pages.count - 1;
}

bool vw_layout__has_input(const vw_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].input != NULL) {
            return true;
        }
    }
    return false;
}

static size_t add_page_of(vw_layout *layout, vw_arena *arena, const vw_table *table)
{
    return add_page(layout, arena, table->sheet, table->sheet_id,
                    vw_layout__has_input(table) ? 1 : 0);
}

/* The last sheet so far with this id, since earlier ones are full. */
static size_t page_for(vw_layout *layout, vw_arena *arena, const vw_table *table)
{
    for (size_t i = layout->pages.count; i-- > 0;) {
        if (strcmp(layout->pages.items[i].sheet_id, table->sheet_id) == 0) {
            return i;
        }
    }
    return add_page_of(layout, arena, table);
}

/* Room for a head and at least one row, with the last row kept for "goes on at". */
static uint32_t room_below(const vw_page *page, uint32_t max_rows)
{
    const uint32_t taken = page->next_row + 2;
    return taken < max_rows ? max_rows - taken : 0;
}

static vw_part place_part(vw_page *page, size_t at, const vw_table *table, uint64_t index,
                          uint32_t max_rows)
{
    const uint32_t room = room_below(page, max_rows);
    const uint64_t left = table->total_rows - index;
    const vw_part part = {.page = at,
                          .head = page->next_row,
                          .rows = left < room ? (uint32_t)left : room,
                          .index = index};
    /* A table without rows has one for the sentence that says so. */
    page->next_row = part.head + 1 + (part.rows > 0 ? part.rows : 1);
    page->part_count++;
    if (table->column_count > page->column_count) {
        page->column_count = table->column_count;
    }
    return part;
}

static size_t go_on(vw_layout *layout, vw_arena *arena, const vw_table *table, size_t page)
{
    const size_t next = add_page_of(layout, arena, table);
    layout->pages.items[page].goes_on = layout->pages.items[next].name;
    return next;
}

static void place_table(vw_layout *layout, vw_arena *arena, vw_placed *placed, bool has_caption,
                        uint32_t max_rows)
{
    const vw_table *table = placed->table;
    VW_VEC(vw_part) parts = {0};
    size_t page = page_for(layout, arena, table);
    if (layout->pages.items[page].part_count > 0) {
        layout->pages.items[page].next_row++; /* a blank row between two tables */
    }
    const uint32_t caption_rows = has_caption ? 1 : 0;
    if (room_below(&layout->pages.items[page], max_rows) <= caption_rows) {
        page = add_page_of(layout, arena, table);
    }
    if (has_caption) {
        placed->caption = layout->pages.items[page].next_row++;
    }
    uint64_t index = 0;
    do {
        VW_PUSH(arena, parts, place_part(&layout->pages.items[page], page, table, index, max_rows));
        index += parts.items[parts.count - 1].rows;
        if (index < table->total_rows) {
            page = go_on(layout, arena, table, page);
        }
    } while (index < table->total_rows);
    placed->parts = parts.items;
    placed->part_count = parts.count;
}

void vw_layout__place(vw_layout *layout, vw_arena *arena, const vw_document *document,
                      uint32_t front_rows, uint32_t max_rows)
{
    const bool has_tables = layout->tables.count > 0;
    const vw_table *first = has_tables ? layout->tables.items[0].table : NULL;
    add_page(layout, arena, first != NULL ? first->sheet : document->title,
             first != NULL ? first->sheet_id : "", 0);
    layout->pages.items[0].next_row = front_rows;
    for (size_t i = 0; i < layout->tables.count; i++) {
        bool is_first;
        const bool is_shared = sharers(layout, i, &is_first) > 1;
        const bool on_front = same_sheet(&layout->tables.items[i], &layout->tables.items[0]);
        place_table(layout, arena, &layout->tables.items[i], is_shared || on_front, max_rows);
    }
    layout->prose = document->form == NULL ? free_name(layout, arena, document->words.text) : NULL;
}

const vw_placed *vw_layout__find_table(const vw_layout *layout, const char *table_id)
{
    for (size_t i = 0; i < layout->tables.count; i++) {
        if (strcmp(layout->tables.items[i].table->id, table_id) == 0) {
            return &layout->tables.items[i];
        }
    }
    return NULL;
}

const vw_placed *vw_layout__find_target(const vw_layout *layout, const char *id)
{
    for (size_t i = 0; i < layout->tables.count; i++) {
        const char *block_id = layout->tables.items[i].block->id;
        if (block_id != NULL && strcmp(block_id, id) == 0) {
            return &layout->tables.items[i];
        }
    }
    return vw_layout__find_table(layout, id);
}

const vw_part *vw_layout__part_of(const vw_placed *placed, uint64_t index)
{
    size_t at = placed->part_count - 1;
    while (at > 0 && placed->parts[at].index > index) {
        at--;
    }
    return &placed->parts[at];
}
