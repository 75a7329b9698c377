/* SPDX-License-Identifier: EUPL-1.2 */
/* libharu 2.3.0 (libhpdf), used through its object layer: a dictionary's write_fn is called
 * inside its << >> when the file is saved, so any entries can be written without libharu
 * knowing them. */
#include "reports/pdf/haru.h"

#include "base/hash.h"

#include <hpdf.h>
#include <hpdf_doc.h>
#include <hpdf_objects.h>
#include <hpdf_pages.h>

/* The page tree's width: with libharu's default, each page walks a list of all pages before it. */
#define PAGES_PER_NODE 32
/* libharu looks objects up by walking blocks of a list: large blocks keep saving linear. */
#define XREF_BLOCK 65536

struct vw_pdf_file {
    vw_arena *arena;
    HPDF_Doc doc;
    HPDF_STATUS problem, detail; /* of the first failure */
    FILE *out;
    vw_hasher *hasher;
    vw_buf body; /* of the object that is being saved */
};

struct vw_pdf_sheet {
    vw_pdf_file *file;
    HPDF_Page page;
};

struct vw_pdf_bookmark {
    HPDF_Outline outline;
};

static void note_problem(HPDF_STATUS problem, HPDF_STATUS detail, void *self)
{
    vw_pdf_file *file = self;
    if (file->problem == HPDF_OK) {
        file->problem = problem;
        file->detail = detail;
    }
}

static bool sound(const vw_pdf_file *file)
{
    return file->problem == HPDF_OK;
}

static void release(void *self)
{
    vw_pdf_file *file = self;
    if (file->doc != NULL) {
        HPDF_Free(file->doc);
    }
}

vw_pdf_file *vw_pdf__file_new(vw_arena *arena)
{
    vw_pdf_file *file = VW_NEW(arena, vw_pdf_file);
    file->arena = arena;
    file->hasher = vw_hasher_new(arena);
    file->body.arena = arena;
    file->doc = HPDF_New(note_problem, file);
    vw_arena_on_free(arena, release, file);
    if (file->doc == NULL) {
        note_problem(HPDF_FAILD_TO_ALLOC_MEM, 0, file);
        return file;
    }
    file->doc->pdf_version = HPDF_VER_17;
    file->doc->xref->entries->items_per_block = XREF_BLOCK;
    HPDF_SetCompressionMode(file->doc, HPDF_COMP_ALL);
    HPDF_SetPagesConfiguration(file->doc, PAGES_PER_NODE);
    HPDF_SetPageMode(file->doc, HPDF_PAGE_MODE_USE_OUTLINE);
    return file;
}

/* ---- objects -------------------------------------------------------------------------------- */

static vw_pdf_ref ref_of(const HPDF_Dict dict)
{
    return dict == NULL ? 0 : dict->header.obj_id & 0x00FFFFFFu;
}

/* Numbers are places in the table. (HPDF_Xref_GetEntryByObjectId refuses those that exist.) */
static HPDF_Dict object_of(const vw_pdf_file *file, vw_pdf_ref ref)
{
    HPDF_XrefEntry entry = ref == 0 ? NULL : HPDF_Xref_GetEntry(file->doc->xref, ref);
    return entry == NULL ? NULL : entry->obj;
}

static HPDF_STATUS write_body(HPDF_Dict dict, HPDF_Stream stream)
{
    HPDF_STATUS status = HPDF_Stream_WriteStr(stream, dict->attr);
    return status == HPDF_OK ? HPDF_Stream_WriteChar(stream, '\n') : status;
}

static void set_body(vw_pdf_file *file, HPDF_Dict dict, const char *body)
{
    dict->attr = vw_strdup(file->arena, body);
    dict->write_fn = write_body;
}

vw_pdf_ref vw_pdf__file_add_dict(vw_pdf_file *file, const char *body)
{
    HPDF_Dict dict = sound(file) ? HPDF_Dict_New(file->doc->mmgr) : NULL;
    if (dict == NULL || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK) {
        return 0;
    }
    set_body(file, dict, body);
    return ref_of(dict);
}

typedef struct {
    vw_pdf_file *file;
    void (*write)(void *self, vw_buf *body);
    void *self;
} later;

static HPDF_STATUS write_later(HPDF_Dict dict, HPDF_Stream stream)
{
    const later *what = dict->attr;
    vw_buf *body = &what->file->body;
    body->length = 0;
    what->write(what->self, body);
    vw_buf_add(body, "\n");
    return HPDF_Stream_Write(stream, (const HPDF_BYTE *)vw_buf_text(body), (HPDF_UINT)body->length);
}

vw_pdf_ref vw_pdf__file_add_later(vw_pdf_file *file, void (*write)(void *self, vw_buf *body),
                                  void *self)
{
    HPDF_Dict dict = sound(file) ? HPDF_Dict_New(file->doc->mmgr) : NULL;
    if (dict == NULL || HPDF_Xref_Add(file->doc->xref, dict) != HPDF_OK) {
        return 0;
    }
    later *what = VW_NEW(file->arena, later);
    *what = (later){file, write, self};
    dict->attr = what;
    dict->write_fn = write_later;
    return ref_of(dict);
}

void vw_pdf__file_set_dict(vw_pdf_file *file, vw_pdf_ref dict, const char *body)
{
    if (!sound(file)) {
        return;
    }
    HPDF_Dict object = object_of(file, dict);
    if (object != NULL) {
        set_body(file, object, body);
    }
}

vw_pdf_ref vw_pdf__file_add_stream(vw_pdf_file *file, const char *entries, const void *bytes,
                                   size_t length, bool packed)
{
    HPDF_Dict dict = sound(file) ? HPDF_DictStream_New(file->doc->mmgr, file->doc->xref) : NULL;
    if (dict == NULL) {
        return 0;
    }
    dict->filter = packed ? HPDF_STREAM_FILTER_FLATE_DECODE : HPDF_STREAM_FILTER_NONE;
    set_body(file, dict, entries);
    HPDF_Stream_Write(dict->stream, bytes, (HPDF_UINT)length);
    return ref_of(dict);
}

void vw_pdf__file_set_catalogue(vw_pdf_file *file, const char *body)
{
    if (sound(file)) {
        set_body(file, file->doc->catalog, body);
    }
}

void vw_pdf__file_set_information(vw_pdf_file *file, const char *body)
{
    if (sound(file)) {
        set_body(file, file->doc->info, body);
    }
}

/* ---- pages ---------------------------------------------------------------------------------- */

vw_pdf_sheet *vw_pdf__file_add_page(vw_pdf_file *file, double width, double height,
                                    vw_pdf_ref resources)
{
    vw_pdf_sheet *sheet = VW_NEW(file->arena, vw_pdf_sheet);
    sheet->file = file;
    sheet->page = sound(file) ? HPDF_AddPage(file->doc) : NULL;
    if (sheet->page == NULL) {
        return sheet;
    }
    HPDF_Page_SetWidth(sheet->page, (HPDF_REAL)width);
    HPDF_Page_SetHeight(sheet->page, (HPDF_REAL)height);
    HPDF_Dict fonts = object_of(file, resources);
    if (fonts != NULL) {
        HPDF_Dict_Add(sheet->page, "Resources", fonts);
    }
    HPDF_Dict_AddName(sheet->page, "Tabs", "S");
    return sheet;
}

void vw_pdf__sheet_set_number(vw_pdf_sheet *sheet, const char *key, int number)
{
    if (sheet->page != NULL && sound(sheet->file)) {
        HPDF_Dict_AddNumber(sheet->page, key, number);
    }
}

vw_pdf_ref vw_pdf__sheet_ref(const vw_pdf_sheet *sheet)
{
    return ref_of(sheet->page);
}

void vw_pdf__sheet_write(vw_pdf_sheet *sheet, const char *operators, size_t length)
{
    if (sheet->page != NULL && sound(sheet->file)) {
        HPDF_PageAttr attributes = sheet->page->attr;
        HPDF_Stream_Write(attributes->stream, (const HPDF_BYTE *)operators, (HPDF_UINT)length);
    }
}

void vw_pdf__sheet_annotate(vw_pdf_sheet *sheet, vw_pdf_ref annotation)
{
    if (sheet->page == NULL || annotation == 0 || !sound(sheet->file)) {
        return;
    }
    HPDF_Doc doc = sheet->file->doc;
    HPDF_Array all = HPDF_Dict_GetItem(sheet->page, "Annots", HPDF_OCLASS_ARRAY);
    if (all == NULL) {
        all = HPDF_Array_New(doc->mmgr);
        if (all == NULL || HPDF_Dict_Add(sheet->page, "Annots", all) != HPDF_OK) {
            return;
        }
    }
    HPDF_Dict object = object_of(sheet->file, annotation);
    if (object != NULL) {
        HPDF_Array_Add(all, object);
    }
}

vw_pdf_bookmark *vw_pdf__file_add_bookmark(vw_pdf_file *file, vw_pdf_bookmark *parent,
                                           const char *body)
{
    vw_pdf_bookmark *bookmark = VW_NEW(file->arena, vw_pdf_bookmark);
    if (!sound(file)) {
        return bookmark;
    }
    HPDF_Outline above = parent == NULL ? NULL : parent->outline;
    bookmark->outline = HPDF_CreateOutline(file->doc, above, "", NULL);
    if (bookmark->outline != NULL) {
        /* libharu's own encoder cannot write each character of a title: [body] has it. */
        HPDF_Dict_RemoveElement(bookmark->outline, "Title");
        set_body(file, bookmark->outline, body);
    }
    return bookmark;
}

/* ---- saving --------------------------------------------------------------------------------- */

static HPDF_STATUS write_out(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
    vw_pdf_file *file = stream->attr;
    vw_hasher_add(file->hasher, bytes, length);
    return fwrite(bytes, 1, length, file->out) == length ? HPDF_OK : HPDF_FILE_IO_ERROR;
}

/* The trailer is written last, so the hash covers the header, all objects and the table. */
static HPDF_STATUS write_identity(HPDF_Dict trailer, HPDF_Stream stream)
{
    vw_pdf_file *file = trailer->attr;
    vw_digest digest = vw_hasher_end(file->hasher);
    vw_hasher_start(file->hasher);
    char hex[65];
    vw_digest_hex(hex, &digest);
    hex[32] = '\0';
    const char *identity = vw_printf(file->arena, "/ID [<%s> <%s>]\n", hex, hex);
    return HPDF_Stream_WriteStr(stream, identity);
}

/* What HPDF_SaveToFile does, but into our own stream: it ignores what fclose says, and
 * HPDF_SaveToStream keeps a second copy of the file in memory. */
static void write_all(vw_pdf_file *file, HPDF_Stream stream)
{
    static const char header[] = "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n";
    HPDF_Doc doc = file->doc;
    doc->trailer->attr = file;
    doc->trailer->write_fn = write_identity;
    if (HPDF_Stream_WriteStr(stream, header) == HPDF_OK &&
        HPDF_Dict_Add(doc->trailer, "Root", doc->catalog) == HPDF_OK &&
        HPDF_Dict_Add(doc->trailer, "Info", doc->info) == HPDF_OK) {
        HPDF_STATUS status = HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
        if (status != HPDF_OK) {
            note_problem(status, 0, file);
        }
    }
}

vw_status vw_pdf__file_save(vw_pdf_file *file, FILE *out, vw_diags *diags, const char *path)
{
    file->out = out;
    vw_hasher_start(file->hasher);
    if (sound(file)) {
        HPDF_Stream stream = HPDF_CallbackWriter_New(file->doc->mmgr, write_out, file);
        if (stream != NULL) {
            write_all(file, stream);
            HPDF_Stream_Free(stream);
        }
    }
    /* A full disk is told by whoever closes [out], who also knows the system's reason. */
    if (sound(file) || ferror(out)) {
        return VW_OK;
    }
    vw_place place = {.file = path};
    const char *number = vw_printf(file->arena, "%04lX/%lu", (unsigned long)file->problem,
                                   (unsigned long)file->detail);
    VW_DIAG(diags, T001, place, number);
    return VW_ERR_STORE;
}
