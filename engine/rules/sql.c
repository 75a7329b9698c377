/* SPDX-License-Identifier: EUPL-1.2 */
/* A rule as one SELECT: the records that count as common tables, the population, the verdict.
 *
 * A common table is marked NOT MATERIALIZED so that SQLite reads through it to the indexes of the
 * ev_ table: (subject, import_id), and one for each reference. */
#include "rules/sql.h"

const char *vw_sql__alias(vw_sql *sql)
{
    return vw_printf(sql->out->arena, "r%u", ++sql->aliases);
}

void vw_sql__table(vw_sql *sql, const vw_kind *kind, vw_extent extent)
{
    static const char *const counting[] = {
        [VW_ON_DATE] = "on date", [VW_IN_PERIOD] = "in period", [VW_EVER] = "ever"};
    /* The blank keeps it apart from the tables of the dossier, whatever the kind is called. */
    vw_buf_addf(sql->out, "\"%s %s\"", kind->name, counting[extent]);
}

/* The version of the latest import at or before the mark, whatever its dates: a newer version that
 * has ended must end the older ones too. Only then the dates are looked at. */
static void counting(vw_sql *sql, const vw_kind *kind, vw_extent extent)
{
    long long mark = (long long)sql->frame->mark;
    vw_buf_addf(sql->out,
                "SELECT e.* FROM main.\"ev_%s\" e WHERE e.import_id <= %lld\n"
                "    AND NOT EXISTS (SELECT 1 FROM main.\"ev_%s\" n WHERE n.subject = e.subject\n"
                "                    AND n.import_id > e.import_id AND n.import_id <= %lld)\n"
                "    AND ",
                kind->name, mark, kind->name, mark);
    if (kind->nature == VW_EVENT) {
        vw_buf_add(sql->out, "e.occurred_on ");
        if (extent == VW_EVER) {
            vw_buf_add(sql->out, "<= ");
        } else {
            vw_buf_add(sql->out, "BETWEEN ");
            vw_sql__date(sql, sql->frame->period_from);
            vw_buf_add(sql->out, " AND ");
        }
        vw_sql__date(sql, sql->frame->period_until);
    } else {
        vw_buf_add(sql->out, "e.effective_from <= ");
        vw_sql__date(sql, sql->frame->as_of);
        if (extent != VW_EVER) {
            vw_buf_add(sql->out, " AND (e.effective_until IS NULL OR e.effective_until >= ");
            vw_sql__date(sql, sql->frame->as_of);
            vw_buf_add(sql->out, ")");
        }
    }
}

static void common_table(vw_sql *sql, const vw_kind *kind, vw_extent extent)
{
    vw_sql__table(sql, kind, extent);
    vw_buf_add(sql->out, " AS NOT MATERIALIZED (\n  ");
    counting(sql, kind, extent);
    vw_buf_add(sql->out, ")");
}

typedef VW_VEC(vw_use) tables;

static void note(vw_arena *arena, tables *used, const vw_kind *kind, vw_extent extent)
{
    for (size_t i = 0; i < used->count; i++) {
        if (used->items[i].kind == kind && used->items[i].extent == extent) {
            return;
        }
    }
    VW_PUSH(arena, *used, (vw_use){.kind = kind, .extent = extent});
}

/* The tables that paths lead through; those of related forms are known from the check. */
static void note_paths(vw_arena *arena, tables *used, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    for (size_t i = 1; node->path != NULL && i < node->path->names.count; i++) {
        const vw_kind *kind = node->path->kinds[i];
        note(arena, used, kind, vw_sql__extent_of_path(kind));
    }
    note_paths(arena, used, node->left);
    note_paths(arena, used, node->right);
    note_paths(arena, used, node->upper);
    for (size_t i = 0; i < node->items.count; i++) {
        note_paths(arena, used, node->items.items[i]);
    }
    if (node->related != NULL) {
        note_paths(arena, used, node->related->of);
        note_paths(arena, used, node->related->where);
        note_paths(arena, used, node->related->then);
    }
}

/* Every table of evidence that the rule's SQL reads: it reads none but by its common table. */
static tables tables_of(vw_arena *arena, const vw_rule *rule)
{
    tables used = {0};
    note(arena, &used, rule->population, rule->extent);
    for (size_t i = 0; i < rule->uses.count; i++) {
        note(arena, &used, rule->uses.items[i].kind, rule->uses.items[i].extent);
    }
    note_paths(arena, &used, rule->member);
    note_paths(arena, &used, rule->condition);
    return used;
}

void vw_rule_kinds(vw_rule_kind_list *out, vw_arena *arena, const vw_rule *rule)
{
    tables used = tables_of(arena, rule);
    VW_VEC(const vw_kind *) kinds = {0};
    for (size_t i = 0; i < used.count; i++) {
        size_t j = 0;
        while (j < kinds.count && kinds.items[j] != used.items[i].kind) {
            j++;
        }
        if (j == kinds.count) {
            VW_PUSH(arena, kinds, used.items[i].kind);
        }
    }
    *out = (vw_rule_kind_list){.items = kinds.items, .count = kinds.count};
}

void vw_sql__common_tables(vw_sql *sql, vw_arena *arena, const vw_rule *rule)
{
    tables used = tables_of(arena, rule);
    vw_buf_add(sql->out, "WITH ");
    for (size_t i = 0; i < used.count; i++) {
        vw_buf_add(sql->out, i > 0 ? ",\n" : "");
        common_table(sql, used.items[i].kind, used.items[i].extent);
    }
}

/* The declarations about a kind that count at the mark, as [alias]. */
static void declarations(vw_sql *sql, const vw_kind *kind, char alias)
{
    vw_buf_addf(sql->out,
                "SELECT 1 FROM main.import_complete %c JOIN main.import i ON i.id = %c.import_id "
                "WHERE i.kind = ",
                alias, alias);
    vw_sql__text(sql, kind->name);
    vw_buf_addf(sql->out, " AND i.id <= %lld", (long long)sql->frame->mark);
}

/* One declaration covers the reference date. Those about an event kind cover the whole period
 * together: the first day stands in one, and where one ends within it another goes on. */
static void complete(vw_sql *sql, const vw_kind *kind)
{
    bool state = kind->nature == VW_STATE;
    vw_date first = state ? sql->frame->as_of : sql->frame->period_from;
    vw_date last = state ? sql->frame->as_of : sql->frame->period_until;
    vw_buf_add(sql->out, "EXISTS (");
    declarations(sql, kind, 'c');
    vw_buf_add(sql->out, " AND c.from_date <= ");
    vw_sql__date(sql, first);
    vw_buf_add(sql->out, " AND c.until_date >= ");
    vw_sql__date(sql, first);
    vw_buf_add(sql->out, ")");
    if (first == last) {
        return;
    }
    vw_buf_add(sql->out, "\n    AND NOT EXISTS (");
    declarations(sql, kind, 'd');
    vw_buf_add(sql->out, " AND d.until_date >= ");
    vw_sql__date(sql, first);
    vw_buf_add(sql->out, " AND d.until_date < ");
    vw_sql__date(sql, last);
    vw_buf_add(sql->out, "\n      AND NOT EXISTS (");
    declarations(sql, kind, 'c');
    vw_buf_add(sql->out, " AND c.from_date <= date(d.until_date, '+1 day') AND c.until_date > "
                         "d.until_date))");
}

static void use_collected(vw_sql *sql, const vw_use *use)
{
    vw_buf_add(sql->out, "(EXISTS (SELECT 1 FROM ");
    vw_sql__table(sql, use->kind, use->extent);
    vw_buf_add(sql->out, ")\n     OR ");
    complete(sql, use->kind);
    vw_buf_add(sql->out, ")");
}

/* Was something collected of each of the first [count] kinds that the rule looks for? */
static void collected(vw_sql *sql, const vw_rule *rule, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vw_buf_add(sql->out, i > 0 ? "\n    AND " : "");
        use_collected(sql, &rule->uses.items[i]);
    }
}

static void population(vw_sql *sql, const vw_rule *rule, const vw_sql_record *subject)
{
    vw_buf_add(sql->out, rule->member != NULL ? "SELECT s.subject,\n    " : "SELECT s.subject, ");
    sql->margin = 6;
    /* Where nobody looked for what decides membership, everybody may belong. */
    bool guarded = rule->member_uses > 0;
    if (guarded) {
        vw_buf_add(sql->out, "CASE WHEN ");
        collected(sql, rule, rule->member_uses);
        vw_buf_add(sql->out, "\n    THEN ");
    }
    if (rule->member != NULL) {
        vw_sql__condition(sql, subject, rule->member);
    } else {
        vw_buf_add(sql->out, "1");
    }
    vw_buf_addf(sql->out, "%s AS member,\n    ", guarded ? " END" : "");
    vw_sql__condition(sql, subject, rule->condition);
    vw_buf_add(sql->out, " AS verdict\n  FROM ");
    vw_sql__table(sql, rule->population, rule->extent);
    vw_buf_add(sql->out, " s");
}

/* One that no subject has stands for none, since "IN ()" is SQLite's alone. */
static void restriction(vw_sql *sql, const int64_t *subjects, size_t count)
{
    vw_buf_add(sql->out, "\n  WHERE s.subject IN (0");
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(sql->out, "%s%lld", i % 16 == 0 ? ",\n    " : ", ", (long long)subjects[i]);
    }
    vw_buf_add(sql->out, ")");
}

const char *vw_rule_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame)
{
    return vw_rule_sql_of(arena, rule, frame, NULL, 0);
}

const char *vw_rule_sql_of(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame,
                           const int64_t *subjects, size_t count)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_sql_record subject = {rule->population, "s"};
    const char *verdict = "j.verdict";
    vw_sql__common_tables(&sql, arena, rule);
    if (rule->uses.count > 0) {
        vw_buf_add(&out, ",\n\"all collected\"(yes) AS MATERIALIZED (\n  SELECT ");
        collected(&sql, rule, rule->uses.count);
        vw_buf_add(&out, ")");
    }
    vw_buf_add(&out, ",\n\"each judged\" AS NOT MATERIALIZED (\n  ");
    population(&sql, rule, &subject);
    if (subjects != NULL) {
        restriction(&sql, subjects, count);
    }
    vw_buf_add(&out, ")\nSELECT j.subject, k.key,");
    if (rule->member != NULL || rule->uses.count > 0) {
        vw_buf_add(&out, "\n ");
    }
    vw_buf_add(&out, " ");
    if (rule->member != NULL) {
        verdict = "CASE WHEN j.member IS NULL AND j.verdict IS NOT TRUE THEN NULL\n"
                  "       ELSE j.verdict END";
    }
    if (rule->uses.count > 0) {
        vw_buf_addf(&out, "CASE WHEN (SELECT yes FROM \"all collected\") THEN\n  %s END", verdict);
    } else {
        vw_buf_add(&out, verdict);
    }
    vw_buf_add(&out, " AS outcome\nFROM \"each judged\" j JOIN main.subject k ON k.id = j.subject\n"
                     "WHERE j.member IS NOT FALSE\nORDER BY j.subject");
    return vw_buf_text(&out);
}

const char *vw_rule_collected_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    if (rule->uses.count == 0) {
        return "SELECT 1";
    }
    vw_sql__common_tables(&sql, arena, rule);
    vw_buf_add(&out, "\nSELECT ");
    collected(&sql, rule, rule->uses.count);
    return vw_buf_text(&out);
}

size_t vw_rule_use_count(const vw_rule *rule)
{
    return rule->uses.count;
}

vw_rule_use vw_rule_use_at(const vw_rule *rule, size_t index)
{
    const vw_use *use = &rule->uses.items[index];
    return (vw_rule_use){.kind = use->kind, .extent = (int)use->extent};
}

const char *vw_rule_use_collected_sql(vw_arena *arena, const vw_rule *rule, size_t index,
                                      const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    const vw_use *use = &rule->uses.items[index];
    vw_buf_add(&out, "WITH ");
    common_table(&sql, use->kind, use->extent);
    vw_buf_add(&out, "\nSELECT ");
    use_collected(&sql, use);
    return vw_buf_text(&out);
}

const char *vw_rule_complete_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame)
{
    return vw_kind_complete_sql(arena, rule->population, frame);
}

const char *vw_kind_complete_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    vw_buf_add(&out, "SELECT ");
    complete(&sql, kind);
    return vw_buf_text(&out);
}

const char *vw_kind_counting_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    counting(&sql, kind, vw_rules__extent(kind));
    return vw_buf_text(&out);
}

const char *vw_rule_counting_sql(vw_arena *arena, const vw_rule *rule, const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    counting(&sql, rule->population, rule->extent);
    return vw_buf_text(&out);
}

const char *vw_kind_referred_sql(vw_arena *arena, const vw_kind *kind, const vw_rule_frame *frame)
{
    vw_buf out = {.arena = arena};
    vw_sql sql = {.out = &out, .frame = frame};
    counting(&sql, kind, vw_sql__extent_of_path(kind));
    return vw_buf_text(&out);
}

void vw_sql__from(vw_sql *sql, const vw_sql_record *outer, const vw_related *related,
                  const vw_sql_record *inner)
{
    vw_buf_addf(sql->out, "\n%*sFROM ", sql->margin + 6, "");
    vw_sql__table(sql, related->kind, related->extent);
    vw_buf_addf(sql->out, " %s", inner->alias);
    if (related->relation != NULL) {
        vw_buf_addf(sql->out, " WHERE %s.\"%s\" = %s.subject", inner->alias,
                    related->relation->name, outer->alias);
    }
}

/* The records that are related, each with its condition as c (1, 0 or NULL). */
static void records(vw_sql *sql, const vw_sql_record *outer, const vw_related *related,
                    const vw_sql_record *inner)
{
    int margin = sql->margin;
    vw_buf_addf(sql->out, "\n%*sFROM (SELECT ", margin, "");
    sql->margin += 8;
    if (related->form == VW_TOKEN_EVERY) {
        /* "every A is B" fails by a record that is A and not B */
        if (related->where != NULL) {
            vw_sql__factor(sql, inner, related->where);
            vw_buf_addf(sql->out, "\n%*sAND ", sql->margin, "");
        }
        vw_sql__denial(sql, inner, related->then);
    } else if (related->where != NULL) {
        vw_sql__condition(sql, inner, related->where);
    } else {
        vw_buf_add(sql->out, "1");
    }
    sql->margin = margin;
    vw_buf_add(sql->out, " AS c");
    vw_sql__from(sql, outer, related, inner);
    vw_buf_add(sql->out, ")");
}

/* Least and most records that may turn out to match: certain ones, and the unknown ones as well. */
static void count_verdict(vw_sql *sql, const vw_related *related)
{
    static const char *const least = "coalesce(sum(c), 0)";
    static const char *const most = "(coalesce(sum(c), 0) + count(*) - count(c))";
    long long n = (long long)related->n;
    if (related->op == VW_TOKEN_EQ || related->op == VW_TOKEN_NE) {
        bool equal = related->op == VW_TOKEN_EQ;
        vw_buf_addf(sql->out,
                    "CASE WHEN %s = %lld AND %s = %lld THEN %d WHEN %s < %lld OR %s > %lld THEN %d "
                    "END",
                    least, n, most, n, equal ? 1 : 0, most, n, least, n, equal ? 0 : 1);
        return;
    }
    bool upward = related->op == VW_TOKEN_GE || related->op == VW_TOKEN_GT;
    const char *op = vw_rules__spelling(related->op);
    vw_buf_addf(sql->out, "CASE WHEN %s %s %lld THEN 1 WHEN NOT %s %s %lld THEN 0 END",
                upward ? least : most, op, n, upward ? most : least, op, n);
}

void vw_sql__related(vw_sql *sql, const vw_sql_record *outer, const vw_related *related)
{
    vw_sql_record inner = {related->kind, vw_sql__alias(sql)};
    bool negative = related->form == VW_TOKEN_NO || related->form == VW_TOKEN_EVERY;
    vw_buf_add(sql->out, "SELECT ");
    if (related->form == VW_TOKEN_COUNT) {
        count_verdict(sql, related);
    } else {
        vw_buf_addf(sql->out, "CASE WHEN max(c) = 1 THEN %d WHEN count(*) = count(c) THEN %d END",
                    negative ? 0 : 1, negative ? 1 : 0);
    }
    records(sql, outer, related, &inner);
}
