/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord check --coverage: of each requirement and aspect what decides it, and the sums. */
#include "cli/check.h"

#include "base/utf8.h"
#include "model/label.h"

#include <string.h>

typedef struct {
    vw_cli *cli;
    const vw_plan *plan;
    json_t *frameworks; /* NULL: for people */
} coverage;

/* How many requirement-aspects of a framework are covered how. */
typedef struct {
    uint64_t of[VW_COVERED_COUNT];
} tally;

/* ---- which frameworks -------------------------------------------------------------------- */

static bool check_names(vw_cli *cli, const vw_plan *plan)
{
    const vw_arguments *arguments = cli->arguments;
    const char **ids = VW_NEW_ARRAY(cli->arena, plan->framework_count, const char *);
    bool known = true;
    for (size_t i = 0; i < plan->framework_count; i++) {
        ids[i] = plan->frameworks[i]->id;
    }
    for (size_t i = 0; i < arguments->options[VW_OPT_FRAMEWORK].count; i++) {
        const char *id = arguments->options[VW_OPT_FRAMEWORK].values[i];
        if (vw_set_framework(plan->set, id) == NULL) {
            VW_DIAG(cli->diags, E003, (vw_place){0}, id,
                    vw_suggest(id, ids, plan->framework_count));
            known = false;
        }
    }
    return known;
}

static bool wanted(const vw_cli *cli, const vw_framework *framework)
{
    const vw_arguments *arguments = cli->arguments;
    size_t count = arguments->options[VW_OPT_FRAMEWORK].count;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(arguments->options[VW_OPT_FRAMEWORK].values[i], framework->id) == 0) {
            return true;
        }
    }
    return count == 0;
}

/* ---- one aspect -------------------------------------------------------------------------- */

/* A test of the aspect as the framework concludes from it: its id, a variant's when it has one. */
static const char *test_id(const coverage *c, const vw_test *test, const vw_framework *framework)
{
    const vw_planned_test *planned = vw_plan_test_for(c->plan, test, framework);
    return planned != NULL ? planned->test->id : test->id;
}

/* "design, in-force": without what they have of the measure's id. */
static const char *test_names(const coverage *c, const vw_mapping *mapping, vw_aspect aspect,
                              const vw_framework *framework)
{
    const vw_measure *measure = mapping->measure;
    vw_buf names = {.arena = c->cli->arena};
    for (size_t i = 0; i < measure->test_count; i++) {
        if (measure->tests[i].aspect == aspect) {
            vw_buf_addf(&names, "%s%s", names.length > 0 ? ", " : "",
                        test_id(c, &measure->tests[i], framework) + strlen(measure->id) + 1);
        }
    }
    return vw_buf_text(&names);
}

/* The first two are words of our own, in ASCII: bytes are columns. */
static void print_line(const coverage *c, const char *aspect, vw_coverage how, const char *what,
                       const char *more)
{
    const char *line = vw_printf(c->cli->arena, "  %-10s %-12s %s%s", aspect,
                                 vw_cli_text(c->cli, vw_coverage_label(how)), what, more);
    vw_cli_say(c->cli, "{0}\n", "{0}\n", line, NULL);
}

/* What is mapped and has no test leaves the aspect not assessed, whatever other tests say
 * (docs/semantics.md, 4). */
static bool lacks_test(const vw_mapping *mapping, vw_aspect aspect)
{
    return mapping->aspects[aspect] && !vw_measure_tests(mapping->measure, aspect);
}

static void print_aspect(const coverage *c, const vw_requirement *requirement, vw_aspect aspect)
{
    const vw_cli *cli = c->cli;
    const char *name = vw_cli_text(cli, vw_aspect_label(aspect));
    vw_coverage covered = vw_requirement_coverage(requirement, aspect);
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        if (vw_mapping_tests(mapping, aspect)) {
            print_line(c, name, mapping->full ? VW_COVERED_FULL : VW_COVERED_PARTLY,
                       vw_printf(cli->arena, "%s: ", mapping->measure->id),
                       test_names(c, mapping, aspect, requirement->framework));
            name = "";
        }
    }
    for (size_t i = 0; i < requirement->mapping_count && *name == '\0'; i++) {
        if (lacks_test(&requirement->mappings[i], aspect)) {
            print_line(c, name, VW_COVERED_UNKNOWN,
                       vw_printf(cli->arena, "%s: ", requirement->mappings[i].measure->id),
                       cli->lang == VW_NL ? "geen toets, dus wordt dit aspect nooit beoordeeld"
                                          : "no test, so this aspect is never assessed");
        }
    }
    if (*requirement->ask[aspect].en != '\0') {
        print_line(c, name, VW_COVERED_JUDGED, "", vw_cli_text(cli, requirement->ask[aspect]));
    } else if (covered == VW_COVERED_NOT) {
        print_line(c, name, covered, "", vw_cli_text(cli, requirement->not_covered[aspect]));
    } else if (covered == VW_COVERED_UNKNOWN) {
        print_line(c, name, covered, "",
                   cli->lang == VW_NL ? "(zonder reden)" : "(without a reason)");
    }
}

static json_t *measures_json(const coverage *c, const vw_requirement *requirement, vw_aspect aspect)
{
    json_t *measures = json_array();
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        json_t *tests = json_array();
        for (size_t j = 0; j < mapping->measure->test_count; j++) {
            const vw_test *test = &mapping->measure->tests[j];
            if (test->aspect == aspect && mapping->aspects[aspect]) {
                json_array_append_new(tests, json_string(test_id(c, test, requirement->framework)));
            }
        }
        if (json_array_size(tests) == 0) {
            json_decref(tests);
            continue;
        }
        json_array_append_new(
            measures, json_pack("{s:s, s:s, s:o}", "measure", mapping->measure->id, "coverage",
                                mapping->full ? "full" : "partial", "tests", tests));
    }
    return measures;
}

/* Beside measures that have tests: where none has, a person decides. */
static json_t *untested_json(const vw_requirement *requirement, vw_aspect aspect, bool tested)
{
    json_t *ids = json_array();
    for (size_t i = 0; i < requirement->mapping_count && tested; i++) {
        if (lacks_test(&requirement->mappings[i], aspect)) {
            json_array_append_new(ids, json_string(requirement->mappings[i].measure->id));
        }
    }
    return ids;
}

static json_t *text_or_null(vw_text text)
{
    return *text.en != '\0' ? vw_cli_json_text(text) : json_null();
}

static json_t *aspect_json(const coverage *c, const vw_requirement *requirement, vw_aspect aspect)
{
    json_t *measures = measures_json(c, requirement, aspect);
    const bool tested = json_array_size(measures) > 0;
    return json_pack("{s:s, s:s, s:o, s:o, s:o, s:o}", "aspect", vw_aspect_name(aspect), "coverage",
                     vw_coverage_name(vw_requirement_coverage(requirement, aspect)), "measures",
                     measures, "untested", untested_json(requirement, aspect, tested), "question",
                     text_or_null(requirement->ask[aspect]), "not_covered",
                     text_or_null(requirement->not_covered[aspect]));
}

/* ---- one framework ----------------------------------------------------------------------- */

/* " [unverified]" behind what carries the mark. */
static const char *marked(const coverage *c, const char *mark)
{
    return mark == NULL
               ? ""
               : vw_printf(c->cli->arena, " [%s]", vw_cli_text(c->cli, vw_mark_label(mark)));
}

static void print_requirement(const coverage *c, const vw_requirement *requirement)
{
    vw_cli_say(c->cli, "\n{0} - {1}{2}\n", "\n{0} - {1}{2}\n", requirement->full_id,
               vw_cli_text(c->cli, requirement->title), marked(c, requirement->mark), NULL);
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (requirement->demands[aspect]) {
            print_aspect(c, requirement, aspect);
        }
    }
}

static json_t *requirement_json(const coverage *c, const vw_requirement *requirement)
{
    json_t *aspects = json_array();
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (requirement->demands[aspect]) {
            json_array_append_new(aspects, aspect_json(c, requirement, aspect));
        }
    }
    return json_pack("{s:s, s:s?, s:o}", "requirement", requirement->full_id, "mark",
                     requirement->mark, "aspects", aspects);
}

static tally count(const vw_framework *framework)
{
    tally counts = {{0}};
    for (size_t i = 0; i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            if (requirement->demands[aspect]) {
                counts.of[vw_requirement_coverage(requirement, aspect)]++;
            }
        }
    }
    return counts;
}

static void add_framework_json(const coverage *c, const vw_framework *framework)
{
    const tally counts = count(framework);
    json_t *requirements = json_array();
    for (size_t i = 0; i < framework->requirement_count; i++) {
        json_array_append_new(requirements, requirement_json(c, &framework->requirements[i]));
    }
    json_array_append_new(
        c->frameworks,
        json_pack("{s:s, s:s, s:s?, s:{s:I, s:I, s:I, s:I, s:I}, s:o}", "framework", framework->id,
                  "version", framework->version, "mark", framework->mark, "totals", "full",
                  (json_int_t)counts.of[VW_COVERED_FULL], "partial",
                  (json_int_t)counts.of[VW_COVERED_PARTLY], "judgement",
                  (json_int_t)counts.of[VW_COVERED_JUDGED], "not_covered",
                  (json_int_t)counts.of[VW_COVERED_NOT], "without_reason",
                  (json_int_t)counts.of[VW_COVERED_UNKNOWN], "requirements", requirements));
}

/* ---- all of it --------------------------------------------------------------------------- */

static void print_totals(const coverage *c)
{
    static const char *const heads_nl[] = {"normenkader", "versie",  "normen",      "volledig",
                                           "deels",       "oordeel", "niet gedekt", "zonder reden"};
    static const char *const heads_en[] = {"framework",   "version",       "requirements",
                                           "full",        "partial",       "judgement",
                                           "not covered", "without reason"};
    vw_cli *cli = c->cli;
    vw_cli_table table = {.heads = cli->lang == VW_NL ? heads_nl : heads_en, .columns = 8};
    for (size_t i = 0; i < c->plan->framework_count; i++) {
        const vw_framework *framework = c->plan->frameworks[i];
        if (!wanted(cli, framework)) {
            continue;
        }
        const tally counts = count(framework);
        VW_PUSH(cli->arena, table.cells, framework->id);
        VW_PUSH(cli->arena, table.cells, framework->version);
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, framework->requirement_count));
        for (int how = 0; how < VW_COVERED_COUNT; how++) {
            VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, counts.of[how]));
        }
    }
    vw_cli_say(cli, "\nAspecten van normen, naar wat ze beslist:\n",
               "\nAspects of requirements, by what decides them:\n", NULL);
    vw_cli_table_print(cli, &table);
}

vw_status vw_check_coverage(vw_cli *cli, const vw_plan *plan)
{
    coverage c = {.cli = cli, .plan = plan, .frameworks = cli->json ? json_array() : NULL};
    if (!check_names(cli, plan)) {
        json_decref(c.frameworks);
        return VW_ERR_INPUT;
    }
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        if (!wanted(cli, framework)) {
            continue;
        }
        if (c.frameworks != NULL) {
            add_framework_json(&c, framework);
            continue;
        }
        vw_cli_say(cli, "{0} {1} - {2}{3}\n", "{0} {1} - {2}{3}\n", framework->id,
                   framework->version, vw_cli_text(cli, framework->title),
                   marked(&c, framework->mark), NULL);
        for (size_t j = 0; j < framework->requirement_count; j++) {
            print_requirement(&c, &framework->requirements[j]);
        }
    }
    if (c.frameworks != NULL) {
        vw_cli_json(json_pack("{s:o}", "frameworks", c.frameworks));
    } else {
        print_totals(&c);
    }
    return VW_OK;
}
