/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord scope: which regimes apply, as what, since when, who supervises, and on which facts
 * that rests. */
#include "cli/scope.h"
#include "eval/applies.h"
#include "eval/binding.h"
#include "model/label.h"
#include "model/list.h"
#include "store/evidence.h"

#include <string.h>

static bool nl(const vw_cli_scoped *s)
{
    return s->cli->lang == VW_NL;
}

static const char *say(const vw_cli_scoped *s, vw_text text)
{
    return vw_cli_text(s->cli, text);
}

const char *vw_scope_date(const vw_cli_scoped *s, vw_date date)
{
    char text[11];
    vw_date_format(text, date);
    return vw_strdup(s->cli->arena, text);
}

/* ---- facts ------------------------------------------------------------------------------- */

static const char *value_text(const vw_cli_scoped *s, const vw_field *field, const char *value)
{
    if (value == NULL) {
        return nl(s) ? "niet vastgelegd" : "not recorded";
    }
    if (field->type == VW_TYPE_BOOL) {
        bool yes = strcmp(value, "true") == 0;
        return nl(s) ? (yes ? "ja" : "nee") : (yes ? "yes" : "no");
    }
    if (field->type == VW_TYPE_LIST) {
        return vw_cli_shown(s->cli, vw_list_shown(s->cli->arena, field, value, ", ", s->cli->lang));
    }
    const vw_enum_value *choice = field->type == VW_TYPE_ENUM ? vw_field_value(field, value) : NULL;
    return choice != NULL ? say(s, choice->label) : vw_cli_shown(s->cli, value);
}

static const char *fact_text(const vw_cli_scoped *s, const vw_fact *fact)
{
    vw_buf out = {.arena = s->cli->arena};
    vw_buf_addf(&out, "%s: %s", say(s, fact->field->label),
                value_text(s, fact->field, fact->value));
    if ((fact->source != VW_FACT_DERIVED && !fact->stated) || fact->from_count == 0) {
        return vw_buf_text(&out);
    }
    vw_buf_add(&out, fact->stated ? nl(s) ? " (eigen opgave, niet bevestigd door "
                                          : " (own statement, not confirmed by "
                     : nl(s)      ? " (volgt uit "
                                  : " (follows from ");
    for (size_t i = 0; i < fact->from_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", fact_text(s, fact->from[i]));
    }
    vw_buf_add(&out, ")");
    return vw_buf_text(&out);
}

static void ask(vw_cli_scoped *s, const vw_fact *fact, const char *regime)
{
    for (size_t i = 0; i < s->asked.count; i++) {
        vw_asked_fact *asked = &s->asked.items[i];
        if (asked->fact == fact) {
            asked->regimes = strstr(asked->regimes, regime) != NULL
                                 ? asked->regimes
                                 : vw_printf(s->cli->arena, "%s, %s", asked->regimes, regime);
            return;
        }
    }
    VW_PUSH(s->cli->arena, s->asked, ((vw_asked_fact){fact, regime}));
}

static void ask_for(vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const char *regime = say(s, outcome->regime->title);
    for (size_t i = 0; i < outcome->missing_count; i++) {
        ask(s, outcome->missing[i], regime);
    }
    if (outcome->binds == VW_FALSE) {
        return;
    }
    for (size_t i = 0; i < outcome->supervision_missing_count; i++) {
        ask(s, outcome->supervision_missing[i], regime);
    }
    const vw_fact *csirt = vw_profile_fact(&s->profile, "csirt");
    if (outcome->binds == VW_TRUE && outcome->supervision != NULL &&
        *outcome->supervision->csirt.en != '\0' && csirt != NULL && csirt->value == NULL) {
        ask(s, csirt, regime);
    }
}

/* A law may bind by the type alone, while the framework of its name is evaluated only once somebody
 * recorded a fact: that is asked too, or else scope would call told what evaluate still asks. */
static vw_status ask_to_evaluate(vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_regime *regime = outcome->regime;
    vw_status status = VW_OK;
    for (size_t i = 0; i < s->set->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = &s->set->frameworks[i];
        vw_binding binding = {0};
        if (outcome->binds != VW_TRUE || framework->regime != NULL ||
            strcmp(framework->id, regime->id) != 0) {
            continue;
        }
        status = vw_bindings_find(&binding, s->profile.dossier, s->cli->arena, s->cli->diags,
                                  s->set, &s->profile.frame, &framework, 1);
        if (status == VW_OK && binding.binds == VW_MAYBE && binding.missing != NULL) {
            ask(s, vw_profile_fact(&s->profile, binding.missing->name), say(s, regime->title));
        }
    }
    return status;
}

/* ---- as text ----------------------------------------------------------------------------- */

static const char *answer_text(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    static const vw_text texts[] = {
        [VW_FALSE] = {"nee", "no"}, [VW_TRUE] = {"ja", "yes"}, [VW_MAYBE] = {"?", "?"}};
    static const vw_text in_part = {"deels", "in part"};
    return say(s,
               outcome->decided && outcome->as == VW_AS_IN_PART ? in_part : texts[outcome->binds]);
}

static const char *marked(const vw_cli_scoped *s, const char *text, const char *mark)
{
    return mark == NULL ? text
                        : vw_printf(s->cli->arena, "%s [%s]", text, say(s, vw_mark_label(mark)));
}

/* Of what is undecided: how much is still to be told. Which facts stands below. */
static const char *hangs_on(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    return vw_printf(s->cli->arena,
                     outcome->missing_count == 1
                         ? nl(s) ? "hangt af van %zu gegeven" : "depends on %zu fact"
                     : nl(s) ? "hangt af van %zu gegevens"
                             : "depends on %zu facts",
                     outcome->missing_count);
}

/* As what; of what is undecided, what it may be. */
static const char *as_text(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    vw_buf out = {.arena = s->cli->arena};
    if (outcome->decided) {
        return marked(s, say(s, vw_regime_as_label(outcome->as)),
                      outcome->decision != NULL ? outcome->decision->mark : NULL);
    }
    if (outcome->possible_count > 2) { /* all of them stand below the table */
        return hangs_on(s, outcome);
    }
    for (size_t i = 0; i < outcome->possible_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? (nl(s) ? " of " : " or ") : "",
                    say(s, vw_regime_as_label(outcome->possible[i])));
    }
    return vw_buf_text(&out);
}

static const char *since_text(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_regime *regime = outcome->regime;
    if (outcome->time == VW_REPEALED) {
        return vw_printf(s->cli->arena, nl(s) ? "tot %s" : "until %s",
                         vw_scope_date(s, regime->until));
    }
    if (vw_regime_since(regime) == VW_DATE_NONE) {
        return "-";
    }
    const char *date = vw_scope_date(s, vw_regime_since(regime));
    return outcome->time == VW_NOT_YET
               ? vw_printf(s->cli->arena, nl(s) ? "%s (nog niet)" : "%s (not yet)", date)
               : date;
}

/* What is recorded comes first: the organisation knows its own supervisor. */
const char *vw_scope_recorded(const vw_cli_scoped *s, const char *field, const char *otherwise)
{
    const vw_fact *fact = vw_profile_fact(&s->profile, field);
    return fact != NULL && fact->value != NULL ? vw_cli_shown(s->cli, fact->value) : otherwise;
}

static const char *supervisor_text(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_supervision *line = outcome->supervision;
    if (outcome->binds == VW_FALSE && outcome->as != VW_AS_GIVES_WAY) {
        return "-";
    }
    if (line == NULL) {
        return outcome->supervision_missing_count > 0 ? "?" : "-";
    }
    const char *who = say(s, line->authority);
    const char *inspectorate = say(s, line->inspectorate);
    return marked(
        s, *inspectorate != '\0' ? vw_printf(s->cli->arena, "%s (%s)", who, inspectorate) : who,
        line->mark);
}

/* Only regimes that say who supervises speak of a CSIRT. */
static const char *csirt_text(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_supervision *line = outcome->supervision;
    if (outcome->binds == VW_FALSE || outcome->regime->supervision_count == 0) {
        return "-";
    }
    return vw_scope_recorded(s, "csirt",
                             line != NULL && *line->csirt.en != '\0' ? say(s, line->csirt) : "?");
}

static void print_table(const vw_cli_scoped *s)
{
    static const char *const heads[2][6] = {
        {"regime", "geldt", "als wat", "sinds", "toezicht", "CSIRT"},
        {"regime", "applies", "as what", "since", "supervisor", "CSIRT"}};
    vw_arena *arena = s->cli->arena;
    vw_cli_table table = {.heads = heads[!nl(s)], .columns = 6};
    for (size_t i = 0; i < s->count; i++) {
        const vw_regime_outcome *outcome = &s->outcomes[i];
        VW_PUSH(arena, table.cells, say(s, outcome->regime->title));
        VW_PUSH(arena, table.cells, answer_text(s, outcome));
        VW_PUSH(arena, table.cells, as_text(s, outcome));
        VW_PUSH(arena, table.cells, since_text(s, outcome));
        VW_PUSH(arena, table.cells, supervisor_text(s, outcome));
        VW_PUSH(arena, table.cells, csirt_text(s, outcome));
    }
    vw_cli_table_print(s->cli, &table);
}

static void print_mark(const vw_cli_scoped *s, const char *mark, vw_text reason)
{
    if (mark != NULL) {
        vw_cli_say(s->cli, "  Let op: {0} - {1}\n", "  Note: {0} - {1}\n",
                   say(s, vw_mark_label(mark)), say(s, reason), NULL);
    }
}

static void print_because(const vw_cli_scoped *s, const vw_decision *line)
{
    if (line != NULL) {
        vw_cli_say(s->cli, "  {0}\n", "  {0}\n", say(s, line->because), NULL);
        print_mark(s, line->mark, line->mark_reason);
    }
}

static const char *facts_list(const vw_cli_scoped *s, const vw_fact *const *facts, size_t count)
{
    vw_buf out = {.arena = s->cli->arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "; " : "", fact_text(s, facts[i]));
    }
    return vw_buf_text(&out);
}

static const char *names_list(const vw_cli_scoped *s, const vw_fact *const *facts, size_t count)
{
    vw_buf out = {.arena = s->cli->arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "; " : "", say(s, facts[i]->field->label));
    }
    return vw_buf_text(&out);
}

static const char *possible_list(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    vw_buf out = {.arena = s->cli->arena};
    for (size_t i = 0; i < outcome->possible_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "",
                    say(s, vw_regime_as_label(outcome->possible[i])));
    }
    return vw_buf_text(&out);
}

/* The organisation's own word on it stands beside what the register says. */
static void print_supervision(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_fact *recorded = vw_profile_fact(&s->profile, "competent_authority");
    if (outcome->binds == VW_FALSE || outcome->regime->supervision_count == 0) {
        return;
    }
    if (outcome->supervision != NULL) {
        print_mark(s, outcome->supervision->mark, outcome->supervision->mark_reason);
    }
    if (recorded != NULL && recorded->value != NULL) {
        vw_cli_say(s->cli, "  Vastgelegd als toezichthouder: {0}\n", "  Recorded supervisor: {0}\n",
                   vw_cli_shown(s->cli, recorded->value), NULL);
    }
}

/* What `evaluate` does with the regime's frameworks as long as nobody can tell. */
static void print_meanwhile(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    vw_buf lists[2] = {{.arena = s->cli->arena}, {.arena = s->cli->arena}};
    for (size_t i = 0; i < s->set->framework_count; i++) {
        const vw_framework *framework = &s->set->frameworks[i];
        if (outcome->binds == VW_MAYBE && framework->regime == outcome->regime) {
            vw_buf *list = &lists[s->meanwhile[i] ? 0 : 1];
            vw_buf_addf(list, "%s%s", list->length > 0 ? ", " : "", framework->id);
        }
    }
    if (lists[0].length > 0) {
        vw_cli_say(s->cli, "  Intussen wel geëvalueerd: {0}\n", "  Meanwhile evaluated: {0}\n",
                   vw_buf_text(&lists[0]), NULL);
    }
    if (lists[1].length > 0) {
        vw_cli_say(s->cli, "  Intussen niet geëvalueerd: {0}\n", "  Meanwhile not evaluated: {0}\n",
                   vw_buf_text(&lists[1]), NULL);
    }
}

/* What begins on a day of its own, and whether it has. */
static void print_phases(const vw_cli_scoped *s, const vw_regime *regime, const char *indent)
{
    for (size_t i = 0; i < regime->phase_count; i++) {
        const vw_phase *phase = &regime->phases[i];
        bool later = s->profile.frame.as_of < phase->applies_from;
        vw_cli_say(s->cli, later ? "{0}Vanaf {1} (nog niet): {2}\n" : "{0}Vanaf {1}: {2}\n",
                   later ? "{0}From {1} (not yet): {2}\n" : "{0}From {1}: {2}\n", indent,
                   vw_scope_date(s, phase->applies_from), say(s, phase->part), NULL);
    }
}

static void print_outcome(const vw_cli_scoped *s, const vw_regime_outcome *outcome)
{
    const vw_regime *regime = outcome->regime;
    vw_cli_say(s->cli, "\n{0} - {1}: {2}\n", "\n{0} - {1}: {2}\n", say(s, regime->title),
               vw_reference_in(s->cli->arena, regime->reference, s->cli->lang),
               outcome->decided ? as_text(s, outcome) : hangs_on(s, outcome), NULL);
    print_mark(s, regime->mark, regime->mark_reason);
    print_because(s, outcome->followed_from);
    print_because(s, outcome->decision);
    if (*regime->note.en != '\0' && outcome->binds != VW_FALSE) {
        vw_cli_say(s->cli, "  {0}\n", "  {0}\n", say(s, regime->note), NULL);
    }
    print_phases(s, regime, "  ");
    if (outcome->fact_count > 0) {
        vw_cli_say(s->cli, "  Gegevens: {0}\n", "  Facts: {0}\n",
                   facts_list(s, outcome->facts, outcome->fact_count), NULL);
    }
    if (!outcome->decided) {
        vw_cli_say(s->cli, "  Mogelijk: {0}\n", "  Possible: {0}\n", possible_list(s, outcome),
                   NULL);
    }
    if (outcome->missing_count > 0) {
        vw_cli_say(s->cli, "  Nodig: {0}\n", "  Needed: {0}\n",
                   names_list(s, outcome->missing, outcome->missing_count), NULL);
    }
    print_meanwhile(s, outcome);
    print_supervision(s, outcome);
}

/* The dossier's type of organisation in the reader's language. */
static const char *type_shown(const vw_cli_scoped *s, const char *type)
{
    const vw_kind *kind = vw_catalogue_find(s->set->catalogue, "organisation");
    const vw_field *field = kind == NULL ? NULL : vw_kind_field(kind, "type");
    const vw_enum_value *choice = field == NULL ? NULL : vw_field_value(field, type);
    return choice != NULL ? say(s, choice->label) : vw_cli_shown(s->cli, type);
}

static void print_source(const vw_cli_scoped *s)
{
    const vw_profile *profile = &s->profile;
    if (profile->records == 0) {
        vw_cli_say(
            s->cli,
            "Over de organisatie is niets vastgelegd dat op deze dag geldt; bekend is alleen "
            "het soort ({0}), uit het dossier.\n\n",
            "Nothing is recorded of the organisation that holds on this day; known is only "
            "its type ({0}), from the dossier.\n\n",
            type_shown(s, vw_dossier_head_of(profile->dossier)->type), NULL);
        return;
    }
    vw_cli_say(s->cli, "Gegevens van {0}: {1}, import {2}, rij {3}.\n\n",
               "Facts of {0}: {1}, import {2}, row {3}.\n\n", vw_cli_shown(s->cli, profile->key),
               vw_cli_shown(s->cli, profile->file_name),
               vw_printf(s->cli->arena, "%lld", (long long)profile->import_id),
               vw_printf(s->cli->arena, "%lld", (long long)profile->row_no), NULL);
}

/* Regimes that nothing in the profile decides: said, so that they are not overlooked. */
static void print_others(const vw_cli_scoped *s)
{
    bool any = false;
    for (size_t i = 0; i < s->set->regime_count; i++) {
        const vw_regime *regime = &s->set->regimes[i];
        if (regime->decision_count > 0) {
            continue;
        }
        if (!any) {
            vw_cli_say(s->cli, "\nHierover beslist dit programma niet; ga zelf na of ze gelden:\n",
                       "\nThis program does not decide on these; find out whether they apply:\n",
                       NULL);
        }
        any = true;
        const vw_regime_outcome dated = {
            .regime = regime,
            .time = regime->until != VW_DATE_NONE && s->profile.frame.as_of >= regime->until
                        ? VW_REPEALED
                    : vw_regime_since(regime) != VW_DATE_NONE &&
                            s->profile.frame.as_of < vw_regime_since(regime)
                        ? VW_NOT_YET
                        : VW_IN_FORCE};
        vw_cli_say(s->cli, "  {0}, {1}: {2} [{3}]\n", "  {0}, {1}: {2} [{3}]\n",
                   marked(s, say(s, regime->title), regime->mark),
                   vw_reference_in(s->cli->arena, regime->reference, s->cli->lang),
                   say(s, regime->target), since_text(s, &dated), NULL);
        if (*regime->note.en != '\0') {
            vw_cli_say(s->cli, "    {0}\n", "    {0}\n", say(s, regime->note), NULL);
        }
        print_phases(s, regime, "    ");
    }
}

static void tell(const vw_cli_scoped *s)
{
    const vw_dossier_head *head = vw_dossier_head_of(s->profile.dossier);
    vw_cli_say(s->cli, "{0}, op {1}\n", "{0}, on {1}\n", head->name,
               vw_scope_date(s, s->profile.frame.as_of), NULL);
    print_source(s);
    vw_scope_print_to_tell(s);
    print_table(s);
    for (size_t i = 0; i < s->count; i++) {
        print_outcome(s, &s->outcomes[i]);
    }
    vw_scope_print_asked(s);
    print_others(s);
}

/* ---- the command ------------------------------------------------------------------------- */

static bool parse_on(vw_cli *cli, vw_date *date)
{
    const char *text = vw_argument_of(cli->arguments, VW_OPT_ON);
    if (text != NULL && !vw_date_parse(date, text)) {
        VW_DIAG(cli->diags, U060, (vw_place){0}, text);
        return false;
    }
    return true;
}

static vw_status find_meanwhile(vw_cli_scoped *s, vw_cli *cli)
{
    const char *type = vw_dossier_head_of(s->profile.dossier)->type;
    vw_status status = VW_OK;
    s->meanwhile = VW_NEW_ARRAY(cli->arena, s->set->framework_count, bool);
    for (size_t i = 0; i < s->set->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = &s->set->frameworks[i];
        s->meanwhile[i] = vw_framework_names(framework, type);
        if (!s->meanwhile[i]) {
            status = vw_applies_undecided(&s->meanwhile[i], &s->profile, cli->arena, cli->diags,
                                          framework);
        }
    }
    return status;
}

static vw_status decide(vw_cli_scoped *s, vw_cli *cli)
{
    s->outcomes = VW_NEW_ARRAY(cli->arena, s->set->regime_count, vw_regime_outcome);
    for (size_t i = 0; i < s->set->regime_count; i++) {
        const vw_regime *regime = &s->set->regimes[i];
        if (regime->decision_count == 0) {
            continue;
        }
        vw_regime_outcome *outcome = &s->outcomes[s->count++];
        vw_status status = vw_regime_decide(outcome, &s->profile, cli->arena, cli->diags, regime);
        if (status == VW_OK) {
            ask_for(s, outcome);
            status = ask_to_evaluate(s, outcome);
        }
        if (status != VW_OK) {
            return status;
        }
    }
    vw_status status = find_meanwhile(s, cli);
    return status == VW_OK ? vw_scope_warn(&s->profile, cli->arena, cli->diags) : status;
}

static vw_status load(vw_cli_scoped *s, vw_cli *cli, vw_date on)
{
    vw_dossier *dossier = NULL;
    vw_rule_frame frame = {0};
    vw_status status = vw_cli_load(cli, &s->set);
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    }
    if (status == VW_OK) {
        const vw_dossier_head *head = vw_dossier_head_of(dossier);
        frame = (vw_rule_frame){.as_of = on != VW_DATE_NONE ? on : head->as_of,
                                .period_from = head->period_from,
                                .period_until = head->period_until};
        status = vw_import_mark(dossier, cli->diags, &frame.mark);
    }
    if (status == VW_OK) {
        status = vw_applies_check(cli->arena, cli->diags, s->set, VW_SENSE_OF_OTHERS);
    }
    if (status == VW_OK) {
        status = vw_profile_load(&s->profile, dossier, cli->arena, cli->diags, s->set, &frame);
    }
    return status;
}

int vw_cli_scope(vw_cli *cli)
{
    vw_cli_scoped s = {.cli = cli};
    vw_date on = VW_DATE_NONE;
    if (!parse_on(cli, &on)) {
        return VW_ERR_USAGE;
    }
    vw_status status = load(&s, cli, on);
    if (status == VW_OK && s.profile.kind != NULL) {
        vw_profile_warn(&s.profile, cli->diags);
        status = decide(&s, cli);
    }
    if (status == VW_OK && s.profile.kind != NULL) {
        if (cli->json) {
            vw_scope_print_json(&s);
        } else {
            tell(&s);
        }
    }
    return (int)status;
}
