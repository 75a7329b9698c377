/* SPDX-License-Identifier: EUPL-1.2 */
/* A comparison as data. */
#include "cli/compare.h"

static json_t *side_json(const vw_cli_side *side)
{
    const vw_dossier_head *head = vw_dossier_head_of(side->dossier);
    char as_of[11];
    vw_date_format(as_of, side->evaluation.as_of);
    return json_pack("{s:s, s:i, s:I, s:s, s:s, s:s}", "name", head->name, "year", head->year,
                     "evaluation", (json_int_t)side->evaluation.id, "made_at",
                     side->evaluation.made_at, "as_of", as_of, "program_version",
                     side->evaluation.program_version);
}

static json_t *because_json(uint32_t because)
{
    json_t *array = json_array();
    for (vw_because i = VW_BECAUSE_FRAMEWORK; i < VW_BECAUSE_COUNT; i++) {
        if ((because & (1u << i)) != 0) {
            json_array_append_new(array, json_string(vw_because_name(i)));
        }
    }
    return array;
}

static const char *direction_name(int direction)
{
    return direction > 0 ? "better" : direction < 0 ? "worse" : "neither";
}

static const char *result_name(bool there, vw_result result)
{
    return there ? vw_result_name(result) : NULL;
}

static json_t *requirement_json(const vw_requirement_change *r)
{
    return json_pack(
        "{s:s?, s:s?, s:s, s:s, s:s, s:s?, s:s?, s:o}", "requirement_before", r->before_id,
        "requirement_after", r->after_id, "aspect", vw_aspect_name(r->aspect), "change",
        vw_change_name(r->change), "direction", direction_name(r->direction), "before",
        result_name(r->before_id != NULL, r->before), "after",
        result_name(r->after_id != NULL, r->after), "because", because_json(r->because));
}

static json_t *tally_json(bool there, vw_tally tally)
{
    return !there ? json_null()
                  : json_pack("{s:I, s:I, s:I, s:I, s:I}", "population",
                              (json_int_t)vw_tally_total(tally), "pass", (json_int_t)tally.pass,
                              "fail", (json_int_t)tally.fail, "unknown", (json_int_t)tally.unknown,
                              "excepted", (json_int_t)tally.excepted);
}

static json_t *test_json(const vw_test_change *t)
{
    return json_pack(
        "{s:s, s:s?, s:s, s:s, s:s?, s:s?, s:o, s:o, s:I, s:I, s:o}", "test", t->test, "was",
        t->was, "change", vw_change_name(t->change), "direction", direction_name(t->direction),
        "before", result_name(t->in_before, t->before), "after", result_name(t->in_after, t->after),
        "tally_before", tally_json(t->in_before, t->tally_before), "tally_after",
        tally_json(t->in_after, t->tally_after), "exceptions_started", (json_int_t)t->started,
        "exceptions_ended", (json_int_t)t->ended, "because", because_json(t->because));
}

/* A share of nothing is no number. */
static json_t *share_json(double share)
{
    return share < 0 ? json_null() : json_real(share);
}

static json_t *framework_json(const vw_framework_change *f)
{
    return json_pack("{s:s?, s:s?, s:s?, s:o, s:o, s:o, s:o, s:b}", "framework", f->framework,
                     "version_before", f->version_before, "version_after", f->version_after,
                     "share_met_before", share_json(vw_counts_share_met(&f->before)),
                     "share_met_after", share_json(vw_counts_share_met(&f->after)),
                     "coverage_before", share_json(vw_counts_coverage(&f->before)),
                     "coverage_after", share_json(vw_counts_coverage(&f->after)),
                     "share_rises_while_coverage_falls", f->hollow);
}

static json_t *totals_json(const vw_change_totals *totals)
{
    json_t *object = json_object();
    for (vw_change change = VW_CHANGE_REGRESSED; change < VW_CHANGE_COUNT; change++) {
        json_object_set_new(object, vw_change_name(change),
                            json_integer((json_int_t)totals->of[change]));
    }
    json_object_set_new(object, "norm_changed_better",
                        json_integer((json_int_t)totals->norm_better));
    json_object_set_new(object, "norm_changed_worse", json_integer((json_int_t)totals->norm_worse));
    json_object_set_new(object, "before", json_integer((json_int_t)totals->before));
    json_object_set_new(object, "after", json_integer((json_int_t)totals->after));
    json_object_set_new(object, "reconciles", json_boolean(vw_change_totals_reconcile(totals)));
    return object;
}

json_t *vw_cli_compare_json(const vw_changes *changes, const vw_cli_side *a, const vw_cli_side *b)
{
    json_t *requirements = json_array(), *tests = json_array(), *frameworks = json_array();
    for (size_t i = 0; i < changes->requirement_count; i++) {
        json_array_append_new(requirements, requirement_json(&changes->requirements[i]));
    }
    for (size_t i = 0; i < changes->test_count; i++) {
        json_array_append_new(tests, test_json(&changes->tests[i]));
    }
    for (size_t i = 0; i < changes->framework_count; i++) {
        json_array_append_new(frameworks, framework_json(&changes->frameworks[i]));
    }
    return json_pack("{s:o, s:o, s:{s:o, s:o}, s:o, s:o, s:o, s:o}", "before", side_json(a),
                     "after", side_json(b), "totals", "requirements",
                     totals_json(&changes->of_requirements), "tests",
                     totals_json(&changes->of_tests), "all", framework_json(&changes->all),
                     "frameworks", frameworks, "requirements", requirements, "tests", tests);
}
