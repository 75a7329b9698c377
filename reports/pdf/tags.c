/* SPDX-License-Identifier: EUPL-1.2 */
/* The structure tree: elements, the marked content that they own, and the way back from content
 * and annotations to elements (ISO 32000-1, 14.6 to 14.8). Elements are written when the file
 * is saved, so that a table of many rows costs memory for pointers only. */
#include "reports/pdf/canvas_private.h"

#include <string.h>

/* Keys of the parent tree: pages count from 0, annotations from here. A page needs a stream of
 * its own, and a file has fewer objects than ten times this (8,388,607, says libharu). */
#define FIRST_ANNOTATION 1000000u

/* ---- elements ------------------------------------------------------------------------------- */

static void add_kid(vw_pdf_element *element, vw_pdf_kid kid)
{
    vw_pdf_kid *copy = VW_NEW(element->canvas->arena, vw_pdf_kid);
    *copy = kid;
    if (element->kids == NULL) {
        element->kids = copy;
    } else {
        element->last_kid->next = copy;
    }
    element->last_kid = copy;
}

static unsigned page_ref(const vw_pdf_canvas *canvas, size_t page)
{
    return vw_pdf__sheet_ref(canvas->leaves.items[page].sheet);
}

static void write_kid(const vw_pdf_element *element, vw_buf *body, const vw_pdf_kid *kid)
{
    unsigned page = kid->element == NULL ? page_ref(element->canvas, kid->page) : 0;
    if (kid->element != NULL) {
        vw_buf_addf(body, "%u 0 R ", kid->element->ref);
    } else if (kid->annotation != 0) {
        vw_buf_addf(body, "<</Type /OBJR /Obj %u 0 R /Pg %u 0 R>> ", kid->annotation, page);
    } else {
        vw_buf_addf(body, "<</Type /MCR /Pg %u 0 R /MCID %u>> ", page, kid->number);
    }
}

/* Content of one page only, as a cell has, is written shorter. */
static bool on_one_page(const vw_pdf_element *element)
{
    for (const vw_pdf_kid *kid = element->kids; kid != NULL; kid = kid->next) {
        if (kid->element != NULL || kid->annotation != 0 || kid->page != element->kids->page) {
            return false;
        }
    }
    return element->kids != NULL;
}

static void write_element(void *self, vw_buf *body)
{
    const vw_pdf_element *element = self;
    unsigned parent = element->parent == NULL ? element->canvas->tree : element->parent->ref;
    vw_buf_addf(body, "/S /%s /P %u 0 R", element->type, parent);
    if (element->attributes != NULL) {
        vw_buf_addf(body, " %s", element->attributes);
    }
    bool simple = on_one_page(element);
    if (simple) {
        vw_buf_addf(body, " /Pg %u 0 R", page_ref(element->canvas, element->kids->page));
    }
    vw_buf_add(body, " /K [");
    for (const vw_pdf_kid *kid = element->kids; kid != NULL; kid = kid->next) {
        if (simple) {
            vw_buf_addf(body, "%u ", kid->number);
        } else {
            write_kid(element, body, kid);
        }
    }
    vw_buf_add(body, "]");
}

vw_pdf_element *vw_pdf__open_tag(vw_pdf_canvas *canvas, const char *type, const char *attributes)
{
    if (canvas->artifacts > 0) {
        return NULL;
    }
    vw_pdf_element *element = VW_NEW(canvas->arena, vw_pdf_element);
    element->canvas = canvas;
    element->parent = canvas->element;
    element->type = type;
    element->attributes = attributes;
    element->ref = vw_pdf__file_add_later(canvas->file, write_element, element);
    if (element->parent != NULL) {
        add_kid(element->parent, (vw_pdf_kid){.element = element});
    } else {
        canvas->root = element;
    }
    canvas->element = element;
    return element;
}

const char *vw_pdf__lang_entry(vw_pdf_canvas *canvas, const char *lang)
{
    vw_buf entry = {.arena = canvas->arena};
    vw_buf_add(&entry, "/Lang ");
    vw_pdf__add_literal(&entry, lang);
    return vw_buf_text(&entry);
}

const char *vw_pdf__figure_entries(vw_arena *arena, const char *alternative, vw_pdf_box box)
{
    vw_buf entries = {.arena = arena};
    vw_buf_add(&entries, "/Alt ");
    vw_pdf__add_utf16(&entries, alternative, true);
    vw_buf_add(&entries, " /A <</O /Layout /Placement /Block /BBox [");
    vw_pdf__add_number(&entries, box.left);
    vw_pdf__add_number(&entries, VW_PDF_PAGE_HEIGHT - box.top - box.height);
    vw_pdf__add_number(&entries, box.left + box.width);
    vw_pdf__add_number(&entries, VW_PDF_PAGE_HEIGHT - box.top);
    vw_buf_add(&entries, "]>>");
    return vw_buf_text(&entries);
}

void vw_pdf__reopen_tag(vw_pdf_canvas *canvas, vw_pdf_element *element)
{
    canvas->element = element;
}

void vw_pdf__close_tag(vw_pdf_canvas *canvas)
{
    if (canvas->artifacts == 0) {
        canvas->element = canvas->element->parent;
    }
}

void vw_pdf__artifact(vw_pdf_canvas *canvas, bool on)
{
    canvas->artifacts += on ? 1 : 0;
    canvas->artifacts -= on ? 0 : 1;
}

size_t vw_pdf__own_annotation(vw_pdf_canvas *canvas, vw_pdf_element *element)
{
    VW_PUSH(canvas->arena, canvas->annotated, element);
    return FIRST_ANNOTATION + canvas->annotated.count - 1;
}

void vw_pdf__add_annotation(vw_pdf_element *element, size_t page, vw_pdf_ref annotation)
{
    vw_pdf_kid kid = {.page = (uint32_t)page, .annotation = annotation};
    add_kid(element, kid);
}

/* ---- marked content ------------------------------------------------------------------------- */

static void write_operators(vw_pdf_leaf *leaf, vw_buf *operators)
{
    vw_pdf__sheet_write(leaf->sheet, vw_buf_text(operators), operators->length);
}

static void end_content(vw_pdf_leaf *leaf)
{
    if (leaf->open) {
        vw_pdf__sheet_write(leaf->sheet, "EMC\n", 4);
        leaf->open = false;
    }
}

void vw_pdf__mark(vw_pdf_canvas *canvas, bool shape)
{
    vw_pdf_leaf *leaf = &canvas->leaves.items[canvas->page];
    vw_pdf_element *element = canvas->element;
    bool artifact =
        canvas->artifacts > 0 || element == NULL || (shape && strcmp(element->type, "Figure") != 0);
    if (leaf->open && leaf->artifact == artifact && (artifact || leaf->owner == element)) {
        return;
    }
    end_content(leaf);
    leaf->open = true;
    leaf->artifact = artifact;
    leaf->owner = element;
    if (artifact) {
        vw_pdf__sheet_write(leaf->sheet, "/Artifact BMC\n", 14);
        return;
    }
    vw_buf begin = {.arena = canvas->arena};
    vw_pdf_kid kid = {.page = (uint32_t)canvas->page, .number = (uint32_t)leaf->owners.count};
    vw_buf_addf(&begin, "/%s <</MCID %u>> BDC\n", element->type, kid.number);
    VW_PUSH(canvas->arena, leaf->owners, element);
    add_kid(element, kid);
    write_operators(leaf, &begin);
}

/* ---- the tree ------------------------------------------------------------------------------- */

static void write_parents(void *self, vw_buf *body)
{
    const vw_pdf_canvas *canvas = self;
    vw_buf_add(body, "/Nums [");
    for (size_t page = 0; page < canvas->leaves.count; page++) {
        const vw_pdf_leaf *leaf = &canvas->leaves.items[page];
        vw_buf_addf(body, "%zu [", page);
        for (size_t i = 0; i < leaf->owners.count; i++) {
            vw_buf_addf(body, "%u 0 R ", leaf->owners.items[i]->ref);
        }
        vw_buf_add(body, "]\n");
    }
    for (size_t i = 0; i < canvas->annotated.count; i++) {
        vw_buf_addf(body, "%zu %u 0 R\n", FIRST_ANNOTATION + i, canvas->annotated.items[i]->ref);
    }
    vw_buf_add(body, "]");
}

static void write_tree(void *self, vw_buf *body)
{
    const vw_pdf_canvas *canvas = self;
    vw_buf_addf(body,
                "/Type /StructTreeRoot /K [%u 0 R] /ParentTree %u 0 R "
                "/ParentTreeNextKey %zu",
                canvas->root->ref, canvas->parents, FIRST_ANNOTATION + canvas->annotated.count);
}

vw_pdf_ref vw_pdf__finish_tags(vw_pdf_canvas *canvas)
{
    for (size_t page = 0; page < canvas->leaves.count; page++) {
        vw_pdf_leaf *leaf = &canvas->leaves.items[page];
        end_content(leaf);
        vw_pdf__sheet_set_number(leaf->sheet, "StructParents", (int)page);
    }
    canvas->parents = vw_pdf__file_add_later(canvas->file, write_parents, canvas);
    canvas->tree = vw_pdf__file_add_later(canvas->file, write_tree, canvas);
    return canvas->tree;
}
