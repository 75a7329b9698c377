/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads the organisation, derives what follows from it, and asks conditions of it. */
#include "eval/profile.h"

#include "base/limits.h"
#include "store/db.h"

#include <string.h>

typedef VW_VEC(const vw_fact *) fact_list;

static void add_fact(vw_arena *arena, fact_list *list, const vw_fact *fact)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == fact) {
            return;
        }
    }
    VW_PUSH(arena, *list, fact);
}

static vw_fact *fact_of(const vw_profile *profile, const vw_field *field)
{
    return &profile->facts[field - profile->kind->fields];
}

const vw_fact *vw_profile_fact(const vw_profile *profile, const char *field)
{
    const vw_field *found = profile->kind != NULL ? vw_kind_field(profile->kind, field) : NULL;
    return found != NULL ? fact_of(profile, found) : NULL;
}

/* ---- values ---- */

/* From SQL's quote(): what a rule would write, without quotes. NULL for NULL. */
static const char *shown(vw_arena *arena, const vw_field *field, const char *literal)
{
    size_t length = strlen(literal);
    if (strcmp(literal, "NULL") == 0) {
        return NULL;
    }
    if (field->type == VW_TYPE_BOOL) {
        return strcmp(literal, "1") == 0 ? "true" : "false";
    }
    if (literal[0] == '\'') {
        vw_buf out = {.arena = arena};
        for (size_t i = 1; i + 1 < length; i++) {
            vw_buf_addn(&out, &literal[i], 1);
            i += literal[i] == '\'';
        }
        return vw_buf_text(&out);
    }
    bool whole = length > 2 && strcmp(literal + length - 2, ".0") == 0;
    return vw_strndup(arena, literal, whole ? length - 2 : length);
}

static const char *literal_of(vw_arena *arena, const vw_field *field, const char *value)
{
    if (value == NULL) {
        return "NULL";
    }
    if (field->type == VW_TYPE_BOOL) {
        return strcmp(value, "true") == 0 ? "1" : "0";
    }
    if (field->type == VW_TYPE_NUMBER || field->type == VW_TYPE_INTEGER) {
        return vw_strdup(arena, value);
    }
    vw_buf out = {.arena = arena};
    vw_buf_add(&out, "'");
    for (const char *at = value; *at != '\0'; at++) {
        vw_buf_addn(&out, at, 1);
        vw_buf_add(&out, *at == '\'' ? "'" : "");
    }
    vw_buf_add(&out, "'");
    return vw_buf_text(&out);
}

static void set_value(vw_fact *fact, vw_fact_source source, const char *value, const char *literal)
{
    fact->source = value != NULL ? source : VW_FACT_UNKNOWN;
    fact->value = value;
    fact->literal = value != NULL ? literal : "NULL";
}

/* ---- reading ---- */

/* A dossier that is only read may lack columns that the catalogue has gained. */
static vw_status known_columns(bool *known, bool *any, const vw_profile *profile, vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(profile->dossier), profile->arena, diags,
                                   "SELECT name FROM pragma_table_info('ev_organisation')");
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        const vw_field *field =
            status == VW_OK && row ? vw_kind_field(profile->kind, vw_stmt_text(stmt, 0)) : NULL;
        if (field != NULL) {
            known[field - profile->kind->fields] = *any = true;
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static const char *select_records(const vw_profile *profile, const bool *known)
{
    vw_buf sql = {.arena = profile->arena};
    vw_buf_add(&sql, "SELECT k.key, c.import_id, c.row_no, i.file_name, c.subject");
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        if (known[i]) {
            vw_buf_addf(&sql, ", quote(c.\"%s\")", profile->kind->fields[i].name);
        } else {
            vw_buf_add(&sql, ", 'NULL'");
        }
    }
    vw_buf_addf(&sql,
                " FROM (%s) c JOIN subject k ON k.id = c.subject JOIN import i ON i.id = "
                "c.import_id ORDER BY k.key",
                vw_kind_counting_sql(profile->arena, profile->kind, &profile->frame));
    return vw_buf_text(&sql);
}

static void read_record(vw_profile *profile, vw_stmt *stmt)
{
    bool first = profile->records++ == 0;
    const char *key = vw_stmt_text(stmt, 0);
    profile->key = first ? vw_strdup(profile->arena, key)
                         : vw_printf(profile->arena, "%s, %s", profile->key, key);
    profile->subject = first ? vw_stmt_int(stmt, 4) : 0;
    if (first) {
        profile->import_id = vw_stmt_int(stmt, 1);
        profile->row_no = vw_stmt_int(stmt, 2);
        profile->file_name = vw_strdup(profile->arena, vw_stmt_text(stmt, 3));
    }
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        vw_fact *fact = &profile->facts[i];
        const char *literal = vw_stmt_text(stmt, 5 + (int)i);
        if (first) {
            literal = vw_strdup(profile->arena, literal);
            set_value(fact, VW_FACT_RECORDED, shown(profile->arena, fact->field, literal), literal);
        } else if (strcmp(fact->literal, literal) != 0) {
            set_value(fact, VW_FACT_UNKNOWN, NULL, NULL);
        }
    }
}

static vw_status read_records(vw_profile *profile, vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool any = false;
    bool *known = VW_NEW_ARRAY(profile->arena, profile->kind->field_count, bool);
    vw_status status = known_columns(known, &any, profile, diags);
    bool row = any;
    if (status == VW_OK && any) {
        status = vw_stmt_new(&stmt, vw_dossier_db(profile->dossier), profile->arena, diags,
                             select_records(profile, known));
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row) {
            read_record(profile, stmt);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- asking ---- */

typedef struct {
    const vw_profile *profile;
    vw_buf *sql;
    bool *there; /* by field */
} row_writer;

static void add_cell(void *what, const vw_field *field)
{
    row_writer *w = what;
    size_t i = (size_t)(field - w->profile->kind->fields);
    if (!w->there[i]) {
        w->there[i] = true;
        vw_buf_addf(w->sql, ", %s AS \"%s\"", w->profile->facts[i].literal, field->name);
    }
}

static vw_status ask_parts(vw_truth *parts, const vw_profile *profile, vw_arena *arena,
                           vw_diags *diags, const vw_condition *condition)
{
    vw_buf sql = {.arena = arena};
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_buf_add(&sql, "SELECT ");
    for (size_t i = 0; i < vw_condition_parts(condition); i++) {
        vw_buf_addf(&sql, "%s%s", i > 0 ? ", " : "",
                    vw_condition_part_sql(arena, condition, i, &profile->frame));
    }
    row_writer writer = {profile, &sql, VW_NEW_ARRAY(arena, profile->kind->field_count, bool)};
    vw_buf_addf(&sql, " FROM (SELECT %lld AS subject", (long long)profile->subject);
    vw_condition_fields(condition, add_cell, &writer);
    vw_buf_add(&sql, ") s");
    /* Somebody else's condition, so bounded as a test is. */
    vw_db *db = vw_dossier_db(profile->dossier);
    vw_db_sandbox(db, true);
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, vw_buf_text(&sql));
    vw_db_sandbox(db, false);
    if (status == VW_OK) {
        vw_db_bound(db, VW_RULE_STEPS_MAX, VW_RULE_SECONDS_MAX);
        status = vw_stmt_step(stmt, diags, &row);
        vw_db_bound(db, 0, 0);
    }
    for (size_t i = 0; status == VW_OK && i < vw_condition_parts(condition); i++) {
        parts[i] = !row || vw_stmt_is_null(stmt, (int)i) ? VW_MAYBE
                   : vw_stmt_int(stmt, (int)i) != 0      ? VW_TRUE
                                                         : VW_FALSE;
    }
    vw_stmt_free(stmt);
    return status;
}

typedef struct {
    const vw_profile *profile;
    vw_arena *arena;
    bool missing; /* only those that are not known */
    fact_list facts;
} collector;

static void collect(void *what, const vw_field *field)
{
    collector *c = what;
    const vw_fact *fact = fact_of(c->profile, field);
    if (!c->missing || fact->value == NULL) {
        add_fact(c->arena, &c->facts, fact);
    }
}

vw_status vw_profile_ask(vw_answer *out, const vw_profile *profile, vw_arena *arena,
                         vw_diags *diags, const vw_rule_text *when)
{
    const vw_condition *condition = NULL;
    *out = (vw_answer){.truth = VW_TRUE};
    if (when->text == NULL) {
        return VW_OK;
    }
    vw_status status = vw_condition_compile(&condition, arena, diags, profile->set->catalogue,
                                            profile->kind, *when);
    if (status != VW_OK) {
        return status;
    }
    vw_truth *parts = VW_NEW_ARRAY(arena, vw_condition_parts(condition), vw_truth);
    status = ask_parts(parts, profile, arena, diags, condition);
    if (status != VW_OK) {
        return status;
    }
    out->truth = vw_condition_truth(condition, parts);
    collector c = {.profile = profile, .arena = arena, .missing = out->truth == VW_MAYBE};
    vw_condition_hangs_on(condition, parts, collect, &c);
    out->facts = c.facts.items;
    out->count = c.facts.count;
    return VW_OK;
}

/* ---- deriving ---- */

/* The place of a value among those of the derivation: the heaviest is 0. */
static size_t weight_of(const vw_derivation *derivation, const char *value)
{
    size_t i = 0;
    while (i < derivation->value_count && strcmp(derivation->values[i].value, value) != 0) {
        i++;
    }
    return i;
}

/* A choice that the derivation does not speak of is no contradiction; of yes and no it speaks of
 * both, whatever it names. */
static bool contradicts(const vw_derivation *derivation, const vw_fact *fact, const char *value)
{
    return strcmp(fact->value, value) != 0 &&
           (fact->field->type == VW_TYPE_BOOL ||
            weight_of(derivation, fact->value) < derivation->value_count);
}

static void join(const vw_derivation *derivation, vw_fact *fact, vw_arena *arena)
{
    const char *value = fact->derived->value;
    if (fact->value == NULL) {
        set_value(fact, VW_FACT_DERIVED, value, literal_of(arena, fact->field, value));
    } else if (contradicts(derivation, fact, value)) {
        fact->recorded = fact->value;
        if (weight_of(derivation, fact->value) > weight_of(derivation, value)) {
            set_value(fact, VW_FACT_UNKNOWN, NULL, NULL);
        }
    }
}

/* What would decide it was itself contradicted, so that nothing stands against what is recorded: a
 * microenterprise by its own word whose size class its staff denies. */
static bool rests_on_contradiction(const fact_list *missing)
{
    for (size_t i = 0; i < missing->count; i++) {
        if (missing->items[i]->recorded != NULL) {
            return true;
        }
    }
    return false;
}

/* Also when it follows from something that is only stated itself. */
static bool is_stated(const vw_derivation *derivation, const vw_fact *fact)
{
    if (fact->source != VW_FACT_RECORDED || fact->recorded != NULL) {
        return false;
    }
    for (size_t i = 0; fact->derived != NULL && i < fact->from_count; i++) {
        if (fact->from[i]->stated) {
            return true;
        }
    }
    for (size_t i = 0; fact->derived == NULL && i < fact->possible_count; i++) {
        const char *possible = fact->possible[i];
        if (contradicts(derivation, fact, possible) &&
            weight_of(derivation, possible) < weight_of(derivation, fact->value)) {
            return true;
        }
    }
    return false;
}

/* The first value whose condition holds, when all before it certainly do not. */
static vw_status derive(vw_profile *profile, vw_diags *diags, const vw_derivation *derivation)
{
    vw_fact *fact = fact_of(profile, derivation->field);
    fact_list from = {0}, missing = {0};
    VW_VEC(const char *) possible = {0};
    for (size_t i = 0; i < derivation->value_count; i++) {
        vw_answer answer;
        vw_status status =
            vw_profile_ask(&answer, profile, profile->arena, diags, &derivation->values[i].when);
        if (status != VW_OK) {
            return status;
        }
        fact_list *list = answer.truth == VW_MAYBE ? &missing : &from;
        for (size_t j = 0; j < answer.count; j++) {
            add_fact(profile->arena, list, answer.facts[j]);
        }
        if (answer.truth != VW_FALSE) {
            VW_PUSH(profile->arena, possible, derivation->values[i].value);
        }
        if (answer.truth == VW_TRUE) {
            fact->derived = missing.count == 0 ? &derivation->values[i] : NULL;
            fact->possible = possible.items;
            fact->possible_count = possible.count;
            break;
        }
    }
    const fact_list *told = missing.count > 0 ? &missing : &from;
    fact->from = told->items;
    fact->from_count = told->count;
    fact->known = from.items;
    fact->known_count = from.count;
    if (fact->derived != NULL) {
        join(derivation, fact, profile->arena);
    } else if (fact->value != NULL && rests_on_contradiction(&missing)) {
        fact->recorded = fact->value;
        set_value(fact, VW_FACT_UNKNOWN, NULL, NULL);
    }
    fact->stated = is_stated(derivation, fact);
    return VW_OK;
}

static vw_status derive_all(vw_profile *profile, vw_diags *diags)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < profile->set->derivation_count && status == VW_OK; i++) {
        status = derive(profile, diags, &profile->set->derivations[i]);
    }
    return status;
}

static void unknown_facts(vw_profile *profile)
{
    profile->facts = VW_NEW_ARRAY(profile->arena, profile->kind->field_count, vw_fact);
    for (size_t i = 0; i < profile->kind->field_count; i++) {
        profile->facts[i] = (vw_fact){.field = &profile->kind->fields[i], .literal = "NULL"};
    }
}

vw_status vw_profile_load(vw_profile *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                          const vw_set *set, const vw_rule_frame *frame)
{
    *out = (vw_profile){.set = set,
                        .kind = vw_catalogue_find(set->catalogue, "organisation"),
                        .frame = *frame,
                        .dossier = dossier,
                        .arena = arena};
    if (out->kind == NULL || out->kind->nature != VW_STATE) {
        out->kind = NULL;
        return VW_OK;
    }
    unknown_facts(out);
    vw_status status = read_records(out, diags);
    const vw_field *type = vw_kind_field(out->kind, "type");
    if (status == VW_OK && out->records == 0 && type != NULL) {
        const char *value = vw_dossier_head_of(dossier)->type;
        set_value(fact_of(out, type), VW_FACT_DOSSIER, value, literal_of(arena, type, value));
    }
    return status == VW_OK ? derive_all(out, diags) : status;
}

vw_status vw_profile_with(vw_profile *out, const vw_profile *profile, vw_arena *arena,
                          vw_diags *diags, const char *field, const char *value)
{
    *out = *profile;
    out->arena = arena;
    unknown_facts(out);
    for (size_t i = 0; i < out->kind->field_count; i++) {
        const vw_fact *fact = &profile->facts[i];
        const char *known = fact->recorded != NULL            ? fact->recorded
                            : fact->source == VW_FACT_DERIVED ? NULL
                                                              : fact->value;
        vw_fact_source source = fact->recorded != NULL ? VW_FACT_RECORDED : fact->source;
        if (strcmp(fact->field->name, field) == 0) {
            known = value;
            source = VW_FACT_RECORDED;
        }
        set_value(&out->facts[i], source, known, literal_of(arena, fact->field, known));
    }
    return derive_all(out, diags);
}

/* ---- telling ---- */

static const char *plain_text(vw_arena *arena, const vw_fact *fact)
{
    return fact->value != NULL ? vw_printf(arena, "%s = %s", fact->field->name, fact->value)
                               : vw_printf(arena, "%s is unknown", fact->field->name);
}

const char *vw_fact_text(vw_arena *arena, const vw_fact *fact)
{
    vw_buf out = {.arena = arena};
    vw_buf_add(&out, plain_text(arena, fact));
    const char *opens = fact->stated ? VW_FACTS_STATED : " (<- ";
    bool more = (fact->source == VW_FACT_DERIVED || fact->stated) && fact->from_count > 0;
    for (size_t i = 0; more && i < fact->from_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : opens, vw_fact_text(arena, fact->from[i]));
    }
    vw_buf_add(&out, more ? ")" : "");
    return vw_buf_text(&out);
}

const char *vw_facts_text(vw_arena *arena, const vw_profile *profile, const vw_fact *const *facts,
                          size_t count)
{
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", vw_fact_text(arena, facts[i]));
    }
    if (count > 0 && profile->key != NULL) {
        vw_buf_addf(&out, " [%s; import %lld #%lld]", profile->key, (long long)profile->import_id,
                    (long long)profile->row_no);
    }
    return vw_buf_text(&out);
}

static const char *sources_of(vw_arena *arena, const vw_fact *fact)
{
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < fact->from_count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", vw_fact_text(arena, fact->from[i]));
    }
    return vw_buf_text(&out);
}

void vw_profile_warn(const vw_profile *profile, vw_diags *diags)
{
    if (profile->records > 1) {
        VW_DIAG(diags, E064, (vw_place){0}, profile->key);
    }
    for (size_t i = 0; profile->kind != NULL && i < profile->kind->field_count; i++) {
        const vw_fact *fact = &profile->facts[i];
        if (fact->recorded == NULL && !fact->stated) {
            continue;
        }
        const char *from = sources_of(profile->arena, fact);
        if (fact->stated) {
            VW_DIAG(diags, E096, (vw_place){0}, fact->field->name, fact->value, from);
        } else if (fact->derived == NULL) {
            VW_DIAG(diags, E068, (vw_place){0}, fact->field->name, fact->recorded, from);
        } else if (fact->value != NULL) {
            VW_DIAG(diags, E060, (vw_place){0}, fact->field->name, fact->recorded, from,
                    fact->derived->value);
        } else {
            VW_DIAG(diags, E061, (vw_place){0}, fact->field->name, fact->recorded, from,
                    fact->derived->value);
        }
    }
}
