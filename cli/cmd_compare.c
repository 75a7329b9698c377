/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord compare: two years, or two evaluations of one dossier. */
#include "cli/compare.h"
#include "model/label.h"

#include <string.h>

/* Lines shown of each class; all of them stand in --json. */
enum { LINES_SHOWN = 40 };

static bool is_number(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789") == strlen(text);
}

/* A number is an evaluation of --dossier, anything else a dossier of its own. */
static vw_status open_side(vw_cli *cli, vw_cli_side *side, const char *operand)
{
    bool number = is_number(operand);
    vw_status status =
        vw_cli_open_any(cli, &side->dossier, number ? vw_cli_dossier_path(cli) : operand);
    return status == VW_OK
               ? vw_cli_evaluation(cli, &side->evaluation, side->dossier, number ? operand : NULL)
               : status;
}

/* What may well be a slip: said, and compared all the same. */
static void warn(vw_cli *cli, const vw_cli_side *a, const vw_cli_side *b)
{
    const char *name_a = vw_dossier_head_of(a->dossier)->name;
    const char *name_b = vw_dossier_head_of(b->dossier)->name;
    char as_of_a[11], as_of_b[11];
    if (strcmp(name_a, name_b) != 0) {
        VW_DIAG(cli->diags, U082, (vw_place){0}, name_a, name_b);
    }
    vw_date_format(as_of_a, a->evaluation.as_of);
    vw_date_format(as_of_b, b->evaluation.as_of);
    if (a->evaluation.as_of > b->evaluation.as_of) {
        VW_DIAG(cli->diags, U083, (vw_place){0}, as_of_a, as_of_b);
    }
}

static void print_side(vw_cli *cli, const char *letter, const vw_cli_side *side)
{
    const vw_dossier_head *head = vw_dossier_head_of(side->dossier);
    char as_of[11];
    vw_date_format(as_of, side->evaluation.as_of);
    vw_cli_say(cli, "{0}: {1}, {2}, evaluatie {3}, peildatum {4} ({5})\n",
               "{0}: {1}, {2}, evaluation {3}, reference date {4} ({5})\n", letter, head->name,
               vw_printf(cli->arena, "%d", head->year),
               vw_printf(cli->arena, "%lld", (long long)side->evaluation.id), as_of,
               vw_cli_shown(cli, vw_dossier_path(side->dossier)), NULL);
}

static const char *class_name(const vw_cli *cli, vw_change change)
{
    return vw_cli_text(cli, vw_change_label(change));
}

static const char *plural_head(const vw_cli *cli, bool of_tests)
{
    return vw_cli_text(cli, of_tests ? (vw_text){"toetsen", "tests"}
                                     : (vw_text){"normen per aspect", "requirements by aspect"});
}

static void print_totals(vw_cli *cli, const vw_changes *changes)
{
    const char *const heads[] = {"", plural_head(cli, false), plural_head(cli, true)};
    vw_cli_table table = {.heads = heads, .columns = 3};
    for (vw_change change = VW_CHANGE_REGRESSED; change < VW_CHANGE_COUNT; change++) {
        VW_PUSH(cli->arena, table.cells, class_name(cli, change));
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, changes->of_requirements.of[change]));
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, changes->of_tests.of[change]));
    }
    putchar('\n');
    vw_cli_table_print(cli, &table);
}

/* "A: 12 = 1 regressed + 2 improved + ...". */
static void print_sum(vw_cli *cli, const vw_change_totals *totals, bool later)
{
    static const vw_change both[] = {VW_CHANGE_REGRESSED, VW_CHANGE_IMPROVED, VW_CHANGE_NORM,
                                     VW_CHANGE_SAME};
    vw_change last = later ? VW_CHANGE_NEW : VW_CHANGE_RETIRED;
    printf("  %s: %s = ", later ? "B" : "A",
           vw_cli_number(cli, later ? totals->after : totals->before));
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        printf("%s %s + ", vw_cli_number(cli, totals->of[both[i]]), class_name(cli, both[i]));
    }
    printf("%s %s\n", vw_cli_number(cli, totals->of[last]), class_name(cli, last));
}

static void print_sums(vw_cli *cli, const vw_changes *changes)
{
    for (int tests = 0; tests < 2; tests++) {
        const vw_change_totals *totals = tests ? &changes->of_tests : &changes->of_requirements;
        printf("\n%s\n", plural_head(cli, tests != 0));
        print_sum(cli, totals, false);
        print_sum(cli, totals, true);
        if (totals->of[VW_CHANGE_NORM] > 0) {
            vw_cli_say(cli, "  Van norm gewijzigd: {0} beter, {1} slechter.\n",
                       "  Of norm changed: {0} better, {1} worse.\n",
                       vw_cli_number(cli, totals->norm_better),
                       vw_cli_number(cli, totals->norm_worse), NULL);
        }
    }
}

static const char *or_dash(const char *text)
{
    return text != NULL ? text : "-";
}

static void print_shares(vw_cli *cli, const vw_changes *changes)
{
    const char *const heads[] = {cli->lang == VW_NL ? "normenkader" : "framework",
                                 cli->lang == VW_NL ? "versie" : "version",
                                 cli->lang == VW_NL ? "voldoet A" : "share met A",
                                 "B",
                                 cli->lang == VW_NL ? "beoordeeld A" : "coverage A",
                                 "B"};
    vw_cli_table table = {.heads = heads, .columns = 6};
    for (size_t i = 0; i <= changes->framework_count; i++) {
        bool all = i == changes->framework_count;
        const vw_framework_change *f = all ? &changes->all : &changes->frameworks[i];
        const char *versions = all ? ""
                               : f->version_before != NULL && f->version_after != NULL &&
                                       strcmp(f->version_before, f->version_after) == 0
                                   ? f->version_after
                                   : vw_printf(cli->arena, "%s > %s", or_dash(f->version_before),
                                               or_dash(f->version_after));
        const char *const cells[] = {all ? (cli->lang == VW_NL ? "alles" : "all") : f->framework,
                                     versions,
                                     vw_cli_share(cli, vw_counts_share_met(&f->before)),
                                     vw_cli_share(cli, vw_counts_share_met(&f->after)),
                                     vw_cli_share(cli, vw_counts_coverage(&f->before)),
                                     vw_cli_share(cli, vw_counts_coverage(&f->after))};
        for (size_t j = 0; j < sizeof cells / sizeof *cells; j++) {
            VW_PUSH(cli->arena, table.cells, cells[j]);
        }
    }
    putchar('\n');
    vw_cli_table_print(cli, &table);
    for (size_t i = 0; i <= changes->framework_count; i++) {
        bool all = i == changes->framework_count;
        const vw_framework_change *f = all ? &changes->all : &changes->frameworks[i];
        if (f->hollow) {
            vw_cli_say(cli,
                       "LET OP, {0}: het deel dat voldoet steeg terwijl minder werd beoordeeld.\n",
                       "NOTE, {0}: the share met rose while less was assessed.\n",
                       all ? (cli->lang == VW_NL ? "alles" : "all") : f->framework, NULL);
        }
    }
}

static const char *reasons_of(vw_cli *cli, uint32_t because, const vw_test_change *test)
{
    vw_buf out = {.arena = cli->arena};
    for (vw_because i = VW_BECAUSE_FRAMEWORK; i < VW_BECAUSE_COUNT; i++) {
        if ((because & (1u << i)) == 0) {
            continue;
        }
        vw_buf_addf(&out, "%s%s", vw_buf_text(&out)[0] != '\0' ? ", " : "",
                    vw_cli_text(cli, vw_because_label(i)));
        if (test != NULL && i == VW_BECAUSE_POPULATION) {
            vw_buf_addf(&out, " (%s > %s)", vw_cli_number(cli, vw_tally_total(test->tally_before)),
                        vw_cli_number(cli, vw_tally_total(test->tally_after)));
        } else if (test != NULL && i == VW_BECAUSE_EXCEPTION_STARTED) {
            vw_buf_addf(&out, " (%s)", vw_cli_number(cli, test->started));
        } else if (test != NULL && i == VW_BECAUSE_EXCEPTION_ENDED) {
            vw_buf_addf(&out, " (%s)", vw_cli_number(cli, test->ended));
        }
    }
    return vw_buf_text(&out);
}

static const char *result_of(const vw_cli *cli, bool there, vw_result result)
{
    return there ? vw_cli_text(cli, vw_result_label(result)) : "-";
}

static void print_requirement(vw_cli *cli, const vw_requirement_change *r)
{
    bool moved =
        r->before_id != NULL && r->after_id != NULL && strcmp(r->before_id, r->after_id) != 0;
    printf("  %s%s%s, %s  %s\n    %s > %s  [%s]\n", moved ? r->before_id : "", moved ? " > " : "",
           r->after_id != NULL ? r->after_id : r->before_id,
           vw_cli_text(cli, vw_aspect_label(r->aspect)), vw_cli_text(cli, r->title),
           result_of(cli, r->before_id != NULL, r->before),
           result_of(cli, r->after_id != NULL, r->after), reasons_of(cli, r->because, NULL));
}

static void print_test(vw_cli *cli, const vw_test_change *t)
{
    printf("  %s%s%s  %s\n    %s > %s  [%s]\n", t->was != NULL ? t->was : "",
           t->was != NULL ? " > " : "", t->test, vw_cli_text(cli, t->title),
           result_of(cli, t->in_before, t->before), result_of(cli, t->in_after, t->after),
           reasons_of(cli, t->because, t));
}

/* Same is shown where the result is another one, neither better nor worse. */
static bool shown_requirement(const vw_requirement_change *r, vw_change change)
{
    return r->change == change && (change != VW_CHANGE_SAME || r->before != r->after);
}

static bool shown_test(const vw_test_change *t, vw_change change)
{
    return t->change == change && (change != VW_CHANGE_SAME || t->before != t->after);
}

static void print_head(vw_cli *cli, vw_change change, bool of_tests, size_t total)
{
    const char *name = change == VW_CHANGE_SAME
                           ? vw_cli_text(cli, (vw_text){"andere uitkomst, niet beter of slechter",
                                                        "another result, no better or worse"})
                           : class_name(cli, change);
    vw_cli_say(cli, "\n{0}, {1}: {2}\n", "\n{0}, {1}: {2}\n", plural_head(cli, of_tests), name,
               vw_cli_number(cli, total), NULL);
}

static void print_rest(vw_cli *cli, size_t total)
{
    if (total > LINES_SHOWN) {
        vw_cli_say(cli, "  ... {0} van {1} getoond; alle staan in --json\n",
                   "  ... {0} of {1} shown; all of them stand in --json\n",
                   vw_cli_number(cli, LINES_SHOWN), vw_cli_number(cli, total), NULL);
    }
}

/* Within a class what got worse comes first: of a changed norm that is not said by the class. */
static void print_class(vw_cli *cli, const vw_changes *changes, vw_change change, bool of_tests)
{
    static const int directions[] = {-1, 1, 0};
    size_t total = 0, shown = 0;
    size_t count = of_tests ? changes->test_count : changes->requirement_count;
    for (size_t i = 0; i < count; i++) {
        total += of_tests ? shown_test(&changes->tests[i], change)
                          : shown_requirement(&changes->requirements[i], change);
    }
    if (total == 0) {
        return;
    }
    print_head(cli, change, of_tests, total);
    for (size_t pass = 0; pass < sizeof directions / sizeof *directions; pass++) {
        for (size_t i = 0; i < count && shown < LINES_SHOWN; i++) {
            if (of_tests && shown_test(&changes->tests[i], change) &&
                changes->tests[i].direction == directions[pass]) {
                print_test(cli, &changes->tests[i]);
                shown++;
            } else if (!of_tests && shown_requirement(&changes->requirements[i], change) &&
                       changes->requirements[i].direction == directions[pass]) {
                print_requirement(cli, &changes->requirements[i]);
                shown++;
            }
        }
    }
    print_rest(cli, total);
}

static void print(vw_cli *cli, const vw_changes *changes, const vw_cli_side *a,
                  const vw_cli_side *b)
{
    print_side(cli, "A", a);
    print_side(cli, "B", b);
    print_totals(cli, changes);
    print_sums(cli, changes);
    print_shares(cli, changes);
    for (int tests = 0; tests < 2; tests++) {
        for (vw_change change = VW_CHANGE_REGRESSED; change < VW_CHANGE_COUNT; change++) {
            print_class(cli, changes, change, tests != 0);
        }
    }
}

static bool adds_up(vw_cli *cli, const vw_changes *changes)
{
    bool requirements = vw_change_totals_reconcile(&changes->of_requirements);
    bool tests = vw_change_totals_reconcile(&changes->of_tests);
    if (!requirements || !tests) {
        VW_DIAG(cli->diags, E083, (vw_place){0}, plural_head(cli, requirements));
    }
    return requirements && tests;
}

int vw_cli_compare(vw_cli *cli)
{
    const char *const *operands = cli->arguments->operands;
    const char *fail_on = vw_argument_of(cli->arguments, VW_OPT_FAIL_ON_CHANGE);
    vw_cli_side a, b;
    vw_changes changes;
    if (fail_on != NULL && strcmp(fail_on, "regressed") != 0) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--fail-on", fail_on, "regressed");
        return VW_ERR_USAGE;
    }
    vw_status status = open_side(cli, &a, operands[0]);
    if (status == VW_OK) {
        status = open_side(cli, &b, operands[1]);
    }
    if (status == VW_OK) {
        warn(cli, &a, &b);
        status = vw_changes_load(&changes, (vw_compared){a.dossier, &a.evaluation},
                                 (vw_compared){b.dossier, &b.evaluation}, cli->arena, cli->diags);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    if (cli->json) {
        vw_cli_json(vw_cli_compare_json(&changes, &a, &b));
    } else {
        print(cli, &changes, &a, &b);
    }
    if (!adds_up(cli, &changes)) {
        return VW_ERR_STORE;
    }
    bool worse = changes.worse_requirements > 0 || changes.worse_tests > 0;
    return fail_on != NULL && worse ? VW_EXIT_FINDINGS : VW_OK;
}
