/* SPDX-License-Identifier: EUPL-1.2 */
/* Operators of page contents (ISO 32000-1, 8.5 and 9.4), written into the pages' streams. */
#include "reports/pdf/canvas.h"
#include "reports/pdf/canvas_private.h"

#include <math.h>
#include <string.h>

const vw_pdf_colour vw_pdf_ink = {0.11, 0.13, 0.15};
const vw_pdf_colour vw_pdf_grey = {0.33, 0.37, 0.41};
/* No colours but names of two: see resolve. */
const vw_pdf_colour vw_pdf_accent = {-1, 0, 0};
const vw_pdf_colour vw_pdf_rule = {0.78, 0.81, 0.83};
const vw_pdf_colour vw_pdf_tint = {-2, 0, 0};
const vw_pdf_colour vw_pdf_white = {1, 1, 1};

/* The accent where the organisation has none, and how much of an accent its tint has in white. */
static const vw_pdf_colour own_accent = {0.04, 0.29, 0.37};
#define TINT 0.055

/* A quarter of a circle as a Bezier curve: 4/3 (sqrt 2 - 1). */
#define QUARTER 0.5522847

static double tinted(double part)
{
    return 1 - TINT + TINT * part;
}

vw_pdf_canvas *vw_pdf__canvas_new(vw_arena *arena, vw_pdf_file *file, vw_pdf_fonts *fonts,
                                  const vw_rgb *accent)
{
    vw_pdf_canvas *canvas = VW_NEW(arena, vw_pdf_canvas);
    canvas->arena = arena;
    canvas->file = file;
    canvas->resources = vw_pdf__fonts_resources(fonts, file);
    canvas->line.arena = arena;
    canvas->accent = accent == NULL ? own_accent
                                    : (vw_pdf_colour){accent->red / 255.0, accent->green / 255.0,
                                                      accent->blue / 255.0};
    canvas->tint = (vw_pdf_colour){tinted(canvas->accent.red), tinted(canvas->accent.green),
                                   tinted(canvas->accent.blue)};
    return canvas;
}

void vw_pdf__add_page(vw_pdf_canvas *canvas)
{
    vw_pdf_leaf leaf = {.sheet = vw_pdf__file_add_page(canvas->file, VW_PDF_PAGE_WIDTH,
                                                       VW_PDF_PAGE_HEIGHT, canvas->resources)};
    VW_PUSH(canvas->arena, canvas->leaves, leaf);
    canvas->page = canvas->leaves.count - 1;
}

void vw_pdf__turn_to(vw_pdf_canvas *canvas, size_t page)
{
    canvas->page = page;
}

size_t vw_pdf__page(const vw_pdf_canvas *canvas)
{
    return canvas->page;
}

size_t vw_pdf__page_count(const vw_pdf_canvas *canvas)
{
    return canvas->leaves.count;
}

/* ---- writing operators ---------------------------------------------------------------------- */

static vw_pdf_leaf *leaf(vw_pdf_canvas *canvas)
{
    return &canvas->leaves.items[canvas->page];
}

static void add(vw_pdf_canvas *canvas, double number)
{
    vw_pdf__add_number(&canvas->line, number);
}

static void add_point(vw_pdf_canvas *canvas, double x, double y)
{
    add(canvas, x);
    add(canvas, VW_PDF_PAGE_HEIGHT - y);
}

static void add_operator(vw_pdf_canvas *canvas, const char *name)
{
    vw_buf_add(&canvas->line, name);
}

/* Writes the operators, in the marked content that they belong to. */
static void flush(vw_pdf_canvas *canvas, bool shape)
{
    vw_pdf__mark(canvas, shape);
    vw_pdf__sheet_write(leaf(canvas)->sheet, vw_buf_text(&canvas->line), canvas->line.length);
    canvas->line.length = 0;
}

static bool same_colour(vw_pdf_colour a, vw_pdf_colour b)
{
    return fabs(a.red - b.red) + fabs(a.green - b.green) + fabs(a.blue - b.blue) < 0.001;
}

static vw_pdf_colour resolve(const vw_pdf_canvas *canvas, vw_pdf_colour colour)
{
    if (same_colour(colour, vw_pdf_accent)) {
        return canvas->accent;
    }
    return same_colour(colour, vw_pdf_tint) ? canvas->tint : colour;
}

static void set_colour(vw_pdf_canvas *canvas, vw_pdf_colour colour, bool stroke)
{
    colour = resolve(canvas, colour);
    vw_pdf_colour *now = stroke ? &leaf(canvas)->stroke : &leaf(canvas)->fill;
    if (same_colour(*now, colour)) {
        return;
    }
    *now = colour;
    add(canvas, colour.red);
    add(canvas, colour.green);
    add(canvas, colour.blue);
    add_operator(canvas, stroke ? "RG " : "rg ");
}

/* ---- shapes --------------------------------------------------------------------------------- */

void vw_pdf__fill_box(vw_pdf_canvas *canvas, vw_pdf_box box, vw_pdf_colour colour)
{
    set_colour(canvas, colour, false);
    add_point(canvas, box.left, box.top + box.height);
    add(canvas, box.width);
    add(canvas, box.height);
    add_operator(canvas, "re f\n");
    flush(canvas, true);
}

static void add_path(vw_pdf_canvas *canvas, const double *points, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_point(canvas, points[2 * i], points[2 * i + 1]);
        add_operator(canvas, i == 0 ? "m " : "l ");
    }
}

static void start_stroke(vw_pdf_canvas *canvas, double width, vw_pdf_colour colour)
{
    set_colour(canvas, colour, true);
    add(canvas, width);
    add_operator(canvas, "w ");
}

void vw_pdf__polyline(vw_pdf_canvas *canvas, const double *points, size_t count, double stroke,
                      vw_pdf_colour colour)
{
    start_stroke(canvas, stroke, colour);
    add_path(canvas, points, count);
    add_operator(canvas, "S\n");
    flush(canvas, true);
}

void vw_pdf__line(vw_pdf_canvas *canvas, double x0, double y0, double x1, double y1, double width,
                  vw_pdf_colour colour)
{
    const double points[4] = {x0, y0, x1, y1};
    vw_pdf__polyline(canvas, points, 2, width, colour);
}

static void start_shape(vw_pdf_canvas *canvas, double stroke, vw_pdf_colour colour)
{
    if (stroke > 0) {
        start_stroke(canvas, stroke, colour);
    } else {
        set_colour(canvas, colour, false);
    }
}

static void end_shape(vw_pdf_canvas *canvas, double stroke)
{
    add_operator(canvas, stroke > 0 ? "s\n" : "f\n");
    flush(canvas, true);
}

void vw_pdf__polygon(vw_pdf_canvas *canvas, const double *points, size_t count, double stroke,
                     vw_pdf_colour colour)
{
    start_shape(canvas, stroke, colour);
    add_path(canvas, points, count);
    end_shape(canvas, stroke);
}

void vw_pdf__circle(vw_pdf_canvas *canvas, double x, double y, double radius, double stroke,
                    vw_pdf_colour colour)
{
    /* Directions of the four quarters, from the right-hand point on. */
    static const double turn[5][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    start_shape(canvas, stroke, colour);
    add_point(canvas, x + radius, y);
    add_operator(canvas, "m ");
    for (size_t i = 0; i < 4; i++) {
        const double *a = turn[i];
        const double *b = turn[i + 1];
        add_point(canvas, x + radius * (a[0] + QUARTER * b[0]),
                  y + radius * (a[1] + QUARTER * b[1]));
        add_point(canvas, x + radius * (b[0] + QUARTER * a[0]),
                  y + radius * (b[1] + QUARTER * a[1]));
        add_point(canvas, x + radius * b[0], y + radius * b[1]);
        add_operator(canvas, "c ");
    }
    end_shape(canvas, stroke);
}

void vw_pdf__draw_image(vw_pdf_canvas *canvas, size_t number, vw_pdf_box box)
{
    add_operator(canvas, "q ");
    add(canvas, box.width);
    add_operator(canvas, "0 0 ");
    add(canvas, box.height);
    add_point(canvas, box.left, box.top + box.height);
    vw_buf_addf(&canvas->line, "cm /Im%zu Do Q\n", number);
    flush(canvas, true);
}

void vw_pdf__clip(vw_pdf_canvas *canvas, vw_pdf_box box)
{
    add_operator(canvas, "q ");
    add_point(canvas, box.left, box.top + box.height);
    add(canvas, box.width);
    add(canvas, box.height);
    add_operator(canvas, "re W n\n");
    leaf(canvas)->saved_fill = leaf(canvas)->fill;
    leaf(canvas)->saved_stroke = leaf(canvas)->stroke;
    flush(canvas, true);
}

void vw_pdf__unclip(vw_pdf_canvas *canvas)
{
    add_operator(canvas, "Q\n");
    leaf(canvas)->fill = leaf(canvas)->saved_fill;
    leaf(canvas)->stroke = leaf(canvas)->saved_stroke;
    flush(canvas, true);
}

/* ---- text ----------------------------------------------------------------------------------- */

void vw_pdf__start_line(vw_pdf_canvas *canvas, double x, double baseline, double size)
{
    add_operator(canvas, "BT 1 0 0 1 ");
    add_point(canvas, x, baseline);
    add_operator(canvas, "Tm ");
    canvas->size = size;
    canvas->face = VW_FACE_COUNT;
    canvas->rise = 0;
    canvas->in_array = false;
}

static void close_array(vw_pdf_canvas *canvas)
{
    if (canvas->in_array) {
        add_operator(canvas, ">] TJ\n");
        canvas->in_array = false;
    }
}

/* Makes ready for glyphs of one face, one height above the baseline and one colour. */
static void open_array(vw_pdf_canvas *canvas, uint8_t face, double rise, vw_pdf_colour colour)
{
    bool coloured = same_colour(leaf(canvas)->fill, resolve(canvas, colour));
    bool raised = fabs(rise - canvas->rise) > 0.05;
    if (canvas->in_array && face == canvas->face && coloured && !raised) {
        return;
    }
    close_array(canvas);
    if (face != canvas->face) {
        vw_buf_addf(&canvas->line, "/F%u ", (unsigned)face);
        add(canvas, canvas->size * vw_pdf__face_scale(face));
        add_operator(canvas, "Tf ");
        canvas->face = face;
    }
    if (raised) {
        add(canvas, rise * canvas->size * vw_pdf__face_scale(face) / 1000.0);
        add_operator(canvas, "Ts ");
        canvas->rise = rise;
    }
    set_colour(canvas, colour, false);
    add_operator(canvas, "[<");
    canvas->in_array = true;
}

/* Moves the pen by [thousandths] of the type size: TJ subtracts its numbers. */
static void move_pen(vw_pdf_canvas *canvas, double thousandths)
{
    if (fabs(thousandths) >= 0.05) {
        add_operator(canvas, "> ");
        add(canvas, -thousandths);
        add_operator(canvas, "<");
    }
}

void vw_pdf__add_glyphs(vw_pdf_canvas *canvas, const vw_pdf_glyph *glyphs, size_t count,
                        vw_pdf_colour colour)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < count; i++) {
        const vw_pdf_glyph *glyph = &glyphs[i];
        open_array(canvas, glyph->face, (double)glyph->y, colour);
        move_pen(canvas, (double)glyph->x);
        const char digits[4] = {hex[glyph->cid >> 12 & 15], hex[glyph->cid >> 8 & 15],
                                hex[glyph->cid >> 4 & 15], hex[glyph->cid & 15]};
        vw_buf_addn(&canvas->line, digits, sizeof digits);
        move_pen(canvas, (double)(glyph->advance - glyph->width - glyph->x));
    }
}

void vw_pdf__end_line(vw_pdf_canvas *canvas)
{
    close_array(canvas);
    if (fabs(canvas->rise) > 0) {
        add_operator(canvas, "0 Ts ");
    }
    add_operator(canvas, "ET\n");
    flush(canvas, false);
}
