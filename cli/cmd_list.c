/* SPDX-License-Identifier: EUPL-1.2 */
/* verantwoord list: what there is, as a table or as JSON with the same columns. */
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/entering.h"
#include "model/label.h"
#include "reports/report.h"

#include <stdlib.h>
#include <string.h>

/* A list under construction: a table for people, an array of objects for programs. */
typedef struct {
    vw_cli *cli;
    vw_cli_table table;
    const char *const *names; /* of the columns in JSON; also the heads */
    json_t *array;
} listing;

/* [numbers] has a bit for each column that holds a whole number. */
static void add_row(listing *l, const char *const *cells, uint32_t numbers)
{
    if (!l->cli->json) {
        for (size_t i = 0; i < l->table.columns; i++) {
            VW_PUSH(l->cli->arena, l->table.cells, cells[i] != NULL ? cells[i] : "-");
        }
        return;
    }
    json_t *object = json_object();
    for (size_t i = 0; i < l->table.columns; i++) {
        bool number = cells[i] != NULL && (numbers & 1u << i);
        json_object_set_new(object, l->names[i],
                            number             ? json_integer(strtoll(cells[i], NULL, 10))
                            : cells[i] != NULL ? json_string(cells[i])
                                               : json_null());
    }
    json_array_append_new(l->array, object);
}

static void begin(listing *l, vw_cli *cli, const char *const *names, size_t columns)
{
    *l = (listing){.cli = cli, .names = names, .array = json_array()};
    l->table = (vw_cli_table){.heads = names, .columns = columns};
}

static void finish(listing *l)
{
    if (l->cli->json) {
        vw_cli_json(l->array);
        return;
    }
    json_decref(l->array);
    vw_cli_table_print(l->cli, &l->table);
}

/* A wrong name must not look like a framework without requirements. */
static vw_status check_frameworks(vw_cli *cli, const vw_set *set)
{
    const char **ids = VW_NEW_ARRAY(cli->arena, set->framework_count, const char *);
    vw_status status = VW_OK;
    for (size_t i = 0; i < set->framework_count; i++) {
        ids[i] = set->frameworks[i].id;
    }
    for (size_t i = 0; i < cli->arguments->options[VW_OPT_FRAMEWORK].count; i++) {
        const char *id = cli->arguments->options[VW_OPT_FRAMEWORK].values[i];
        if (vw_set_framework(set, id) == NULL) {
            VW_DIAG(cli->diags, E003, (vw_place){0}, id, vw_suggest(id, ids, set->framework_count));
            status = VW_ERR_INPUT;
        }
    }
    return status;
}

static bool wanted(const vw_cli *cli, const vw_framework *framework)
{
    size_t count = cli->arguments->options[VW_OPT_FRAMEWORK].count;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(cli->arguments->options[VW_OPT_FRAMEWORK].values[i], framework->id) == 0) {
            return true;
        }
    }
    return count == 0;
}

static void list_frameworks(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"framework", "version", "date", "requirements", "title"};
    listing l;
    begin(&l, cli, names, 5);
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        const char *cells[] = {framework->id, framework->version,
                               vw_framework_dated(cli->arena, framework),
                               vw_printf(cli->arena, "%zu", framework->requirement_count),
                               vw_cli_text(cli, framework->title)};
        add_row(&l, cells, 1u << 3);
    }
    finish(&l);
}

static void list_requirements(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"requirement", "kind", "status",
                                        "measures",    "mark", "title"};
    listing l;
    begin(&l, cli, names, 6);
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        for (size_t j = 0; wanted(cli, framework) && j < framework->listed_count; j++) {
            const vw_requirement *requirement = framework->listed[j];
            const char *cells[] = {requirement->full_id,
                                   vw_requirement_kind_name(requirement->kind),
                                   vw_requirement_status_name(requirement->status),
                                   vw_printf(cli->arena, "%zu", requirement->mapping_count),
                                   requirement->mark,
                                   vw_cli_text(cli, requirement->title)};
            add_row(&l, cells, 1u << 3);
        }
    }
    finish(&l);
}

static void list_measures(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"measure", "tests", "owner", "title"};
    listing l;
    begin(&l, cli, names, 4);
    for (size_t i = 0; i < set->measure_count; i++) {
        const vw_measure *measure = &set->measures[i];
        const char *cells[] = {measure->id, vw_printf(cli->arena, "%zu", measure->test_count),
                               vw_cli_text(cli, measure->owner), vw_cli_text(cli, measure->title)};
        add_row(&l, cells, 1u << 1);
    }
    finish(&l);
}

static void add_test(listing *l, const vw_test *test)
{
    const char *cells[] = {test->id, vw_aspect_name(test->aspect),
                           vw_cli_text(l->cli, test->title)};
    add_row(l, cells, 0);
}

/* With the variants that frameworks may have, so that an exception can name one. */
static void list_tests(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"test", "aspect", "title"};
    const vw_plan *plan = NULL;
    listing l;
    begin(&l, cli, names, 3);
    /* A rule with an error is no reason to list nothing. */
    if (vw_plan_for_all(&plan, cli->arena, vw_diags_new(cli->arena), set) != VW_OK) {
        plan = NULL;
    }
    for (size_t i = 0; i < set->measure_count; i++) {
        for (size_t j = 0; j < set->measures[i].test_count; j++) {
            const vw_test *test = &set->measures[i].tests[j];
            add_test(&l, test);
            for (size_t k = 0; plan != NULL && k < plan->test_count; k++) {
                if (plan->tests[k].base == test && plan->tests[k].framework != NULL) {
                    add_test(&l, plan->tests[k].test);
                }
            }
        }
    }
    finish(&l);
}

/* "dora = 52; organisation = 24": who has a value of their own. */
static const char *setters(vw_cli *cli, const vw_set *set, const vw_parameter *parameter)
{
    vw_buf out = {.arena = cli->arena};
    for (size_t i = 0; i <= set->framework_count; i++) {
        const bool own = i == set->framework_count;
        const vw_parameter_setting *setting =
            own ? vw_setting_of(set->own_settings, set->own_setting_count, parameter)
                : vw_setting_of(set->frameworks[i].settings, set->frameworks[i].setting_count,
                                parameter);
        if (setting != NULL) {
            vw_text shown = vw_parameter_value_shown(cli->arena, parameter->type, setting->value);
            vw_buf_addf(&out, "%s%s = %s", out.length > 0 ? "; " : "",
                        own ? "organisation" : set->frameworks[i].id, vw_cli_text(cli, shown));
        }
    }
    return out.length > 0 ? vw_buf_text(&out) : NULL;
}

static void list_parameters(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"parameter", "type",   "default",
                                        "set_by",    "source", "label"};
    listing l;
    begin(&l, cli, names, 6);
    for (size_t i = 0; i < set->parameter_count; i++) {
        const vw_parameter *parameter = &set->parameters[i];
        vw_text shown = vw_parameter_value_shown(cli->arena, parameter->type, parameter->shipped);
        const char *cells[] = {parameter->name,
                               vw_parameter_type_name(parameter->type),
                               vw_cli_text(cli, shown),
                               setters(cli, set, parameter),
                               vw_reference_in(cli->arena, parameter->source, cli->lang),
                               vw_cli_text(cli, parameter->label)};
        add_row(&l, cells, 0);
    }
    finish(&l);
}

static void list_populations(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"population", "tests", "label", "for"};
    listing l;
    begin(&l, cli, names, 4);
    for (size_t i = 0; i < set->population_count; i++) {
        const vw_population *population = &set->populations[i];
        const char *cells[] = {population->id, vw_printf(cli->arena, "%zu", population->tests),
                               vw_cli_text(cli, population->label), population->text.text};
        add_row(&l, cells, 1u << 1);
    }
    finish(&l);
}

static void list_kinds(vw_cli *cli, const vw_set *set)
{
    static const char *const names[] = {"kind", "nature", "key", "label", "fields"};
    listing l;
    begin(&l, cli, names, 5);
    for (size_t i = 0; i < set->catalogue->count; i++) {
        const vw_kind *kind = &set->catalogue->kinds[i];
        vw_buf fields = {.arena = cli->arena};
        for (size_t j = 0; j < kind->field_count; j++) {
            vw_buf_addf(&fields, "%s%s", j > 0 ? "," : "", kind->fields[j].name);
        }
        const char *cells[] = {kind->name, kind->nature == VW_STATE ? "state" : "event", kind->key,
                               vw_cli_text(cli, kind->label), vw_buf_text(&fields)};
        add_row(&l, cells, 0);
    }
    finish(&l);
}

static void list_templates(vw_cli *cli)
{
    static const char *const names[] = {"template", "audience", "title", "file"};
    vw_template_entries entries = {0};
    listing l;
    begin(&l, cli, names, 4);
    vw_template_entries_list(&entries, vw_cli_own_templates(cli), cli->lang, cli->arena);
    for (size_t i = 0; i < entries.count; i++) {
        const vw_template_entry *entry = &entries.items[i];
        const char *path = entry->path != NULL ? vw_cli_shown(cli, entry->path) : NULL;
        const char *cells[] = {entry->name,
                               entry->audience == VW_PUBLIC ? "public" : "confidential",
                               entry->title, path};
        add_row(&l, cells, 0);
    }
    finish(&l);
}

/* What stands in the dossier; ?1 is the newest evaluation, where it is asked for. */
static const struct {
    const char *what;
    bool of_evaluation;
    const char *sql;
} stored[] = {
    {"imports", false,
     "SELECT i.id AS import, i.kind, i.row_count AS rows, i.file_name AS file, i.collected_at, "
     "i.collected_by, i.method, c.from_date AS complete_from, c.until_date AS complete_until, "
     "i.sheet, i.producer, i.file_sha256 FROM import i LEFT JOIN import_complete c ON c.import_id "
     "= i.id "
     "ORDER BY i.id"},
    {"artefacts", false,
     "SELECT s.key AS artefact, e.file_name AS file, e.bytes, e.media_type, e.occurred_on AS "
     "handed_in, e.stored, e.description, (SELECT group_concat(a.record_kind || ':' || "
     "a.record_key, "
     "' ') FROM ev_attachment a WHERE a.artefact = e.subject AND NOT EXISTS (SELECT 1 FROM "
     "ev_attachment n WHERE n.subject = a.subject AND n.id > a.id)) AS \"for\", e.sha256 FROM "
     "ev_artefact e JOIN subject s ON s.id = e.subject WHERE NOT EXISTS (SELECT 1 FROM ev_artefact "
     "n "
     "WHERE n.subject = e.subject AND n.id > e.id) ORDER BY s.key"},
    {"evaluations", false,
     "SELECT id AS evaluation, made_at, mark AS import_mark, as_of, frameworks, program_version, "
     "result_sha256 FROM evaluation ORDER BY id"},
    {"findings", true,
     "SELECT test, aspect, result, passed, failed, unknown, excepted, population, complete, "
     "collected, collected_later, error FROM finding WHERE evaluation_id = ?1 ORDER BY test"},
    {"outcomes", true,
     "SELECT o.test, s.kind, s.key AS subject, o.outcome, x.key AS exception FROM outcome o "
     "JOIN subject s ON s.id = o.subject LEFT JOIN subject x ON x.id = o.exception "
     "WHERE o.evaluation_id = ?1 ORDER BY o.test, s.key"},
    {"conclusions", true,
     "SELECT requirement, aspect, computed, judged, result, by_judgement, judged_by, reason "
     "FROM conclusion WHERE evaluation_id = ?1 ORDER BY requirement, CASE aspect WHEN 'design' "
     "THEN 0 WHEN 'existence' THEN 1 ELSE 2 END"},
};

static vw_status print_stored(vw_cli *cli, vw_dossier *dossier, int64_t evaluation, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    listing l;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), cli->arena, cli->diags, sql);
    if (status != VW_OK) {
        return status;
    }
    if (evaluation != 0) {
        vw_stmt_bind_int(stmt, 1, evaluation);
    }
    size_t columns = (size_t)vw_stmt_columns(stmt);
    const char **names = VW_NEW_ARRAY(cli->arena, columns, const char *);
    const char **cells = VW_NEW_ARRAY(cli->arena, columns, const char *);
    for (size_t i = 0; i < columns; i++) {
        names[i] = vw_strdup(cli->arena, vw_stmt_name(stmt, (int)i));
    }
    begin(&l, cli, names, columns);
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, cli->diags, &row);
        if (status != VW_OK || !row) {
            break;
        }
        uint32_t numbers = 0;
        for (size_t i = 0; i < columns; i++) {
            const char *text = vw_stmt_text(stmt, (int)i);
            cells[i] = text != NULL ? vw_strdup(cli->arena, text) : NULL;
            numbers |= vw_stmt_type(stmt, (int)i) == VW_SQL_INTEGER ? 1u << i : 0;
        }
        add_row(&l, cells, numbers);
    }
    vw_stmt_free(stmt);
    if (status == VW_OK) {
        finish(&l);
    } else {
        json_decref(l.array);
    }
    return status;
}

static int list_stored(vw_cli *cli, const char *sql, bool needs_evaluation, bool of_outcomes)
{
    vw_dossier *dossier = NULL;
    vw_evaluation evaluation = {0};
    vw_status status = vw_cli_open(cli, &dossier, VW_READ_ONLY, NULL);
    if (status == VW_OK && needs_evaluation) {
        status = vw_evaluation_latest(&evaluation, dossier, cli->arena, cli->diags);
    }
    if (status == VW_OK && of_outcomes) {
        status = vw_cli_warn_changed(cli, dossier, &evaluation);
    }
    if (status == VW_OK) {
        status = print_stored(cli, dossier, evaluation.id, sql);
    }
    return (int)status;
}

static int list_set(vw_cli *cli, const char *what)
{
    static const struct {
        const char *what;
        void (*fn)(vw_cli *, const vw_set *);
    } lists[] = {{"frameworks", list_frameworks},
                 {"requirements", list_requirements},
                 {"measures", list_measures},
                 {"tests", list_tests},
                 {"parameters", list_parameters},
                 {"populations", list_populations},
                 {"kinds", list_kinds}};
    const vw_set *set = NULL;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(lists[i].what, what) == 0) {
            vw_status status = vw_cli_load(cli, &set);
            if (status == VW_OK) {
                status = check_frameworks(cli, set);
            }
            if (status == VW_OK) {
                lists[i].fn(cli, set);
            }
            return (int)status;
        }
    }
    static const char *const all[] = {"frameworks",  "requirements", "measures",   "tests",
                                      "parameters",  "populations",  "kinds",      "imports",
                                      "artefacts",   "evaluations",  "findings",   "outcomes",
                                      "conclusions", "templates",    "judgements", "exceptions"};
    VW_DIAG(cli->diags, U017, (vw_place){0}, what, vw_suggest(what, all, sizeof all / sizeof *all));
    return VW_ERR_USAGE;
}

int vw_cli_list(vw_cli *cli)
{
    const char *what = cli->arguments->operands[0];
    for (size_t i = 0; i < sizeof stored / sizeof *stored; i++) {
        if (strcmp(stored[i].what, what) == 0) {
            return list_stored(cli, stored[i].sql, stored[i].of_evaluation,
                               strcmp(what, "outcomes") == 0);
        }
    }
    if (strcmp(what, "templates") == 0) {
        list_templates(cli);
        return VW_OK;
    }
    if (strcmp(what, "judgements") == 0) {
        return vw_cli_list_judgements(cli);
    }
    if (strcmp(what, "exceptions") == 0) {
        return vw_cli_list_exceptions(cli);
    }
    return list_set(cli, what);
}
