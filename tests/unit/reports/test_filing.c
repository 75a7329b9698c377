/* SPDX-License-Identifier: EUPL-1.2 */
/* The public sentence on deviations: never that all is met where it is not, and never which is not.
 */
#include "look.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The words of {{> deviations-exist framework=frame}} in a public template. */
static const char *sentence(fixture *f)
{
    const char *folder = vw_printf(f->arena, "%s/en", f->folder);
    const char *path = vw_printf(f->arena, "%s/public.md", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("---\naudience: public\nform: college\n---\n{{> deviations-exist framework=frame}}\n",
          file);
    assert_int_equal(fclose(file), 0);
    const vw_document *document = NULL;
    const vw_report_options options = {.template_name = "public",
                                       .template_folder = f->folder,
                                       .lang = VW_EN,
                                       .form = VW_FORM_DRAFT};
    const vw_status status = vw_report_build(&document, f->dossier, &f->evaluation, f->plan,
                                             &options, f->arena, f->diags);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(status, VW_OK);
    assert_int_equal(document->audience, VW_PUBLIC);
    return prose_of(f, document);
}

static void all_is_met_only_where_it_is(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 10, 0, 0);
    evaluate(f);
    assert_has(sentence(f), "Frame (1.0): on the reference date, all requirements that apply were "
                            "met.\n");
}

static void a_deviation_is_said_to_be_there_and_not_where(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const char *said = sentence(f);
    assert_has(said, "the requirements were not met in full; there are deviations");
    assert_null(strstr(said, "all requirements that apply"));
    assert_null(strstr(said, "Requirement"));
    assert_null(strstr(said, "frame:1"));
}

static void what_is_met_in_part_is_a_deviation(void **state)
{
    fixture *f = *state;
    usual_set(f, "partly_at: 50 %");
    fixture_ready(f);
    systems(f, 8, 2, 0);
    evaluate(f);
    assert_has(sentence(f), "there are deviations");
}

static void what_was_not_looked_at_is_not_met(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    evaluate(f);
    const char *said = sentence(f);
    assert_has(said, "not every requirement has a result yet");
    assert_null(strstr(said, "all requirements that apply"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(all_is_met_only_where_it_is),
        TEST(a_deviation_is_said_to_be_there_and_not_where),
        TEST(what_is_met_in_part_is_a_deviation),
        TEST(what_was_not_looked_at_is_not_met),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
