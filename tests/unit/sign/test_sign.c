/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a PDF whatever its bytes are, and what libcrypto refuses. Signing as a whole is tried on
 * real files in tests/e2e/check_signing.py. */
#include "reports/sign/cms.h"
#include "reports/sign/fields.h"
#include "reports/sign/page_text.h"
#include "reports/sign/update.h"

#include <openssl/evp.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_buf bytes;
    size_t places[64];
    vw_pdf_in in;
} fixture;

static int set_up(void **state)
{
    fixture *all = calloc(1, sizeof *all);
    all->arena = vw_arena_new();
    all->diags = vw_diags_new(all->arena);
    all->bytes.arena = all->arena;
    vw_buf_add(&all->bytes, "%PDF-1.7\n");
    *state = all;
    return 0;
}

static int tear_down(void **state)
{
    fixture *all = *state;
    vw_arena_free(all->arena);
    free(all);
    return 0;
}

static vw_span span(const char *text)
{
    return (vw_span){text, strlen(text)};
}

static const char *text_of(const fixture *all, vw_span value)
{
    return value.from != NULL ? vw_strndup(all->arena, value.from, value.length) : "(none)";
}

/* ---- a file of objects 1 to [count] -------------------------------------------------------- */

static void add(fixture *all, unsigned number, const char *body)
{
    all->places[number] = all->bytes.length;
    vw_buf_addf(&all->bytes, "%u 0 obj\n%s\nendobj\n", number, body);
}

static void end(fixture *all, unsigned count, const char *more)
{
    const size_t table = all->bytes.length;
    vw_buf_addf(&all->bytes, "xref\n0 %u\n0000000000 65535 f\r\n", count + 1);
    for (unsigned i = 1; i <= count; i++) {
        vw_buf_addf(&all->bytes, "%010zu 00000 n\r\n", all->places[i]);
    }
    vw_buf_addf(&all->bytes, "trailer\n<</Root 1 0 R /Size %u %s>>\nstartxref\n%zu\n%%%%EOF\n",
                count + 1, more, table);
}

static vw_status read_all(fixture *all)
{
    return vw_pdf_in_open(&all->in, all->arena, all->diags, "it.pdf", vw_buf_text(&all->bytes),
                          all->bytes.length);
}

static bool told(const fixture *all, vw_msg msg)
{
    for (size_t i = 0; i < vw_diags_kept(all->diags); i++) {
        if (vw_diags_get(all->diags, i)->msg == msg) {
            return true;
        }
    }
    return false;
}

/* ---- values -------------------------------------------------------------------------------- */

static void entries_are_found_whatever_stands_between(void **state)
{
    const fixture *all = *state;
    const vw_span it =
        span("<</A (a ) \\) >> /B)/B[1 2 0 R<</B 3>>]% /C 9\n/C<41 4>/D/E/F 7 0 R>>");
    assert_string_equal(text_of(all, vw_pdf_in_entry(it, "A")), "(none)"); /* never closed */
    const vw_span good = span("<</A (a (b) \\) >> /B)/B[1 2 0 R<</B 3>>]% /C 9\n/C<41 4>/D/E"
                              "/F 7 0 R/G true>>");
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "A")), "(a (b) \\) >> /B)");
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "B")), "[1 2 0 R<</B 3>>]");
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "C")), "<41 4>");
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "D")), "/E");
    assert_int_equal(vw_pdf_in_reference(vw_pdf_in_entry(good, "F")), 7);
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "G")), "true");
    assert_string_equal(text_of(all, vw_pdf_in_entry(good, "E")), "(none)");
}

static void a_key_that_stands_twice_is_none(void **state)
{
    const fixture *all = *state;
    assert_string_equal(text_of(all, vw_pdf_in_entry(span("<</A 1/B 2/A 3>>"), "A")), "(none)");
}

static void strings_are_decoded_in_both_ways_of_writing(void **state)
{
    const fixture *all = *state;
    vw_buf out = {.arena = all->arena};
    assert_true(vw_pdf_in_string(&out, span("(a\\n\\(\\101\\7x\\\n)")));
    assert_string_equal(vw_buf_text(&out), "a\n(A\7x");
    out.length = 0;
    assert_true(vw_pdf_in_string(&out, span("<41 42 4>")));
    assert_string_equal(vw_buf_text(&out), "AB@");
    assert_false(vw_pdf_in_string(&out, span("<4x>")));
    assert_false(vw_pdf_in_string(&out, span("/Name")));
    assert_string_equal(vw_pdf_in_text(&all->in, span("12")), "");
}

static void texts_of_utf16_keep_characters_beyond_the_first_plane(void **state)
{
    fixture *all = *state;
    all->in.arena = all->arena;
    assert_string_equal(vw_pdf_in_text(&all->in, span("<FEFF0141D83DDE00>")), "\xC5\x81\U0001F600");
    assert_string_equal(vw_pdf_in_text(&all->in, span("(\\351)")), "\xC3\xA9");
    assert_string_equal(vw_pdf_in_text(&all->in, span("<FEFFD83D0041>")), "\xEF\xBF\xBD"
                                                                          "A");
}

/* ---- files --------------------------------------------------------------------------------- */

static void an_update_takes_the_place_of_what_it_updates(void **state)
{
    fixture *all = *state;
    add(all, 1, "<</Pages 2 0 R>>");
    add(all, 2, "<</Type /Pages /Kids []>>");
    add(all, 3, "(old)");
    end(all, 3, "");
    const size_t first = all->bytes.length;
    assert_int_equal(read_all(all), VW_OK);
    const size_t table = all->in.revisions.items[0].table_at;
    const size_t at = all->bytes.length;
    vw_buf_addf(&all->bytes, "3 0 obj\n(new)\nendobj\n");
    vw_buf_addf(
        &all->bytes,
        "xref\n3 1\n%010zu 00000 n\r\ntrailer\n<</Root 1 0 R /Size 4 /Prev %zu>>\nstartxref\n"
        "%zu\n%%%%EOF\n",
        at, table, all->bytes.length);
    assert_int_equal(read_all(all), VW_OK);
    assert_int_equal(all->in.revisions.count, 2);
    assert_int_equal(all->in.revisions.items[1].end, first);
    assert_string_equal(text_of(all, vw_pdf_in_object(&all->in, 0, 3)), "(new)");
    assert_string_equal(text_of(all, vw_pdf_in_object(&all->in, 1, 3)), "(old)");
    vw_pdf_number changed = 0;
    assert_false(vw_pdf__only_signs(&changed, &all->in, 0));
    assert_int_equal(changed, 3);
}

static void tables_that_go_round_are_refused(void **state)
{
    fixture *all = *state;
    add(all, 1, "<</Pages 2 0 R>>");
    add(all, 2, "<</Type /Pages /Kids []>>");
    end(all, 2, vw_printf(all->arena, "/Prev %zu", all->bytes.length));
    assert_int_equal(read_all(all), VW_ERR_INPUT);
    assert_true(told(all, VW_MSG_S001));
}

static bool count_page(void *what, vw_pdf_number page)
{
    (void)page;
    *(int *)what += 1;
    return true;
}

static void a_tree_of_pages_that_meets_itself_ends(void **state)
{
    fixture *all = *state;
    int pages = 0;
    add(all, 1, "<</Pages 2 0 R>>");
    add(all, 2, "<</Type /Pages /Kids [3 0 R 2 0 R]>>");
    add(all, 3, "<</Type /Page>>");
    end(all, 3, "");
    assert_int_equal(read_all(all), VW_OK);
    assert_false(vw_pdf_in_pages(&all->in, count_page, &pages));
    assert_in_range(pages, 1, 100);
}

static void values_nested_too_deeply_are_none(void **state)
{
    const fixture *all = *state;
    vw_buf deep = {.arena = all->arena};
    vw_buf_add(&deep, "<</A ");
    for (int i = 0; i < 100000; i++) {
        vw_buf_add(&deep, "[");
    }
    for (int i = 0; i < 100000; i++) {
        vw_buf_add(&deep, "]");
    }
    vw_buf_add(&deep, ">>");
    assert_string_equal(text_of(all, vw_pdf_in_entry((vw_span){deep.text, deep.length}, "A")),
                        "(none)");
}

static void a_page_is_read_by_the_table_of_its_font(void **state)
{
    fixture *all = *state;
    static const char map[] = "2 beginbfchar\n<0001> <0041>\n<0002> <00E9>\nendbfchar";
    static const char content[] = "BT /F0 9 Tf [<0001> -20 <00020009>] TJ ET (x) Tj";
    add(all, 1, "<</Pages 2 0 R>>");
    add(all, 2, "<</Type /Pages /Kids [3 0 R]>>");
    add(all, 3, "<</Type /Page /Resources <</Font <</F0 4 0 R>>>> /Contents 5 0 R>>");
    add(all, 4, "<</Type /Font /ToUnicode 6 0 R>>");
    add(all, 5,
        vw_printf(all->arena, "<</Length %zu>>\nstream\n%s\nendstream", sizeof content - 1,
                  content));
    add(all, 6,
        vw_printf(all->arena, "<</Length %zu>>\nstream\n%s\nendstream", sizeof map - 1, map));
    end(all, 6, "");
    assert_int_equal(read_all(all), VW_OK);
    assert_string_equal(vw_pdf__page_text(&all->in), "A\xC3\xA9\n");
}

/* ---- libcrypto ----------------------------------------------------------------------------- */

static void a_key_of_another_certificate_makes_no_signature(void **state)
{
    const fixture *all = *state;
    const vw_digest digest = {{1}};
    vw_der out = {0};
    vw_signer signer = {
        .certificate = X509_new(), .key = EVP_RSA_gen(2048), .chain = sk_X509_new_null()};
    assert_int_equal(vw_cms__make(&out, all->arena, all->diags, &signer, &digest), VW_ERR_INPUT);
    assert_true(told(all, VW_MSG_S014));
    assert_int_equal(vw_cms__room(all->arena, all->diags, &signer), 0);
    X509_free(signer.certificate);
    EVP_PKEY_free(signer.key);
    sk_X509_free(signer.chain);
}

static void bytes_that_are_no_message_have_no_stamp(void **state)
{
    const fixture *all = *state;
    const vw_der nothing = {(const unsigned char *)"0\3\2\1\1", 5};
    assert_null(vw_cms__imprint(all->arena, nothing));
    assert_false(vw_cms__has_stamp(nothing));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(entries_are_found_whatever_stands_between),
        TEST(a_key_that_stands_twice_is_none),
        TEST(strings_are_decoded_in_both_ways_of_writing),
        TEST(texts_of_utf16_keep_characters_beyond_the_first_plane),
        TEST(an_update_takes_the_place_of_what_it_updates),
        TEST(tables_that_go_round_are_refused),
        TEST(a_tree_of_pages_that_meets_itself_ends),
        TEST(values_nested_too_deeply_are_none),
        TEST(a_page_is_read_by_the_table_of_its_font),
        TEST(a_key_of_another_certificate_makes_no_signature),
        TEST(bytes_that_are_no_message_have_no_stamp),
    };
    return cmocka_run_group_tests_name("sign", tests, NULL, NULL);
}
