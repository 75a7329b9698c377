/* SPDX-License-Identifier: EUPL-1.2 */
/* The workbook that people fill in: what it refuses, and what its sheets are called. */
#include "reports/form.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena, *scratch;
    vw_diags *diags;
    char folder[32];
    const char *path;
    uint32_t rows;
} fixture;

static const vw_form_column columns[] = {{.name = "vw:thing.id",
                                          .title = "Id",
                                          .is = VW_FORM_TEXT,
                                          .required = true,
                                          .width = 12,
                                          .explain = "",
                                          .fill_in = "",
                                          .example = ""}};

static vw_status write_rows(void *self, vw_diags *diags, vw_form_out out)
{
    const fixture *f = self;
    const char *const texts[] = {"1"};
    vw_status status = VW_OK;
    for (uint32_t i = 0; i < f->rows && status == VW_OK; i++) {
        status = out.row(out.to, diags, texts);
    }
    return status;
}

static int setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    *f = (fixture){.arena = arena,
                   .scratch = vw_arena_new(),
                   .diags = vw_diags_new(arena),
                   .folder = "/tmp/vw-form-XXXXXX"};
    *state = f;
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    f->path = vw_printf(arena, "%s/form.xlsx", f->folder);
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    (void)unlink(f->path);
    const int removed = rmdir(f->folder); /* fails when anything else was left behind */
    vw_arena_free(f->scratch);
    vw_arena_free(f->arena);
    return removed;
}

static vw_status render(fixture *f, uint32_t rows)
{
    const vw_form_sheet sheets[] = {
        {.id = "thing", .title = "Things", .explain = "", .columns = columns, .column_count = 1},
        {.id = "other", .title = "things", .explain = "", .columns = columns, .column_count = 1},
    };
    vw_form_sheet asked[] = {sheets[0], sheets[1]};
    vw_form form = {.lang = VW_EN,
                    .title = "",
                    .entity = "",
                    .period = "",
                    .version_line = "",
                    .page = "",
                    .of = "",
                    .guide_title = "Guide",
                    .guide_name = "",
                    .meta_name = "_meta",
                    .sheets = asked,
                    .sheet_count = 2,
                    .words = {.yes = "", .fields = "", .sheets = ""}};
    for (size_t i = 0; i < VW_GUIDE_COLUMNS; i++) {
        form.words.guide_heads[i] = "";
    }
    f->rows = rows;
    for (size_t i = 0; i < 2; i++) {
        asked[i].rows = write_rows;
        asked[i].self = f;
    }
    return vw_form_render(&form, f->path, f->scratch, f->diags);
}

static bool told(const fixture *f, vw_msg msg)
{
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        if (vw_diags_get(f->diags, i)->msg == msg) {
            return true;
        }
    }
    return false;
}

static void sheets_whose_names_differ_in_case_only_are_told_apart(void **state)
{
    fixture *f = *state;
    assert_int_equal(render(f, 3), VW_OK);
    assert_int_equal(access(f->path, F_OK), 0);
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void more_rows_than_a_sheet_holds_leave_no_workbook(void **state)
{
    enum { ROWS_A_SHEET = 1048576, ABOVE_THE_RECORDS = 4 };
    fixture *f = *state;
    assert_int_equal(render(f, ROWS_A_SHEET - ABOVE_THE_RECORDS + 1), VW_ERR_INPUT);
    assert_true(told(f, VW_MSG_W002));
    assert_int_not_equal(access(f->path, F_OK), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
        TEST(sheets_whose_names_differ_in_case_only_are_told_apart),
        TEST(more_rows_than_a_sheet_holds_leave_no_workbook),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
