/* SPDX-License-Identifier: EUPL-1.2 */
/* The only file that knows iconv: it converts as a stream, strictly. */
#include "intake/tables/encoding.h"

#include "base/system.h"
#include "base/utf8.h"
#include "intake/xlsx/spool.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, OUT_BYTES = 4 * BLOCK_BYTES };

typedef struct {
    const char *name;
    size_t length;
    unsigned char bytes[4];
} mark;

/* Marks at the start of a text; longer ones first, as they begin alike. */
static const mark marks[] = {
    {"UTF-32LE", 4, {0xFF, 0xFE, 0, 0}}, {"UTF-32BE", 4, {0, 0, 0xFE, 0xFF}},
    {"UTF-8", 3, {0xEF, 0xBB, 0xBF}},    {"UTF-16LE", 2, {0xFF, 0xFE}},
    {"UTF-16BE", 2, {0xFE, 0xFF}},
};

static const mark *find_mark(const vw_input *input)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (input->first_length >= marks[i].length &&
            memcmp(input->first, marks[i].bytes, marks[i].length) == 0) {
            return &marks[i];
        }
    }
    return NULL;
}

/* UTF-16 without a mark: in the texts that we read, each other byte of the first line is zero. */
static const char *unmarked_utf16(const vw_input *input)
{
    enum { BYTES_LOOKED_AT = 32 };
    size_t odd = 0, even = 0;
    if (input->first_length < BYTES_LOOKED_AT) {
        return NULL;
    }
    for (size_t i = 0; i < BYTES_LOOKED_AT; i += 2) {
        even += input->first[i] == 0;
        odd += input->first[i + 1] == 0;
    }
    if (even == 0 && odd == BYTES_LOOKED_AT / 2) {
        return "UTF-16LE";
    }
    return odd == 0 && even == BYTES_LOOKED_AT / 2 ? "UTF-16BE" : NULL;
}

/* ---- converting ----------------------------------------------------------------------------- */

typedef struct {
    const vw_input *input;
    const char *name;
    vw_arena *arena;
    vw_diags *diags;
    iconv_t converter;
    vw_spool *spool;
    char *in, *out;
    size_t held; /* bytes in [in]: a character that goes on in the next block */
    uint32_t line;
    const char *shown; /* the first text with other letters than ASCII; NULL: none yet */
} conversion;

static vw_status refuse_byte(const conversion *c, unsigned char byte)
{
    const vw_place place = {.file = c->input->path, .line = c->line};
    VW_DIAG(c->diags, I072, place, vw_printf(c->arena, "%02X", byte), c->name);
    return VW_ERR_INPUT;
}

static bool ends_text(char byte)
{
    return strchr(",;\t|\r\n\"{}[]:", byte) != NULL;
}

/* For people to judge whether the encoding was the right one. */
static void show(conversion *c, size_t length)
{
    enum { BYTES_BEFORE = 40, BYTES_AFTER = 60 };
    size_t at = 0;
    while (at < length && (unsigned char)c->out[at] < 0x80) {
        at++;
    }
    size_t start = at, end = at;
    while (start > 0 && at - start < BYTES_BEFORE && !ends_text(c->out[start - 1])) {
        start--;
    }
    while (end < length && end - at < BYTES_AFTER && !ends_text(c->out[end])) {
        end++;
    }
    while (end < length && ((unsigned char)c->out[end] & 0xC0) == 0x80) {
        end++;
    }
    c->shown = at < length ? vw_strndup(c->arena, c->out + start, end - start) : NULL;
}

static vw_status keep(conversion *c, size_t length)
{
    if (c->shown == NULL) {
        show(c, length);
    }
    for (const char *at = c->out; (at = memchr(at, '\n', length - (size_t)(at - c->out))) != NULL;
         at++) {
        c->line++;
    }
    return vw_intake__spool_add(c->spool, c->diags, c->out, length);
}

static vw_status convert_block(conversion *c, bool last)
{
    char *in = c->in;
    size_t left = c->held;
    vw_status status = VW_OK;
    while (left > 0 && status == VW_OK) {
        char *out = c->out;
        size_t room = OUT_BYTES;
        size_t done = iconv(c->converter, &in, &left, &out, &room);
        int error = done == (size_t)-1 ? errno : 0;
        status = keep(c, OUT_BYTES - room);
        if (status == VW_OK && (error == EILSEQ || (error == EINVAL && last))) {
            status = refuse_byte(c, (unsigned char)*in);
        }
        if (error == EINVAL) {
            break;
        }
    }
    memmove(c->in, in, left);
    c->held = left;
    return status;
}

static vw_status convert_all(conversion *c, size_t skipped)
{
    vw_status status = VW_OK;
    ssize_t got = 1;
    if (lseek(c->input->fd, (off_t)skipped, SEEK_SET) < 0) {
        got = -1;
    }
    while (got > 0 && status == VW_OK) {
        got = read(c->input->fd, c->in + c->held, BLOCK_BYTES - c->held);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        c->held += got > 0 ? (size_t)got : 0;
        if (got >= 0) {
            status = convert_block(c, got == 0);
        }
    }
    if (got < 0) {
        VW_DIAG(c->diags, F007, (vw_place){.file = c->input->path}, c->input->path,
                vw_system_words(errno));
        status = VW_ERR_STORE;
    }
    return status;
}

static vw_status open_copy(const vw_input **out, const conversion *c)
{
    vw_input *copy = VW_NEW(c->arena, vw_input);
    *copy = *c->input;
    copy->fd = vw_intake__spool_file(c->spool, c->diags);
    copy->bad_utf8 = SIZE_MAX;
    if (copy->fd < 0) {
        return VW_ERR_STORE;
    }
    ssize_t got = pread(copy->fd, copy->first, sizeof copy->first, 0);
    copy->first_length = got > 0 ? (size_t)got : 0;
    if (got < 0 || fstat(copy->fd, &copy->opened) != 0) {
        VW_DIAG(c->diags, F007, (vw_place){.file = copy->path}, copy->path, vw_system_words(errno));
        return VW_ERR_STORE;
    }
    *out = copy;
    return VW_OK;
}

/* [tell]: what it was read as. */
static vw_status convert(const vw_input **out, vw_arena *arena, vw_diags *diags,
                         const vw_input *input, const char *name, size_t skipped, bool tell)
{
    conversion c = {.input = input, .name = name, .arena = arena, .diags = diags, .line = 1};
    c.converter = iconv_open("UTF-8", name);
    if (c.converter == (iconv_t)-1) {
        VW_DIAG(diags, I071, (vw_place){.file = input->path}, name);
        return VW_ERR_INPUT;
    }
    vw_arena *scratch = vw_arena_new();
    c.in = vw_alloc(scratch, BLOCK_BYTES);
    c.out = vw_alloc(scratch, OUT_BYTES);
    c.spool = vw_intake__spool_new(arena);
    vw_status status = convert_all(&c, skipped);
    if (status == VW_OK) {
        status = vw_intake__unchanged(input, diags);
    }
    if (status == VW_OK) {
        status = open_copy(out, &c);
    }
    if (status == VW_OK && tell && c.shown != NULL) {
        VW_DIAG(diags, I069, (vw_place){.file = input->path}, name, c.shown);
    }
    iconv_close(c.converter);
    vw_arena_free(scratch);
    return status;
}

/* ---- which encoding ------------------------------------------------------------------------- */

static bool is_known(const char *name)
{
    /* A slash would ask iconv to drop or replace what it cannot convert. */
    bool sound = strchr(name, '/') == NULL && *name != '\0';
    iconv_t converter = sound ? iconv_open("UTF-8", name) : (iconv_t)-1;
    if (converter == (iconv_t)-1) {
        return false;
    }
    iconv_close(converter);
    return true;
}

static bool is_name(const char *named, const char *name)
{
    return strncasecmp(named, name, strlen(name)) == 0;
}

static bool is_utf8(const char *named)
{
    return strcasecmp(named, "UTF-8") == 0 || strcasecmp(named, "UTF8") == 0;
}

/* True when there are letters outside ASCII; all of the file was found to be UTF-8. */
static bool has_letters(const vw_input *input, vw_arena *arena)
{
    char *block = vw_alloc(arena, BLOCK_BYTES);
    off_t at = 0;
    ssize_t got;
    while ((got = pread(input->fd, block, BLOCK_BYTES, at)) > 0) {
        for (ssize_t i = 0; i < got; i++) {
            if ((unsigned char)block[i] >= 0x80) {
                return true;
            }
        }
        at += got;
    }
    return false;
}

/* What the file is for sure, where that is not what it is [named]; else NULL. Sequences that are
 * UTF-8 by accident do not occur in texts. */
static const char *contradiction(const vw_input *input, const mark *found, const char *named)
{
    bool wide = is_name(named, "UTF-16") || is_name(named, "UTF-32") || is_name(named, "UCS");
    if (found != NULL && (!wide || found->length == 3)) {
        return found->name;
    }
    if (wide || input->bad_utf8 != SIZE_MAX) {
        return NULL;
    }
    vw_arena *scratch = vw_arena_new();
    bool letters = has_letters(input, scratch);
    vw_arena_free(scratch);
    return letters ? "UTF-8" : NULL;
}

static vw_status convert_named(const vw_input **out, vw_arena *arena, vw_diags *diags,
                               const vw_input *input, const mark *found, const char *named)
{
    if (!is_known(named)) {
        VW_DIAG(diags, I071, (vw_place){.file = input->path}, named);
        return VW_ERR_INPUT;
    }
    const char *really = contradiction(input, found, named);
    if (really != NULL) {
        VW_DIAG(diags, U035, (vw_place){.file = input->path}, named, really);
        return VW_ERR_INPUT;
    }
    return convert(out, arena, diags, input, named, 0, false);
}

/* What a text that is nearly all UTF-8 looks like: letters of two to four bytes, and a place that
 * is none. Encoded halves of pairs (ED A0 to ED BF) and too long forms have the shape of UTF-8 and
 * are not, so they count as letters too: no other encoding writes them. */
typedef struct {
    size_t letters, broken;
    uint32_t line, column; /* of the first broken one */
    unsigned char byte;
} utf8_look;

static size_t shape_length(const unsigned char *at, size_t left)
{
    const size_t length = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : at[0] >= 0xC0 ? 2 : 0;
    if (length == 0 || at[0] > 0xF7 || left < length) {
        return 0;
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

static void look_at(utf8_look *out, const vw_input *input, vw_arena *arena)
{
    enum { SEQUENCE_BYTES_MAX = 4 };
    char *block = vw_alloc(arena, BLOCK_BYTES);
    off_t at = 0;
    ssize_t got;
    uint32_t line = 1, column = 1;
    *out = (utf8_look){0};
    while ((got = pread(input->fd, block, BLOCK_BYTES, at)) > 0) {
        const bool last = at + got >= input->opened.st_size;
        size_t i = 0;
        while (i < (size_t)got && (last || i + SEQUENCE_BYTES_MAX <= (size_t)got)) {
            const unsigned char *here = (const unsigned char *)block + i;
            const size_t left = (size_t)got - i;
            const bool ascii = *here < 0x80;
            const size_t shape = ascii ? 0 : shape_length(here, left);
            const bool sound = ascii || (shape > 0 && vw_utf8_check(block + i, shape) == shape);
            out->letters += shape > 0;
            out->broken += !ascii && shape == 0;
            if (!sound && out->line == 0) {
                out->line = line;
                out->column = column;
                out->byte = *here;
            }
            column = *here == '\n' ? 1 : column + 1;
            line += *here == '\n';
            i += shape > 0 ? shape : 1;
        }
        if (i == 0) {
            break;
        }
        at += (off_t)i;
    }
}

/* True, reported, when the file is UTF-8 with a broken place. */
static bool is_broken_utf8(vw_diags *diags, const vw_input *input)
{
    utf8_look look;
    vw_arena *scratch = vw_arena_new();
    look_at(&look, input, scratch);
    const bool broken = look.line != 0 && look.letters > look.broken;
    if (broken) {
        const vw_place place = {.file = input->path, .line = look.line};
        VW_DIAG(diags, I120, place, vw_printf(scratch, "%02X", look.byte),
                vw_printf(scratch, "%lu", (unsigned long)look.column));
    }
    vw_arena_free(scratch);
    return broken;
}

static vw_status convert_recognised(const vw_input **out, const char **name, vw_arena *arena,
                                    vw_diags *diags, const vw_input *input)
{
    const char *guess = NULL;
    if (is_broken_utf8(diags, input)) {
        return VW_ERR_INPUT;
    }
    *name = vw_intake__recognise(&guess, arena, input);
    if (*name == NULL) {
        VW_DIAG(diags, I070, (vw_place){.file = input->path}, guess);
        return VW_ERR_INPUT;
    }
    return convert(out, arena, diags, input, *name, 0, true);
}

vw_status vw_intake__as_utf8(const vw_input **out, const char **name, vw_arena *arena,
                             vw_diags *diags, const vw_input *input, const char *named)
{
    const mark *found = find_mark(input);
    *out = input;
    *name = named != NULL ? named : found != NULL ? found->name : unmarked_utf16(input);
    if (named != NULL && !is_utf8(named)) {
        return convert_named(out, arena, diags, input, found, named);
    }
    if (named != NULL || (found != NULL && found->length == 3)) {
        return VW_OK; /* a byte that is no UTF-8 is told with its cell */
    }
    if (*name != NULL) {
        return convert(out, arena, diags, input, *name, found == NULL ? 0 : found->length, true);
    }
    if (input->bad_utf8 == SIZE_MAX) {
        *name = "UTF-8";
        return VW_OK;
    }
    return convert_recognised(out, name, arena, diags, input);
}
