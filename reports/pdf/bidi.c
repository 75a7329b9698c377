/* SPDX-License-Identifier: EUPL-1.2 */
/* Which way each character runs: the embedding levels of Unicode's bidirectional algorithm
 * (UAX 9), by FriBidi. A number within Hebrew or Arabic runs from left to right. */
#include "reports/pdf/text_private.h"

#include <fribidi/fribidi.h>

#include <string.h>

/* No character before U+0580 runs to the left; later ones begin with this byte or a higher one. */
#define LEAD_LEAST 0xD6

bool vw_pdf__is_line_end(uint32_t code)
{
    return code == '\n' || code == '\r' || code == 0x2028 || code == 0x2029;
}

static bool is_leftward(const char *text)
{
    for (const char *at = text; *at != '\0';) {
        if ((unsigned char)*at < LEAD_LEAST) {
            at++;
            continue;
        }
        FriBidiCharType type = fribidi_get_bidi_type(vw_pdf__next_char(&at));
        if (FRIBIDI_IS_RTL(type) || type == FRIBIDI_TYPE_AN) {
            return true;
        }
    }
    return false;
}

static bool has_leftward(const vw_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!runs[i].line_break && runs[i].text != NULL && is_leftward(runs[i].text)) {
            return true;
        }
    }
    return false;
}

/* One paragraph: what stands between two line ends that are forced. */
typedef struct {
    vw_arena *arena;
    VW_VEC(FriBidiChar) codes;
    VW_VEC(vw_pdf__level *) levels; /* of each code: its place in the levels of its run */
    VW_VEC(size_t) lengths;         /* of each code, in bytes */
} paragraph;

/* Sets the levels of the paragraph, and makes room for the next one. */
static void end_paragraph(paragraph *self)
{
    const FriBidiStrIndex count = (FriBidiStrIndex)self->codes.count;
    FriBidiCharType *types = VW_NEW_ARRAY(self->arena, self->codes.count + 1, FriBidiCharType);
    FriBidiBracketType *brackets =
        VW_NEW_ARRAY(self->arena, self->codes.count + 1, FriBidiBracketType);
    FriBidiLevel *levels = VW_NEW_ARRAY(self->arena, self->codes.count + 1, FriBidiLevel);
    FriBidiParType base = FRIBIDI_PAR_ON; /* by the first character that has a direction */
    if (count == 0) {
        return;
    }
    fribidi_get_bidi_types(self->codes.items, count, types);
    for (size_t i = 0; i < self->codes.count; i++) {
        /* What is shown, not obeyed. */
        types[i] = vw_pdf__must_show(self->codes.items[i]) && self->codes.items[i] != '\t'
                       ? FRIBIDI_TYPE_ON
                       : types[i];
    }
    fribidi_get_bracket_types(self->codes.items, count, types, brackets);
    if (fribidi_get_par_embedding_levels_ex(types, brackets, count, &base, levels) == 0) {
        vw_out_of_memory(); /* nothing else makes it fail */
    }
    for (size_t i = 0; i < self->codes.count; i++) {
        for (size_t k = 0; k < self->lengths.items[i]; k++) {
            self->levels.items[i][k] =
                (vw_pdf__level){.own = (uint8_t)levels[i], .base = FRIBIDI_IS_RTL(base) ? 1 : 0};
        }
    }
    self->codes.count = self->levels.count = self->lengths.count = 0;
}

const vw_pdf__level **vw_pdf__levels_of(vw_arena *arena, const vw_run *runs, size_t count)
{
    if (!has_leftward(runs, count)) {
        return NULL;
    }
    const vw_pdf__level **all = VW_NEW_ARRAY(arena, count, const vw_pdf__level *);
    paragraph now = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        const char *text = runs[i].line_break || runs[i].text == NULL ? "" : runs[i].text;
        vw_pdf__level *levels = VW_NEW_ARRAY(arena, strlen(text) + 1, vw_pdf__level);
        all[i] = levels;
        if (runs[i].line_break) {
            end_paragraph(&now);
        }
        for (const char *at = text; *at != '\0';) {
            const char *from = at;
            uint32_t code = vw_pdf__next_char(&at);
            if (vw_pdf__is_line_end(code)) {
                end_paragraph(&now);
                continue;
            }
            VW_PUSH(arena, now.codes, code);
            VW_PUSH(arena, now.levels, levels + (from - text));
            VW_PUSH(arena, now.lengths, (size_t)(at - from));
        }
    }
    end_paragraph(&now);
    return all;
}
