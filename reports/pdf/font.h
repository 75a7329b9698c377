/* SPDX-License-Identifier: EUPL-1.2 */
/* Typefaces and shaping: text becomes glyphs that the file can show and give back as text.
 *
 * A glyph is written as a CID of our own, one for each pair of glyph and source text, so that
 * the text copied from the page is the text that came in, whatever the typeface made of it. */
#ifndef VW_REPORTS_PDF_FONT_H
#define VW_REPORTS_PDF_FONT_H

#include "reports/pdf/haru.h"

typedef enum {
    VW_FACE_REGULAR,
    VW_FACE_BOLD,
    VW_FACE_ITALIC,
    VW_FACE_BOLD_ITALIC,
    VW_FACE_CODE,
    VW_FACE_CODE_BOLD,
    VW_FACE_SPARE, /* for characters that the others lack */
    VW_FACE_SPARE_BOLD,
    VW_FACE_WIDE,   /* Chinese and Japanese; need not be installed */
    VW_FACE_SYMBOL, /* emoji and rare signs; likewise */
    VW_FACE_COUNT
} vw_pdf_face_name;

/* Lengths in thousandths of the type size. */
typedef struct {
    uint16_t cid;
    uint8_t face;  /* a vw_pdf_face_name */
    bool starts;   /* a line may be broken before it, if it must be broken somewhere
                    */
    float width;   /* what the font says */
    float advance; /* what shaping says: kerning, marks */
    float x, y;    /* displacement of this glyph alone */
} vw_pdf_glyph;

typedef VW_VEC(vw_pdf_glyph) vw_pdf_glyphs;

typedef struct vw_pdf_fonts vw_pdf_fonts;

/* Opens all faces; each one that must be there and is not is a diagnostic that names the package to
 * install. */
VW_MUST_USE vw_status vw_pdf__fonts_open(vw_pdf_fonts **out, vw_arena *arena, vw_diags *diags,
                                         const char *lang);

/* Adds the glyphs of text[start..end) to [glyphs], left to right as they stand on paper. The
 * rest of [text] is context, for scripts whose letters join. [leftward]: the text runs from
 * right to left, all of it: numbers in it are to be shaped by themselves. [figures]: digits of
 * equal width, no kerning. A character that no face has is drawn as U+FFFD, keeps its own text, and
 * is a warning in the diagnostics, once. */
void vw_pdf__shape(vw_pdf_fonts *fonts, vw_arena *arena, vw_pdf_glyphs *glyphs,
                   vw_pdf_face_name face, bool figures, bool leftward, const char *text,
                   size_t start, size_t end);

/* The hyphen that shows where a line ends within a word. [copied] is what it copies as: nothing
 * at a soft hyphen of the text, which has a glyph and a text of its own. */
vw_pdf_glyph vw_pdf__line_end_hyphen(vw_pdf_fonts *fonts, vw_pdf_face_name face,
                                     const char *copied);

/* Where the word of [length] bytes of [text] may be hyphenated in a language ("nl-NL"): sets
 * places[0..result) to the number of its characters before each place, marks not counted. [places]
 * has room for [length]. A language without a dictionary here gives none; a dictionary that is
 * not installed is a warning, once (T008). */
size_t vw_pdf__hyphenate(vw_pdf_fonts *fonts, const char *lang, const char *text, size_t length,
                         size_t *places);

/* A face's size where text of size 1 is asked: faces are drawn to look equally large. Widths of
 * glyphs are in thousandths of this. */
double vw_pdf__face_scale(uint8_t face);

/* The script of a character, as a tag of ISO 15924; 0: none of its own, as punctuation, most digits
 * and marks. */
uint32_t vw_pdf__script(uint32_t code);
/* A character that would hide or reorder what is printed: it is shown, not obeyed. */
bool vw_pdf__must_show(uint32_t code);
/* A character that belongs to the one before it: combining marks, joiners, variation selectors. */
bool vw_pdf__is_mark(uint32_t code);

/* The dictionary for pages, filled by vw_pdf__fonts_close with the faces that were used. */
vw_pdf_ref vw_pdf__fonts_resources(vw_pdf_fonts *fonts, vw_pdf_file *file);
/* Writes the subsets of the faces in use into [file]. [others]: the dictionary's other entries. */
VW_MUST_USE vw_status vw_pdf__fonts_close(vw_pdf_fonts *fonts, vw_pdf_file *file,
                                          const char *others);

#endif
