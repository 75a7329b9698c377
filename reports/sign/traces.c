/* SPDX-License-Identifier: EUPL-1.2 */
/* Sees that everything behind the first version of a file is a signature that was found. */
#include "reports/sign/traces.h"

#include "reports/sign/pdf_value.h"

#include <inttypes.h>
#include <string.h>

static bool told(const char **what, const vw_pdf_in *in, const char *nl, const char *en)
{
    *what = vw_diag_both(in->arena, (vw_text){nl, en});
    return true;
}

static bool accounts_for(const vw_pdf_signed_list *places, size_t revision)
{
    for (size_t i = 0; i < places->count; i++) {
        if (places->items[i].sound && places->items[i].revision == revision) {
            return true;
        }
    }
    return false;
}

static bool is_known(const vw_pdf_signed_list *places, vw_span signature)
{
    for (size_t i = 0; i < places->count; i++) {
        if (places->items[i].dictionary.from == signature.from) {
            return true;
        }
    }
    return false;
}

/* "startxref N %%EOF", with which each version of a file ends. */
static bool is_end(const vw_pdf_in *in, size_t at)
{
    static const char word[] = "startxref";
    const size_t length = in->file.length;
    uint64_t number = 0;
    if (length - at < sizeof word - 1 || memcmp(in->file.from + at, word, sizeof word - 1) != 0) {
        return false;
    }
    vw_pdf_cursor cursor = {in->file, at + sizeof word - 1};
    if (!vw_pdf__read_number(&cursor, &number)) {
        return false;
    }
    while (cursor.at < length && strchr(" \r\n", in->file.from[cursor.at]) != NULL) {
        cursor.at++;
    }
    return length - cursor.at >= 5 && memcmp(in->file.from + cursor.at, "%%EOF", 5) == 0;
}

static size_t count_ends(const vw_pdf_in *in)
{
    size_t count = 0;
    for (size_t at = 0; at < in->revisions.items[0].end; at++) {
        const char *next = memchr(in->file.from + at, 's', in->revisions.items[0].end - at);
        if (next == NULL) {
            break;
        }
        at = (size_t)(next - in->file.from);
        count += is_end(in, at) ? 1 : 0;
    }
    return count;
}

/* A signature, or a field to sign in, that is none of those that were found. */
static bool is_stray(const vw_pdf_in *in, size_t revision, vw_pdf_number number,
                     const vw_pdf_signed_list *places)
{
    const vw_span object = vw_pdf_in_object(in, revision, number);
    if (object.from == NULL || object.length < 2 || memcmp(object.from, "<<", 2) != 0) {
        return false;
    }
    if (vw_pdf_in_is_name(vw_pdf_in_entry(object, "FT"), "/Sig")) {
        const vw_span signature = vw_pdf_in_value(in, revision, vw_pdf_in_entry(object, "V"));
        return signature.from == NULL || !is_known(places, signature);
    }
    return (vw_pdf_in_is_name(vw_pdf_in_entry(object, "Type"), "/Sig") ||
            vw_pdf_in_entry(object, "ByteRange").from != NULL) &&
           !is_known(places, object);
}

static bool find_stray(vw_pdf_number *number, const vw_pdf_in *in, const vw_pdf_signed_list *places)
{
    for (size_t revision = 0; revision < in->revisions.count; revision++) {
        vw_pdf_numbers written = {0};
        vw_pdf_in_written(&written, in, revision);
        for (size_t i = 0; i < written.count; i++) {
            *number = written.items[i];
            if (is_stray(in, revision, *number, places)) {
                return true;
            }
        }
    }
    return false;
}

/* A field to sign in that nobody signed in: of another program, for this one makes none. What it
 * holds is not looked at by a signature of ours, and one that was taken out looks the same. */
static bool find_empty(vw_pdf_number *number, const vw_pdf_in *in)
{
    for (size_t revision = 0; revision < in->revisions.count; revision++) {
        vw_pdf_numbers written = {0};
        vw_pdf_in_written(&written, in, revision);
        for (size_t i = 0; i < written.count; i++) {
            const vw_span object = vw_pdf_in_object(in, 0, written.items[i]);
            *number = written.items[i];
            if (object.from != NULL && object.length >= 2 && memcmp(object.from, "<<", 2) == 0 &&
                vw_pdf_in_is_name(vw_pdf_in_entry(object, "FT"), "/Sig") &&
                vw_pdf_in_entry(object, "V").from == NULL) {
                return true;
            }
        }
    }
    return false;
}

static bool says_that_it_is_signed(const vw_pdf_in *in)
{
    int64_t flags = 0;
    const vw_span catalogue = vw_pdf_in_object(in, 0, vw_pdf_in_root(in, 0));
    const vw_span form = vw_pdf_in_get(in, catalogue, "AcroForm");
    const vw_span says = vw_pdf_in_get(in, form, "SigFlags");
    return says.from != NULL && (!vw_pdf_in_integer(&flags, says) || flags != 0);
}

bool vw_pdf__has_traces(const char **what, const vw_pdf_in *in, const vw_pdf_signed_list *places)
{
    const size_t last = in->revisions.count - 1, behind = in->revisions.items[0].end;
    vw_pdf_number number = 0;
    if (find_empty(&number, in)) {
        return told(
            what, in,
            vw_printf(in->arena,
                      "object %u is een leeg veld voor een handtekening: een ander programma "
                      "zette het erin, of de handtekening is eruit gehaald",
                      number),
            vw_printf(in->arena,
                      "object %u is an empty field to sign in: another program put it there, "
                      "or the signature was taken out of it",
                      number));
    }
    for (size_t i = 0; i < last; i++) {
        if (!accounts_for(places, i)) {
            return told(
                what, in,
                vw_printf(in->arena, "versie %zu van het bestand heeft geen handtekening",
                          last - i + 1),
                vw_printf(in->arena, "version %zu of the file has no signature", last - i + 1));
        }
    }
    if (in->file.length > behind) {
        return told(what, in, "achter het einde staat nog iets", "something stands behind its end");
    }
    if (count_ends(in) > in->revisions.count) {
        return told(what, in, "een eerdere versie wordt overgeslagen",
                    "an earlier version is passed over");
    }
    if (find_stray(&number, in, places)) {
        return told(what, in,
                    vw_printf(in->arena,
                              "object %u is een handtekening of de plaats ervoor, en is "
                              "niet te lezen",
                              number),
                    vw_printf(in->arena,
                              "object %u is a signature or the field of one, and cannot be read",
                              number));
    }
    if (places->count == 0 && says_that_it_is_signed(in)) {
        return told(what, in, "het bestand zegt zelf dat het is ondertekend",
                    "the file itself says that it is signed");
    }
    return false;
}
