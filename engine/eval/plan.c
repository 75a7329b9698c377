/* SPDX-License-Identifier: EUPL-1.2 */
/* Chooses frameworks and compiles the rules of their measures. */
#include "eval/plan_values.h"

#include "eval/applies.h"
#include "eval/reason.h"

#include "base/utf8.h"
#include "model/label.h"

#include <stdlib.h>
#include <string.h>

static int by_test_id(const void *a, const void *b)
{
    const vw_planned_test *left = a, *right = b;
    return strcmp(left->test->id, right->test->id);
}

static int by_framework_id(const void *a, const void *b)
{
    const vw_framework *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static bool serves(const vw_framework *framework, const vw_measure *measure)
{
    for (size_t i = 0; i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        for (size_t j = 0; j < requirement->mapping_count; j++) {
            if (requirement->mappings[j].measure == measure) {
                return true;
            }
        }
    }
    return false;
}

static bool in_plan(const vw_plan *plan, const vw_measure *measure)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (serves(plan->frameworks[i], measure)) {
            return true;
        }
    }
    return false;
}

typedef enum { OF_FRAMEWORKS, ALL, ALL_CHECKED, STORED } tests_wanted;

/* A population that was told to be unsound under the values of a framework. */
typedef struct {
    const vw_population *population;
    const vw_framework *framework;
} told_of;

typedef struct {
    vw_plan *plan;
    vw_arena *arena;
    vw_diags *diags;
    tests_wanted wanted;
    const vw_parameter_value *plain; /* by parameter */
    const vw_parameter_value *
        *frameworks; /* by framework of the plan: its values, or NULL: plain */
    bool *used;      /* by parameter */
    bool *checked;   /* by population: its problems are known */
    VW_VEC(vw_planned_test) tests;
    VW_VEC(told_of) told;
    vw_status worst;
} compiler;

static vw_sense_asked sense_of(tests_wanted wanted)
{
    return wanted == STORED        ? VW_SENSE_OF_NONE
           : wanted == ALL_CHECKED ? VW_SENSE_OF_ALL
                                   : VW_SENSE_OF_OTHERS;
}

static bool is_all(tests_wanted wanted)
{
    return wanted == ALL || wanted == ALL_CHECKED;
}

static vw_rule_names names_of(const compiler *c, const vw_parameter_value *values)
{
    const vw_set *set = c->plan->set;
    return (vw_rule_names){set->catalogue, set->parameters, values, set->parameter_count,
                           sense_of(c->wanted)};
}

/* ---- what a value of a parameter makes of a rule --------------------------------------------- */

/* Somebody's value of a parameter. */
typedef struct {
    const vw_parameter_setting *setting; /* NULL: nobody's */
    const vw_framework *framework;       /* NULL: the organisation's */
} culprit;

/* A rule, or a population alone. */
typedef struct {
    const char *id;
    vw_rule_text population, condition; /* [condition.text] NULL: a population */
} ruling;

/* Is it sound with the defaults? Then [used] has the parameters that it names. */
static bool sound(const compiler *c, bool *used, const ruling *what)
{
    const vw_rule_names names = names_of(c, NULL);
    const vw_rule *rule = NULL;
    vw_diags *ignored = vw_diags_new(c->arena);
    if (what->condition.text == NULL) {
        return vw_rule_check_population(used, c->arena, ignored, &names, what->population) == VW_OK;
    }
    const vw_status status = vw_rule_compile_with(&rule, c->arena, ignored, &names,
                                                  what->population, what->condition, ignored);
    for (size_t i = 0; status == VW_OK && i < vw_rule_parameter_count(rule); i++) {
        used[vw_rule_parameter(rule, i)] = true;
    }
    return status == VW_OK;
}

static const vw_parameter_setting *among(const compiler *c, const bool *used,
                                         const vw_parameter_setting *settings, size_t count,
                                         const vw_parameter_value *values)
{
    const vw_set *set = c->plan->set;
    for (size_t i = 0; i < count; i++) {
        const size_t at = (size_t)(settings[i].parameter - set->parameters);
        if (used[at] && vw_parameter_value_equal(settings[i].value, values[at]) &&
            !vw_parameter_value_equal(settings[i].value, set->parameters[at].shipped)) {
            return &settings[i];
        }
    }
    return NULL;
}

/* Which value that it names is what is wrong, when that alone is. */
static culprit find_culprit(const compiler *c, const ruling *what, const vw_framework *framework,
                            const vw_parameter_value *values)
{
    const vw_set *set = c->plan->set;
    bool *used = VW_NEW_ARRAY(c->arena, set->parameter_count, bool);
    culprit found = {.framework = framework};
    if ((framework == NULL && set->own_setting_count == 0) || values == NULL ||
        !sound(c, used, what)) {
        return found;
    }
    if (framework != NULL) {
        found.setting = among(c, used, framework->settings, framework->setting_count, values);
    }
    if (found.setting == NULL) {
        found.framework = NULL;
        found.setting = among(c, used, set->own_settings, set->own_setting_count, values);
    }
    return found;
}

/* What was [told] of it; where a value is what is wrong, there where it is set, with the rule
 * beside it. */
static void relay(compiler *c, vw_diags *told, const ruling *what, const culprit *found)
{
    static const vw_text own = {"de organisatie", "the organisation"};
    const vw_parameter_setting *setting = found->setting;
    for (size_t i = 0; i < vw_diags_kept(told); i++) {
        const vw_diag *diag = vw_diags_get(told, i);
        vw_diag_add(c->diags, diag->msg, setting != NULL ? setting->place : diag->place,
                    diag->args[0], diag->args[1], diag->args[2], diag->args[3]);
        if (setting != NULL) {
            const vw_text value =
                vw_parameter_value_shown(c->arena, setting->parameter->type, setting->value);
            VW_DIAG(c->diags, R109, diag->place, setting->parameter->name,
                    vw_diag_both(c->arena, value),
                    found->framework != NULL ? found->framework->id : vw_diag_both(c->arena, own),
                    what->id);
        }
    }
}

/* ---- compiling ------------------------------------------------------------------------------- */

/* A population that tests share is reported once, where it stands. */
static void check_population(compiler *c, const vw_population *population)
{
    const vw_rule_names names = names_of(c, c->plain);
    bool *checked = &c->checked[population - c->plan->set->populations];
    vw_diags *told = vw_diags_new(c->arena);
    if (*checked) {
        return;
    }
    *checked = true;
    const ruling what = {.id = population->id, .population = population->text};
    culprit found = {0};
    if (vw_rule_check_population(c->used, c->arena, told, &names, population->text) != VW_OK) {
        c->worst = VW_ERR_INPUT;
        found = find_culprit(c, &what, NULL, c->plain);
    }
    relay(c, told, &what, &found);
}

/* Under the values of a framework a population that is sound otherwise may not be. */
static void check_population_under(compiler *c, const vw_population *population,
                                   const vw_framework *framework, vw_diags *told,
                                   const vw_parameter_value *values)
{
    const ruling what = {.id = population->id, .population = population->text};
    const told_of here = {population, framework};
    for (size_t i = 0; i < c->told.count; i++) {
        if (c->told.items[i].population == population && c->told.items[i].framework == framework) {
            return;
        }
    }
    VW_PUSH(c->arena, c->told, here);
    const culprit found = find_culprit(c, &what, framework, values);
    relay(c, told, &what, &found);
}

/* [framework]: whose values these are; NULL: nobody's in particular. */
static const vw_rule *compile(compiler *c, const vw_test *test, const vw_framework *framework,
                              const vw_parameter_value *values)
{
    const vw_rule_names names = names_of(c, values);
    const vw_rule *rule = NULL;
    vw_diags *told = vw_diags_new(c->arena);
    vw_diags *of_population = test->shared != NULL ? vw_diags_new(c->arena) : NULL;
    const ruling what = {test->id, test->population, test->condition};
    culprit found = {0};
    vw_status status = vw_rule_compile_with(&rule, c->arena, told, &names, test->population,
                                            test->condition, of_population);
    if (status != VW_OK) {
        c->worst = VW_ERR_INPUT;
        found = find_culprit(c, &what, framework, values);
    }
    relay(c, told, &what, &found);
    if (framework != NULL && of_population != NULL && vw_diags_count(of_population, VW_ERROR) > 0) {
        check_population_under(c, test->shared, framework, of_population, values);
    }
    return rule;
}

/* Does some parameter of the rule have another value here than where no framework sets one? */
static bool differs(const compiler *c, const vw_rule *rule, const vw_parameter_value *values)
{
    for (size_t i = 0; values != NULL && i < vw_rule_parameter_count(rule); i++) {
        size_t parameter = vw_rule_parameter(rule, i);
        if (!vw_parameter_value_equal(c->plain[parameter], values[parameter])) {
            return true;
        }
    }
    return false;
}

/* The plain test, and a variant for each framework under another value. A plain one that nothing is
 * concluded from would only be a result too many. */
static void plan_test(compiler *c, const vw_test *test)
{
    bool wanted = is_all(c->wanted);
    if (test->shared != NULL) {
        check_population(c, test->shared);
    }
    const vw_rule *rule = compile(c, test, NULL, c->plain);
    for (size_t i = 0; rule != NULL && i < vw_rule_parameter_count(rule); i++) {
        c->used[vw_rule_parameter(rule, i)] = true;
    }
    /* A stored one was checked when it was evaluated, or is from before there were placeholders. */
    if (rule != NULL && c->wanted != STORED &&
        vw_reason_check(c->arena, c->diags, c->plan->set->catalogue, test,
                        vw_rule_population(rule)) != VW_OK) {
        c->worst = VW_ERR_INPUT;
    }
    for (size_t i = 0; rule != NULL && i < c->plan->framework_count; i++) {
        const vw_framework *framework = c->plan->frameworks[i];
        if (!differs(c, rule, c->frameworks[i])) {
            wanted = wanted || serves(framework, test->measure);
        } else if (serves(framework, test->measure)) {
            const vw_rule *variant = compile(c, test, framework, c->frameworks[i]);
            VW_PUSH(c->arena, c->tests,
                    vw_plan__test(c->arena, c->plan, test, variant, framework, c->frameworks[i]));
        }
    }
    if (wanted) {
        VW_PUSH(c->arena, c->tests, vw_plan__test(c->arena, c->plan, test, rule, NULL, c->plain));
    }
}

/* An aspect that nothing decides and nobody is asked about stays not assessed, without a word. Of
 * what comes with the program the tests of the program see to that. */
static void warn_of_silence(compiler *c)
{
    for (size_t i = 0; i < c->plan->framework_count; i++) {
        const vw_framework *framework = c->plan->frameworks[i];
        for (size_t j = 0; !framework->builtin && j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            vw_buf nl = {.arena = c->arena}, en = {.arena = c->arena};
            for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
                if (requirement->demands[aspect] &&
                    vw_requirement_coverage(requirement, aspect) == VW_COVERED_UNKNOWN) {
                    const char *comma = nl.length > 0 ? ", " : "";
                    vw_buf_addf(&nl, "%s%s", comma, vw_aspect_label(aspect).nl);
                    vw_buf_addf(&en, "%s%s", comma, vw_aspect_label(aspect).en);
                }
            }
            if (nl.length > 0) {
                VW_DIAG(c->diags, Y117, requirement->place, requirement->id,
                        vw_diag_both(c->arena, (vw_text){vw_buf_text(&nl), vw_buf_text(&en)}));
            }
        }
    }
}

static void warn_unused(compiler *c)
{
    const vw_set *set = c->plan->set;
    for (size_t i = 0; i < set->population_count; i++) {
        check_population(c, &set->populations[i]);
        if (set->populations[i].tests == 0) {
            VW_DIAG(c->diags, E101, set->populations[i].place, set->populations[i].id);
        }
    }
    for (size_t i = 0; i < set->parameter_count && c->worst == VW_OK; i++) {
        if (!c->used[i]) {
            VW_DIAG(c->diags, E100, set->parameters[i].place, set->parameters[i].name);
        }
    }
}

static vw_status compile_tests(vw_plan *plan, vw_arena *arena, vw_diags *diags, tests_wanted wanted)
{
    const vw_set *set = plan->set;
    compiler c = {.plan = plan, .arena = arena, .diags = diags, .wanted = wanted, .worst = VW_OK};
    c.plain = vw_plan__values(arena, plan, NULL);
    c.frameworks = VW_NEW_ARRAY(arena, plan->framework_count, const vw_parameter_value *);
    c.used = VW_NEW_ARRAY(arena, set->parameter_count, bool);
    c.checked = VW_NEW_ARRAY(arena, set->population_count, bool);
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (plan->frameworks[i]->setting_count > 0) {
            c.frameworks[i] = vw_plan__values(arena, plan, plan->frameworks[i]);
        }
    }
    for (size_t i = 0; i < set->measure_count; i++) {
        const vw_measure *measure = &set->measures[i];
        for (size_t j = 0; (is_all(wanted) || in_plan(plan, measure)) && j < measure->test_count;
             j++) {
            plan_test(&c, &measure->tests[j]);
        }
    }
    if (is_all(wanted)) {
        warn_unused(&c);
        warn_of_silence(&c);
    }
    if (c.tests.count > 0) {
        qsort(c.tests.items, c.tests.count, sizeof *c.tests.items, by_test_id);
    }
    plan->tests = c.tests.items;
    plan->test_count = c.tests.count;
    return c.worst;
}

static vw_status finish(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                        const vw_framework **frameworks, size_t count, tests_wanted wanted)
{
    vw_plan *plan = VW_NEW(arena, vw_plan);
    qsort(frameworks, count, sizeof *frameworks, by_framework_id);
    plan->set = set;
    plan->frameworks = frameworks;
    plan->framework_count = count;
    vw_status conditions = vw_applies_check(arena, diags, set, sense_of(wanted));
    vw_status status = compile_tests(plan, arena, diags, wanted);
    status = status == VW_OK ? conditions : status;
    *out = status == VW_OK ? plan : NULL;
    return status;
}

vw_status vw_plan_for_type(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                           const char *type)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, set->framework_count, const vw_framework *);
    size_t count = 0;
    *out = NULL;
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        bool conditional = framework->regime != NULL || framework->applies_when.text != NULL;
        if (vw_set_binds(set, framework) && (vw_framework_names(framework, type) ||
                                             (framework->applies_count == 0 && !conditional))) {
            chosen[count++] = framework;
        }
    }
    return finish(out, arena, diags, set, chosen, count, OF_FRAMEWORKS);
}

static const char *nearest_framework(vw_arena *arena, const vw_set *set, const char *id)
{
    const char **names = VW_NEW_ARRAY(arena, set->framework_count, const char *);
    for (size_t i = 0; i < set->framework_count; i++) {
        names[i] = set->frameworks[i].id;
    }
    return vw_suggest(id, names, set->framework_count);
}

static bool chosen_before(const vw_framework *const *chosen, size_t count,
                          const vw_framework *framework)
{
    for (size_t i = 0; i < count; i++) {
        if (chosen[i] == framework) {
            return true;
        }
    }
    return false;
}

static vw_status for_frameworks(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                const vw_set *set, const char *const *ids, size_t count,
                                tests_wanted wanted)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, count, const vw_framework *);
    size_t chosen_count = 0;
    vw_status worst = VW_OK;
    *out = NULL;
    for (size_t i = 0; i < count; i++) {
        const vw_framework *framework = vw_set_framework(set, ids[i]);
        if (framework == NULL) {
            VW_DIAG(diags, E003, (vw_place){0}, ids[i], nearest_framework(arena, set, ids[i]));
            worst = VW_ERR_INPUT;
        } else if (!chosen_before(chosen, chosen_count, framework)) {
            chosen[chosen_count++] = framework;
        }
    }
    if (worst != VW_OK) {
        return worst;
    }
    return finish(out, arena, diags, set, chosen, chosen_count, wanted);
}

vw_status vw_plan_for_frameworks(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                                 const vw_set *set, const char *const *ids, size_t count)
{
    return for_frameworks(out, arena, diags, set, ids, count, OF_FRAMEWORKS);
}

vw_status vw_plan_for_stored(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                             const vw_set *set, const char *const *ids, size_t count)
{
    return for_frameworks(out, arena, diags, set, ids, count, STORED);
}

static vw_status for_all(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set,
                         tests_wanted wanted)
{
    const vw_framework **chosen = VW_NEW_ARRAY(arena, set->framework_count, const vw_framework *);
    for (size_t i = 0; i < set->framework_count; i++) {
        chosen[i] = &set->frameworks[i];
    }
    return finish(out, arena, diags, set, chosen, set->framework_count, wanted);
}

vw_status vw_plan_for_all(const vw_plan **out, vw_arena *arena, vw_diags *diags, const vw_set *set)
{
    return for_all(out, arena, diags, set, ALL);
}

vw_status vw_plan_for_check(const vw_plan **out, vw_arena *arena, vw_diags *diags,
                            const vw_set *set)
{
    return for_all(out, arena, diags, set, ALL_CHECKED);
}

static int test_named(const void *key, const void *item)
{
    const vw_planned_test *planned = item;
    return strcmp(key, planned->test->id);
}

const vw_planned_test *vw_plan_test(const vw_plan *plan, const char *id)
{
    if (plan->test_count == 0) {
        return NULL;
    }
    return bsearch(id, plan->tests, plan->test_count, sizeof *plan->tests, test_named);
}

const vw_requirement *vw_plan_requirement(const vw_plan *plan, const char *full_id)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            if (strcmp(framework->requirements[j].full_id, full_id) == 0) {
                return &framework->requirements[j];
            }
        }
    }
    return NULL;
}

const vw_planned_test *vw_plan_test_for(const vw_plan *plan, const vw_test *test,
                                        const vw_framework *framework)
{
    const vw_planned_test *plain = NULL;
    for (size_t i = 0; i < plan->test_count; i++) {
        if (plan->tests[i].base == test && plan->tests[i].framework == framework) {
            return &plan->tests[i];
        }
        if (plan->tests[i].base == test && plan->tests[i].framework == NULL) {
            plain = &plan->tests[i];
        }
    }
    return plain;
}

const vw_requirement *vw_plan_forbids_exception(const vw_plan *plan, const char *test_id)
{
    const vw_planned_test *planned = vw_plan_test(plan, test_id);
    if (planned == NULL) {
        return NULL;
    }
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        if (vw_plan_test_for(plan, planned->base, framework) != planned) {
            continue;
        }
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            if (requirement->kind == VW_OVERHEIDSMAATREGEL &&
                vw_requirement_mapping(requirement, planned->test->measure) != NULL) {
                return requirement;
            }
        }
    }
    return NULL;
}
