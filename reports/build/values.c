/* SPDX-License-Identifier: EUPL-1.2 */
/* The texts of {{name}}. */
#include "model/label.h"
#include "reports/build/binds.h"
#include "reports/build/college.h"
#include "reports/build/repeated.h"
#include "reports/section/section.h"

#include <string.h>

static const char *type_of_entity(vw_report *r)
{
    const char *type = vw_dossier_head_of(r->dossier)->type;
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "organisation");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "type") : NULL;
    const vw_enum_value *value = field != NULL ? vw_field_value(field, type) : NULL;
    return value != NULL ? vw_say(r, value->label) : type;
}

/* Who answers for the entity, with its article, so that a sentence can go on with it. */
static const char *board(vw_report *r)
{
    static const struct {
        const char *type;
        vw_text board;
    } boards[] = {
        {"municipality", {"het college van burgemeester en wethouders", "the municipal executive"}},
        {"province", {"het college van gedeputeerde staten", "the provincial executive"}},
        {"water_authority", {"het dagelijks bestuur", "the executive board"}},
        {"joint_arrangement", {"het dagelijks bestuur", "the executive board"}},
        {"central_government", {"de ambtelijke leiding", "the senior management"}},
        {"ministry", {"de ambtelijke leiding", "the senior management"}},
    };
    const char *type = vw_dossier_head_of(r->dossier)->type;
    for (size_t i = 0; i < sizeof boards / sizeof *boards; i++) {
        if (strcmp(boards[i].type, type) == 0) {
            return vw_say(r, boards[i].board);
        }
    }
    return vw_say(r, (vw_text){"het bestuur", "the board"});
}

/* "A (versie 1 van 9 januari 2026) en B (versie 2 van 14 december 2022)" */
static const char *framework_list(vw_report *r)
{
    static const vw_text outside = {"{0}; {1} geldt niet voor deze organisatie",
                                    "{0}; {1} does not hold for this organisation"};
    vw_buf out = {.arena = r->arena};
    const size_t count = r->plan->framework_count;
    const bool bindings = vw_binds_find(r) == VW_OK;
    if (count == 0) {
        return vw_say(r, (vw_text){"geen enkel normenkader", "no framework at all"});
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            vw_buf_add(&out, i + 1 < count ? ", " : vw_say(r, (vw_text){" en ", " and "}));
        }
        const vw_framework *framework = r->plan->frameworks[i];
        const char *mark =
            framework->mark == NULL
                ? ""
                : vw_printf(r->arena, " [%s]", vw_say(r, vw_mark_label(framework->mark)));
        const char *version =
            VW_FILL(r, ((vw_text){"versie {0} van {1}{2}", "version {0} of {1}{2}"}),
                    framework->version, vw_show_version_date(r, framework), mark);
        const char *law = bindings ? vw_binds_elsewhere(r, i) : NULL;
        vw_buf_add(&out,
                   vw_show_framework_with(
                       r, framework, law == NULL ? version : VW_FILL(r, outside, version, law)));
    }
    return vw_buf_text(&out);
}

static const char *number_of_requirements(vw_report *r)
{
    uint64_t count = 0;
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        count += r->plan->frameworks[i]->requirement_count;
    }
    return vw_show_number(r, count);
}

static const char *not_assessed_share(vw_report *r)
{
    const double coverage = vw_counts_coverage(&r->figures.all);
    return vw_show_share(r, coverage < 0 ? -1 : 1 - coverage);
}

static const char *entity(vw_report *r)
{
    return vw_dossier_head_of(r->dossier)->name;
}

static const char *year(vw_report *r)
{
    return vw_printf(r->arena, "%d", vw_dossier_head_of(r->dossier)->year);
}

static const char *as_of(vw_report *r)
{
    return vw_show_date(r, r->evaluation->as_of);
}

static const char *period_from(vw_report *r)
{
    return vw_show_date(r, r->evaluation->period_from);
}

static const char *period_until(vw_report *r)
{
    return vw_show_date(r, r->evaluation->period_until);
}

static const char *made_on(vw_report *r)
{
    char day[11];
    vw_date date;
    strncpy(day, r->evaluation->made_at, sizeof day - 1);
    day[10] = '\0';
    return vw_date_parse(&date, day) ? vw_show_date(r, date) : r->evaluation->made_at;
}

static const char *people_shown(vw_report *r)
{
    static const vw_text by_role = {
        "Personen staan er met hun rol of met een nummer uit het dossier, niet met naam of "
        "sleutel. "
        "In toelichtingen en bestandsnamen kan wel een naam staan.",
        "Persons are shown by their role or by a number from the dossier, not by name or key. "
        "Explanations and names of files can still hold a name."};
    static const vw_text by_name = {
        "Personen staan er met naam en sleutel, omdat daar om is gevraagd.",
        "Persons are shown by name and key, as was asked for."};
    return vw_say(r, r->names ? by_name : by_role);
}

static const char *program_version(vw_report *r)
{
    return r->evaluation->program_version;
}

static const char *result_hash(vw_report *r)
{
    return r->evaluation->result_sha256;
}

static const char *result_hash_short(vw_report *r)
{
    return vw_strndup(r->arena, r->evaluation->result_sha256, 12);
}

static const char *set_hash(vw_report *r)
{
    return r->evaluation->set_sha256;
}

static const char *share_met(vw_report *r)
{
    return vw_show_share(r, vw_counts_share_met(&r->figures.all));
}

static const char *coverage(vw_report *r)
{
    return vw_show_share(r, vw_counts_coverage(&r->figures.all));
}

static const char *aspect_count(vw_report *r)
{
    return vw_show_number(r, vw_counts_total(&r->figures.all));
}

/* What share met and coverage are shares of. */
static const char *denominator_count(vw_report *r)
{
    uint64_t count = 0;
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        count += vw_result_neutral(result) ? 0 : r->figures.all.of[result];
    }
    return vw_show_number(r, count);
}

static const char *not_assessed_count(vw_report *r)
{
    return vw_show_number(r, r->figures.all.of[VW_NOT_ASSESSED]);
}

static const char *test_count(vw_report *r)
{
    return vw_show_number(r, vw_counts_total(&r->figures.tests));
}

static const char *pass_count(vw_report *r)
{
    return vw_show_number(r, r->figures.outcomes.pass);
}

static const char *deviation_count(vw_report *r)
{
    return vw_show_number(r, r->figures.outcomes.fail);
}

static const char *unknown_count(vw_report *r)
{
    return vw_show_number(r, r->figures.outcomes.unknown);
}

static const char *exception_count(vw_report *r)
{
    return vw_show_number(r, r->figures.outcomes.excepted);
}

static const char *import_count(vw_report *r)
{
    return vw_show_number(r, (uint64_t)r->figures.imports);
}

static const char *record_count(vw_report *r)
{
    return vw_show_number(r, (uint64_t)r->figures.rows);
}

const char *vw_report__value(vw_report *r, const char *name)
{
    static const struct {
        const char *name;
        const char *(*make)(vw_report *r);
    } values[] = {
        {"adoption", vw_report__adoption},
        {"annexes-line", vw_report__annexes_line},
        {"as-of", as_of},
        {"aspect-count", aspect_count},
        {"assurance-numbers", vw_report__assurance_numbers},
        {"board", board},
        {"coverage", coverage},
        {"denominator-count", denominator_count},
        {"deviation-count", deviation_count},
        {"entity", entity},
        {"entity-type", type_of_entity},
        {"exception-count", exception_count},
        {"framework-list", framework_list},
        {"import-count", import_count},
        {"made-on", made_on},
        {"not-assessed-count", not_assessed_count},
        {"not-assessed-share", not_assessed_share},
        {"open-line", vw_report__open_line},
        {"pass-count", pass_count},
        {"people-shown", people_shown},
        {"period-from", period_from},
        {"period-until", period_until},
        {"program-version", program_version},
        {"record-count", record_count},
        {"requirement-count", number_of_requirements},
        {"requirement-explain", vw_report__requirement_explain},
        {"requirement-framework", vw_report__requirement_framework},
        {"requirement-id", vw_report__requirement_id},
        {"requirement-mark", vw_report__requirement_mark},
        {"requirement-reference", vw_report__requirement_reference},
        {"requirement-result", vw_report__requirement_result},
        {"requirement-title", vw_report__requirement_title},
        {"result-hash", result_hash},
        {"result-hash-short", result_hash_short},
        {"set-hash", set_hash},
        {"share-met", share_met},
        {"test-count", test_count},
        {"unknown-count", unknown_count},
        {"year", year},
    };
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        if (strcmp(values[i].name, name) == 0) {
            return values[i].make(r);
        }
    }
    const char *of_section = vw_section__value(r, name);
    return of_section != NULL ? of_section : "";
}
