/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord migrate: what was said under one version of a framework, carried over to another. */
#include "cli/entering.h"
#include "cli/migrate.h"
#include "model/label.h"

#include <inttypes.h>
#include <string.h>

/* ---- understanding ----------------------------------------------------------------------- */

static const vw_framework *version_of(const vw_set *set, const char *family, const char *version)
{
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        if (strcmp(framework->family, family) == 0 && strcmp(framework->version, version) == 0) {
            return framework;
        }
    }
    return NULL;
}

static const char *maps_there_are(vw_cli *cli, const vw_set *set)
{
    vw_buf out = {.arena = cli->arena};
    for (size_t i = 0; i < set->migration_count; i++) {
        vw_buf_addf(&out, "%s%s > %s", i > 0 ? ", " : "", set->migrations[i].from->id,
                    set->migrations[i].to->id);
    }
    return set->migration_count > 0 ? vw_buf_text(&out) : NULL;
}

/* The evaluation of the dossier that was made last under some version that leads to [to]. */
static vw_status evaluated_last(const vw_migration **out, vw_cli *cli, vw_dossier *dossier,
                                const vw_set *set, const vw_framework *to)
{
    vw_evaluations all = {0};
    vw_status status = vw_evaluations_load(&all, dossier, cli->arena, cli->diags);
    for (size_t i = 0; i < all.count && *out == NULL; i++) {
        const char *list = vw_printf(cli->arena, " %s ", all.items[i].frameworks);
        for (size_t j = 0; j < set->migration_count && *out == NULL; j++) {
            const vw_migration *m = &set->migrations[j];
            if (m->to == to && strstr(list, vw_printf(cli->arena, " %s ", m->from->id)) != NULL) {
                *out = m;
            }
        }
    }
    return status;
}

/* Without --from: the only map, or the one from the version that was evaluated last. */
static vw_status choose(const vw_migration **out, vw_cli *cli, vw_dossier *dossier,
                        const vw_set *set, const char *family, const vw_framework *to)
{
    vw_buf names = {.arena = cli->arena};
    size_t count = 0;
    *out = NULL;
    for (size_t i = 0; i < set->migration_count; i++) {
        if (set->migrations[i].to == to) {
            vw_buf_addf(&names, "%s%s", count++ > 0 ? ", " : "", set->migrations[i].from->version);
            *out = &set->migrations[i];
        }
    }
    if (count == 0) {
        VW_DIAG(cli->diags, U141, (vw_place){0}, family, to->version, maps_there_are(cli, set));
        return VW_ERR_USAGE;
    }
    if (count == 1) {
        return VW_OK;
    }
    *out = NULL;
    vw_status status = evaluated_last(out, cli, dossier, set, to);
    if (status == VW_OK && *out == NULL) {
        VW_DIAG(cli->diags, U142, (vw_place){0}, family, to->version, vw_buf_text(&names));
        status = VW_ERR_USAGE;
    }
    return status;
}

typedef struct {
    const char *family;
    const vw_framework *to, *from; /* from NULL: not given */
} request;

static const vw_framework *known(vw_cli *cli, const vw_set *set, const char *family,
                                 const char *version)
{
    const vw_framework *found =
        family != NULL && version != NULL ? version_of(set, family, version) : NULL;
    if (family != NULL && version != NULL && found == NULL) {
        VW_DIAG(cli->diags, U140, (vw_place){0}, family, version);
    }
    return found;
}

static bool understand(request *out, vw_cli *cli, const vw_set *set)
{
    const char *to = vw_cli_required(cli, VW_OPT_TO_VERSION, "--to");
    out->family = vw_cli_required(cli, VW_OPT_FRAMEWORK, "--framework");
    if (cli->arguments->options[VW_OPT_FRAMEWORK].count > 1) {
        VW_DIAG(cli->diags, U143, (vw_place){0}, NULL);
    }
    out->to = known(cli, set, out->family, to);
    out->from = known(cli, set, out->family, vw_cli_optional(cli, VW_OPT_FROM_VERSION));
    return vw_diags_count(cli->diags, VW_ERROR) == 0;
}

static vw_status find(const vw_migration **out, vw_cli *cli, vw_dossier *dossier, const vw_set *set,
                      const request *asked)
{
    if (asked->from == NULL) {
        return choose(out, cli, dossier, set, asked->family, asked->to);
    }
    *out = vw_set_migration(set, asked->from, asked->to);
    if (*out == NULL) {
        VW_DIAG(cli->diags, U141, (vw_place){0}, asked->family, asked->to->version,
                maps_there_are(cli, set));
        return VW_ERR_USAGE;
    }
    return VW_OK;
}

/* ---- telling ----------------------------------------------------------------------------- */

static const vw_text passed_labels[VW_PASSED_COUNT] = {
    [VW_PASSED_LANDED] = {"overgenomen", "landed"},
    [VW_PASSED_TO_CONFIRM] = {"te bevestigen", "to confirm"},
    [VW_PASSED_DUPLICATE] = {"dubbel", "duplicate"},
    [VW_PASSED_ORPHAN] = {"wees", "orphan"},
    [VW_PASSED_DANGLING] = {"los eind", "dangling"},
    [VW_PASSED_ENDED] = {"beëindigd", "ended"}};
static const vw_text change_labels[VW_ROUTE_COUNT] = {[VW_ROUTE_SAME] = {"gelijk", "same"},
                                                      [VW_ROUTE_MOVED] = {"verplaatst", "moved"},
                                                      [VW_ROUTE_CHANGED] = {"gewijzigd", "changed"},
                                                      [VW_ROUTE_SPLIT] = {"gesplitst", "split"},
                                                      [VW_ROUTE_LAPSED] = {"vervallen", "lapsed"}};
static const vw_text what_labels[VW_CARRIED_COUNT] = {
    [VW_CARRIED_CONCLUSION] = {"conclusies", "conclusions"},
    [VW_CARRIED_JUDGEMENT] = {"oordelen", "judgements"},
    [VW_CARRIED_EXCEPTION] = {"uitzonderingen", "exceptions"}};

static void print_totals(vw_cli *cli, const vw_migrated *migrated)
{
    const char *heads[VW_PASSED_COUNT + 2] = {""};
    for (int i = 0; i < VW_PASSED_COUNT; i++) {
        heads[i + 1] = vw_cli_text(cli, passed_labels[i]);
    }
    heads[VW_PASSED_COUNT + 1] = vw_cli_text(cli, (vw_text){"samen", "together"});
    vw_cli_table table = {.heads = heads, .columns = VW_PASSED_COUNT + 2};
    for (int what = 0; what < VW_CARRIED_COUNT; what++) {
        uint64_t sum = 0;
        VW_PUSH(cli->arena, table.cells, vw_cli_text(cli, what_labels[what]));
        for (int i = 0; i < VW_PASSED_COUNT; i++) {
            sum += migrated->totals[what][i];
            VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, migrated->totals[what][i]));
        }
        VW_PUSH(cli->arena, table.cells, vw_cli_number(cli, sum));
    }
    putchar('\n');
    vw_cli_table_print(cli, &table);
}

static const char *shown(vw_cli *cli, const char *text)
{
    return text != NULL ? vw_cli_shown(cli, text) : "-";
}

/* What was said, and of what: "bio2@1.2:5.04.02, design: met, says P-0101". */
static void print_subject(vw_cli *cli, const vw_carried *item)
{
    vw_aspect aspect = VW_DESIGN;
    vw_result result = VW_NOT_ASSESSED;
    printf("  %s", shown(cli, item->subject));
    if (item->aspect != NULL && vw_aspect_parse(&aspect, item->aspect)) {
        printf(", %s", vw_cli_text(cli, vw_aspect_label(aspect)));
    }
    if (item->result != NULL && vw_result_parse(&result, item->result)) {
        printf(": %s", vw_cli_text(cli, vw_result_label(result)));
    }
    if (item->by != NULL && item->what == VW_CARRIED_JUDGEMENT) {
        vw_cli_say(cli, ", volgens {0}", ", says {0}", shown(cli, item->by), NULL);
    } else if (item->by != NULL && item->what == VW_CARRIED_EXCEPTION) {
        vw_cli_say(cli, ", goedgekeurd door {0}", ", approved by {0}", shown(cli, item->by), NULL);
    }
    printf("  [%s]\n", shown(cli, item->origin));
}

static void print_place(vw_cli *cli, const vw_carried *item)
{
    printf("    %s", vw_cli_text(cli, passed_labels[item->outcome]));
    if (item->landed_on != NULL) {
        printf(" > %s", shown(cli, item->landed_on));
    }
    if (item->record != NULL) {
        vw_cli_say(cli, ", als {0}", ", as {0}", shown(cli, item->record), NULL);
    }
    if (item->stands != NULL && item->outcome == VW_PASSED_ENDED) {
        vw_cli_say(cli, "; eerder overgenomen en daar nog van kracht: {0}",
                   "; carried over before and still standing there: {0}", shown(cli, item->stands),
                   NULL);
    } else if (item->stands != NULL) {
        vw_cli_say(cli, "; daar staat: {0}", "; what stands there: {0}", shown(cli, item->stands),
                   NULL);
    }
    if (item->forbids != NULL) {
        vw_cli_say(cli, "; verboden door {0}", "; forbidden by {0}", item->forbids->full_id, NULL);
    }
    putchar('\n');
    if (item->route != NULL) {
        printf("    %s: %s\n", vw_cli_text(cli, change_labels[item->route->change]),
               vw_cli_text(cli, item->route->because));
    }
}

/* Conclusions that landed are many, and nobody has to do anything for them. */
static bool is_plain(const vw_carried *item)
{
    return item->what == VW_CARRIED_CONCLUSION && item->outcome == VW_PASSED_LANDED;
}

static void print_items(vw_cli *cli, const vw_migrated *migrated)
{
    for (int what = 0; what < VW_CARRIED_COUNT; what++) {
        bool any = false;
        for (size_t i = 0; i < migrated->count; i++) {
            const vw_carried *item = &migrated->items[i];
            if (item->what != (vw_carried_what)what || is_plain(item)) {
                continue;
            }
            if (!any) {
                printf("\n%s\n", vw_cli_text(cli, what_labels[what]));
            }
            any = true;
            print_subject(cli, item);
            print_place(cli, item);
        }
    }
    const uint64_t plain = migrated->totals[VW_CARRIED_CONCLUSION][VW_PASSED_LANDED];
    if (plain > 0) {
        vw_cli_say(cli,
                   "\nNiet getoond: {0} conclusies die zijn overgenomen; zij staan in --json.\n",
                   "\nNot shown: {0} conclusions that landed; they stand in --json.\n",
                   vw_cli_number(cli, plain), NULL);
    }
}

static void print_end(vw_cli *cli, const vw_migrated *migrated, bool preview)
{
    const vw_migration *of = migrated->migration;
    uint64_t added = 0;
    for (size_t i = 0; i < of->to->requirement_count; i++) {
        added += vw_cli_is_new(of, &of->to->requirements[i]);
    }
    vw_cli_say(cli, "Nieuw in versie {0}: {1} normen waar niets naartoe leidt.\n",
               "New in version {0}: {1} requirements to which nothing leads.\n", of->to->version,
               vw_cli_number(cli, added), NULL);
    if (of->mark != NULL) {
        vw_cli_say(cli, "Let op ({0}): {1}\n", "Mind ({0}): {1}\n", of->mark,
                   vw_cli_text(cli, of->mark_reason), NULL);
    }
    if (preview) {
        vw_cli_say(cli, "Er is niets vastgelegd: dit was --preview.\n",
                   "Nothing was recorded: this was --preview.\n", NULL);
    } else if (migrated->recorded == 0) {
        vw_cli_say(cli, "Er is niets toegevoegd: zo stond het al vast.\n",
                   "Nothing was added: it was recorded so already.\n", NULL);
    } else {
        vw_cli_say(cli,
                   "Vastgelegd: {0} rijen. Wat was, blijft staan. Het telt vanaf de volgende "
                   "evaluatie: verantwoord evaluate\n",
                   "Recorded: {0} rows. What was there stays. It counts from the next evaluation: "
                   "verantwoord evaluate\n",
                   vw_cli_number(cli, migrated->recorded), NULL);
    }
}

static void print(vw_cli *cli, const vw_migrated *migrated, bool preview)
{
    const vw_migration *of = migrated->migration;
    vw_cli_say(cli, "{0}, versie {1} > {2} ({3} > {4})\n", "{0}, version {1} > {2} ({3} > {4})\n",
               vw_cli_text(cli, of->to->title), of->from->version, of->to->version, of->from->id,
               of->to->id, NULL);
    if (migrated->evaluation == 0) {
        vw_cli_say(cli, "Er is geen evaluatie onder versie {0}: er zijn geen conclusies.\n",
                   "There is no evaluation under version {0}: there are no conclusions.\n",
                   of->from->version, NULL);
    } else {
        vw_cli_say(cli, "Conclusies van evaluatie {0}; versie {1} concludeert opnieuw.\n",
                   "Conclusions of evaluation {0}; version {1} concludes anew.\n",
                   vw_printf(cli->arena, "%" PRId64, migrated->evaluation), of->to->version, NULL);
    }
    print_totals(cli, migrated);
    print_items(cli, migrated);
    print_end(cli, migrated, preview);
}

/* ---- the command ------------------------------------------------------------------------- */

int vw_cli_migrate(vw_cli *cli)
{
    const bool preview = vw_argument_given(cli->arguments, VW_OPT_PREVIEW);
    const vw_set *set = NULL;
    const vw_migration *migration = NULL;
    request asked = {0};
    vw_entering e = {0};
    vw_migrated migrated = {0};
    vw_status status = vw_cli_load(cli, &set);
    if (status == VW_OK && !understand(&asked, cli, set)) {
        status = VW_ERR_USAGE;
    }
    if (status == VW_OK) {
        status = vw_cli_enter_begin(&e, cli, set);
    }
    if (status == VW_OK) {
        e.on = vw_cli_on(cli);
        status = find(&migration, cli, e.dossier, set, &asked);
    }
    if (status == VW_OK) {
        status = vw_migrate(&migrated, &e, migration);
    }
    status = vw_cli_enter_end(cli, &e, status);
    if (status == VW_OK && cli->json) {
        vw_cli_json(vw_cli_migrated_json(cli, &migrated, preview));
    } else if (status == VW_OK) {
        print(cli, &migrated, preview);
    }
    return (int)status;
}
