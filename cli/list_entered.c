/* SPDX-License-Identifier: EUPL-1.2 */
/* What was judged and excepted, every version of it, and whether it counts. */
#include "cli/entering.h"
#include "model/label.h"

#include <inttypes.h>
#include <string.h>

static const char *or_dash(vw_cli *cli, const char *text)
{
    return text != NULL ? vw_cli_shown(cli, text) : "-";
}

static const char *number(vw_cli *cli, int64_t value)
{
    return vw_printf(cli->arena, "%" PRId64, value);
}

/* ---- whether it counts ------------------------------------------------------------------- */

static const char *const standing_names[] = {[VW_COUNTS] = "counts",
                                             [VW_REPLACED] = "replaced",
                                             [VW_NOT_YET] = "not_yet",
                                             [VW_ENDED] = "ended",
                                             [VW_DOUBTED] = "approval",
                                             [VW_OF_NO_TEST] = "no_such_test",
                                             [VW_FORBIDDEN] = "forbidden",
                                             [VW_OF_NO_SUBJECT] = "no_such_subject",
                                             [VW_OF_NO_REQUIREMENT] = "no_such_requirement",
                                             [VW_CONTRADICTED] = "contradicted"};

static const char *const doubt_names[] = {[VW_DOUBT_NONE] = "none",
                                          [VW_DOUBT_NO_APPROVER] = "nobody_approved",
                                          [VW_DOUBT_UNKNOWN_APPROVER] = "approver_unknown",
                                          [VW_DOUBT_UNKNOWN_AUTHOR] = "author_unknown",
                                          [VW_DOUBT_SAME_PERSON] = "same_person",
                                          [VW_DOUBT_NO_DAY] = "no_day",
                                          [VW_DOUBT_TOO_EARLY] = "too_early",
                                          [VW_DOUBT_TOO_LATE] = "too_late",
                                          [VW_DOUBT_ABSENT_APPROVER] = "approver_not_in_office",
                                          [VW_DOUBT_ABSENT_AUTHOR] = "author_not_in_office",
                                          [VW_DOUBT_NO_END] = "no_end",
                                          [VW_DOUBT_NO_REASON] = "no_reason"};

static vw_text doubt_text(vw_doubt doubt)
{
    switch (doubt) {
    case VW_DOUBT_NO_APPROVER:
        return (vw_text){"nee: niet goedgekeurd", "no: not approved"};
    case VW_DOUBT_UNKNOWN_APPROVER:
        return (vw_text){"nee: goedkeurder onbekend", "no: approver not known"};
    case VW_DOUBT_UNKNOWN_AUTHOR:
        return (vw_text){"nee: aanvrager of beoordelaar onbekend",
                         "no: who asked or judged not known"};
    case VW_DOUBT_SAME_PERSON:
        return (vw_text){"nee: goedkeurder is aanvrager", "no: approver is requester"};
    case VW_DOUBT_NO_DAY:
        return (vw_text){"nee: dag van goedkeuring niet vastgelegd",
                         "no: day of approval not recorded"};
    case VW_DOUBT_TOO_EARLY:
        return (vw_text){"nee: eerder dan wat er is getoetst", "no: earlier than what it reviews"};
    case VW_DOUBT_TOO_LATE:
        return (vw_text){"nee: later goedgekeurd", "no: approved later"};
    case VW_DOUBT_ABSENT_APPROVER:
        return (vw_text){"nee: goedkeurder toen niet in dienst", "no: approver not in office then"};
    case VW_DOUBT_ABSENT_AUTHOR:
        return (vw_text){"nee: beoordelaar toen niet in dienst", "no: assessor not in office then"};
    case VW_DOUBT_NO_END:
        return (vw_text){"nee: geen einddatum", "no: no end date"};
    case VW_DOUBT_NO_REASON:
        return (vw_text){"nee: zonder reden", "no: without reason"};
    case VW_DOUBT_NONE:
        break;
    }
    return (vw_text){"nee", "no"};
}

const char *vw_cli_standing(vw_cli *cli, vw_standing standing, vw_doubt doubt,
                            const vw_requirement *forbidden_by)
{
    vw_text text = {"ja", "yes"};
    switch (standing) {
    case VW_COUNTS:
        break;
    case VW_REPLACED:
        text = (vw_text){"nee: vervangen", "no: replaced"};
        break;
    case VW_NOT_YET:
        text = (vw_text){"nee: begint later", "no: begins later"};
        break;
    case VW_ENDED:
        text = (vw_text){"nee: afgelopen", "no: ended"};
        break;
    case VW_CONTRADICTED:
        text = (vw_text){"nee: tegengesproken", "no: contradicted"};
        break;
    case VW_DOUBTED:
        text = doubt_text(doubt);
        break;
    case VW_OF_NO_TEST:
        text = (vw_text){"nee: toets onbekend", "no: test not known"};
        break;
    case VW_OF_NO_SUBJECT:
        text = (vw_text){"nee: toetsobject onbekend", "no: subject not known"};
        break;
    case VW_OF_NO_REQUIREMENT:
        text = (vw_text){"nee: norm onbekend", "no: requirement not known"};
        break;
    case VW_FORBIDDEN:
        text = (vw_text){vw_printf(cli->arena, "nee: %s", forbidden_by->full_id),
                         vw_printf(cli->arena, "no: %s", forbidden_by->full_id)};
        break;
    }
    return vw_cli_text(cli, text);
}

static vw_status begin(vw_cli *cli, const vw_plan **plan, vw_dossier **dossier,
                       vw_rule_frame *frame)
{
    const vw_set *set = NULL;
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = vw_cli_open(cli, dossier, VW_READ_ONLY, set->catalogue);
    }
    if (status == VW_OK) {
        status =
            vw_plan_for_type(plan, cli->arena, cli->diags, set, vw_dossier_head_of(*dossier)->type);
    }
    return status == VW_OK ? vw_frame_now(frame, *dossier, cli->diags) : status;
}

/* ---- judgements -------------------------------------------------------------------------- */

/* A pair of names and texts for each member; a dossier that somebody else wrote may hold what is no
 * UTF-8, and a record must not fall away for it. */
typedef struct {
    const char *name, *text;
} member;

static json_t *members(vw_cli *cli, const member *items, size_t count)
{
    json_t *object = json_object();
    for (size_t i = 0; i < count; i++) {
        const char *text = items[i].text;
        json_t *value = text != NULL ? json_string(text) : json_null();
        json_object_set_new(object, items[i].name,
                            value != NULL ? value : json_string(vw_cli_shown(cli, text)));
    }
    return object;
}

static json_t *outlook_json(const vw_cli_outlook *outlook)
{
    if (outlook == NULL || !outlook->found) {
        return json_null();
    }
    return json_pack(
        "{s:I, s:s?, s:s, s:s, s:b}", "evaluation", (json_int_t)outlook->evaluation, "computed",
        outlook->now.has_computed ? vw_result_name(outlook->now.computed) : NULL, "conclusion",
        vw_result_name(outlook->now.result), "becomes", vw_result_name(outlook->then.result),
        "by_judgement", outlook->then.by_judgement);
}

/* Of one that holds: whether it counts both ways, or only when it makes the conclusion worse. */
static const char *answer_standing(const vw_answer_version *answer)
{
    if (answer->standing == VW_COUNTS && answer->unconfirmed) {
        return "to_be_confirmed";
    }
    if (answer->standing == VW_COUNTS && answer->nobodys) {
        return "assessor_not_in_office";
    }
    return standing_names[answer->standing];
}

json_t *vw_cli_answer_json(vw_cli *cli, const vw_answer_version *answer,
                           const vw_cli_outlook *outlook)
{
    const member said[] = {{"judgement", answer->key},
                           {"standing", answer_standing(answer)},
                           {"requirement", answer->requirement},
                           {"aspect", answer->aspect},
                           {"result", answer->result},
                           {"reason", answer->reason},
                           {"risk_reference", answer->risk_reference},
                           {"evidence", answer->evidence},
                           {"assessor", answer->assessor},
                           {"assessed_on", answer->assessed_on},
                           {"carried_from", answer->carried_from}};
    const member reviewed[] = {{"reviewer", answer->reviewer},
                               {"review", answer->review},
                               {"reason", answer->review_reason},
                               {"reviewed_on", answer->reviewed_on},
                               {"doubt", doubt_names[answer->doubt]}};
    const bool has_review = answer->review != NULL || answer->reviewer != NULL;
    json_t *object = members(cli, said, sizeof said / sizeof *said);
    json_object_set_new(object, "assessor_in_office", json_boolean(!answer->nobodys));
    json_object_set_new(object, "confirmed", json_boolean(!answer->unconfirmed));
    json_object_set_new(object, "version", json_integer(answer->version));
    json_object_set_new(object, "import", json_integer(answer->import_id));
    json_object_set_new(object, "review",
                        has_review ? members(cli, reviewed, sizeof reviewed / sizeof *reviewed)
                                   : json_null());
    json_object_set_new(object, "outlook", outlook_json(outlook));
    return object;
}

static const char *result_word(vw_cli *cli, const char *name)
{
    vw_result result;
    return name != NULL && vw_result_parse(&result, name)
               ? vw_cli_text(cli, vw_result_label(result))
               : or_dash(cli, name);
}

static const char *aspect_word(vw_cli *cli, const char *name)
{
    vw_aspect aspect;
    return name != NULL && vw_aspect_parse(&aspect, name)
               ? vw_cli_text(cli, vw_aspect_label(aspect))
               : or_dash(cli, name);
}

const char *vw_cli_review_words(vw_cli *cli, const vw_catalogue *catalogue,
                                const vw_answer_version *answer)
{
    const vw_kind *kind = vw_catalogue_find(catalogue, "answer");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "review") : NULL;
    const vw_enum_value *value =
        field != NULL && answer->review != NULL ? vw_field_value(field, answer->review) : NULL;
    if (value == NULL) {
        return "-";
    }
    /* Only the approval of a better result has to count for something. */
    const bool in_vain =
        strcmp(answer->review, "better_approved") == 0 && answer->doubt != VW_DOUBT_NONE;
    return vw_printf(cli->arena, cli->lang == VW_NL ? "%s, door %s%s" : "%s, by %s%s",
                     vw_cli_text(cli, value->label), or_dash(cli, answer->reviewer),
                     !in_vain             ? ""
                     : cli->lang == VW_NL ? " (telt niet)"
                                          : " (does not count)");
}

static const char *answer_counts(vw_cli *cli, const vw_answer_version *answer)
{
    if (answer->standing == VW_COUNTS && answer->unconfirmed) {
        return vw_cli_text(cli, (vw_text){"alleen als het slechter is: nog te bevestigen",
                                          "only when worse: still to be confirmed"});
    }
    if (answer->standing == VW_COUNTS && answer->nobodys) {
        return vw_cli_text(cli,
                           (vw_text){"alleen als het slechter is: beoordelaar toen niet in dienst",
                                     "only when worse: assessor not in office then"});
    }
    return vw_cli_standing(cli, answer->standing, VW_DOUBT_NONE, NULL);
}

static void add_answer(vw_cli *cli, vw_cli_table *table, const vw_catalogue *catalogue,
                       const vw_answer_version *answer, const vw_cli_outlook *outlook)
{
    const bool found = outlook != NULL && outlook->found;
    const char *const cells[] = {or_dash(cli, answer->requirement),
                                 aspect_word(cli, answer->aspect),
                                 number(cli, answer->version),
                                 result_word(cli, answer->result),
                                 or_dash(cli, answer->assessor),
                                 or_dash(cli, answer->assessed_on),
                                 vw_cli_review_words(cli, catalogue, answer),
                                 found && outlook->now.has_computed
                                     ? vw_cli_text(cli, vw_result_label(outlook->now.computed))
                                     : "-",
                                 found ? vw_cli_text(cli, vw_result_label(outlook->then.result))
                                       : "-",
                                 answer_counts(cli, answer),
                                 number(cli, answer->import_id)};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        VW_PUSH(cli->arena, table->cells, cells[i]);
    }
}

static vw_status list_answers(vw_cli *cli, vw_dossier *dossier, const vw_catalogue *catalogue,
                              const vw_answer_versions *answers)
{
    static const char *const nl[] = {"norm",  "aspect",   "versie",   "oordeel",         "van",
                                     "op",    "toetsing", "berekend", "conclusie wordt", "telt",
                                     "import"};
    static const char *const en[] = {
        "requirement",        "aspect", "version", "result", "by", "on", "review", "computed",
        "conclusion becomes", "counts", "import"};
    vw_cli_table table = {.heads = cli->lang == VW_NL ? nl : en, .columns = sizeof nl / sizeof *nl};
    json_t *array = json_array();
    int64_t evaluation = 0;
    vw_status status = vw_cli_newest_evaluation(&evaluation, cli, dossier);
    for (size_t i = 0; i < answers->count && status == VW_OK; i++) {
        const vw_answer_version *answer = &answers->items[i];
        vw_judgement judgement;
        vw_cli_outlook outlook = {0};
        const bool counts =
            answer->standing == VW_COUNTS && vw_answer_judgement(&judgement, answer);
        if (counts) {
            status = vw_cli_look_ahead(&outlook, cli, dossier, evaluation, &judgement);
        }
        json_array_append_new(array, vw_cli_answer_json(cli, answer, counts ? &outlook : NULL));
        add_answer(cli, &table, catalogue, answer, counts ? &outlook : NULL);
    }
    if (status == VW_OK && cli->json) {
        vw_cli_json(array);
        return status;
    }
    json_decref(array);
    if (status == VW_OK) {
        vw_cli_table_print(cli, &table);
    }
    return status;
}

int vw_cli_list_judgements(vw_cli *cli)
{
    const vw_plan *plan = NULL;
    vw_dossier *dossier = NULL;
    vw_rule_frame frame;
    vw_answer_versions answers = {0};
    vw_status status = begin(cli, &plan, &dossier, &frame);
    if (status == VW_OK) {
        status = vw_answers_recorded(&answers, dossier, cli->arena, cli->diags, plan->set, &frame);
    }
    return (int)(status == VW_OK ? list_answers(cli, dossier, plan->set->catalogue, &answers)
                                 : status);
}

/* ---- exceptions -------------------------------------------------------------------------- */

json_t *vw_cli_exception_json(vw_cli *cli, const vw_exception_version *x)
{
    const member said[] = {
        {"exception", x->key},
        {"test", x->test},
        {"subject_kind", x->subject_kind},
        {"subject", x->subject_key},
        {"from", x->from},
        {"until", x->until},
        {"owner", x->owner},
        {"requested_by", x->requested_by},
        {"approved_by", x->approved_by},
        {"approved_on", x->approved_on},
        {"reason", x->reason},
        {"compensating_measure", x->compensating_measure},
        {"risk_reference", x->risk_reference},
        {"carried_from", x->carried_from},
        {"on_reference_date", standing_names[x->standing]},
        {"today", standing_names[x->today]},
        {"doubt", doubt_names[x->doubt]},
        {"forbidden_by", x->forbidden_by != NULL ? x->forbidden_by->full_id : NULL}};
    json_t *object = members(cli, said, sizeof said / sizeof *said);
    json_object_set_new(object, "version", json_integer(x->version));
    json_object_set_new(object, "import", json_integer(x->import_id));
    return object;
}

static void add_exception(vw_cli *cli, vw_cli_table *table, const vw_exception_version *x)
{
    const char *const cells[] = {
        or_dash(cli, x->key),
        or_dash(cli, x->test),
        vw_printf(cli->arena, "%s:%s", or_dash(cli, x->subject_kind), or_dash(cli, x->subject_key)),
        number(cli, x->version),
        or_dash(cli, x->from),
        or_dash(cli, x->until),
        or_dash(cli, x->approved_by),
        vw_cli_standing(cli, x->standing, x->doubt, x->forbidden_by),
        vw_cli_standing(cli, x->today, x->doubt, x->forbidden_by),
        number(cli, x->import_id)};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        VW_PUSH(cli->arena, table->cells, cells[i]);
    }
}

int vw_cli_list_exceptions(vw_cli *cli)
{
    const vw_plan *plan = NULL;
    vw_dossier *dossier = NULL;
    vw_rule_frame frame;
    vw_exception_versions all = {0};
    vw_status status = begin(cli, &plan, &dossier, &frame);
    if (status == VW_OK) {
        status = vw_exceptions_recorded(&all, dossier, cli->arena, cli->diags, plan, &frame);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    char as_of[11];
    vw_date_format(as_of, frame.as_of);
    const char *const heads[] = {
        vw_cli_text(cli, (vw_text){"uitzondering", "exception"}),
        vw_cli_text(cli, (vw_text){"toets", "test"}),
        vw_cli_text(cli, (vw_text){"toetsobject", "subject"}),
        vw_cli_text(cli, (vw_text){"versie", "version"}),
        vw_cli_text(cli, (vw_text){"vanaf", "from"}),
        vw_cli_text(cli, (vw_text){"tot en met", "until"}),
        vw_cli_text(cli, (vw_text){"goedgekeurd door", "approved by"}),
        vw_printf(cli->arena, cli->lang == VW_NL ? "telt op %s" : "counts on %s", as_of),
        vw_cli_text(cli, (vw_text){"telt vandaag", "counts today"}),
        "import"};
    vw_cli_table table = {.heads = heads, .columns = sizeof heads / sizeof *heads};
    json_t *array = json_array();
    for (size_t i = 0; i < all.count; i++) {
        json_array_append_new(array, vw_cli_exception_json(cli, &all.items[i]));
        add_exception(cli, &table, &all.items[i]);
    }
    if (cli->json) {
        vw_cli_json(array);
    } else {
        json_decref(array);
        vw_cli_table_print(cli, &table);
    }
    return VW_OK;
}
