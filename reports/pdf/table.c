/* SPDX-License-Identifier: EUPL-1.2 */
/* A table over its pages: caption, head repeated on each page, rows one by one, total, and what
 * is not listed on paper. */
#include "reports/pdf/table.h"
#include "reports/render/render.h"

#define CAPTION_GAP 4.0
#define AFTER 14.0
#define NOTE_GAP 4.0 /* above the note */

static const vw_pdf_style caption_style = {
    .size = 9, .leading = 12.5, .colour = {0.11, 0.13, 0.15}, .strong = true};
static const vw_pdf_style note_style = {.size = 8.5, .leading = 11.5, .colour = {0.33, 0.37, 0.41}};

/* A table that is laid out: measured before it is drawn, when a heading asks for its beginning. */
typedef struct vw_pdf_drawing {
    vw_pdf_table table;
    vw_status status;
    vw_pdf_row head;
    vw_pdf_text *caption, *continued;
    vw_pdf_text *note; /* what is not listed on paper; NULL: nothing */
    vw_arena *arena;   /* of all but the rows */
    vw_arena *other;   /* takes turns with the table's arena of rows */
    vw_pdf_row held;   /* the last row but one, until the last one is known */
    bool holds;
    uint64_t shown; /* rows on paper so far */
} drawing;

static double head_height(const drawing *self, const vw_pdf_text *caption)
{
    return vw_pdf__text_height(caption) + CAPTION_GAP + self->head.height;
}

static void draw_head(drawing *self, const vw_pdf_text *caption)
{
    vw_pdf_layout *layout = self->table.layout;
    vw_pdf__open_tag(layout->canvas, "Caption", NULL);
    vw_pdf__draw_text(layout->canvas, caption, layout->left, layout->y, layout->width);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__advance(layout, vw_pdf__text_height(caption) + CAPTION_GAP);
    vw_pdf__open_tag(layout->canvas, "THead", NULL);
    vw_pdf__draw_head_row(&self->table, &self->head);
    vw_pdf__close_tag(layout->canvas);
}

static void start_table(drawing *self, double first_row)
{
    vw_pdf_layout *layout = self->table.layout;
    double most = vw_pdf__page_room(layout);
    double height = head_height(self, self->caption) + first_row;
    vw_pdf__need(layout, height > most ? most : height);
    vw_pdf__anchor(layout->canvas, self->table.block->id, layout->y);
    vw_pdf__open_tag(layout->canvas, "Table", NULL);
    draw_head(self, self->caption);
    self->table.body = vw_pdf__open_tag(layout->canvas, "TBody", NULL);
    self->table.started = true;
}

static void end_table(drawing *self)
{
    if (self->table.started) {
        vw_pdf__close_tag(self->table.layout->canvas);
        vw_pdf__close_tag(self->table.layout->canvas);
    }
}

static void continue_table(drawing *self)
{
    /* A screen reader hears the head once. */
    vw_pdf__new_page(self->table.layout);
    vw_pdf__artifact(self->table.layout->canvas, true);
    draw_head(self, self->continued);
    vw_pdf__artifact(self->table.layout->canvas, false);
}

/* A row that no page can hold: its lines go on at the next page, below a repeated head. */
static void draw_tall_row(drawing *self, vw_pdf_row *row)
{
    size_t first = 0;
    if (vw_pdf__room(self->table.layout) < 100) {
        continue_table(self);
    }
    while (!vw_pdf__draw_row_part(&self->table, row, &first)) {
        continue_table(self);
    }
}

static void put_row(drawing *self, vw_pdf_row *row, bool total)
{
    vw_pdf_table *table = &self->table;
    double page = vw_pdf__page_room(self->table.layout) - head_height(self, self->continued);
    if (!table->started) {
        double first = row->height > page ? 100 : row->height;
        start_table(self, first > table->beginning ? first : table->beginning);
    }
    if (row->height > page) {
        draw_tall_row(self, row);
        return;
    }
    if (row->height > vw_pdf__room(table->layout)) {
        continue_table(self);
    }
    if (total) {
        vw_pdf__draw_total_row(table, row);
    } else {
        vw_pdf__draw_row(table, row);
    }
}

/* The row's cells are its source's, who fills them anew for the next one. */
static const vw_cell *keep_cells(const vw_pdf_table *table, const vw_cell *cells)
{
    size_t count = table->table->column_count;
    vw_cell *kept = VW_NEW_ARRAY(table->row, count, vw_cell);
    for (size_t i = 0; i < count; i++) {
        kept[i] = cells[i];
        kept[i].text = cells[i].text == NULL ? NULL : vw_strdup(table->row, cells[i].text);
        kept[i].target = cells[i].target == NULL ? NULL : vw_strdup(table->row, cells[i].target);
    }
    return kept;
}

static void swap_arenas(drawing *self)
{
    vw_arena *row = self->table.row;
    self->table.row = self->other;
    self->other = row;
}

/* Is this the last row but one on paper? */
static bool before_last(const vw_table *table, uint64_t index)
{
    uint64_t totals = table->has_total_row ? 1 : 0;
    uint64_t rows = table->total_rows - (table->total_rows < totals ? table->total_rows : totals);
    uint64_t listed = vw_render_cut_on_paper(table) ? table->paper_rows : rows;
    return index + 2 == listed + totals;
}

/* Where the rest is; without words for it how many of how many: "100 van 1.234". NULL: it is all
 * here. */
static vw_pdf_text *lay_cut_note(const drawing *self)
{
    const vw_pdf_layout *layout = self->table.layout;
    const vw_table *table = self->table.table;
    const vw_words *words = &layout->document->words;
    uint64_t totals = table->has_total_row ? 1 : 0;
    vw_buf note = {.arena = self->arena};
    if (!vw_render_cut_on_paper(table)) {
        return NULL;
    }
    if (table->paper_note != NULL) {
        vw_buf_add(&note, table->paper_note);
    } else {
        vw_render_integer(&note, words, (int64_t)table->paper_rows);
        vw_buf_addf(&note, " %s ", words->of);
        vw_render_integer(&note, words, (int64_t)(table->total_rows - totals));
    }
    return vw_pdf__lay_string(layout->fonts, self->arena, vw_buf_text(&note), &note_style,
                              layout->width);
}

/* The last row, a total or not, never stands alone on a page: it takes the one above it along. Nor
 * does the note below it: it takes both. */
static void put_last_rows(drawing *self, vw_pdf_row *last, bool total)
{
    vw_pdf_table *table = &self->table;
    double note = self->note != NULL ? NOTE_GAP + vw_pdf__text_height(self->note) : 0;
    double both = self->held.height + last->height + note;
    double page = vw_pdf__page_room(self->table.layout) - head_height(self, self->continued);
    if (table->started && both <= page && both > vw_pdf__room(table->layout)) {
        continue_table(self);
    } else if (!table->started && both <= page) {
        start_table(self, both);
    }
    self->holds = false;
    put_row(self, &self->held, false);
    put_row(self, last, total);
}

static vw_status draw_row(void *context, uint64_t index, const vw_cell *cells)
{
    drawing *self = context;
    vw_pdf_table *table = &self->table;
    if (!vw_render_on_paper(table->table, index)) {
        return VW_OK;
    }
    bool total = vw_render_is_total(table->table, index);
    if (before_last(table->table, self->shown++) && !total) {
        self->held = vw_pdf__lay_row(table, keep_cells(table, cells), false);
        self->holds = true;
        swap_arenas(self);
        return VW_OK;
    }
    vw_pdf_row row = vw_pdf__lay_row(table, cells, total);
    if (self->holds) {
        put_last_rows(self, &row, total);
    } else {
        put_row(self, &row, total);
    }
    vw_arena_reset(table->row);
    return VW_OK;
}

static void draw_cut_note(const drawing *self)
{
    vw_pdf_layout *layout = self->table.layout;
    vw_pdf__space(layout, NOTE_GAP);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, self->note);
    vw_pdf__close_tag(layout->canvas);
}

static void draw_empty(drawing *self)
{
    vw_pdf_layout *layout = self->table.layout;
    vw_pdf_text *text = vw_pdf__lay_string(layout->fonts, self->arena, self->table.table->empty,
                                           &note_style, layout->width);
    vw_pdf__need(layout,
                 vw_pdf__text_height(self->caption) + CAPTION_GAP + vw_pdf__text_height(text));
    vw_pdf__anchor(layout->canvas, self->table.block->id, layout->y);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, self->caption);
    vw_pdf__close_tag(layout->canvas);
    vw_pdf__space(layout, CAPTION_GAP);
    vw_pdf__open_tag(layout->canvas, "P", NULL);
    vw_pdf__flow_text(layout, text);
    vw_pdf__close_tag(layout->canvas);
}

static vw_status lay_table(drawing *self)
{
    vw_pdf_layout *layout = self->table.layout;
    const vw_table *table = self->table.table;
    const char *caption = table->caption == NULL ? "" : table->caption;
    const char *continued =
        vw_printf(self->arena, "%s (%s)", caption, layout->document->words.continued);
    self->caption =
        vw_pdf__lay_string(layout->fonts, self->arena, caption, &caption_style, layout->width);
    self->continued =
        vw_pdf__lay_string(layout->fonts, self->arena, continued, &caption_style, layout->width);
    self->note = lay_cut_note(self);
    vw_status status = vw_pdf__set_widths(&self->table);
    if (status == VW_OK && self->table.count > 0) {
        self->head = vw_pdf__lay_head(&self->table, self->arena);
    }
    return status;
}

static void release(void *context)
{
    drawing *self = context;
    vw_arena_free(self->table.row);
    vw_arena_free(self->other);
    vw_arena_free(self->arena);
}

/* Lays the table out, unless that was done for its heading just before. */
static drawing *prepare(vw_pdf_layout *layout, const vw_block *block)
{
    drawing *self = layout->prepared;
    if (self != NULL && self->table.block == block && self->table.layout->width == layout->width) {
        return self;
    }
    if (self != NULL) {
        release(self);
    }
    vw_arena *arena = vw_arena_new();
    const double closer = vw_pdf__closer(layout, VW_PDF_TABLE_SIZE);
    const double base = closer < VW_PDF_TABLE_SIZE_READABLE ? VW_PDF_TABLE_SIZE_READABLE : closer;
    self = VW_NEW(arena, drawing);
    self->table = (vw_pdf_table){.layout = layout,
                                 .block = block,
                                 .table = block->table,
                                 .row = vw_arena_new(),
                                 .arena = arena,
                                 .base = base,
                                 .size = base};
    self->arena = arena;
    self->other = vw_arena_new();
    self->status = lay_table(self);
    layout->prepared = self;
    return self;
}

void vw_pdf__forget_prepared(vw_pdf_layout *layout)
{
    if (layout->prepared != NULL) {
        release(layout->prepared);
        layout->prepared = NULL;
    }
}

double vw_pdf__table_start(vw_pdf_layout *layout, const vw_block *block)
{
    if (vw_render_only_data(block->table)) {
        return 0;
    }
    const drawing *self = prepare(layout, block);
    double height = self->status == VW_OK ? head_height(self, self->caption) : 0;
    double most = vw_pdf__page_room(layout) / 2;
    return height + (self->table.beginning < most ? self->table.beginning : most);
}

static vw_status draw_rows(drawing *self)
{
    vw_pdf_layout *layout = self->table.layout;
    vw_pdf_table *table = &self->table;
    if (self->status != VW_OK || table->count == 0) {
        return self->status;
    }
    vw_status status = vw_render_rows(table->table, layout->diags, draw_row, self);
    end_table(self);
    if (status == VW_OK && !table->started) {
        draw_empty(self);
    } else if (status == VW_OK && self->note != NULL) {
        draw_cut_note(self);
    }
    return status;
}

vw_status vw_pdf__draw_table(vw_pdf_layout *layout, const vw_block *block)
{
    if (vw_render_only_data(block->table)) {
        return VW_OK;
    }
    vw_status status = draw_rows(prepare(layout, block));
    vw_pdf__space(layout, AFTER);
    vw_pdf__forget_prepared(layout);
    return status;
}
