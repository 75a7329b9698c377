/* SPDX-License-Identifier: EUPL-1.2 */
#include "fixture.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A field is "name:type" or "name:type(arguments)". */
static const struct {
    const char *name, *nature, *fields;
} kinds[] = {
    {"answer", "state",
     "requirement:text aspect:enum(design,existence,operation) "
     "result:enum(met,partly_met,not_met,not_applicable,explained) reason:text "
     "risk_reference:text assessor:ref(person) reviewer:ref(person) "
     "review:enum(agreed,disagreed,better_approved) review_reason:text evidence:text "
     "assessed_on:date reviewed_on:date ended_by:ref(person) ended_on:date end_reason:text"},
    {"asset", "state", "criticality:enum(low,high) owner:ref(person) users:integer"},
    {"change", "event", "approved:bool"},
    {"exception", "state",
     "test:text subject_kind:text subject_key:text requested_by:ref(person) "
     "approved_by:ref(person) owner:ref(person) reason:text risk_reference:text "
     "compensating_measure:text approved_on:date ended_by:ref(person) ended_on:date "
     "end_reason:text"},
    {"organisation", "state", "type:enum(municipality,bank)"},
    {"person", "state", "name:text mfa:bool employed_from:date employed_until:date"},
    {"person_change", "event", "person:ref(person) type:enum(joiner,mover,leaver)"},
    {"restore_test", "event", "asset:ref(asset) result:enum(success,failure) duration:integer"},
};

static void add_file(fixture *f, const char *path, const char *text)
{
    vw_set_file file = {.path = path, .text = text, .length = strlen(text)};
    VW_PUSH(f->arena, f->files, file);
}

static void add_field(vw_buf *yaml, const char *field, size_t length)
{
    size_t name = strcspn(field, ":");
    const char *type = field + name + 1;
    size_t type_length = strcspn(type, "( ");
    vw_buf_addf(yaml, "  - name: %.*s\n    type: %.*s\n    label: {nl: Veld, en: Field}\n",
                (int)name, field, (int)type_length, type);
    if (type + type_length >= field + length) {
        return;
    }
    const char *at = type + type_length + 1;
    if (strncmp(type, "ref", 3) == 0) {
        vw_buf_addf(yaml, "    to: %.*s\n", (int)strcspn(at, ")"), at);
        return;
    }
    vw_buf_add(yaml, "    values:\n");
    while (*at != ')') {
        int one = (int)strcspn(at, ",)");
        vw_buf_addf(yaml, "      - {value: %.*s, nl: waarde, en: value}\n", one, at);
        at += one + (at[one] == ',');
    }
}

static void add_kind(fixture *f, const char *name, const char *nature, const char *fields)
{
    vw_buf yaml = {.arena = f->arena};
    vw_buf_addf(&yaml,
                "kind: %s\nnature: %s\nlabel: {nl: Soort, en: Kind}\n"
                "plural: {nl: Soorten, en: Kinds}\nexplain: {nl: Wat, en: What}\n"
                "key: %s_id\nkey_label: {nl: Nummer, en: Number}\nfields:\n",
                name, nature, name);
    for (const char *at = fields; *at != '\0';) {
        size_t length = strcspn(at, " ");
        add_field(&yaml, at, length);
        at += length + (at[length] == ' ');
    }
    add_file(f, vw_printf(f->arena, "evidence/%s.yaml", name), vw_buf_text(&yaml));
}

void add_measure(fixture *f, const char *id, const test_text *tests, size_t count)
{
    vw_buf yaml = {.arena = f->arena};
    vw_buf_addf(&yaml,
                "measures:\n  - id: %s\n    title: {nl: Maatregel, en: Measure}\n"
                "    explain: {nl: Wat, en: What}\n    owner: {nl: ICT, en: IT}\n"
                "    remedy: {nl: Doe het, en: Do it}\n",
                id);
    vw_buf_add(&yaml, count > 0 ? "    tests:\n" : "    tests: []\n");
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&yaml,
                    "      - id: %s\n        aspect: %s\n        title: {nl: Toets, en: Test}\n"
                    "        for: %s\n        condition: %s\n        reason: {nl: Nee, en: No}\n",
                    tests[i].id, tests[i].aspect, tests[i].population, tests[i].condition);
        for (const char *at = tests[i].terms; at != NULL && *at != '\0';) {
            size_t length = strcspn(at, "\n");
            vw_buf_addf(&yaml, "        %.*s\n", (int)length, at);
            at += length + (at[length] == '\n');
        }
    }
    add_file(f, vw_printf(f->arena, "measures/%s.yaml", id), vw_buf_text(&yaml));
}

void add_framework(fixture *f, const char *id, const char *applies_to)
{
    const char *applies =
        applies_to == NULL
            ? ""
            : vw_printf(f->arena, "applies_to: %s\napplies_because: {nl: Wet, en: Law}\n",
                        applies_to);
    add_file(f, vw_printf(f->arena, "%s/framework.yaml", id),
             vw_printf(f->arena,
                       "framework: %s\nversion: 1.0\ndate: 2025-01-01\n"
                       "title: {nl: Kader, en: Frame}\nexplain: {nl: Wat, en: What}\n%s"
                       "aspects: [operation]\n",
                       id, applies));
}

void add_requirement(fixture *f, const char *framework, const char *id, const char *kind,
                     const char *aspects, const char *maps)
{
    vw_buf yaml = {.arena = f->arena};
    vw_buf_addf(&yaml,
                "requirements_of: %s\nrequirements:\n  - id: %s\n    kind: %s\n"
                "    title: {nl: Norm, en: Requirement}\n    reference: Frame, %s\n"
                "    aspects: %s\n",
                framework, id, kind, id, aspects);
    vw_buf_add(&yaml, *maps != '\0' ? "    maps:\n" : "");
    while (*maps != '\0') {
        int measure = (int)strcspn(maps, " ");
        const char *coverage = maps + measure + 1;
        int length = (int)strcspn(coverage, ",");
        int word = (int)strcspn(coverage, " ,");
        bool partial = strncmp(coverage, "partial", 7) == 0;
        vw_buf_addf(&yaml, "      - {measure: %.*s, coverage: %.*s%s", measure, maps, word,
                    coverage, partial ? ", because: {nl: Een deel, en: A part}" : "");
        if (word < length) {
            vw_buf_add(&yaml, ", aspects: [");
            for (int i = word + 1; i < length; i++) {
                vw_buf_addf(&yaml, coverage[i] == '+' ? ", " : "%c", coverage[i]);
            }
            vw_buf_add(&yaml, "]");
        }
        vw_buf_add(&yaml, "}\n");
        maps = coverage + length;
        maps += strspn(maps, ", ");
    }
    add_file(f, vw_printf(f->arena, "%s/%s.yaml", framework, id), vw_buf_text(&yaml));
}

void usual_set(fixture *f, const char *terms)
{
    const test_text test = {"backup.restore.yearly", "operation",
                            "asset where criticality = 'high'",
                            "exists restore_test where result = 'success'", terms};
    add_measure(f, "backup.restore", &test, 1);
    add_framework(f, "frame", NULL);
    add_requirement(f, "frame", "1", "control", "[operation]", "backup.restore full");
}

int fixture_setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    f->arena = arena;
    f->diags = vw_diags_new(arena);
    f->folder = vw_strdup(arena, "/tmp/vw-eval-XXXXXX");
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    f->path = vw_printf(arena, "%s/dossier.vw", f->folder);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        add_kind(f, kinds[i].name, kinds[i].nature, kinds[i].fields);
    }
    *state = f;
    return 0;
}

int fixture_teardown(void **state)
{
    fixture *f = *state;
    char *folder = strdup(f->folder);
    char *dossier = strdup(f->path);
    vw_arena_free(f->arena);
    (void)unlink(dossier);
    int removed = rmdir(folder);
    free(dossier);
    free(folder);
    return removed;
}

static void done(fixture *f, vw_status status)
{
    if (status != VW_OK) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
}

void fixture_ready(fixture *f)
{
    const vw_dossier_head head = {.name = "Gemeente Voorbeeld",
                                  .type = "municipality",
                                  .year = 2025,
                                  .as_of = vw_date_of(2025, 12, 31),
                                  .period_from = vw_date_of(2025, 1, 1),
                                  .period_until = vw_date_of(2025, 12, 31)};
    done(f, vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count));
    done(f, vw_dossier_create(f->path, &head, f->set->catalogue, f->arena, f->diags));
    done(f, vw_dossier_open(&f->dossier, f->arena, f->diags, f->path, VW_READ_WRITE,
                            f->set->catalogue));
    /* Waiting for the disk would take nearly all the time of a test. */
    done(f, vw_db_exec(vw_dossier_db(f->dossier), f->diags, "PRAGMA synchronous = OFF"));
}

void begin(fixture *f, const char *kind)
{
    f->head = (vw_import_head){.kind = vw_catalogue_find(f->set->catalogue, kind),
                               .file_name = vw_printf(f->arena, "%s.csv", kind),
                               .file_sha256 = vw_hash(kind, strlen(kind)),
                               .importer = "test/1",
                               .collected_at = "2025-12-31",
                               .collected_by = "tester",
                               .method = "examine",
                               .complete_from = VW_DATE_NONE,
                               .complete_until = VW_DATE_NONE};
    f->row = 1;
    done(f, vw_db_begin(vw_dossier_db(f->dossier), f->diags));
    done(f, vw_import_begin(&f->import, f->dossier, f->arena, f->diags, &f->head));
}

void begin_complete(fixture *f, const char *kind, const char *from, const char *until)
{
    begin(f, kind);
    f->head.complete = true;
    assert_true(vw_date_parse(&f->head.complete_from, from));
    assert_true(vw_date_parse(&f->head.complete_until, until));
}

static size_t field_index(const vw_kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return i;
        }
    }
    fail_msg("%s has no field %s", kind->name, name);
    return 0;
}

static void set_value(const vw_kind *kind, vw_value *values, const char *name, const char *text)
{
    size_t i = field_index(kind, name);
    if (*text == '\0') {
        values[i] = (vw_value){0};
        return;
    }
    switch (kind->fields[i].type) {
    case VW_TYPE_BOOL:
    case VW_TYPE_INTEGER:
        values[i] = (vw_value){.is = VW_VALUE_INTEGER, .integer = strtoll(text, NULL, 10)};
        break;
    case VW_TYPE_NUMBER:
        values[i] = (vw_value){.is = VW_VALUE_REAL, .real = strtod(text, NULL)};
        break;
    case VW_TYPE_TEXT:
    case VW_TYPE_ENUM:
    case VW_TYPE_DATE:
    case VW_TYPE_DATETIME:
    case VW_TYPE_REF:
    case VW_TYPE_LIST:
        values[i] = (vw_value){.is = VW_VALUE_TEXT, .text = text};
        break;
    }
}

void row(fixture *f, const char *key, const char *fields)
{
    const vw_kind *kind = f->head.kind;
    vw_value *values = VW_NEW_ARRAY(f->arena, kind->field_count, vw_value);
    if (kind->nature == VW_STATE) {
        set_value(kind, values, "effective_from", "2025-01-01");
    } else {
        set_value(kind, values, "occurred_on", "2025-06-30");
    }
    if (strcmp(kind->name, "exception") == 0) {
        set_value(kind, values, "approved_on", "2025-01-01");
    } else if (strcmp(kind->name, "answer") == 0) {
        set_value(kind, values, "reviewed_on", "2025-12-31");
    }
    while (*fields != '\0') {
        size_t name = strcspn(fields, "=");
        const char *value = fields + name + 1;
        size_t length = strcspn(value, " ");
        set_value(kind, values, vw_strndup(f->arena, fields, name),
                  vw_strndup(f->arena, value, length));
        fields = value + length;
        fields += strspn(fields, " ");
    }
    done(f, vw_import_row(f->import, f->diags, ++f->row, key, values, NULL));
}

void end(fixture *f)
{
    int64_t id = 0;
    done(f, vw_import_end(f->import, f->diags, &id));
    done(f, vw_db_commit(vw_dossier_db(f->dossier), f->diags));
}

void give(fixture *f, const char *kind, const char *key, const char *fields)
{
    begin(f, kind);
    row(f, key, fields);
    end(f);
}

void people(fixture *f)
{
    begin(f, "person");
    row(f, "P1", "");
    row(f, "P2", "");
    end(f);
}

void systems(fixture *f, int pass, int fail, int unknown)
{
    int count = pass + fail + unknown;
    begin(f, "asset");
    for (int i = 1; i <= count; i++) {
        row(f, vw_printf(f->arena, "A%02d", i), "criticality=high");
    }
    end(f);
    begin(f, "restore_test");
    for (int i = 1; i <= count; i++) {
        const char *result = i <= pass ? " result=success" : " result=failure";
        row(f, vw_printf(f->arena, "R%02d", i),
            vw_printf(f->arena, "asset=A%02d%s", i, i <= pass + fail ? result : ""));
    }
    end(f);
}

void one_of_ten_fails(fixture *f)
{
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 9, 1, 0);
    people(f);
}

vw_status try_evaluate(fixture *f)
{
    const vw_perform_options options = {0};
    done(f, vw_plan_for_type(&f->plan, f->arena, f->diags, f->set,
                             vw_dossier_head_of(f->dossier)->type));
    return vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items, f->files.count,
                       &options, f->arena, f->diags);
}

void evaluate(fixture *f)
{
    done(f, try_evaluate(f));
}

vw_finding finding_of(fixture *f, const char *test)
{
    vw_finding finding;
    bool found = false;
    done(f, vw_query_finding(&finding, &found, f->dossier, f->arena, f->diags, f->evaluation.id,
                             test));
    assert_true(found);
    return finding;
}

const char *result_of(fixture *f, const char *test)
{
    vw_finding finding;
    bool found = false;
    done(f, vw_query_finding(&finding, &found, f->dossier, f->arena, f->diags, f->evaluation.id,
                             test));
    return found ? vw_result_name(finding.result) : "none";
}

vw_conclusion concluded(fixture *f, const char *requirement, vw_aspect aspect)
{
    vw_conclusion conclusion;
    bool found = false;
    done(f, vw_query_conclusion(&conclusion, &found, f->dossier, f->arena, f->diags,
                                f->evaluation.id, requirement, aspect));
    assert_true(found);
    return conclusion;
}

const char *conclusion_of(fixture *f, const char *requirement, vw_aspect aspect)
{
    return vw_result_name(concluded(f, requirement, aspect).result);
}

const char *status_of(fixture *f, const char *requirement)
{
    vw_result result = VW_RESULT_ERROR;
    bool found = false;
    done(f, vw_query_status(&result, &found, f->dossier, f->arena, f->diags, f->evaluation.id,
                            requirement));
    return found ? vw_result_name(result) : "none";
}

int64_t number_of(fixture *f, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool found = false;
    done(f, vw_stmt_new(&stmt, vw_dossier_db(f->dossier), f->arena, f->diags, sql));
    done(f, vw_stmt_step(stmt, f->diags, &found));
    assert_true(found);
    int64_t number = vw_stmt_int(stmt, 0);
    vw_stmt_free(stmt);
    return number;
}

bool has_message_about(const fixture *f, vw_msg msg, const char *text)
{
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        const vw_diag *diag = vw_diags_get(f->diags, i);
        if (diag->msg == msg && strstr(vw_diag_text(f->arena, diag, VW_EN), text) != NULL) {
            return true;
        }
    }
    return false;
}

bool has_message(const fixture *f, vw_msg msg)
{
    return has_message_about(f, msg, "");
}

void clear_messages(fixture *f)
{
    f->diags = vw_diags_new(f->arena);
}

void tamper(const fixture *f, const char *sql)
{
    static const char *const triggers =
        "SELECT 'DROP TRIGGER \"' || name || '\"', sql FROM sqlite_schema WHERE type = 'trigger'";
    sqlite3 *db = NULL;
    sqlite3_stmt *stmt = NULL;
    vw_buf drops = {.arena = f->arena}, makes = {.arena = f->arena};
    char *error = NULL;
    assert_int_equal(sqlite3_open(f->path, &db), SQLITE_OK);
    vw_buf_add(&drops, "PRAGMA synchronous = OFF;\n");
    assert_int_equal(sqlite3_prepare_v2(db, triggers, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        vw_buf_addf(&drops, "%s;\n", (const char *)sqlite3_column_text(stmt, 0));
        vw_buf_addf(&makes, "%s;\n", (const char *)sqlite3_column_text(stmt, 1));
    }
    sqlite3_finalize(stmt);
    assert_int_equal(sqlite3_exec(db, vw_buf_text(&drops), NULL, NULL, NULL), SQLITE_OK);
    if (sqlite3_exec(db, sql, NULL, NULL, &error) != SQLITE_OK) {
        fail_msg("%s", error);
    }
    assert_int_not_equal(sqlite3_total_changes(db), 0);
    assert_int_equal(sqlite3_exec(db, vw_buf_text(&makes), NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}
