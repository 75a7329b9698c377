/* SPDX-License-Identifier: EUPL-1.2 */
/* Links, the places they lead to, and bookmarks (ISO 32000-1, 12.3.2, 12.3.3 and 12.5.6.5). */
#include "reports/pdf/canvas_private.h"
#include "reports/render/render.h"

#include <string.h>

/* A viewer shows this much above the place, so that a heading does not stick to the edge. */
#define HEADROOM 12.0

void vw_pdf__anchor(vw_pdf_canvas *canvas, const char *id, double y)
{
    if (id != NULL) {
        VW_PUSH(canvas->arena, canvas->places, (vw_pdf_place){id, canvas->page, y});
    }
}

static bool find_anchor(const vw_pdf_canvas *canvas, const char *id, size_t *page, double *y)
{
    for (size_t i = 0; i < canvas->places.count; i++) {
        if (strcmp(canvas->places.items[i].id, id) == 0) {
            *page = canvas->places.items[i].page;
            *y = canvas->places.items[i].y;
            return true;
        }
    }
    return false;
}

/* The zoom is left as it is. Direct arrays: some checkers stumble over indirect ones. */
static void add_destination(vw_buf *body, const vw_pdf_canvas *canvas, size_t page, double y)
{
    vw_buf_addf(body, "/Dest [%u 0 R /XYZ 0 ", vw_pdf__sheet_ref(canvas->leaves.items[page].sheet));
    vw_pdf__add_number(body, VW_PDF_PAGE_HEIGHT - y + HEADROOM);
    vw_buf_add(body, "0]");
}

static void add_annotation_head(vw_buf *body, vw_pdf_box box, const char *title)
{
    vw_buf_add(body, "/Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [");
    vw_pdf__add_number(body, box.left);
    vw_pdf__add_number(body, VW_PDF_PAGE_HEIGHT - box.top - box.height);
    vw_pdf__add_number(body, box.left + box.width);
    vw_pdf__add_number(body, VW_PDF_PAGE_HEIGHT - box.top);
    vw_buf_add(body, "] /Contents ");
    vw_pdf__add_utf16(body, title, true);
    vw_buf_add(body, "\n");
}

static void annotate(vw_pdf_canvas *canvas, vw_pdf_element *element, size_t page, vw_buf *body)
{
    vw_buf_addf(body, " /StructParent %zu", vw_pdf__own_annotation(canvas, element));
    vw_pdf_ref link = vw_pdf__file_add_dict(canvas->file, vw_buf_text(body));
    vw_pdf__sheet_annotate(canvas->leaves.items[page].sheet, link);
    vw_pdf__add_annotation(element, page, link);
}

static void link_pages(vw_pdf_canvas *canvas, vw_pdf_element *element, size_t from, vw_pdf_box box,
                       size_t page, double y, const char *title)
{
    vw_buf body = {.arena = canvas->arena};
    add_annotation_head(&body, box, title);
    add_destination(&body, canvas, page, y);
    annotate(canvas, element, from, &body);
}

void vw_pdf__link_to_page(vw_pdf_canvas *canvas, vw_pdf_box box, size_t page, double y,
                          const char *title)
{
    link_pages(canvas, canvas->element, canvas->page, box, page, y, title);
}

void vw_pdf__link(vw_pdf_canvas *canvas, vw_pdf_box box, const char *target, const char *title)
{
    if (target[0] == '#') {
        vw_pdf_wish wish = {.id = vw_strdup(canvas->arena, target + 1),
                            .title = vw_strdup(canvas->arena, title),
                            .box = box,
                            .page = canvas->page,
                            .element = canvas->element};
        VW_PUSH(canvas->arena, canvas->wishes, wish);
    } else if (vw_render_safe_url(target)) {
        vw_buf body = {.arena = canvas->arena};
        add_annotation_head(&body, box, title);
        vw_buf_add(&body, "/A <</S /URI /URI ");
        vw_pdf__add_literal(&body, target);
        vw_buf_add(&body, ">>");
        annotate(canvas, canvas->element, canvas->page, &body);
    }
}

vw_pdf_bookmark *vw_pdf__bookmark(vw_pdf_canvas *canvas, vw_pdf_bookmark *parent, const char *title,
                                  double y)
{
    vw_buf body = {.arena = canvas->arena};
    vw_buf_add(&body, "/Title ");
    vw_pdf__add_utf16(&body, title, true);
    vw_buf_add(&body, " ");
    add_destination(&body, canvas, canvas->page, y);
    return vw_pdf__file_add_bookmark(canvas->file, parent, vw_buf_text(&body));
}

void vw_pdf__resolve_links(vw_pdf_canvas *canvas, vw_diags *diags, const char *path)
{
    for (size_t i = 0; i < canvas->wishes.count; i++) {
        const vw_pdf_wish *wish = &canvas->wishes.items[i];
        size_t page;
        double y;
        if (find_anchor(canvas, wish->id, &page, &y)) {
            link_pages(canvas, wish->element, wish->page, wish->box, page, y, wish->title);
        } else {
            VW_DIAG(diags, T007, (vw_place){.file = path}, wish->id);
        }
    }
}
