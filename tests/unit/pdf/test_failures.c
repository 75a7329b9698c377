/* SPDX-License-Identifier: EUPL-1.2 */
/* What happens when the PDF cannot be made: it is told, and nothing half-written stays. */
#include "fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_missing_typeface_names_the_package_to_install),
        TEST(a_folder_that_does_not_exist_is_an_error),
        TEST(a_full_disk_is_told_once_and_leaves_nothing),
        TEST(rows_that_do_not_reconcile_leave_no_file),
        TEST(an_earlier_file_survives_a_failure),
    };
    return cmocka_run_group_tests_name("pdf failures", tests, NULL, NULL);
}
