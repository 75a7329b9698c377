/* SPDX-License-Identifier: EUPL-1.2 */
/* What a workbook consists of: its relationships say where each part is (ECMA-376-2). */
#include "intake/xlsx/xlsx_private.h"

#include <string.h>

typedef struct {
    const char *id;
    const char *type; /* behind the last slash: "worksheet" */
    const char *part; /* NULL: outside the file */
} relation;

typedef struct {
    vw_arena *arena;
    const char *from; /* the part whose relationships these are */
    VW_VEC(relation) found;
} relations;

/* ---- relationships -------------------------------------------------------------------------- */

static bool on_relation(void *what, unsigned depth, const char *name, const char *const *attributes)
{
    relations *all = what;
    const char *id = vw_intake__xml_attribute(attributes, "Id");
    const char *type = vw_intake__xml_attribute(attributes, "Type");
    const char *target = vw_intake__xml_attribute(attributes, "Target");
    const char *mode = vw_intake__xml_attribute(attributes, "TargetMode");
    if (depth != 1 || strcmp(name, "Relationship") != 0 || id == NULL || type == NULL ||
        target == NULL || all->found.count >= VW_XLSX_RELATIONS_MAX) {
        return true;
    }
    const char *slash = strrchr(type, '/');
    bool outside = mode != NULL && strcmp(mode, "External") == 0;
    relation one = {
        .id = vw_strdup(all->arena, id),
        .type = vw_strdup(all->arena, slash == NULL ? type : slash + 1),
        .part = outside ? NULL : vw_intake__zip_resolve(all->arena, all->from, target),
    };
    VW_PUSH(all->arena, all->found, one);
    return true;
}

static bool on_end(void *what, unsigned depth, const char *name)
{
    (void)what;
    (void)depth;
    (void)name;
    return true;
}

/* Those of part [from]; "" is the file itself. */
static vw_status read_relations(relations *out, vw_xlsx *book, vw_diags *diags, const char *from)
{
    const char *slash = strrchr(from, '/');
    int folder = slash == NULL ? 0 : (int)(slash + 1 - from);
    const char *part = vw_printf(book->arena, "%.*s_rels/%s.rels", folder, from, from + folder);
    *out = (relations){.arena = book->arena, .from = from};
    const vw_xml_handlers handlers = {.start = on_relation, .end = on_end, .what = out};
    return vw_intake__xml_read(book->zip, diags, (vw_place){.file = book->input->path}, part,
                               &handlers);
}

static const relation *by_type(const relations *all, const char *type)
{
    for (size_t i = 0; i < all->found.count; i++) {
        if (strcmp(all->found.items[i].type, type) == 0 && all->found.items[i].part != NULL) {
            return &all->found.items[i];
        }
    }
    return NULL;
}

static const relation *by_id(const relations *all, const char *id)
{
    for (size_t i = 0; i < all->found.count; i++) {
        if (strcmp(all->found.items[i].id, id) == 0 && all->found.items[i].part != NULL) {
            return &all->found.items[i];
        }
    }
    return NULL;
}

/* ---- the workbook --------------------------------------------------------------------------- */

typedef struct {
    vw_xlsx *book;
    const relations *parts;
    bool is_workbook, in_sheets;
} reading;

static void add_sheet(reading *r, const char *const *attributes)
{
    const char *name = vw_intake__xml_attribute(attributes, "name");
    const char *state = vw_intake__xml_attribute(attributes, "state");
    const char *id = vw_intake__xml_relation(attributes);
    const relation *part = id == NULL ? NULL : by_id(r->parts, id);
    if (name == NULL || part == NULL || strcmp(part->type, "worksheet") != 0) {
        return; /* a chart has no cells */
    }
    vw_xlsx_sheet sheet = {.name = vw_strdup(r->book->arena, name),
                           .part = part->part,
                           .hidden = state != NULL && strcmp(state, "visible") != 0};
    VW_PUSH(r->book->arena, r->book->sheets, sheet);
}

static bool on_workbook(void *what, unsigned depth, const char *name, const char *const *attributes)
{
    reading *r = what;
    if (depth == 0) {
        r->is_workbook = strcmp(name, "workbook") == 0;
    } else if (depth == 1) {
        r->in_sheets = strcmp(name, "sheets") == 0;
        if (strcmp(name, "workbookPr") == 0) {
            r->book->from_1904 = vw_intake__xml_flag(attributes, "date1904");
        }
    } else if (depth == 2 && r->in_sheets && strcmp(name, "sheet") == 0) {
        add_sheet(r, attributes);
    }
    return true;
}

static vw_status refuse(const vw_xlsx *book, vw_diags *diags, const char *nature)
{
    VW_DIAG(diags, I053, (vw_place){.file = book->input->path}, nature);
    return VW_ERR_INPUT;
}

static vw_status read_workbook(vw_xlsx *book, vw_diags *diags, const char *part)
{
    relations parts;
    size_t length = strlen(part);
    if (length > 4 && strcmp(part + length - 4, ".bin") == 0) {
        return refuse(book, diags, "XLSB");
    }
    vw_status status = read_relations(&parts, book, diags, part);
    reading r = {.book = book, .parts = &parts};
    const vw_xml_handlers handlers = {.start = on_workbook, .end = on_end, .what = &r};
    if (status == VW_OK) {
        status = vw_intake__xml_read(book->zip, diags, (vw_place){.file = book->input->path}, part,
                                     &handlers);
    }
    if (status == VW_OK && !r.is_workbook) {
        return refuse(book, diags, part);
    }
    const relation *styles = by_type(&parts, "styles");
    const relation *strings = by_type(&parts, "sharedStrings");
    if (status == VW_OK && styles != NULL) {
        status = vw_intake__xlsx_styles(book, diags, styles->part);
    }
    if (status == VW_OK && strings != NULL) {
        status = vw_intake__xlsx_strings(book, diags, strings->part);
    }
    return status;
}

/* OpenDocument says what it is in its first part (OpenDocument 1.3, part 2, 3.3). */
static bool is_opendocument(vw_xlsx *book)
{
    enum { TYPE_BYTES = 80 };
    const char *type = vw_intake__zip_peek(book->zip, book->arena, "mimetype", TYPE_BYTES);
    return type != NULL && strstr(type, "opendocument") != NULL;
}

vw_status vw_intake__xlsx_open(vw_xlsx **out, vw_arena *arena, vw_diags *diags,
                               const vw_input *input)
{
    relations root;
    vw_xlsx *book = VW_NEW(arena, vw_xlsx);
    *book = (vw_xlsx){.arena = arena, .input = input};
    book->strings = vw_intake__spool_new(arena);
    book->offsets = vw_intake__spool_new(arena);
    *out = NULL;
    vw_status status = vw_intake__zip_open(&book->zip, arena, diags, input);
    if (status != VW_OK) {
        return status;
    }
    if (is_opendocument(book)) {
        return refuse(book, diags, "OpenDocument");
    }
    if (!vw_intake__zip_has(book->zip, "_rels/.rels")) {
        return refuse(book, diags, "ZIP");
    }
    status = read_relations(&root, book, diags, "");
    if (status != VW_OK) {
        return status;
    }
    const relation *workbook = by_type(&root, "officeDocument");
    if (workbook == NULL) {
        return refuse(book, diags, "ZIP");
    }
    status = read_workbook(book, diags, workbook->part);
    *out = status == VW_OK ? book : NULL;
    return status;
}

const vw_xlsx_sheet *vw_intake__xlsx_sheets(const vw_xlsx *book, size_t *count)
{
    *count = book->sheets.count;
    return book->sheets.items;
}
