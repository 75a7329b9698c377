/* SPDX-License-Identifier: EUPL-1.2 */
/* The eight results as signs and as hatched areas, each with a shape of its own: a printer
 * without colour and an eye that does not tell red from green see the same difference. */
#include "reports/pdf/blocks.h"

static const vw_pdf_colour good = {0.04, 0.37, 0.36};
static const vw_pdf_colour middling = {0.60, 0.38, 0.02};
static const vw_pdf_colour bad = {0.66, 0.14, 0.14};
static const vw_pdf_colour neutral = {0.40, 0.44, 0.48};
static const vw_pdf_colour wrong = {0.11, 0.13, 0.15};

vw_pdf_colour vw_pdf__result_colour(vw_result result)
{
    switch (result) {
    case VW_MET:
    case VW_EXPLAINED:
        return good;
    case VW_PARTLY_MET:
        return middling;
    case VW_NOT_MET:
        return bad;
    case VW_RESULT_ERROR:
        return wrong;
    case VW_NOT_ASSESSED:
    case VW_NOT_APPLICABLE:
    case VW_NOT_OCCURRED:
    case VW_RESULT_COUNT:
        break;
    }
    return neutral;
}

/* ---- signs ---------------------------------------------------------------------------------- */

typedef struct {
    vw_pdf_canvas *canvas;
    double left, top, size;
} sign_place;

/* Draws a line through points given in parts of the sign's size. */
static void stroke(const sign_place *sign, const double *parts, size_t count, double width,
                   vw_pdf_colour colour)
{
    double points[8];
    for (size_t i = 0; i < count; i++) {
        points[2 * i] = sign->left + parts[2 * i] * sign->size;
        points[2 * i + 1] = sign->top + parts[2 * i + 1] * sign->size;
    }
    vw_pdf__polyline(sign->canvas, points, count, width * sign->size, colour);
}

static void ring(const sign_place *sign, double radius, double width, vw_pdf_colour colour)
{
    vw_pdf__circle(sign->canvas, sign->left + sign->size / 2, sign->top + sign->size / 2,
                   radius * sign->size, width * sign->size, colour);
}

static void tick(const sign_place *sign, vw_pdf_colour colour)
{
    static const double points[6] = {0.26, 0.53, 0.44, 0.70, 0.75, 0.32};
    stroke(sign, points, 3, 0.12, colour);
}

static void cross(const sign_place *sign, vw_pdf_colour colour)
{
    static const double down[4] = {0.28, 0.28, 0.72, 0.72};
    static const double up[4] = {0.28, 0.72, 0.72, 0.28};
    stroke(sign, down, 2, 0.13, colour);
    stroke(sign, up, 2, 0.13, colour);
}

static void half_disc(const sign_place *sign, vw_pdf_colour colour)
{
    const vw_pdf_box left_half = {sign->left, sign->top, sign->size / 2, sign->size};
    vw_pdf__clip(sign->canvas, left_half);
    ring(sign, 0.46, 0, colour);
    vw_pdf__unclip(sign->canvas);
    ring(sign, 0.46, 0.09, colour);
}

static void square(const sign_place *sign, vw_pdf_colour colour)
{
    const double inset = 0.05 * sign->size;
    const vw_pdf_box box = {sign->left + inset, sign->top + inset, sign->size - 2 * inset,
                            sign->size - 2 * inset};
    vw_pdf__fill_box(sign->canvas, box, colour);
}

static void triangle(const sign_place *sign, vw_pdf_colour colour)
{
    static const double bar[4] = {0.5, 0.36, 0.5, 0.66};
    static const double dot[4] = {0.5, 0.76, 0.5, 0.88};
    const double points[6] = {sign->left + 0.5 * sign->size,
                              sign->top + 0.02 * sign->size,
                              sign->left + sign->size,
                              sign->top + 0.96 * sign->size,
                              sign->left,
                              sign->top + 0.96 * sign->size};
    vw_pdf__polygon(sign->canvas, points, 3, 0, colour);
    stroke(sign, bar, 2, 0.12, vw_pdf_white);
    stroke(sign, dot, 2, 0.12, vw_pdf_white);
}

static void dash(const sign_place *sign, vw_pdf_colour colour)
{
    static const double points[4] = {0.24, 0.5, 0.76, 0.5};
    stroke(sign, points, 2, 0.12, colour);
}

void vw_pdf__draw_symbol(vw_pdf_canvas *canvas, vw_result result, double left, double top,
                         double size)
{
    const sign_place sign = {canvas, left, top, size};
    const vw_pdf_colour colour = vw_pdf__result_colour(result);
    switch (result) {
    case VW_MET:
        ring(&sign, 0.5, 0, colour);
        tick(&sign, vw_pdf_white);
        break;
    case VW_EXPLAINED:
        ring(&sign, 0.46, 0.09, colour);
        tick(&sign, colour);
        break;
    case VW_PARTLY_MET:
        half_disc(&sign, colour);
        break;
    case VW_NOT_MET:
        square(&sign, colour);
        cross(&sign, vw_pdf_white);
        break;
    case VW_NOT_ASSESSED:
        ring(&sign, 0.46, 0.09, colour);
        break;
    case VW_RESULT_ERROR:
        triangle(&sign, colour);
        break;
    case VW_NOT_OCCURRED:
        ring(&sign, 0.46, 0.09, colour);
        dash(&sign, colour);
        break;
    case VW_NOT_APPLICABLE:
    case VW_RESULT_COUNT:
        dash(&sign, colour);
        break;
    }
}

/* ---- areas ---------------------------------------------------------------------------------- */

/* Lines across the area: [lean] is how far each moves to the right from bottom to top, in parts
 * of the area's height. */
static void hatch(vw_pdf_canvas *canvas, vw_pdf_box box, double lean, double step, double width,
                  vw_pdf_colour colour)
{
    double slope = lean * box.height;
    double first = slope > 0 ? -slope : 0;
    double last = slope < 0 ? box.width - slope : box.width;
    vw_pdf__clip(canvas, box);
    for (double x = first + step / 2; x < last; x += step) {
        vw_pdf__line(canvas, box.left + x, box.top + box.height, box.left + x + slope, box.top,
                     width, colour);
    }
    vw_pdf__unclip(canvas);
}

static void outline(vw_pdf_canvas *canvas, vw_pdf_box box, vw_pdf_colour colour)
{
    double right = box.left + box.width;
    double bottom = box.top + box.height;
    const double points[8] = {box.left, box.top, right, box.top, right, bottom, box.left, bottom};
    vw_pdf__polygon(canvas, points, 4, 0.6, colour);
}

void vw_pdf__draw_area(vw_pdf_canvas *canvas, vw_result result, vw_pdf_box box)
{
    const vw_pdf_colour colour = vw_pdf__result_colour(result);
    switch (result) {
    case VW_MET:
    case VW_RESULT_ERROR:
        vw_pdf__fill_box(canvas, box, colour);
        break;
    case VW_EXPLAINED:
        hatch(canvas, box, 0.8, 3.2, 1.3, colour);
        break;
    case VW_PARTLY_MET:
        hatch(canvas, box, 0, 2.8, 0.9, colour);
        break;
    case VW_NOT_MET:
        vw_pdf__fill_box(canvas, box, colour);
        hatch(canvas, box, 0.8, 5, 0.8, vw_pdf_white);
        hatch(canvas, box, -0.8, 5, 0.8, vw_pdf_white);
        break;
    case VW_NOT_ASSESSED:
    case VW_RESULT_COUNT:
        break;
    case VW_NOT_APPLICABLE:
        vw_pdf__fill_box(canvas, box, vw_pdf_rule);
        break;
    case VW_NOT_OCCURRED:
        hatch(canvas, box, -0.8, 4.5, 0.5, colour);
        break;
    }
    outline(canvas, box, colour);
}
