/* SPDX-License-Identifier: EUPL-1.2 */
/* What a rule looks at for one subject, by going through its tree: the fields, and the related
 * records with what the rule made of each. The conditions are the very ones of the test's SQL. */
#include "rules/sql.h"

#include <string.h>

typedef struct {
    const vw_node *node; /* of the path */
    vw_rule_look look;
} looked;
typedef VW_VEC(looked) looks;

typedef struct {
    vw_arena *arena;
    looks of_subject;
    VW_VEC(const vw_node *) related; /* those that stand in no other */
    VW_VEC(looks) of_related;        /* one for each */
    size_t of_population;            /* of those, the first ones: in the population's condition */
} tracing;

static const char *path_text(vw_arena *arena, const vw_path *path)
{
    vw_buf out = {.arena = arena};
    for (size_t i = 0; i < path->names.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "." : "", path->names.items[i].text);
    }
    return vw_buf_text(&out);
}

/* Once each; asked anywhere whether it is known, it may be empty. */
static void note(vw_arena *arena, looks *to, const vw_node *node, bool may_be_empty)
{
    const vw_path *path = node->path;
    size_t last = path->names.count - 1;
    const char *text = path_text(arena, path);
    for (size_t i = 0; i < to->count; i++) {
        if (strcmp(to->items[i].look.path, text) == 0) {
            to->items[i].look.may_be_empty = to->items[i].look.may_be_empty || may_be_empty;
            return;
        }
    }
    vw_rule_look look = {.path = text,
                         .kind = path->kinds[last],
                         .field = path->fields[last],
                         .may_be_empty = may_be_empty};
    VW_PUSH(arena, *to, (looked){.node = node, .look = look});
}

/* [inner]: of the related form that the node stands in; NULL: in none. [deeper]: in one within it,
 * whose own fields are of no record that is shown. */
static void walk(tracing *t, const vw_node *node, looks *inner, bool deeper);

/* By which day one is the newest or the oldest, or in which part of a series it falls: a field that
 * no condition names. */
static const vw_node *day_of(vw_arena *arena, const vw_kind *kind)
{
    const char *name = vw_rules__day(kind);
    const vw_field **field = VW_NEW(arena, const vw_field *);
    const vw_kind **of = VW_NEW(arena, const vw_kind *);
    vw_path *path = VW_NEW(arena, vw_path);
    vw_node *node = VW_NEW(arena, vw_node);
    *field = vw_kind_field(kind, name);
    *of = kind;
    VW_PUSH(arena, path->names, ((vw_token){.kind = VW_TOKEN_NAME, .text = name}));
    path->kinds = of;
    path->fields = field;
    *node = (vw_node){.kind = VW_NODE_PATH, .path = path, .is = {.type = VW_TYPE_DATE}};
    return node;
}

static void walk_related(tracing *t, const vw_node *node, looks *inner)
{
    const vw_related *related = node->related;
    looks own = {0};
    bool outermost = inner == NULL;
    if (outermost && (node->kind == VW_NODE_SERIES || node->kind == VW_NODE_PICKED)) {
        note(t->arena, &own, day_of(t->arena, related->kind), true);
    }
    walk(t, related->where, outermost ? &own : inner, !outermost);
    walk(t, related->then, outermost ? &own : inner, !outermost);
    walk(t, related->of, outermost ? &own : inner, !outermost);
    if (outermost) {
        VW_PUSH(t->arena, t->related, node);
        VW_PUSH(t->arena, t->of_related, own);
    }
}

static void walk(tracing *t, const vw_node *node, looks *inner, bool deeper)
{
    if (node == NULL) {
        return;
    }
    if (node->path != NULL) {
        if (inner == NULL || node->path->from_subject) {
            note(t->arena, &t->of_subject, node, false);
        } else if (!deeper) {
            note(t->arena, inner, node, false);
        }
    }
    if (node->kind == VW_NODE_KNOWN && node->left != NULL && node->left->path != NULL) {
        bool subject = inner == NULL || node->left->path->from_subject;
        if (subject || !deeper) {
            note(t->arena, subject ? &t->of_subject : inner, node->left, true);
        }
    }
    walk(t, node->left, inner, deeper);
    walk(t, node->right, inner, deeper);
    walk(t, node->upper, inner, deeper);
    for (size_t i = 0; i < node->items.count; i++) {
        walk(t, node->items.items[i], inner, deeper);
    }
    if (node->related != NULL) {
        walk_related(t, node, inner);
    }
}

/* A reference is shown by what it names. */
static void values(vw_sql *sql, const vw_sql_record *record, const looks *from)
{
    for (size_t i = 0; i < from->count; i++) {
        const vw_field *field = from->items[i].look.field;
        bool reference = field != NULL && field->type == VW_TYPE_REF;
        vw_buf_add(sql->out,
                   reference ? ",\n  (SELECT q.key FROM main.subject q WHERE q.id = " : ",\n  ");
        vw_sql__value(sql, record, from->items[i].node);
        vw_buf_add(sql->out, reference ? ")" : "");
    }
}

static void subject_table(vw_sql *sql, const vw_rule *rule)
{
    vw_buf_add(sql->out, "(SELECT * FROM ");
    vw_sql__table(sql, rule->population, rule->extent);
    vw_buf_add(sql->out, " WHERE subject = ?1) s");
}

static const char *subject_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame,
                               const looks *from)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql_record subject = {rule->population, "s"};
    vw_sql__common_tables(&sql, arena, rule);
    vw_buf_add(&out, "\nSELECT s.subject");
    values(&sql, &subject, from);
    vw_buf_add(&out, "\nFROM ");
    subject_table(&sql, rule);
    return vw_buf_text(&out);
}

static bool is_every(const vw_node *node)
{
    return node->kind == VW_NODE_RELATED && node->related->form == VW_TOKEN_EVERY;
}

/* A record of which it is unknown whether it can be the latest is unknown, whatever else it says.
 */
static void asked_of_picked(vw_sql *sql, const vw_sql_record *record, const vw_related *related)
{
    if (related->where == NULL) {
        vw_sql__condition(sql, record, related->then);
        return;
    }
    vw_buf_add(sql->out, "CASE WHEN ");
    vw_sql__condition(sql, record, related->where);
    vw_buf_add(sql->out, " THEN ");
    vw_sql__condition(sql, record, related->then);
    vw_buf_add(sql->out, " WHEN ");
    vw_sql__denial(sql, record, related->where);
    vw_buf_add(sql->out, " THEN 0 END");
}

/* As the test asks it of a record; of `every`, whether the record breaks it, and of `latest` and
 * `earliest`, whether it fits when it is the one. Of a series and a value over records, whether it
 * is one of them. */
static void asked(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    const vw_related *related = node->related;
    if (is_every(node)) {
        if (related->where != NULL) {
            vw_sql__factor(sql, record, related->where);
            vw_buf_add(sql->out, " AND ");
        }
        vw_sql__denial(sql, record, related->then);
    } else if (node->kind == VW_NODE_PICKED) {
        asked_of_picked(sql, record, related);
    } else if (related->where != NULL) {
        vw_sql__condition(sql, record, related->where);
    } else {
        vw_buf_add(sql->out, "1");
    }
}

/* How many of the terms that stand side by side hold of a record: of those that do not fit, the one
 * that comes nearest tells most. */
static void terms_that_hold(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    if (node->kind == VW_NODE_AND) {
        terms_that_hold(sql, record, node->left);
        vw_buf_add(sql->out, " + ");
        terms_that_hold(sql, record, node->right);
        return;
    }
    vw_buf_add(sql->out, "((");
    vw_sql__condition(sql, record, node);
    vw_buf_add(sql->out, ") IS TRUE)");
}

/* The one that tells most first: of the latest and the earliest, that one. */
static void order(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    const vw_related *related = node->related;
    vw_buf_add(sql->out, "\nORDER BY ");
    if (node->kind == VW_NODE_PICKED && related->where != NULL) {
        vw_buf_add(sql->out, "(");
        vw_sql__condition(sql, record, related->where);
        vw_buf_add(sql->out, ") IS NOT FALSE DESC, ");
    }
    if (node->kind == VW_NODE_PICKED) {
        vw_buf_addf(sql->out, "%s.%s%s, ", record->alias, vw_rules__day(related->kind),
                    related->form == VW_TOKEN_LATEST ? " DESC" : "");
    } else {
        vw_buf_add(sql->out, "matched IS TRUE DESC, matched IS NULL DESC, ");
    }
    if (related->where != NULL && !is_every(node) && node->kind != VW_NODE_PICKED) {
        terms_that_hold(sql, record, related->where);
        vw_buf_add(sql->out, " DESC, ");
    }
    vw_buf_add(sql->out, "k.key");
}

static const char *related_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame,
                               const vw_node *node, const looks *from)
{
    const vw_related *related = node->related;
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql_record record = {related->kind, vw_sql__alias(&sql)};
    bool artefact = vw_kind_field(related->kind, VW_ARTEFACT) != NULL;
    vw_sql__common_tables(&sql, arena, rule);
    vw_buf_addf(&out, "\nSELECT k.key, %s.import_id, %s.row_no, ", record.alias, record.alias);
    if (artefact) {
        vw_buf_addf(&out, "(SELECT q.key FROM main.subject q WHERE q.id = %s.\"" VW_ARTEFACT "\")",
                    record.alias);
    } else {
        vw_buf_add(&out, "NULL");
    }
    vw_buf_add(&out, ",\n  (");
    asked(&sql, &record, node);
    vw_buf_add(&out, ") AS matched");
    values(&sql, &record, from);
    vw_buf_add(&out, "\nFROM ");
    subject_table(&sql, rule);
    vw_buf_add(&out, ", ");
    vw_sql__table(&sql, related->kind, related->extent);
    vw_buf_addf(&out, " %s JOIN main.subject k ON k.id = %s.subject", record.alias, record.alias);
    if (related->relation != NULL) {
        vw_buf_addf(&out, "\nWHERE %s.\"%s\" = s.subject", record.alias, related->relation->name);
    }
    order(&sql, &record, node);
    return vw_buf_text(&out);
}

static const char *collected_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame,
                                 const vw_related *related)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql__common_tables(&sql, arena, rule);
    vw_buf_add(&out, "\nSELECT EXISTS (SELECT 1 FROM ");
    vw_sql__table(&sql, related->kind, related->extent);
    vw_buf_addf(&out, ") OR (%s)", vw_kind_complete_sql(arena, related->kind, frame));
    return vw_buf_text(&out);
}

static const vw_rule_look *looks_of(size_t *count, vw_arena *arena, const looks *from)
{
    vw_rule_look *out = VW_NEW_ARRAY(arena, from->count, vw_rule_look);
    for (size_t i = 0; i < from->count; i++) {
        out[i] = from->items[i].look;
    }
    *count = from->count;
    return out;
}

void vw_rule_trace_of(vw_rule_trace *out, vw_arena *arena, const vw_rule *rule,
                      const vw_rule_frame *frame)
{
    tracing t = {.arena = arena};
    walk(&t, rule->member, NULL, false);
    t.of_population = t.related.count;
    walk(&t, rule->condition, NULL, false);
    vw_rule_related_look *related = VW_NEW_ARRAY(arena, t.related.count, vw_rule_related_look);
    for (size_t i = 0; i < t.related.count; i++) {
        const vw_node *node = t.related.items[i];
        const vw_related *at = node->related;
        related[i] = (vw_rule_related_look){
            .kind = at->kind,
            .form = vw_rules__spelling(at->form),
            .breaks = is_every(node) || at->form == VW_TOKEN_NO,
            .any = at->relation == NULL,
            .in_population = i < t.of_population,
            .start = node->span.start,
            .length = node->span.length,
            .sql = related_sql(arena, rule, frame, node, &t.of_related.items[i]),
            .collected_sql = collected_sql(arena, rule, frame, at)};
        related[i].looks = looks_of(&related[i].look_count, arena, &t.of_related.items[i]);
    }
    *out = (vw_rule_trace){.sql = subject_sql(arena, rule, frame, &t.of_subject),
                           .related = related,
                           .related_count = t.related.count};
    out->looks = looks_of(&out->look_count, arena, &t.of_subject);
}
