/* SPDX-License-Identifier: EUPL-1.2 */
/* Embeds what was used of a face: the outlines by HarfBuzz's subsetter (libharu's own drops
 * parts of composite glyphs), widths, and the map from CIDs back to text. */
#include "reports/pdf/font_private.h"
#include "reports/pdf/syntax.h"

#include "base/hash.h"

#include <hb-subset.h>
#include <string.h>

/* Shaping is over when the subset is made; a CIDFont needs outlines and metrics only. */
static const char *const dropped[] = {"cmap", "GSUB", "GPOS", "GDEF", "name", "post",
                                      "OS/2", "kern", "FFTM", "gasp", "DSIG", "VDMX",
                                      "hdmx", "LTSH", "PCLT", "MATH", "JSTF", "meta"};

/* The entries of one bfchar section: 100 at most, says Adobe's CMap specification. */
#define BFCHAR_MAX 100u

typedef struct {
    hb_face_t *face;
    hb_subset_plan_t *plan;
} subset;

static subset make_subset(const vw_pdf_face *face)
{
    subset result = {NULL, NULL};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (input == NULL) {
        return result;
    }
    hb_set_t *glyphs = hb_subset_input_glyph_set(input);
    for (size_t i = 0; i < face->cids.count; i++) {
        hb_set_add(glyphs, face->cids.items[i].glyph);
    }
    hb_set_t *drop = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof *dropped; i++) {
        hb_set_add(drop, hb_tag_from_string(dropped[i], -1));
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    result.plan = hb_subset_plan_create_or_fail(face->face, input);
    if (result.plan != NULL) {
        result.face = hb_subset_plan_execute_or_fail(result.plan);
    }
    hb_subset_input_destroy(input);
    return result;
}

/* "ABCDEF+Lato-Regular": six letters that tell subsets of one face apart (ISO 32000-1, 9.6.4). */
static const char *subset_name(vw_arena *arena, const vw_pdf_face *face, const char *program,
                               size_t length)
{
    char name[64];
    unsigned size = sizeof name;
    hb_ot_name_get_utf8(face->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
                        name);
    vw_digest digest = vw_hash(program, length);
    char tag[7] = {0};
    for (size_t i = 0; i < 6; i++) {
        tag[i] = (char)('A' + digest.bytes[i] % 26);
    }
    return vw_printf(arena, "%s+%s", tag, name);
}

static void add_map_header(vw_buf *map)
{
    vw_buf_add(map, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
}

static vw_pdf_ref add_to_unicode(vw_arena *arena, vw_pdf_file *file, const vw_pdf_face *face)
{
    vw_buf map = {.arena = arena};
    add_map_header(&map);
    for (size_t first = 1; first < face->cids.count; first += BFCHAR_MAX) {
        size_t left = face->cids.count - first;
        size_t count = left < BFCHAR_MAX ? left : BFCHAR_MAX;
        vw_buf_addf(&map, "%zu beginbfchar\n", count);
        for (size_t cid = first; cid < first + count; cid++) {
            vw_buf_addf(&map, "<%04zX> ", cid);
            vw_pdf__add_utf16(&map, face->cids.items[cid].text, false);
            vw_buf_add(&map, "\n");
        }
        vw_buf_add(&map, "endbfchar\n");
    }
    vw_buf_add(&map, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    return vw_pdf__file_add_stream(file, "", vw_buf_text(&map), map.length, true);
}

static vw_pdf_ref add_cid_to_glyph(vw_arena *arena, vw_pdf_file *file, const vw_pdf_face *face,
                                   const subset *made)
{
    const hb_map_t *mapping = hb_subset_plan_old_to_new_glyph_mapping(made->plan);
    size_t length = face->cids.count * 2;
    unsigned char *bytes = VW_NEW_ARRAY(arena, length, unsigned char);
    for (size_t cid = 0; cid < face->cids.count; cid++) {
        hb_codepoint_t glyph = hb_map_get(mapping, face->cids.items[cid].glyph);
        bytes[2 * cid] = (unsigned char)(glyph >> 8 & 0xFF);
        bytes[2 * cid + 1] = (unsigned char)(glyph & 0xFF);
    }
    return vw_pdf__file_add_stream(file, "", bytes, length, true);
}

/* A signed 16-bit number of the table 'head', in thousandths. */
static double head_number(const vw_pdf_face *face, size_t offset)
{
    hb_blob_t *blob = hb_face_reference_table(face->face, HB_TAG('h', 'e', 'a', 'd'));
    unsigned length;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(blob, &length);
    int value = offset + 1 < length ? (int16_t)(bytes[offset] << 8 | bytes[offset + 1]) : 0;
    hb_blob_destroy(blob);
    return value * face->scale;
}

static double metric(const vw_pdf_face *face, hb_ot_metrics_tag_t tag)
{
    hb_position_t value = 0;
    hb_ot_metrics_get_position(face->font, tag, &value);
    return value * face->scale;
}

static vw_pdf_ref add_descriptor(vw_arena *arena, vw_pdf_file *file, const vw_pdf_face *face,
                                 const char *name, vw_pdf_ref program)
{
    /* Symbolic: the glyphs are chosen by number. StemV is a guess that only matters to viewers
     * without the embedded program. */
    vw_buf body = {.arena = arena};
    vw_buf_addf(&body, "/Type /FontDescriptor /FontName /%s /Flags 4 /ItalicAngle ", name);
    vw_pdf__add_number(&body, hb_style_get_value(face->font, HB_STYLE_TAG_SLANT_ANGLE));
    vw_buf_add(&body, "/StemV 80 /Ascent ");
    vw_pdf__add_number(&body, metric(face, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER));
    vw_buf_add(&body, "/Descent ");
    vw_pdf__add_number(&body, metric(face, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER));
    vw_buf_add(&body, "/CapHeight ");
    vw_pdf__add_number(&body, metric(face, HB_OT_METRICS_TAG_CAP_HEIGHT));
    vw_buf_add(&body, "/FontBBox [");
    for (size_t i = 0; i < 4; i++) { /* xMin, yMin, xMax, yMax */
        vw_pdf__add_number(&body, head_number(face, 36 + 2 * i));
    }
    vw_buf_addf(&body, "] /FontFile2 %u 0 R", program);
    return vw_pdf__file_add_dict(file, vw_buf_text(&body));
}

static vw_pdf_ref add_cid_font(vw_arena *arena, vw_pdf_file *file, const vw_pdf_face *face,
                               const char *name, vw_pdf_ref descriptor, vw_pdf_ref cid_to_glyph)
{
    vw_buf body = {.arena = arena};
    vw_buf_addf(&body,
                "/Type /Font /Subtype /CIDFontType2 /BaseFont /%s\n"
                "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) "
                "/Supplement 0>>\n"
                "/FontDescriptor %u 0 R /CIDToGIDMap %u 0 R /DW 0 /W [0 [",
                name, descriptor, cid_to_glyph);
    for (size_t cid = 0; cid < face->cids.count; cid++) {
        hb_position_t width = hb_font_get_glyph_h_advance(face->font, face->cids.items[cid].glyph);
        vw_pdf__add_number(&body, width * face->scale);
    }
    vw_buf_add(&body, "]]");
    return vw_pdf__file_add_dict(file, vw_buf_text(&body));
}

static vw_pdf_ref add_font(vw_arena *arena, vw_pdf_file *file, const vw_pdf_face *face,
                           const subset *made)
{
    hb_blob_t *blob = hb_face_reference_blob(made->face);
    unsigned length;
    const char *bytes = hb_blob_get_data(blob, &length);
    const char *name = subset_name(arena, face, bytes, length);
    const char *entries = vw_printf(arena, "/Length1 %u", length);
    vw_pdf_ref program = vw_pdf__file_add_stream(file, entries, bytes, length, true);
    hb_blob_destroy(blob);

    vw_pdf_ref descriptor = add_descriptor(arena, file, face, name, program);
    vw_pdf_ref map = add_cid_to_glyph(arena, file, face, made);
    vw_pdf_ref descendant = add_cid_font(arena, file, face, name, descriptor, map);
    vw_pdf_ref to_unicode = add_to_unicode(arena, file, face);
    return vw_pdf__file_add_dict(
        file, vw_printf(arena,
                        "/Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H "
                        "/DescendantFonts [%u 0 R] /ToUnicode %u 0 R",
                        name, descendant, to_unicode));
}

/* Embeds the face, and gives its font dictionary. */
static vw_status embed(vw_pdf_ref *out, vw_pdf_fonts *fonts, vw_pdf_file *file,
                       const vw_pdf_face *face)
{
    *out = 0;
    subset made = make_subset(face);
    if (made.face != NULL) {
        *out = add_font(fonts->arena, file, face, &made);
    } else {
        VW_DIAG(fonts->diags, T005, (vw_place){.file = face->path}, NULL);
    }
    hb_face_destroy(made.face);
    hb_subset_plan_destroy(made.plan);
    return made.face != NULL ? VW_OK : VW_ERR_STORE;
}

vw_status vw_pdf__fonts_close(vw_pdf_fonts *fonts, vw_pdf_file *file, const char *others)
{
    vw_status status = VW_OK;
    vw_buf body = {.arena = fonts->arena};
    vw_buf_add(&body, "/Font <<");
    for (size_t i = 0; i < VW_FACE_COUNT; i++) {
        if (fonts->faces[i].cids.count > 1) {
            vw_pdf_ref font;
            vw_status embedded = embed(&font, fonts, file, &fonts->faces[i]);
            status = embedded == VW_OK ? status : embedded;
            vw_buf_addf(&body, "/F%zu %u 0 R ", i, font);
        }
    }
    vw_buf_addf(&body, ">> %s", others);
    if (fonts->full) {
        VW_DIAG(fonts->diags, T006, (vw_place){0}, NULL);
        status = VW_ERR_INPUT;
    }
    vw_pdf__file_set_dict(file, vw_pdf__fonts_resources(fonts, file), vw_buf_text(&body));
    return status;
}
