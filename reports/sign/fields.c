/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds signatures, and sees whether an update is one and nothing besides. */
#include "reports/sign/fields.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 16, FIELDS_MAX = 10000 };

/* ---- finding ------------------------------------------------------------------------------ */

static bool read_numbers(int64_t numbers[4], vw_span range)
{
    vw_span item;
    size_t at = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!vw_pdf_in_next(&item, &at, range) || !vw_pdf_in_integer(&numbers[i], item)) {
            return false;
        }
    }
    return !vw_pdf_in_next(&item, &at, range);
}

/* The end of what it covers is the end of a revision, but for the line's end. */
static bool find_revision(size_t *revision, const vw_pdf_in *in, size_t end)
{
    for (size_t i = 0; i < in->revisions.count; i++) {
        const size_t whole = in->revisions.items[i].end;
        if (end <= whole && whole - end <= 2) {
            *revision = i;
            return true;
        }
    }
    return false;
}

/* Nothing may be left out but the signature's own bytes, and nothing that stands before the end. */
static bool is_sound(vw_pdf_signed *signature, const vw_pdf_in *in)
{
    int64_t numbers[4];
    const vw_span contents = vw_pdf_in_entry(signature->dictionary, "Contents");
    const vw_span range = vw_pdf_in_entry(signature->dictionary, "ByteRange");
    if (contents.from == NULL || contents.from[0] != '<' || !read_numbers(numbers, range)) {
        return false;
    }
    const size_t from = (size_t)(contents.from - in->file.from);
    const size_t until = from + contents.length;
    const uint64_t end = (uint64_t)numbers[2] + (uint64_t)numbers[3];
    if (numbers[0] != 0 || (uint64_t)numbers[1] != from || (uint64_t)numbers[2] != until ||
        end > in->file.length) {
        return false;
    }
    signature->cover = (vw_pdf_cover){from, until, (size_t)end};
    return find_revision(&signature->revision, in, (size_t)end);
}

typedef struct {
    vw_pdf_signed_list *out;
    const vw_pdf_in *in;
    size_t seen;
} field_walk;

static void walk_fields(field_walk *walk, vw_span fields, unsigned depth)
{
    vw_span item;
    size_t at = 0;
    while (depth < DEPTH_MAX && walk->seen < FIELDS_MAX && vw_pdf_in_next(&item, &at, fields)) {
        walk->seen++;
        const vw_span field = vw_pdf_in_value(walk->in, 0, item);
        const vw_span kids = vw_pdf_in_get(walk->in, field, "Kids");
        vw_pdf_signed signature = {.dictionary = vw_pdf_in_get(walk->in, field, "V")};
        if (kids.from != NULL) {
            walk_fields(walk, kids, depth + 1);
        }
        if (vw_pdf_in_is_name(vw_pdf_in_get(walk->in, field, "FT"), "/Sig") &&
            signature.dictionary.from != NULL) {
            signature.sound = is_sound(&signature, walk->in);
            VW_PUSH(walk->in->arena, *walk->out, signature);
        }
    }
}

static int by_end(const void *left, const void *right)
{
    const vw_pdf_signed *a = left, *b = right;
    return (a->cover.end > b->cover.end) - (a->cover.end < b->cover.end);
}

void vw_pdf__signatures(vw_pdf_signed_list *out, const vw_pdf_in *in)
{
    const vw_span catalogue = vw_pdf_in_object(in, 0, vw_pdf_in_root(in, 0));
    const vw_span form = vw_pdf_in_get(in, catalogue, "AcroForm");
    field_walk walk = {out, in, 0};
    walk_fields(&walk, vw_pdf_in_get(in, form, "Fields"), 0);
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, by_end);
    }
}

static bool is_plain_hex(vw_span contents)
{
    bool small = false, large = false;
    if (contents.length < 2 || contents.length % 2 != 0) {
        return false;
    }
    for (size_t i = 1; i + 1 < contents.length; i++) {
        const char c = contents.from[i];
        small = small || (c >= 'a' && c <= 'f');
        large = large || (c >= 'A' && c <= 'F');
        if (!(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F')) {
            return false;
        }
    }
    return !(small && large);
}

bool vw_pdf__signature_bytes(vw_buf *out, const vw_pdf_signed *signature)
{
    const vw_span contents = vw_pdf_in_entry(signature->dictionary, "Contents");
    return is_plain_hex(contents) && vw_pdf_in_string(out, contents);
}

/* ---- what an update adds ------------------------------------------------------------------ */

static bool same(vw_span a, vw_span b)
{
    return (a.from == NULL && b.from == NULL) ||
           (a.from != NULL && b.from != NULL && a.length == b.length &&
            memcmp(a.from, b.from, a.length) == 0);
}

/* The next key and value of a dictionary, without [but] and [other]. */
static bool next_pair(vw_span *key, vw_span *value, size_t *at, vw_span dictionary, const char *but,
                      const char *other)
{
    do {
        if (!vw_pdf_in_next(key, at, dictionary) || !vw_pdf_in_next(value, at, dictionary)) {
            return false;
        }
    } while (vw_pdf_in_is_name(*key, but) || vw_pdf_in_is_name(*key, other));
    return true;
}

/* The same entries in the same order, but for two. */
static bool same_but(vw_span a, vw_span b, const char *but, const char *other)
{
    vw_span key_a, key_b, value_a, value_b;
    size_t at_a = 0, at_b = 0;
    for (;;) {
        const bool more_a = next_pair(&key_a, &value_a, &at_a, a, but, other);
        const bool more_b = next_pair(&key_b, &value_b, &at_b, b, but, other);
        if (!more_a || !more_b) {
            return more_a == more_b;
        }
        if (!same(key_a, key_b) || !same(value_a, value_b)) {
            return false;
        }
    }
}

typedef struct {
    const vw_pdf_in *in;
    size_t revision; /* the update; the one before is revision + 1 */
} update;

static vw_span now(const update *u, vw_span value)
{
    return vw_pdf_in_value(u->in, u->revision, value);
}

/* A field to sign in that nobody sees: it has no place on the page, and it is new. */
static bool is_new_field(const update *u, vw_span item)
{
    const vw_pdf_number number = vw_pdf_in_reference(item);
    const vw_span field = now(u, item);
    const vw_span rectangle = now(u, vw_pdf_in_entry(field, "Rect"));
    int64_t corner = 1;
    vw_span side;
    size_t at = 0, sides = 0;
    while (vw_pdf_in_next(&side, &at, rectangle)) {
        if (!vw_pdf_in_integer(&corner, side) || corner != 0) {
            return false;
        }
        sides++;
    }
    return sides == 4 && vw_pdf_in_place(u->in, u->revision + 1, number) == 0 &&
           vw_pdf_in_is_name(now(u, vw_pdf_in_entry(field, "FT")), "/Sig") &&
           vw_pdf_in_entry(field, "AP").from == NULL && vw_pdf_in_entry(field, "A").from == NULL &&
           vw_pdf_in_entry(field, "AA").from == NULL;
}

/* What stood in the array still does, and behind it stand new fields alone. */
static bool only_fields_added(const update *u, vw_span before, vw_span after)
{
    vw_span item, then;
    size_t at = 0, at_before = 0;
    while (vw_pdf_in_next(&then, &at_before, before)) {
        if (!vw_pdf_in_next(&item, &at, after) || !same(item, then)) {
            return false;
        }
    }
    while (vw_pdf_in_next(&item, &at, after)) {
        if (!is_new_field(u, item)) {
            return false;
        }
    }
    return true;
}

static bool is_fair_catalogue(const update *u, vw_span before, vw_span after)
{
    const vw_span form = now(u, vw_pdf_in_entry(after, "AcroForm"));
    const vw_span then =
        vw_pdf_in_value(u->in, u->revision + 1, vw_pdf_in_entry(before, "AcroForm"));
    const vw_span fields = vw_pdf_in_value(u->in, u->revision + 1, vw_pdf_in_entry(then, "Fields"));
    return same_but(before, after, "/AcroForm", "/AcroForm") && form.from != NULL &&
           same_but(then, form, "/Fields", "/SigFlags") &&
           only_fields_added(u, fields, now(u, vw_pdf_in_entry(form, "Fields")));
}

static bool is_fair_page(const update *u, vw_span before, vw_span after)
{
    const vw_span then = vw_pdf_in_value(u->in, u->revision + 1, vw_pdf_in_entry(before, "Annots"));
    return vw_pdf_in_is_name(vw_pdf_in_entry(before, "Type"), "/Page") &&
           same_but(before, after, "/Annots", "/Annots") &&
           only_fields_added(u, then, now(u, vw_pdf_in_entry(after, "Annots")));
}

/* Nothing leads to a new object but what is looked at here; a number below the size may be one that
 * something already leads to. */
static bool is_new(const update *u, vw_pdf_number number)
{
    const vw_span trailer = u->in->revisions.items[u->revision + 1].trailer;
    int64_t size = 0;
    return vw_pdf_in_integer(&size, vw_pdf_in_entry(trailer, "Size")) && number >= size;
}

static bool is_fair(const update *u, vw_pdf_number number)
{
    const vw_span after = vw_pdf_in_object(u->in, u->revision, number);
    if (after.from == NULL) {
        return false;
    }
    if (vw_pdf_in_place(u->in, u->revision + 1, number) == 0) {
        return is_new(u, number);
    }
    const vw_span before = vw_pdf_in_object(u->in, u->revision + 1, number);
    return number == vw_pdf_in_root(u->in, u->revision + 1) ? is_fair_catalogue(u, before, after)
                                                            : is_fair_page(u, before, after);
}

bool vw_pdf__only_signs(vw_pdf_number *number, const vw_pdf_in *in, size_t revision)
{
    const update u = {in, revision};
    vw_pdf_numbers written = {0};
    *number = 0;
    if (!same_but(in->revisions.items[revision + 1].trailer, in->revisions.items[revision].trailer,
                  "/Prev", "/Size")) {
        return false;
    }
    vw_pdf_in_written(&written, in, revision);
    for (size_t i = 0; i < written.count; i++) {
        if (!is_fair(&u, written.items[i])) {
            *number = written.items[i];
            return false;
        }
    }
    return true;
}
