/* SPDX-License-Identifier: EUPL-1.2 */
/* The tests of one subject: what came out, by which rule, on which records, and what it bears on.
 */
#include "cli/explain_why.h"
#include "eval/reason.h"
#include "model/label.h"

#include <stdlib.h>
#include <string.h>

typedef VW_VEC(vw_why) whys;

/* ---- which tests, with which outcome ---- */

/* A subject that is no pass has a row; one that passes is found by running the test for it. */
static vw_status stored_outcome(vw_why *why, bool *found, vw_explain *e, int64_t subject)
{
    vw_stmt *stmt = NULL;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
                    "SELECT outcome, coalesce(exception, 0) FROM outcome WHERE evaluation_id = ?1 "
                    "AND test = ?2 AND subject = ?3");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, e->evaluation.id);
        vw_stmt_bind_text(stmt, 2, why->planned->test->id);
        vw_stmt_bind_int(stmt, 3, subject);
        status = vw_stmt_step(stmt, e->cli->diags, found);
    }
    if (status == VW_OK && *found) {
        static const vw_outcome outcomes[] = {VW_FAIL, VW_UNKNOWN, VW_EXCEPTED};
        const char *name = vw_stmt_text(stmt, 0);
        for (size_t i = 0; name != NULL && i < sizeof outcomes / sizeof *outcomes; i++) {
            why->outcome =
                strcmp(name, vw_outcome_name(outcomes[i])) == 0 ? outcomes[i] : why->outcome;
        }
        why->exception = vw_stmt_int(stmt, 1);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status passes(bool *passed, vw_explain *e, const vw_planned_test *planned,
                        int64_t subject)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
                    vw_printf(e->cli->arena, "SELECT outcome FROM (%s) WHERE subject = ?1",
                              vw_rule_sql(e->cli->arena, planned->rule, &frame)));
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, subject);
        status = vw_stmt_step(stmt, e->cli->diags, &row);
        *passed = row && vw_stmt_int(stmt, 0) == 1;
    }
    vw_stmt_free(stmt);
    return status;
}

static int order_of(vw_outcome outcome)
{
    return outcome == VW_FAIL ? 0 : outcome == VW_UNKNOWN ? 1 : outcome == VW_EXCEPTED ? 2 : 3;
}

/* Bad news first. */
static int by_outcome(const void *a, const void *b)
{
    const vw_why *left = a, *right = b;
    int order = order_of(left->outcome) - order_of(right->outcome);
    return order != 0 ? order : strcmp(left->planned->test->id, right->planned->test->id);
}

/* [only]: of that test alone, or NULL. */
static vw_status find(whys *out, vw_explain *e, int64_t subject, const char *kind, const char *only)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < e->plan->test_count && status == VW_OK; i++) {
        vw_why why = {.planned = &e->plan->tests[i], .outcome = VW_PASS};
        bool found = false;
        if ((only != NULL && strcmp(only, why.planned->test->id) != 0) ||
            strcmp(vw_rule_population(why.planned->rule)->name, kind) != 0) {
            continue;
        }
        status = stored_outcome(&why, &found, e, subject);
        if (status == VW_OK && !found) {
            status = passes(&found, e, why.planned, subject);
        }
        if (status == VW_OK && found) {
            VW_PUSH(e->cli->arena, *out, why);
        }
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof *out->items, by_outcome);
    }
    return status;
}

/* ---- for people ---- */

static const char *label_of(const vw_cli *cli, const vw_rule_look *look)
{
    return vw_cli_text(cli, look->field != NULL ? look->field->label : look->kind->key_label);
}

/* The label of a field, with the path when it is of another record. */
static void print_value(vw_cli *cli, const char *indent, const vw_why_value *value)
{
    bool far = strchr(value->look->path, '.') != NULL;
    const char *empty = cli->lang == VW_NL ? "(niet ingevuld)" : "(not filled in)";
    printf("%s%s%s%s%s: %s\n", indent, label_of(cli, value->look), far ? " (" : "",
           far ? value->look->path : "", far ? ")" : "",
           value->value != NULL ? value->shown : empty);
}

static void print_source(vw_cli *cli, const vw_why_source *source)
{
    bool sheet = source->sheet != NULL;
    vw_cli_say(cli, "          import {0}, rij {1} van {2}{3}{4}, verzameld {5} door {6}{7}{8}\n",
               "          import {0}, row {1} of {2}{3}{4}, collected {5} by {6}{7}{8}\n",
               vw_printf(cli->arena, "%lld", (long long)source->import),
               vw_printf(cli->arena, "%lld", (long long)source->row),
               vw_cli_shown(cli, source->file), sheet ? " / " : "",
               sheet ? vw_cli_shown(cli, source->sheet) : "", source->collected_at,
               source->collected_by,
               source->artefact == NULL ? ""
               : cli->lang == VW_NL     ? ", bewijsstuk "
                                        : ", artefact ",
               source->artefact != NULL ? source->artefact : "", NULL);
}

/* What a record does for the subject. Of no and every the ones that match speak against it. */
static const char *verdict_on(const vw_cli *cli, const vw_rule_related_look *look, int matched)
{
    static const vw_text fits = {"voldoet", "fits"}, not_fit = {"voldoet niet", "does not fit"},
                         against = {"in strijd met de regel", "breaks the rule"},
                         not_against = {"niet in strijd", "does not break it"},
                         unknown = {"onbekend", "unknown"};
    return vw_cli_text(cli, matched < 0    ? unknown
                            : look->breaks ? (matched ? against : not_against)
                                           : (matched ? fits : not_fit));
}

static void print_related(vw_cli *cli, const vw_why_related *related)
{
    const vw_rule_related_look *look = related->look;
    const char *plural = vw_cli_text(cli, look->kind->plural);
    printf("    %s\n", related->text);
    if (!related->collected) {
        vw_cli_say(cli, "      {0}: over deze periode heeft niemand ze verzameld\n",
                   "      {0}: nobody collected any for this period\n", plural, NULL);
        return;
    }
    if (related->total == 0) {
        vw_cli_say(cli,
                   look->any ? "      {0}: er zijn er geen\n"
                             : "      {0}: geen die hierbij horen en meetellen\n",
                   look->any ? "      {0}: there are none\n"
                             : "      {0}: none that belong to it and count\n",
                   plural, NULL);
        return;
    }
    vw_cli_say(cli, "      {0}: {1} van {2}\n", "      {0}: {1} of {2}\n", plural,
               vw_cli_number(cli, related->records.count), vw_cli_number(cli, related->total),
               NULL);
    for (size_t i = 0; i < related->records.count; i++) {
        const vw_why_record *record = &related->records.items[i];
        printf("        %s:%s  %s\n", look->kind->name, record->key,
               verdict_on(cli, look, record->matched));
        for (size_t j = 0; j < look->look_count; j++) {
            print_value(cli, "          ", &record->values[j]);
        }
        print_source(cli, &record->source);
    }
}

static bool is_gap(const vw_why_value *value)
{
    return value->value == NULL && !value->look->may_be_empty;
}

static void print_gap(vw_cli *cli, const char *of, const vw_why_value *value)
{
    vw_cli_say(cli, "      {0}{1}{2} is niet ingevuld\n", "      {0}{1}{2} is not filled in\n", of,
               *of != '\0' ? ": " : "", value->look->path, NULL);
}

/* Is it a form that makes one value, or one record, of many? */
static bool makes_one(const vw_rule_related_look *look)
{
    static const char *const forms[] = {"latest", "earliest", "min", "max", "sum"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (strcmp(look->form, forms[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Where one is made of many, also what is empty in a record that certainly belongs to them. */
static bool may_leave_open(const vw_rule_related_look *look, const vw_why_record *record)
{
    return record->matched < 0 || (record->matched > 0 && makes_one(look));
}

/* How many gaps there were to tell. */
static size_t print_gaps_of(vw_cli *cli, const vw_why_related *related)
{
    size_t told = 0;
    if (!related->collected) {
        vw_cli_say(cli, "      Niets verzameld: {0}\n", "      Nothing collected: {0}\n",
                   vw_cli_text(cli, related->look->kind->plural), NULL);
        told++;
    } else if (related->total == 0 && makes_one(related->look) &&
               strcmp(related->look->form, "sum") != 0) {
        vw_cli_say(cli, "      {0}: van geen is er geen {1}\n",
                   "      {0}: of none there is no {1}\n",
                   vw_cli_text(cli, related->look->kind->plural), related->look->form, NULL);
        told++;
    }
    for (size_t i = 0; i < related->records.count; i++) {
        const vw_why_record *record = &related->records.items[i];
        const char *of = vw_printf(cli->arena, "%s:%s", related->look->kind->name, record->key);
        for (size_t j = 0; j < related->look->look_count; j++) {
            if (may_leave_open(related->look, record) && is_gap(&record->values[j])) {
                print_gap(cli, of, &record->values[j]);
                told++;
            }
        }
    }
    return told;
}

/* What is empty where the rule asks for it, and what nobody collected. */
static void print_unknown(vw_cli *cli, const vw_why *why)
{
    size_t told = 0;
    vw_cli_say(cli, "    Waarom onbekend\n", "    Why unknown\n", NULL);
    for (size_t i = 0; i < why->value_count; i++) {
        if (is_gap(&why->values[i])) {
            print_gap(cli, "", &why->values[i]);
            told++;
        }
    }
    for (size_t i = 0; i < why->related_count; i++) {
        told += print_gaps_of(cli, &why->related[i]);
    }
    if (told == 0) {
        vw_cli_say(
            cli,
            "      Er is niets leeg: een waarde is niet uit te rekenen (zoals gedeeld door "
            "nul), of er kan meer dan een record bedoeld zijn (zoals twee van een dag)\n",
            "      Nothing is empty: a value cannot be worked out (such as divided by zero), "
            "or more than one record may be meant (such as two of one day)\n",
            NULL);
    }
}

static void print_exceptions(vw_cli *cli, const vw_why *why)
{
    for (size_t i = 0; i < why->exceptions.count; i++) {
        const vw_why_exception *x = &why->exceptions.items[i];
        vw_cli_say(cli,
                   x->applied ? "    Uitzondering {0}, tot en met {1}, goedgekeurd door {2}: {3}\n"
                              : "    Uitzondering {0}, tot en met {1}, goedgekeurd door {2}, wordt "
                                "niet toegepast: {3}\n",
                   x->applied ? "    Exception {0}, until {1}, approved by {2}: {3}\n"
                              : "    Exception {0}, until {1}, approved by {2}, not applied: {3}\n",
                   x->key, x->until != NULL ? x->until : "-",
                   x->approved_by != NULL ? x->approved_by : "-",
                   x->reason != NULL ? x->reason : "-", NULL);
    }
}

static void print_requirements(vw_cli *cli, const vw_why *why)
{
    size_t total = why->requirements.count;
    if (total == 0) {
        return;
    }
    vw_cli_say(cli, "    Telt mee voor ({0}, {1} van {2}):", "    Bears on ({0}, {1} of {2}):",
               vw_cli_text(cli, vw_aspect_label(why->planned->test->aspect)),
               vw_cli_number(cli, total < VW_WHY_SHOWN ? total : VW_WHY_SHOWN),
               vw_cli_number(cli, total), NULL);
    for (size_t i = 0; i < total && i < VW_WHY_SHOWN; i++) {
        printf("%s %s (%s)", i > 0 ? "," : "", why->requirements.items[i].requirement,
               vw_cli_text(cli, vw_result_label(why->requirements.items[i].result)));
    }
    putchar('\n');
}

static void print_why(vw_cli *cli, const vw_why *why)
{
    const vw_test *test = why->planned->test;
    vw_text remedy = *test->remedy.en != '\0' ? test->remedy : test->measure->remedy;
    vw_cli_say(cli, "  {0}: {1}  [{2}]\n", "  {0}: {1}  [{2}]\n",
               vw_cli_text(cli, vw_outcome_label(why->outcome)), vw_cli_text(cli, test->title),
               test->id, NULL);
    if (why->reason != NULL && *why->reason != '\0') {
        vw_cli_say(cli, "    Waarom: {0}\n", "    Why: {0}\n", why->reason, NULL);
    }
    vw_cli_say(cli, "    voor:        {0}\n    voorwaarde:  {1}\n",
               "    for:         {0}\n    condition:   {1}\n", test->population.text,
               test->condition.text, NULL);
    for (size_t i = 0; i < why->value_count; i++) {
        print_value(cli, "    ", &why->values[i]);
    }
    for (size_t i = 0; i < why->related_count; i++) {
        print_related(cli, &why->related[i]);
    }
    if (why->outcome == VW_UNKNOWN) {
        print_unknown(cli, why);
    }
    print_exceptions(cli, why);
    print_requirements(cli, why);
    if (why->outcome != VW_PASS) {
        vw_cli_say(cli, "    Wat te doen: {0}\n    Wie dit meestal doet: {1}\n",
                   "    What to do: {0}\n    Who usually does it: {1}\n", vw_cli_text(cli, remedy),
                   vw_cli_text(cli, test->measure->owner), NULL);
    }
}

/* Those that pass by name only, unless one test was asked for. */
static void print(vw_cli *cli, const whys *all, bool one)
{
    bool passed = false, other = false;
    for (size_t i = 0; i < all->count; i++) {
        const vw_why *why = &all->items[i];
        if (why->outcome != VW_PASS || one) {
            if (!other) {
                vw_explain_head(cli, one ? "Toets" : "Toetsen waar het niet in orde is",
                                one ? "Test" : "Tests that it does not pass");
            }
            other = true;
            print_why(cli, why);
            continue;
        }
        if (!other) {
            vw_explain_head(cli, "Toetsen waar het niet in orde is", "Tests that it does not pass");
            vw_cli_say(cli, "  Geen.\n", "  None.\n", NULL);
            other = true;
        }
        if (!passed) {
            vw_explain_head(cli, "Toetsen die in orde zijn (--test TOETS legt er een uit)",
                            "Tests that it passes (--test TEST explains one)");
        }
        passed = true;
        printf("  %s  [%s]\n", vw_cli_text(cli, why->planned->test->title), why->planned->test->id);
    }
    if (all->count == 0) {
        vw_explain_head(cli, "Toetsen", "Tests");
        vw_cli_say(cli, "  Geen: geen toets oordeelt over dit object.\n",
                   "  None: no test judges this subject.\n", NULL);
    }
}

/* ---- as data ---- */

static json_t *values_json(const vw_why_value *values, size_t count)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++) {
        json_object_set_new(object, values[i].look->path,
                            vw_cli_json_value(values[i].look->field, values[i].value));
    }
    return object;
}

static json_t *record_json(const vw_rule_related_look *look, const vw_why_record *record)
{
    const vw_why_source *source = &record->source;
    return json_pack("{s:s, s:o, s:I, s:I, s:s, s:s?, s:s, s:s, s:s?, s:o}", "key", record->key,
                     "matches", record->matched < 0 ? json_null() : json_boolean(record->matched),
                     "import", (json_int_t)source->import, "row", (json_int_t)source->row, "file",
                     source->file, "sheet", source->sheet, "collected_at", source->collected_at,
                     "collected_by", source->collected_by, "artefact", source->artefact, "fields",
                     values_json(record->values, look->look_count));
}

static json_t *related_json(const vw_why_related *related)
{
    json_t *records = json_array();
    for (size_t i = 0; i < related->records.count; i++) {
        json_array_append_new(records, record_json(related->look, &related->records.items[i]));
    }
    return json_pack("{s:s, s:s, s:s, s:b, s:b, s:b, s:I, s:I, s:I, s:o}", "kind",
                     related->look->kind->name, "text", related->text, "form", related->look->form,
                     "any", related->look->any, "matches_speak_against", related->look->breaks,
                     "collected", related->collected, "total", (json_int_t)related->total,
                     "matching", (json_int_t)related->matching, "unknown",
                     (json_int_t)related->unknown, "records", records);
}

static json_t *why_json(const vw_cli *cli, const vw_why *why)
{
    const vw_test *test = why->planned->test;
    vw_text remedy = *test->remedy.en != '\0' ? test->remedy : test->measure->remedy;
    json_t *related = json_array(), *exceptions = json_array(), *requirements = json_array();
    for (size_t i = 0; i < why->related_count; i++) {
        json_array_append_new(related, related_json(&why->related[i]));
    }
    for (size_t i = 0; i < why->exceptions.count; i++) {
        const vw_why_exception *x = &why->exceptions.items[i];
        json_array_append_new(exceptions,
                              json_pack("{s:s, s:s?, s:s?, s:s?, s:b}", "key", x->key, "until",
                                        x->until, "approved_by", x->approved_by, "reason",
                                        x->reason, "applied", x->applied));
    }
    for (size_t i = 0; i < why->requirements.count; i++) {
        json_array_append_new(requirements,
                              json_pack("{s:s, s:s}", "requirement",
                                        why->requirements.items[i].requirement, "result",
                                        vw_result_name(why->requirements.items[i].result)));
    }
    return json_pack("{s:s, s:s, s:s?, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o, s:o}", "test",
                     test->id, "outcome", vw_outcome_name(why->outcome), "reason", why->reason,
                     "remedy", vw_cli_text(cli, remedy), "owner",
                     vw_cli_text(cli, test->measure->owner), "aspect", vw_aspect_name(test->aspect),
                     "for", test->population.text, "condition", test->condition.text, "fields",
                     values_json(why->values, why->value_count), "related", related, "exceptions",
                     exceptions, "requirements", requirements);
}

vw_status vw_explain_outcomes(vw_explain *e, int64_t subject, const char *kind, const char *key,
                              json_t *outcomes)
{
    whys all = {0};
    const char *only = vw_argument_of(e->cli->arguments, VW_OPT_TEST);
    if (!e->evaluated) {
        return VW_OK;
    }
    vw_status status = vw_cli_warn_changed(e->cli, e->dossier, &e->evaluation);
    if (status == VW_OK) {
        status = find(&all, e, subject, kind, only);
    }
    if (status == VW_OK && only != NULL && all.count == 0) {
        VW_DIAG(e->cli->diags, U084, (vw_place){0}, only,
                vw_printf(e->cli->arena, "%s:%s", kind, key));
        return VW_ERR_USAGE;
    }
    const vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    vw_reasons *reasons =
        vw_reasons_new(e->cli->arena, e->dossier, e->set->catalogue, &frame, e->cli->lang);
    for (size_t i = 0; i < all.count && status == VW_OK; i++) {
        if (all.items[i].outcome == VW_FAIL || all.items[i].outcome == VW_EXCEPTED) {
            status = vw_reasons_of(&all.items[i].reason, reasons, e->cli->arena, e->cli->diags,
                                   all.items[i].planned, subject);
        }
        if (status == VW_OK && (all.items[i].outcome != VW_PASS || only != NULL || e->cli->json)) {
            status = vw_why_gather(&all.items[i], e, subject, kind, key);
        }
        json_array_append_new(outcomes, why_json(e->cli, &all.items[i]));
    }
    if (status == VW_OK && !e->cli->json) {
        print(e->cli, &all, only != NULL);
    }
    return status;
}
