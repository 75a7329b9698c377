/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord evidence: what there is, how old it is, what is missing, what ends. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "eval/applies.h"
#include "eval/gaps.h"
#include "eval/holdings.h"
#include "store/evidence.h"

#include <string.h>

typedef struct {
    const vw_dossier_head *head;
    const vw_plan *plan;
    vw_rule_frame frame;
    vw_holdings holdings;
    vw_gaps gaps;
    vw_expiries expiries;
    vw_dangling_kinds dangling;
} overview;

static vw_date today(void)
{
    char now[21];
    vw_date date = VW_DATE_NONE;
    vw_instant_format(now, vw_clock_now());
    now[10] = '\0';
    (void)vw_date_parse(&date, now);
    return date;
}

/* Negative when [day] lies ahead. */
static int days_since(const char *day)
{
    vw_date date = VW_DATE_NONE;
    return vw_date_parse(&date, day) ? today() - date : 0;
}

static const char *shown_date(vw_cli *cli, vw_date date)
{
    char text[11];
    vw_date_format(text, date);
    return vw_strdup(cli->arena, text);
}

/* ---- what there is ----------------------------------------------------------------------- */

static const char *complete_of(vw_cli *cli, const vw_holding *holding)
{
    bool nl = cli->lang == VW_NL;
    if (holding->complete) {
        return nl ? "ja" : "yes";
    }
    if (holding->declared_from == NULL) {
        return "-";
    }
    bool one_day = strcmp(holding->declared_from, holding->declared_until) == 0;
    return vw_printf(cli->arena, "%s %s%s%s", nl ? "alleen" : "only", holding->declared_from,
                     one_day ? "" : "..", one_day ? "" : holding->declared_until);
}

static const char *sources_of(vw_cli *cli, const vw_holding *holding)
{
    const vw_holding_source *last = &holding->sources[holding->source_count - 1];
    const char *name = vw_cli_shown(cli, last->file_name);
    return holding->source_count == 1
               ? name
               : vw_printf(cli->arena, "%s (+%zu)", name, holding->source_count - 1);
}

static void print_holdings(vw_cli *cli, const vw_holdings *holdings)
{
    static const char *const heads[2][7] = {
        {"soort", "records", "verzameld", "dagen oud", "oudste dat telt", "volledig", "bron"},
        {"kind", "records", "collected", "days old", "oldest that counts", "complete", "source"}};
    vw_cli_table table = {.heads = heads[cli->lang == VW_EN], .columns = 7};
    for (size_t i = 0; i < holdings->count; i++) {
        const vw_holding *holding = &holdings->items[i];
        VW_PUSH(cli->arena, table.cells, holding->kind->name);
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, holding->records));
        VW_PUSH(cli->arena, table.cells, holding->newest);
        VW_PUSH(cli->arena, table.cells, vw_printf(cli->arena, "%d", days_since(holding->newest)));
        VW_PUSH(cli->arena, table.cells, holding->oldest);
        VW_PUSH(cli->arena, table.cells, complete_of(cli, holding));
        VW_PUSH(cli->arena, table.cells, sources_of(cli, holding));
    }
    vw_cli_table_print(cli, &table);
}

static void print_absent(vw_cli *cli, const vw_holdings *holdings)
{
    for (size_t i = 0; i < holdings->count; i++) {
        const vw_holding *holding = &holdings->items[i];
        if (holding->absent > 0) {
            vw_cli_say(cli,
                       "\n{0}: {1} records die op {2} gelden, staan niet in de volledige lijst van "
                       "die dag, zoals {3}. Zij tellen mee: geef ze een einddatum "
                       "(effective_until), of ga na of de lijst volledig is.\n",
                       "\n{0}: {1} records that hold on {2} are not in the complete list of that "
                       "day, such as {3}. They count: end them with effective_until, or check "
                       "whether the list is complete.\n",
                       holding->kind->name, vw_cli_number(cli, holding->absent),
                       holding->declared_until, vw_cli_shown(cli, holding->absent_example), NULL);
        }
    }
}

/* ---- what is missing --------------------------------------------------------------------- */

static const char *gap_name(vw_gap_what what)
{
    static const char *const names[] = {[VW_GAP_RECORDS] = "records",
                                        [VW_GAP_COMPLETE] = "complete",
                                        [VW_GAP_FIELD] = "field",
                                        [VW_GAP_ANSWER] = "answer"};
    return names[what];
}

static const char *describe_field(vw_cli *cli, const vw_gap *gap)
{
    const char *format = cli->lang == VW_NL ? "zonder" : "without";
    return vw_printf(cli->arena, "%s: %s %s %s %s \"%s\"", vw_cli_text(cli, gap->kind->plural),
                     vw_cli_number(cli, gap->unknown), cli->lang == VW_NL ? "van" : "of",
                     vw_cli_number(cli, gap->of), format, vw_cli_text(cli, gap->field->label));
}

static const char *describe(vw_cli *cli, const vw_gap *gap)
{
    bool nl = cli->lang == VW_NL;
    switch (gap->what) {
    case VW_GAP_RECORDS:
        return vw_printf(cli->arena, "%s: %s", vw_cli_text(cli, gap->kind->plural),
                         nl ? "niets opgenomen dat meetelt" : "nothing that counts was taken in");
    case VW_GAP_COMPLETE:
        return vw_printf(cli->arena, "%s: %s", vw_cli_text(cli, gap->kind->plural),
                         nl ? "niet volledig verklaard" : "not declared complete");
    case VW_GAP_FIELD:
        return describe_field(cli, gap);
    case VW_GAP_ANSWER:
        break;
    }
    return vw_printf(cli->arena, "%s %s: %s", gap->requirement->full_id,
                     vw_cli_text(cli, gap->requirement->title),
                     nl ? "geen toets en geen antwoord" : "no test and no answer");
}

/* What fills it: a command with the column that is to be filled. */
static const char *remedy(vw_cli *cli, const overview *o, const vw_gap *gap)
{
    if (gap->what == VW_GAP_ANSWER) {
        return "verantwoord import answer.csv";
    }
    if (gap->what == VW_GAP_FIELD) {
        return vw_printf(cli->arena, "verantwoord import %s.csv (%s)", gap->kind->name,
                         gap->field->name);
    }
    if (strcmp(gap->kind->name, "organisation") == 0) {
        return "verantwoord import organisation.csv";
    }
    const char *until =
        shown_date(cli, gap->kind->nature == VW_STATE ? o->frame.as_of : o->frame.period_until);
    return gap->kind->nature == VW_STATE
               ? vw_printf(cli->arena, "verantwoord import %s.csv --complete=%s", gap->kind->name,
                           until)
               : vw_printf(cli->arena, "verantwoord import %s.csv --complete=%s..%s",
                           gap->kind->name, shown_date(cli, o->frame.period_from), until);
}

static const char *frameworks_of(vw_cli *cli, const overview *o, const vw_gap *gap)
{
    vw_buf out = {.arena = cli->arena};
    for (size_t i = 0; i < o->plan->framework_count; i++) {
        if (gap->by_framework[i] > 0) {
            vw_buf_addf(&out, "%s%s %zu", out.length > 0 ? ", " : "", o->plan->frameworks[i]->id,
                        gap->by_framework[i]);
        }
    }
    return vw_buf_text(&out);
}

static void print_gaps(vw_cli *cli, const overview *o)
{
    static const char *const heads[2][4] = {
        {"wachtend", "normenkader", "wat ontbreekt", "waarmee"},
        {"waiting", "framework", "what is missing", "filled by"}};
    vw_cli_table table = {.heads = heads[cli->lang == VW_EN], .columns = 4};
    if (o->gaps.count == 0) {
        vw_cli_say(cli, "\nEr ontbreekt niets waar een toets naar vraagt.\n",
                   "\nNothing is missing that a test asks for.\n", NULL);
        return;
    }
    vw_cli_say(cli, "\nWat ontbreekt ({0}), in volgorde van hoeveel norm-aspecten erop wachten:\n",
               "\nWhat is missing ({0}), in order of how many requirement-aspects wait for it:\n",
               vw_cli_number(cli, o->gaps.count), NULL);
    for (size_t i = 0; i < o->gaps.count; i++) {
        const vw_gap *gap = &o->gaps.items[i];
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, gap->waiting));
        VW_PUSH(cli->arena, table.cells, frameworks_of(cli, o, gap));
        VW_PUSH(cli->arena, table.cells, describe(cli, gap));
        VW_PUSH(cli->arena, table.cells, remedy(cli, o, gap));
    }
    vw_cli_table_print(cli, &table);
    vw_cli_say(
        cli, "Of alles tegelijk: verantwoord workbook -o intake.xlsx, met een blad per soort.\n",
        "Or all at once: verantwoord workbook -o intake.xlsx, with a sheet for each kind.\n", NULL);
    if (!o->gaps.evaluated) {
        vw_cli_say(
            cli,
            "Na verantwoord evaluate vallen velden weg die geen enkele uitkomst onbekend "
            "maken.\n",
            "After verantwoord evaluate, fields that make no outcome unknown are left out.\n",
            NULL);
    }
}

/* ---- what is referred to ----------------------------------------------------------------- */

static void print_dangling(vw_cli *cli, const vw_dangling_kinds *kinds)
{
    static const char *const heads[2][3] = {{"soort", "sleutel", "records"},
                                            {"kind", "key", "records"}};
    vw_cli_table table = {.heads = heads[cli->lang == VW_EN], .columns = 3};
    uint64_t keys = 0;
    for (size_t i = 0; i < kinds->count; i++) {
        const vw_dangling_kind *kind = &kinds->items[i];
        for (size_t j = 0; j < kind->keys && j < VW_DANGLING_SHOWN; j++) {
            if (table.cells.count < VW_DANGLING_SHOWN * table.columns) {
                VW_PUSH(cli->arena, table.cells, kind->kind->name);
                VW_PUSH(cli->arena, table.cells, vw_cli_shown(cli, kind->shown[j].key));
                VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, kind->shown[j].records));
            }
        }
        keys += kind->keys;
    }
    if (keys == 0) {
        return;
    }
    vw_cli_say(cli, "\nWaarnaar wordt verwezen, zonder dat er iets over is vastgelegd ({0}):\n",
               "\nReferred to, but nothing recorded ({0}):\n", vw_cli_number(cli, keys), NULL);
    vw_cli_table_print(cli, &table);
    if (keys > VW_DANGLING_SHOWN) {
        vw_cli_say(cli, "... en {0} andere\n", "... and {0} more\n",
                   vw_cli_number(cli, keys - VW_DANGLING_SHOWN), NULL);
    }
}

static json_t *dangling_json(const vw_dangling_kinds *kinds)
{
    json_t *array = json_array();
    for (size_t i = 0; i < kinds->count; i++) {
        const vw_dangling_kind *kind = &kinds->items[i];
        json_t *first = json_array();
        for (size_t j = 0; j < kind->keys && j < VW_DANGLING_SHOWN; j++) {
            json_array_append_new(first, json_pack("{s:s, s:I}", "key", kind->shown[j].key,
                                                   "records", (json_int_t)kind->shown[j].records));
        }
        json_array_append_new(array, json_pack("{s:s, s:I, s:o}", "kind", kind->kind->name, "keys",
                                               (json_int_t)kind->keys, "first", first));
    }
    return array;
}

/* ---- what ends --------------------------------------------------------------------------- */

static const char *when(vw_cli *cli, int days)
{
    if (days > 0) {
        return vw_printf(cli->arena, cli->lang == VW_NL ? "%d dagen geleden" : "%d days ago", days);
    }
    return days == 0
               ? (cli->lang == VW_NL ? "vandaag" : "today")
               : vw_printf(cli->arena, cli->lang == VW_NL ? "over %d dagen" : "in %d days", -days);
}

static void print_expiries(vw_cli *cli, const overview *o)
{
    static const char *const heads[2][5] = {{"datum", "", "soort", "sleutel", "wat afloopt"},
                                            {"date", "", "kind", "key", "what ends"}};
    vw_cli_table table = {.heads = heads[cli->lang == VW_EN], .columns = 5};
    const char *as_of = shown_date(cli, o->frame.as_of);
    if (o->expiries.count == 0) {
        vw_cli_say(cli, "\nVoor {0} loopt er niets af.\n", "\nNothing ends before {0}.\n", as_of,
                   NULL);
        return;
    }
    vw_cli_say(cli, "\nWat voor {0} afloopt ({1}):\n", "\nWhat ends before {0} ({1}):\n", as_of,
               vw_cli_number(cli, o->expiries.count), NULL);
    for (size_t i = 0; i < o->expiries.count; i++) {
        const vw_expiring *expiring = &o->expiries.items[i];
        VW_PUSH(cli->arena, table.cells, expiring->date);
        VW_PUSH(cli->arena, table.cells, when(cli, days_since(expiring->date)));
        VW_PUSH(cli->arena, table.cells, expiring->kind->name);
        VW_PUSH(cli->arena, table.cells, vw_cli_shown(cli, expiring->key));
        VW_PUSH(cli->arena, table.cells, vw_cli_text(cli, expiring->field->label));
    }
    vw_cli_table_print(cli, &table);
}

/* ---- for programs ------------------------------------------------------------------------ */

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *holding_json(const vw_holding *holding)
{
    json_t *sources = json_array();
    for (size_t i = 0; i < holding->source_count; i++) {
        const vw_holding_source *source = &holding->sources[i];
        json_array_append_new(sources,
                              json_pack("{s:I, s:s, s:s, s:s, s:I}", "import",
                                        (json_int_t)source->import_id, "file", source->file_name,
                                        "collected_at", source->collected_at, "collected_by",
                                        source->collected_by, "rows", (json_int_t)source->rows));
    }
    return json_pack("{s:s, s:I, s:s, s:s, s:i, s:b, s:o, s:o, s:I, s:o}", "kind",
                     holding->kind->name, "records", (json_int_t)holding->records, "newest",
                     holding->newest, "oldest_that_counts", holding->oldest, "days_old",
                     days_since(holding->newest), "complete", (int)holding->complete,
                     "declared_from", text_or_null(holding->declared_from), "declared_until",
                     text_or_null(holding->declared_until), "not_in_complete_list",
                     (json_int_t)holding->absent, "sources", sources);
}

static json_t *gap_json(vw_cli *cli, const overview *o, const vw_gap *gap)
{
    json_t *frameworks = json_object();
    for (size_t i = 0; i < o->plan->framework_count; i++) {
        if (gap->by_framework[i] > 0) {
            json_object_set_new(frameworks, o->plan->frameworks[i]->id,
                                json_integer((json_int_t)gap->by_framework[i]));
        }
    }
    json_t *object = json_pack("{s:s, s:I, s:o, s:s, s:s}", "missing", gap_name(gap->what),
                               "waiting", (json_int_t)gap->waiting, "frameworks", frameworks,
                               "text", describe(cli, gap), "filled_by", remedy(cli, o, gap));
    if (gap->kind != NULL) {
        json_object_set_new(object, "kind", json_string(gap->kind->name));
    }
    if (gap->field != NULL) {
        json_object_set_new(object, "field", json_string(gap->field->name));
        json_object_set_new(object, "unknown", json_integer((json_int_t)gap->unknown));
        json_object_set_new(object, "of", json_integer((json_int_t)gap->of));
    }
    if (gap->requirement != NULL) {
        json_object_set_new(object, "requirement", json_string(gap->requirement->full_id));
    }
    return object;
}

static void print_json(vw_cli *cli, const overview *o)
{
    json_t *kinds = json_array(), *missing = json_array(), *expires = json_array();
    for (size_t i = 0; i < o->holdings.count; i++) {
        json_array_append_new(kinds, holding_json(&o->holdings.items[i]));
    }
    for (size_t i = 0; i < o->gaps.count; i++) {
        json_array_append_new(missing, gap_json(cli, o, &o->gaps.items[i]));
    }
    for (size_t i = 0; i < o->expiries.count; i++) {
        const vw_expiring *expiring = &o->expiries.items[i];
        json_array_append_new(expires, json_pack("{s:s, s:s, s:s, s:s}", "date", expiring->date,
                                                 "kind", expiring->kind->name, "key", expiring->key,
                                                 "field", expiring->field->name));
    }
    vw_cli_json(json_pack("{s:s, s:I, s:b, s:o, s:o, s:o, s:o}", "as_of",
                          shown_date(cli, o->frame.as_of), "import_mark", (json_int_t)o->frame.mark,
                          "evaluated", (int)o->gaps.evaluated, "kinds", kinds, "missing", missing,
                          "expires", expires, "nothing_recorded", dangling_json(&o->dangling)));
}

/* ---- the command ------------------------------------------------------------------------- */

/* Unlike an evaluation, an overview of an organisation that nothing applies to makes sense. */
static vw_status make_plan(vw_cli *cli, overview *o, vw_dossier *dossier, const vw_set *set)
{
    size_t count = cli->arguments->options[VW_OPT_FRAMEWORK].count;
    return count > 0
               ? vw_plan_for_frameworks(&o->plan, cli->arena, cli->diags, set,
                                        cli->arguments->options[VW_OPT_FRAMEWORK].values, count)
               : vw_plan_for_dossier(&o->plan, dossier, cli->arena, cli->diags, set);
}

static vw_status load(overview *o, vw_cli *cli, vw_dossier *dossier, const vw_set *set)
{
    o->head = vw_dossier_head_of(dossier);
    o->frame = (vw_rule_frame){.as_of = o->head->as_of,
                               .period_from = o->head->period_from,
                               .period_until = o->head->period_until};
    vw_status status = vw_import_mark(dossier, cli->diags, &o->frame.mark);
    if (status == VW_OK) {
        status = make_plan(cli, o, dossier, set);
    }
    if (status == VW_OK) {
        status = vw_holdings_load(&o->holdings, dossier, cli->arena, cli->diags, set->catalogue,
                                  &o->frame);
    }
    if (status == VW_OK) {
        status = vw_gaps_load(&o->gaps, dossier, cli->arena, cli->diags, o->plan, &o->frame);
    }
    if (status == VW_OK) {
        status =
            vw_evidence_dangling(&o->dangling, dossier, cli->arena, cli->diags, set->catalogue, 0);
    }
    if (status == VW_OK) {
        status = vw_expiries_load(&o->expiries, dossier, cli->arena, cli->diags, set->catalogue,
                                  &o->frame);
    }
    return status;
}

int vw_cli_evidence(vw_cli *cli)
{
    const vw_set *set = NULL;
    vw_dossier *dossier = NULL;
    overview o = {0};
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK) {
        status = vw_cli_open(cli, &dossier, VW_READ_ONLY, set->catalogue);
    }
    if (status == VW_OK) {
        status = vw_cli_warn_beyond(cli, dossier, set->catalogue);
    }
    if (status == VW_OK) {
        status = load(&o, cli, dossier, set);
    }
    if (status != VW_OK) {
        return (int)status;
    }
    if (cli->json) {
        print_json(cli, &o);
        return VW_OK;
    }
    vw_cli_say(cli, "{0}, {1}, peildatum {2}; soorten bewijs: {3}\n\n",
               "{0}, {1}, reference date {2}; kinds of evidence: {3}\n\n",
               vw_cli_shown(cli, o.head->name), vw_printf(cli->arena, "%d", o.head->year),
               shown_date(cli, o.frame.as_of), vw_cli_number(cli, o.holdings.count), NULL);
    print_holdings(cli, &o.holdings);
    print_absent(cli, &o.holdings);
    print_gaps(cli, &o);
    print_dangling(cli, &o.dangling);
    print_expiries(cli, &o);
    return VW_OK;
}
