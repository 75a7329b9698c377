/* SPDX-License-Identifier: EUPL-1.2 */
/* What happens when the PDF cannot be made: it is told, and nothing half-written stays. */
#include "fixture.h"

#include "reports/pdf/haru.h"
#include "reports/pdf/image.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define FONTS "/usr/share/fonts/truetype/"

static void a_missing_typeface_names_the_package_to_install(void **state)
{
    const pdf_fixture *self = *state;
    setenv("VERANTWOORD_FONTS", "/nonexistent", 1);
    vw_status status =
        vw_pdf_render(sample_paragraph(self->arena, "tekst"), self->path, self->arena, self->diags);
    unsetenv("VERANTWOORD_FONTS");
    assert_int_equal(status, VW_ERR_STORE);
    assert_true(pdf_has_diag(self, VW_MSG_T002));
    const char *hint = vw_diag_hint(self->arena, vw_diags_get(self->diags, 0), VW_EN);
    assert_non_null(strstr(hint, "fonts-"));
    /* All that are missing are told at once. */
    assert_int_equal(vw_diags_count(self->diags, VW_ERROR), 8);
    pdf_expect_no_file(self);
}

/* Renders with [bytes] as Lato-Regular.ttf, and all other typefaces as they are installed. */
static vw_status render_with_typeface(const pdf_fixture *self, const char *bytes, size_t length)
{
    const char *const folders[] = {"lato", "dejavu"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        assert_int_equal(symlink(vw_printf(self->arena, FONTS "%s", folders[i]),
                                 vw_printf(self->arena, "%s/%s", self->folder, folders[i])),
                         0);
    }
    FILE *file = fopen(vw_printf(self->arena, "%s/Lato-Regular.ttf", self->folder), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    setenv("VERANTWOORD_FONTS", self->folder, 1);
    vw_status status =
        vw_pdf_render(sample_paragraph(self->arena, "tekst"), self->path, self->arena, self->diags);
    unsetenv("VERANTWOORD_FONTS");
    return status;
}

static void a_file_that_is_no_typeface_is_told(void **state)
{
    const pdf_fixture *self = *state;
    static const char text[] = "not a typeface";
    assert_int_equal(render_with_typeface(self, text, sizeof text), VW_ERR_STORE);
    assert_true(pdf_has_diag(self, VW_MSG_T003));
    assert_int_equal(access(self->path, F_OK), -1);
}

/* The PDF when the table [tag] of Lato bears another name. */
static vw_status render_without_table(const pdf_fixture *self, const char *tag)
{
    size_t length;
    const char *whole = pdf_bytes_of(self->arena, FONTS "lato/Lato-Regular.ttf", &length);
    char *damaged = vw_alloc(self->arena, length);
    memcpy(damaged, whole, length);
    size_t entry = 12;
    while (entry + 16 < length && memcmp(damaged + entry, tag, 4) != 0) {
        entry += 16;
    }
    damaged[entry + 3] = 'x';
    return render_with_typeface(self, damaged, length);
}

/* Its outlines can be found, but not taken over. */
static void a_damaged_typeface_is_told(void **state)
{
    const pdf_fixture *self = *state;
    assert_int_equal(render_without_table(self, "head"), VW_ERR_STORE);
    assert_true(pdf_has_diag(self, VW_MSG_T005));
    assert_int_equal(access(self->path, F_OK), -1);
}

/* HarfBuzz shapes without it, and every page would be blank. */
static void a_typeface_whose_outlines_cannot_be_found_is_told(void **state)
{
    const pdf_fixture *self = *state;
    assert_int_equal(render_without_table(self, "loca"), VW_ERR_STORE);
    assert_true(pdf_has_diag(self, VW_MSG_T003));
    assert_int_equal(access(self->path, F_OK), -1);
}

/* 81,920 ideographs that no typeface has, each with another pair of marks: one replacement mark
 * stands for all, but copied text must give each of them back. */
static void more_characters_than_a_typeface_can_number_are_told(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf text = {.arena = self->arena};
    for (unsigned i = 0; i < 20 * 64 * 64; i++) {
        const unsigned char character[] = {0xE4,
                                           0xB8,
                                           (unsigned char)(0x80 + i / (64 * 64)),
                                           0xCC,
                                           (unsigned char)(0x80 + i / 64 % 64),
                                           0xCC,
                                           (unsigned char)(0x80 + i % 64),
                                           ' '};
        vw_buf_addn(&text, (const char *)character, sizeof character);
    }
    assert_int_equal(vw_pdf_render(sample_paragraph(self->arena, vw_buf_text(&text)), self->path,
                                   self->arena, self->diags),
                     VW_ERR_INPUT);
    assert_true(pdf_has_diag(self, VW_MSG_T006));
    pdf_expect_no_file(self);
}

/* libharu refuses pages of more than 14,400 points; no document asks for one. */
static void a_refusal_by_the_library_is_told_when_the_file_is_saved(void **state)
{
    const pdf_fixture *self = *state;
    vw_pdf_file *file = vw_pdf__file_new(self->arena);
    (void)vw_pdf__file_add_page(file, 20000, 100, 0);
    FILE *out = tmpfile();
    assert_non_null(out);
    vw_status status = vw_pdf__file_save(file, out, self->diags, self->path);
    const long written = ftell(out);
    fclose(out);
    assert_int_equal(status, VW_ERR_STORE);
    assert_int_equal(written, 0);
    assert_true(pdf_has_diag(self, VW_MSG_T001));
}

static void a_folder_that_does_not_exist_is_an_error(void **state)
{
    const pdf_fixture *self = *state;
    const char *path = vw_printf(self->arena, "%s/no/out.pdf", self->folder);
    assert_int_equal(
        vw_pdf_render(sample_paragraph(self->arena, "tekst"), path, self->arena, self->diags),
        VW_ERR_STORE);
    assert_int_equal(vw_diags_count(self->diags, VW_ERROR), 1);
    pdf_expect_no_file(self);
}

static void a_full_disk_is_told_once_and_leaves_nothing(void **state)
{
    const pdf_fixture *self = *state;
    struct rlimit before, small;
    getrlimit(RLIMIT_FSIZE, &before);
    small = before;
    small.rlim_cur = 20000;
    void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &small);
    vw_status status = vw_pdf_render(sample_document(self->arena, VW_NL, 300), self->path,
                                     self->arena, self->diags);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, handler);
    assert_int_equal(status, VW_ERR_STORE);
    assert_int_equal(vw_diags_count(self->diags, VW_ERROR), 1);
    pdf_expect_no_file(self);
}

static void rows_that_do_not_reconcile_leave_no_file(void **state)
{
    const pdf_fixture *self = *state;
    const vw_document *document = sample_table(self->arena, 10, 0, false);
    const vw_block *block = document->root->children[0];
    vw_table wrong = *block->table;
    wrong.total_rows = 11;
    vw_block copy = *block;
    copy.table = &wrong;
    const vw_block *const blocks[] = {&copy};
    assert_int_equal(
        vw_pdf_render(sample_of(self->arena, blocks, 1), self->path, self->arena, self->diags),
        VW_ERR_BUG);
    pdf_expect_no_file(self);
}

static void an_earlier_file_survives_a_failure(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "eerste"));
    setenv("VERANTWOORD_FONTS", "/nonexistent", 1);
    assert_int_equal(vw_pdf_render(sample_paragraph(self->arena, "tweede"), self->path, self->arena,
                                   self->diags),
                     VW_ERR_STORE);
    unsetenv("VERANTWOORD_FONTS");
    assert_non_null(strstr(pdf_text_of(self, "-raw"), "eerste"));
}

/* ---- logos ---------------------------------------------------------------------------------- */

static const unsigned char png[] = {
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
    0x52, 0x00, 0x00, 0x00, 0x04, 0x00, 0x00, 0x00, 0x02, 0x08, 0x06, 0x00, 0x00, 0x00, 0x7F,
    0xA8, 0x7D, 0x63, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0x38,
    0x21, 0xA0, 0xF7, 0x1F, 0x19, 0x33, 0xA0, 0x0B, 0x00, 0x00, 0x0F, 0xCD, 0x10, 0x29, 0x21,
    0xCD, 0xE4, 0x83, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
static const unsigned char jpeg[] = {
    0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, 0x4A, 0x46, 0x49, 0x46, 0x00, 0x01, 0x01, 0x00, 0x00,
    0x01, 0x00, 0x01, 0x00, 0x00, 0xFF, 0xC0, 0x00, 0x11, 0x08, 0x00, 0x08, 0x00, 0x10, 0x03,
    0x01, 0x11, 0x00, 0x02, 0x11, 0x01, 0x03, 0x11, 0x01, 0xFF, 0xDA, 0x00, 0x0C, 0x03, 0x01,
    0x00, 0x02, 0x11, 0x03, 0x11, 0x00, 0x3F, 0x00, 0x12, 0x34, 0xFF, 0xD9};

static vw_status add_logo(vw_arena *arena, vw_diags *diags, const unsigned char *bytes,
                          size_t length, bool is_jpeg, vw_pdf_image *image)
{
    const vw_logo logo = {
        .bytes = (const char *)bytes, .length = length, .jpeg = is_jpeg, .path = "logo"};
    return vw_pdf__add_logo(image, vw_pdf__file_new(arena), &logo, arena, diags);
}

static void a_whole_logo_is_taken(void **state)
{
    const pdf_fixture *self = *state;
    vw_pdf_image image;
    assert_int_equal(add_logo(self->arena, self->diags, png, sizeof png, false, &image), VW_OK);
    assert_int_equal((int)image.width, 4);
    assert_int_equal((int)image.height, 2);
    assert_int_equal(add_logo(self->arena, self->diags, jpeg, sizeof jpeg, true, &image), VW_OK);
    assert_int_equal((int)image.width, 16);
    assert_int_equal((int)image.height, 8);
}

/* Each beginning of a file, and each file with one byte changed: taken, or refused with a message.
 */
static void a_damaged_logo_is_refused_or_taken_and_nothing_else(void **state)
{
    (void)state;
    for (int is_jpeg = 0; is_jpeg < 2; is_jpeg++) {
        const unsigned char *bytes = is_jpeg ? jpeg : png;
        size_t length = is_jpeg ? sizeof jpeg : sizeof png;
        for (size_t i = 0; i < 2 * length; i++) {
            vw_arena *arena = vw_arena_new();
            vw_diags *diags = vw_diags_new(arena);
            unsigned char *copy = malloc(length); /* so that a sanitizer sees its end */
            assert_non_null(copy);
            memcpy(copy, bytes, length);
            size_t kept = i < length ? i : length;
            if (i >= length) {
                copy[i - length] ^= 0xFF;
            }
            vw_pdf_image image;
            unsigned char *exact = malloc(kept + (kept == 0));
            assert_non_null(exact);
            memcpy(exact, copy, kept);
            bool ended = is_jpeg && i < length && i >= 4; /* cut, but with an end */
            if (ended) {
                exact[kept - 2] = 0xFF;
                exact[kept - 1] = 0xD9;
            }
            vw_status status = add_logo(arena, diags, exact, kept, is_jpeg != 0, &image);
            assert_int_equal(vw_diags_count(diags, VW_ERROR), status == VW_OK ? 0 : 1);
            assert_true(status == VW_OK ? image.ref != 0 : image.ref == 0);
            /* A PNG's pixels stand before its last parts, which nobody misses. */
            if (kept < (is_jpeg ? length : 45) && !ended) {
                assert_int_equal(status, VW_ERR_INPUT);
            }
            free(exact);
            free(copy);
            vw_arena_free(arena);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_whole_logo_is_taken),
        TEST(a_damaged_logo_is_refused_or_taken_and_nothing_else),
        TEST(a_missing_typeface_names_the_package_to_install),
        TEST(a_file_that_is_no_typeface_is_told),
        TEST(a_damaged_typeface_is_told),
        TEST(a_typeface_whose_outlines_cannot_be_found_is_told),
        TEST(more_characters_than_a_typeface_can_number_are_told),
        TEST(a_refusal_by_the_library_is_told_when_the_file_is_saved),
        TEST(a_folder_that_does_not_exist_is_an_error),
        TEST(a_full_disk_is_told_once_and_leaves_nothing),
        TEST(rows_that_do_not_reconcile_leave_no_file),
        TEST(an_earlier_file_survives_a_failure),
    };
    return cmocka_run_group_tests_name("pdf failures", tests, NULL, NULL);
}
