/* SPDX-License-Identifier: EUPL-1.2 */
/* What verantwoord scope found, as data. */
#include "cli/scope.h"

static json_t *names_json(const vw_fact *const *facts, size_t count)
{
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(list, json_string(facts[i]->field->name));
    }
    return list;
}

static json_t *facts_json(const vw_cli_scoped *s, const vw_fact *const *facts, size_t count)
{
    static const char *const sources[] = {[VW_FACT_UNKNOWN] = "unknown",
                                          [VW_FACT_RECORDED] = "recorded",
                                          [VW_FACT_DERIVED] = "derived",
                                          [VW_FACT_DOSSIER] = "dossier"};
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        const vw_fact *fact = facts[i];
        bool derived = fact->source == VW_FACT_DERIVED;
        json_array_append_new(
            list, json_pack("{s:s, s:s?, s:s, s:b, s:o}", "field", fact->field->name, "value",
                            fact->value != NULL ? vw_cli_shown(s->cli, fact->value) : NULL,
                            "source", sources[fact->source], "stated", fact->stated, "from",
                            names_json(fact->from, derived ? fact->from_count : 0)));
    }
    return list;
}

static json_t *date_json(const vw_cli_scoped *s, vw_date date)
{
    return date == VW_DATE_NONE ? json_null() : json_string(vw_scope_date(s, date));
}

static json_t *supervision_json(const vw_supervision *line)
{
    return line == NULL ? json_null()
                        : json_pack("{s:o, s:o, s:o, s:s?, s:s?}", "authority",
                                    vw_cli_json_text(line->authority), "inspectorate",
                                    vw_cli_json_text(line->inspectorate), "csirt",
                                    vw_cli_json_text(line->csirt), "reference", line->reference,
                                    "mark", line->mark);
}

static json_t *outcome_json(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    static const char *const times[] = {"not_yet", "in_force", "repealed"};
    const vw_regime *regime = outcome->regime;
    const vw_decision *line = outcome->decision;
    json_t *possible = json_array();
    for (size_t i = 0; i < outcome->possible_count; i++) {
        json_array_append_new(possible, json_string(vw_regime_as_name(outcome->possible[i])));
    }
    json_t *object =
        json_pack("{s:s, s:o, s:s, s:s?, s:s?, s:o, s:o, s:o, s:o, s:s, s:s?, s:s?, s:o, s:o, s:o}",
                  "regime", regime->id, "title", vw_cli_json_text(regime->title), "reference",
                  regime->reference, "as", outcome->decided ? vw_regime_as_name(outcome->as) : NULL,
                  "mark", line != NULL ? line->mark : NULL, "because",
                  line != NULL ? vw_cli_json_text(line->because) : json_null(), "possible",
                  possible, "in_force", date_json(s, regime->in_force), "applies_from",
                  date_json(s, regime->applies_from), "time", times[outcome->time], "regime_mark",
                  regime->mark, "csirt", vw_scope_recorded(s, "csirt", NULL), "facts",
                  facts_json(s, outcome->facts, outcome->fact_count), "missing",
                  names_json(outcome->missing, outcome->missing_count), "supervision",
                  supervision_json(outcome->supervision));
    json_object_set_new(object, "applies",
                        outcome->binds == VW_MAYBE ? json_null()
                                                   : json_boolean(outcome->binds == VW_TRUE));
    return object;
}

static json_t *phases_json(const vw_cli_scoped *s, const vw_regime *regime)
{
    json_t *list = json_array();
    for (size_t i = 0; i < regime->phase_count; i++) {
        const vw_phase *phase = &regime->phases[i];
        json_array_append_new(list,
                              json_pack("{s:o, s:o, s:b}", "part", vw_cli_json_text(phase->part),
                                        "applies_from", date_json(s, phase->applies_from),
                                        "applies", s->profile.frame.as_of >= phase->applies_from));
    }
    return list;
}

static json_t *asked_json(const vw_cli_scoped *s)
{
    json_t *list = json_array();
    for (size_t i = 0; i < s->asked.count; i++) {
        const vw_fact *fact = s->asked.items[i].fact;
        json_t *other = json_array();
        for (size_t j = 0; j < fact->from_count; j++) {
            if (fact->from[j]->value == NULL) {
                json_array_append_new(other, json_string(fact->from[j]->field->name));
            }
        }
        json_array_append_new(list, json_pack("{s:s, s:s, s:o}", "field", fact->field->name, "for",
                                              s->asked.items[i].regimes, "or", other));
    }
    return list;
}

void vw_scope_print_json(const vw_cli_scoped *s)
{
    const vw_profile *profile = &s->profile;
    json_t *regimes = json_array(), *others = json_array(), *phases = json_object();
    for (size_t i = 0; i < s->count; i++) {
        json_array_append_new(regimes, outcome_json(s, &s->outcomes[i]));
    }
    for (size_t i = 0; i < s->set->regime_count; i++) {
        if (s->set->regimes[i].decision_count == 0) {
            json_array_append_new(others, json_string(s->set->regimes[i].id));
        }
    }
    for (size_t i = 0; i < s->set->regime_count; i++) {
        const vw_regime *regime = &s->set->regimes[i];
        if (regime->phase_count > 0) {
            json_object_set_new(phases, regime->id, phases_json(s, regime));
        }
    }
    json_t *record =
        profile->records == 0
            ? json_null()
            : json_pack("{s:s, s:s, s:I, s:I}", "key", vw_cli_shown(s->cli, profile->key), "file",
                        vw_cli_shown(s->cli, profile->file_name), "import",
                        (json_int_t)profile->import_id, "row", (json_int_t)profile->row_no);
    vw_cli_json(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o}", "on",
                          vw_scope_date(s, profile->frame.as_of), "record", record, "regimes",
                          regimes, "asked", asked_json(s), "not_decided", others, "phases",
                          phases));
}
