/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord rules test: the examples beside a test, run and compared with what they expect. */
#include "cli/rules.h"

#include "base/utf8.h"

#include <string.h>
#include <unistd.h>

typedef struct {
    vw_cli *cli;
    const char *named; /* the file or folder, as the user named it */
    vw_set_files files;
    const vw_set *set;
    const vw_plan *plan;
    VW_VEC(const vw_planned_test *) tests; /* of those files */
} trying;

typedef VW_VEC(const char *) names_list;

/* ---- which tests ------------------------------------------------------------------------- */

/* One of the program itself by its full path stands in the set by its name there. */
static void name_as_loaded(trying *t)
{
    vw_set_files builtin = {0};
    vw_set_files_builtin(&builtin, t->cli->arena);
    for (size_t i = 0; i < t->files.count; i++) {
        vw_set_file *file = &t->files.items[i];
        const vw_set_file *like = vw_set_files_like(&builtin, file->path, file->text, file->length);
        file->path = like != NULL ? like->path : file->path;
    }
}

/* A file or folder of the program itself goes by its name, wherever the program stands. */
static bool find_builtin(trying *t)
{
    vw_set_files builtin = {0};
    size_t length = strlen(t->named);
    while (length > 0 && t->named[length - 1] == '/') {
        length--;
    }
    vw_set_files_builtin(&builtin, t->cli->arena);
    for (size_t i = 0; access(t->named, F_OK) != 0 && i < builtin.count; i++) {
        const char *path = builtin.items[i].path;
        if (strncmp(path, t->named, length) == 0 && (path[length] == '/' || path[length] == '\0')) {
            VW_PUSH(t->cli->arena, t->files, builtin.items[i]);
        }
    }
    return t->files.count > 0;
}

static vw_status load(trying *t)
{
    vw_cli *cli = t->cli;
    vw_status status = VW_OK;
    bool builtin = find_builtin(t);
    if (!builtin) {
        status = vw_set_files_add(&t->files, cli->arena, cli->diags, t->named);
        name_as_loaded(t);
    }
    if (status != VW_OK) {
        return status;
    }
    cli->named = builtin ? NULL : t->named;
    status = vw_cli_load(cli, &t->set);
    return status == VW_OK ? vw_plan_for_all(&t->plan, cli->arena, cli->diags, t->set) : status;
}

static bool stands_here(const trying *t, vw_place place)
{
    for (size_t i = 0; i < t->files.count; i++) {
        if (strcmp(t->files.items[i].path, place.file) == 0) {
            return true;
        }
    }
    return false;
}

/* The test itself, or an example of it in a corpus. */
static bool is_meant(const trying *t, const vw_test *test)
{
    bool meant = stands_here(t, test->place);
    for (size_t i = 0; i < test->trial_count && !meant; i++) {
        meant = stands_here(t, test->trials[i].place);
    }
    return meant;
}

static bool runs_under(const vw_trial *trial, const vw_framework *framework)
{
    return trial->framework != NULL && strcmp(trial->framework, framework->id) == 0;
}

/* TEST@FRAMEWORK with the examples that run under that framework's values. */
static const vw_planned_test *with_its_examples(vw_arena *arena, const vw_planned_test *variant)
{
    vw_planned_test *planned = VW_NEW(arena, vw_planned_test);
    vw_test *test = VW_NEW(arena, vw_test);
    vw_trial *trials = VW_NEW_ARRAY(arena, variant->base->trial_count, vw_trial);
    *planned = *variant;
    *test = *variant->test;
    test->trials = trials;
    test->trial_count = 0;
    for (size_t i = 0; i < variant->base->trial_count; i++) {
        if (runs_under(&variant->base->trials[i], variant->framework)) {
            trials[test->trial_count++] = variant->base->trials[i];
        }
    }
    planned->test = test;
    return planned;
}

/* Of a name that resembles none here: where a test of that name stands, else which are here. */
static const char *what_is_there(const trying *t, const char *id, const names_list *here)
{
    enum { SHOWN = 5 };
    vw_arena *arena = t->cli->arena;
    const vw_planned_test *elsewhere = vw_plan_test(t->plan, id);
    vw_buf list = {.arena = arena};
    if (elsewhere != NULL) {
        const char *file = elsewhere->base->place.file;
        return vw_diag_both(arena, (vw_text){vw_printf(arena, "die staat in %s", file),
                                             vw_printf(arena, "it stands in %s", file)});
    }
    for (size_t i = 0; i < here->count && i < SHOWN; i++) {
        vw_buf_addf(&list, "%s%s", i > 0 ? ", " : "", here->items[i]);
    }
    vw_buf_add(&list, here->count > SHOWN ? ", ..." : "");
    return here->count == 0
               ? NULL
               : vw_diag_both(arena,
                              (vw_text){vw_printf(arena, "wel: %s", vw_buf_text(&list)),
                                        vw_printf(arena, "there are: %s", vw_buf_text(&list))});
}

/* All of them, or the one that is named. Without a name an example under a framework's values runs
 * with the test that it stands beside. */
static vw_status choose(trying *t, const char *id)
{
    vw_cli *cli = t->cli;
    names_list names = {0};
    const bool variants = id != NULL && strchr(id, '@') != NULL;
    for (size_t i = 0; i < t->plan->test_count; i++) {
        const vw_planned_test *planned = &t->plan->tests[i];
        if ((planned->framework != NULL) != variants || !is_meant(t, planned->base)) {
            continue;
        }
        VW_PUSH(cli->arena, names, planned->test->id);
        if (id == NULL || strcmp(id, planned->test->id) == 0) {
            VW_PUSH(cli->arena, t->tests,
                    variants ? with_its_examples(cli->arena, planned) : planned);
        }
    }
    if (id != NULL && t->tests.count == 0) {
        const char *near = vw_suggest(id, names.items, names.count);
        VW_DIAG(cli->diags, U096, (vw_place){0}, id, vw_cli_shown(cli, t->named), near,
                near == NULL ? what_is_there(t, id, &names) : NULL);
        return VW_ERR_USAGE;
    }
    return VW_OK;
}

/* ---- showing ----------------------------------------------------------------------------- */

static const char *title_of(vw_cli *cli, const vw_trial *trial, size_t index)
{
    const char *title = vw_cli_text(cli, trial->title);
    title = *title != '\0' ? title : vw_printf(cli->arena, "%zu", index + 1);
    return trial->framework == NULL
               ? title
               : vw_printf(cli->arena, "%s (%s)", title, vw_cli_shown(cli, trial->framework));
}

static const char *expected_of(vw_cli *cli, const vw_trial_line *line)
{
    return line->expected != NULL ? vw_cli_text(cli, vw_tried_label(line->expected->outcome)) : "-";
}

static void show_why(vw_cli *cli, const vw_trial_outcome *outcome, size_t index)
{
    for (size_t i = 0; i < outcome->count; i++) {
        const vw_trial_line *line = &outcome->lines[i];
        if (line->agrees) {
            continue;
        }
        vw_cli_say(cli, "  {0}, {1}:\n", "  {0}, {1}:\n", title_of(cli, outcome->trial, index),
                   line->key, NULL);
        if (line->expected == NULL) {
            vw_cli_say(cli, "    het voorbeeld zegt niet wat hiervan wordt verwacht\n",
                       "    the example does not say what is expected of it\n", NULL);
        }
        for (size_t j = 0; j < line->why_count; j++) {
            printf("    %s\n", vw_cli_text(cli, line->why[j]));
        }
    }
}

static void show_values(vw_cli *cli, const vw_planned_test *planned)
{
    for (size_t i = 0; i < planned->value_count; i++) {
        const vw_value_in_force *value = &planned->values[i];
        vw_text shown = vw_parameter_value_shown(cli->arena, value->parameter->type, value->value);
        printf("  %s = %s%s%s%s\n", value->parameter->name, vw_cli_text(cli, shown),
               planned->framework != NULL ? " (" : "",
               planned->framework != NULL ? planned->framework->id : "",
               planned->framework != NULL ? ")" : "");
    }
}

static bool same_values(const vw_planned_test *a, const vw_planned_test *b)
{
    return a->base == b->base && a->framework == b->framework;
}

/* The frameworks under whose own values the test runs once more in an evaluation, and here in no
 * example. */
static names_list untried_under(const trying *t, const vw_planned_test *planned)
{
    names_list untried = {0};
    for (size_t i = 0; i < t->plan->test_count && planned->framework == NULL; i++) {
        const vw_planned_test *variant = &t->plan->tests[i];
        bool tried = variant->base != planned->base || variant->framework == NULL;
        for (size_t j = 0; j < planned->test->trial_count && !tried; j++) {
            tried = runs_under(&planned->test->trials[j], variant->framework);
        }
        if (!tried) {
            VW_PUSH(t->cli->arena, untried, variant->framework->id);
        }
    }
    return untried;
}

static void show_untried(const trying *t, const vw_planned_test *planned)
{
    names_list untried = untried_under(t, planned);
    vw_buf names = {.arena = t->cli->arena};
    for (size_t i = 0; i < untried.count; i++) {
        vw_buf_addf(&names, "%s%s", i > 0 ? ", " : "", untried.items[i]);
    }
    if (untried.count > 0) {
        vw_cli_say(t->cli, "  zonder voorbeeld onder de waarden van: {0}\n",
                   "  without an example under the values of: {0}\n", vw_buf_text(&names), NULL);
    }
}

static void show(const trying *t, const vw_planned_test *planned, const vw_trial_outcome *outcomes)
{
    vw_cli *cli = t->cli;
    static const char *const heads[][5] = {
        [VW_NL] = {"voorbeeld", "object", "verwacht", "uitslag", "klopt"},
        [VW_EN] = {"example", "subject", "expected", "found", "agrees"}};
    const vw_text marks[] = {{"NEE", "NO"}, {"ja", "yes"}};
    vw_cli_table table = {.heads = heads[cli->lang], .columns = 5};
    const vw_test *test = planned->test;
    printf("%s - %s\n", test->id, vw_cli_text(cli, test->title));
    show_values(cli, planned);
    for (size_t i = 0; i < test->trial_count; i++) {
        bool shown = same_values(outcomes[i].planned, planned);
        for (size_t j = 0; j < i && !shown; j++) {
            shown = same_values(outcomes[j].planned, outcomes[i].planned);
        }
        if (!shown) {
            show_values(cli, outcomes[i].planned);
        }
    }
    for (size_t i = 0; i < test->trial_count; i++) {
        for (size_t j = 0; j < outcomes[i].count; j++) {
            const vw_trial_line *line = &outcomes[i].lines[j];
            VW_PUSH(cli->arena, table.cells, title_of(cli, outcomes[i].trial, i));
            VW_PUSH(cli->arena, table.cells, line->key);
            VW_PUSH(cli->arena, table.cells, expected_of(cli, line));
            VW_PUSH(cli->arena, table.cells, vw_cli_text(cli, vw_tried_label(line->found)));
            VW_PUSH(cli->arena, table.cells, vw_cli_text(cli, marks[line->agrees]));
        }
    }
    vw_cli_table_print(cli, &table);
    for (size_t i = 0; i < test->trial_count; i++) {
        show_why(cli, &outcomes[i], i);
    }
    show_untried(t, planned);
    putchar('\n');
}

static json_t *line_json(const vw_trial_line *line)
{
    json_t *why = json_array();
    for (size_t i = 0; i < line->why_count; i++) {
        json_array_append_new(why, vw_cli_json_text(line->why[i]));
    }
    return json_pack("{s:s, s:s?, s:s, s:b, s:o}", "subject", line->key, "expected",
                     line->expected != NULL ? vw_tried_name(line->expected->outcome) : NULL,
                     "found", vw_tried_name(line->found), "agrees", line->agrees, "why", why);
}

static json_t *test_json(const trying *t, const vw_planned_test *planned,
                         const vw_trial_outcome *outcomes)
{
    const names_list untried = untried_under(t, planned);
    json_t *examples = json_array(), *under = json_array();
    for (size_t i = 0; i < untried.count; i++) {
        json_array_append_new(under, json_string(untried.items[i]));
    }
    for (size_t i = 0; i < planned->test->trial_count; i++) {
        char as_of[11];
        json_t *lines = json_array();
        for (size_t j = 0; j < outcomes[i].count; j++) {
            json_array_append_new(lines, line_json(&outcomes[i].lines[j]));
        }
        vw_date_format(as_of, outcomes[i].trial->as_of);
        json_array_append_new(
            examples, json_pack("{s:I, s:o, s:s?, s:s, s:b, s:o}", "example", (json_int_t)i + 1,
                                "title", vw_cli_json_text(outcomes[i].trial->title), "framework",
                                outcomes[i].trial->framework, "as_of", as_of, "by_columns",
                                outcomes[i].by_columns, "subjects", lines));
    }
    json_t *cannot = json_object();
    for (vw_tried tried = VW_TRIED_FAIL; tried < VW_TRIED_OUTSIDE; tried++) {
        if (planned->base->cannot[tried] != NULL) {
            json_object_set_new(cannot, vw_tried_name(tried),
                                json_string(planned->base->cannot[tried]));
        }
    }
    return json_pack("{s:s, s:o, s:o, s:o}", "test", planned->test->id, "cannot", cannot,
                     "without_examples_under", under, "examples", examples);
}

/* ---- running ----------------------------------------------------------------------------- */

typedef struct {
    size_t tests, examples, expectations, differing, untried;
} totals;

static vw_status run_test(trying *t, vw_trials *trials, const vw_planned_test *planned, totals *all,
                          json_t *json)
{
    vw_cli *cli = t->cli;
    const vw_test *test = planned->test;
    vw_trial_outcome *outcomes = VW_NEW_ARRAY(cli->arena, test->trial_count, vw_trial_outcome);
    vw_status worst = VW_OK;
    for (size_t i = 0; i < test->trial_count && worst != VW_ERR_STORE; i++) {
        vw_status status = vw_trials_run(&outcomes[i], trials, cli->arena, cli->diags, t->plan,
                                         planned, &test->trials[i]);
        worst = status == VW_OK ? worst : status;
        all->examples++;
        all->expectations += outcomes[i].count;
        all->differing += outcomes[i].differing;
    }
    all->tests++;
    if (worst == VW_OK && cli->json) {
        json_array_append_new(json, test_json(t, planned, outcomes));
    } else if (worst == VW_OK) {
        show(t, planned, outcomes);
    }
    return worst;
}

static void conclude(vw_cli *cli, const totals *all, json_t *json)
{
    if (cli->json) {
        vw_cli_json(json_pack("{s:I, s:I, s:I, s:I, s:I, s:O}", "tests", (json_int_t)all->tests,
                              "examples", (json_int_t)all->examples, "expectations",
                              (json_int_t)all->expectations, "differing",
                              (json_int_t)all->differing, "without_examples",
                              (json_int_t)all->untried, "results", json));
        return;
    }
    vw_cli_say(cli,
               "Toetsen: {0}; voorbeelden: {1}; uitslagen: {2}, waarvan {3} afwijken; toetsen "
               "zonder voorbeeld: {4}.\n",
               "Tests: {0}; examples: {1}; outcomes: {2}, of which {3} differ; tests without an "
               "example: {4}.\n",
               vw_cli_number(cli, all->tests), vw_cli_number(cli, all->examples),
               vw_cli_number(cli, all->expectations), vw_cli_number(cli, all->differing),
               vw_cli_number(cli, all->untried), NULL);
}

static vw_status run_all(trying *t, totals *all)
{
    vw_trials *trials = NULL;
    json_t *json = json_array();
    vw_status worst = vw_trials_begin(&trials, t->cli->arena, t->cli->diags, t->set);
    for (size_t i = 0; i < t->tests.count && worst != VW_ERR_STORE; i++) {
        const vw_planned_test *planned = t->tests.items[i];
        all->untried += planned->test->trial_count == 0;
        if (planned->test->trial_count > 0) {
            vw_status status = run_test(t, trials, planned, all, json);
            worst = status == VW_OK ? worst : status;
        }
    }
    if (trials != NULL) {
        vw_trials_end(trials);
    }
    if (worst == VW_OK) {
        conclude(t->cli, all, json);
    }
    json_decref(json);
    return worst;
}

static bool any_example(const trying *t)
{
    for (size_t i = 0; i < t->tests.count; i++) {
        if (t->tests.items[i]->test->trial_count > 0) {
            return true;
        }
    }
    return false;
}

static vw_status check_request(vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    if (strcmp(arguments->operands[0], "test") != 0) {
        VW_DIAG(cli->diags, U095, (vw_place){0}, arguments->operands[0],
                vw_cli_shown(cli, arguments->operands[1]));
    }
    if (vw_argument_given(arguments, VW_OPT_SKELETON) && arguments->operand_count < 3) {
        VW_DIAG(cli->diags, U045, (vw_place){0}, "--skeleton", "TEST");
    }
    return vw_diags_count(cli->diags, VW_ERROR) > 0 ? VW_ERR_USAGE : VW_OK;
}

int vw_cli_rules(vw_cli *cli)
{
    const vw_arguments *arguments = cli->arguments;
    trying t = {.cli = cli};
    totals all = {0};
    vw_status status = check_request(cli);
    if (status != VW_OK) {
        return (int)status;
    }
    t.named = arguments->operands[1];
    status = load(&t);
    if (status == VW_OK) {
        status = choose(&t, arguments->operand_count > 2 ? arguments->operands[2] : NULL);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    if (vw_argument_given(arguments, VW_OPT_SKELETON)) {
        vw_rules_skeleton(cli, t.tests.items[0]);
        return VW_OK;
    }
    if (!any_example(&t)) {
        VW_DIAG(cli->diags, R125, (vw_place){.file = t.named}, vw_cli_shown(cli, t.named),
                t.tests.count > 0 ? t.tests.items[0]->test->id : "TEST");
        return VW_ERR_INPUT;
    }
    status = run_all(&t, &all);
    return status == VW_OK && all.differing > 0 ? (int)VW_ERR_INPUT : (int)status;
}
