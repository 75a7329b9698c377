/* SPDX-License-Identifier: EUPL-1.2 */
/* Whose outcome may have changed since an earlier mark: the subjects of which a record came in, and
 * those from which the rule reaches a record that came in. Too many is harmless, one too few is
 * not: of records every version counts, and of what is not understood here nothing is said. */
#include "rules/sql.h"

#include <string.h>

typedef VW_VEC(const vw_kind *) kind_list;

typedef struct {
    vw_arena *arena;
    int64_t since, mark;
    kind_list seen;      /* every kind that was met */
    kind_list everybody; /* those that are no one's in particular */
    bool unclear;
} walk;

/* A record in scope, with the SELECTs that give its kind's subjects that were touched. */
typedef struct {
    const vw_kind *kind;
    bool everybody; /* it is related to no subject: `any` */
    VW_VEC(const char *) arms;
} place;

static bool has(const kind_list *list, const vw_kind *kind)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == kind) {
            return true;
        }
    }
    return false;
}

static void meet(walk *w, const vw_kind *kind, bool everybody)
{
    if (!has(&w->seen, kind)) {
        VW_PUSH(w->arena, w->seen, kind);
    }
    if (everybody && !has(&w->everybody, kind)) {
        VW_PUSH(w->arena, w->everybody, kind);
    }
}

static void add_arm(walk *w, place *at, const char *arm)
{
    for (size_t i = 0; i < at->arms.count; i++) {
        if (strcmp(at->arms.items[i], arm) == 0) {
            return;
        }
    }
    VW_PUSH(w->arena, at->arms, arm);
}

/* Rows are numbered in the order in which they came, so the new ones stand at the end. */
static const char *new_rows(walk *w, const vw_kind *kind)
{
    return vw_printf(w->arena,
                     "SELECT subject FROM main.\"ev_%s\" WHERE import_id <= %lld AND id > "
                     "coalesce((SELECT id FROM main.\"ev_%s\" WHERE import_id <= %lld "
                     "ORDER BY id DESC LIMIT 1), 0)",
                     kind->name, (long long)w->mark, kind->name, (long long)w->since);
}

static const char *referring(walk *w, const char *column, const vw_kind *kind, const char *by,
                             const char *touched)
{
    return vw_printf(w->arena,
                     "SELECT \"%s\" FROM main.\"ev_%s\" WHERE \"%s\" IN (%s) AND import_id <= %lld",
                     column, kind->name, by, touched, (long long)w->mark);
}

/* The records of kinds[i] whose names from i on may give something else. */
static const char *on_path(walk *w, const vw_path *path, size_t i, bool everybody)
{
    const vw_kind *kind = path->kinds[i];
    meet(w, kind, everybody);
    const char *rows = new_rows(w, kind);
    if (i + 1 == path->names.count) {
        return rows;
    }
    return vw_printf(
        w->arena, "%s UNION %s", rows,
        referring(w, "subject", kind, path->fields[i]->name, on_path(w, path, i + 1, everybody)));
}

static void follow_path(walk *w, place *root, place *at, const vw_path *path)
{
    place *from = path->from_subject ? root : at;
    if (path->names.count > 1) {
        add_arm(w, from,
                referring(w, "subject", from->kind, path->fields[0]->name,
                          on_path(w, path, 1, from->everybody)));
    }
}

static void follow(walk *w, place *root, place *at, const vw_node *node);

static const char *all_arms(walk *w, const place *at)
{
    vw_buf sql = {.arena = w->arena};
    vw_buf_add(&sql, new_rows(w, at->kind));
    for (size_t i = 0; i < at->arms.count; i++) {
        vw_buf_addf(&sql, " UNION %s", at->arms.items[i]);
    }
    return vw_buf_text(&sql);
}

static void follow_related(walk *w, place *root, place *at, const vw_related *related)
{
    if (related->kind == NULL) {
        w->unclear = true;
        return;
    }
    place inner = {.kind = related->kind, .everybody = at->everybody || related->relation == NULL};
    meet(w, inner.kind, inner.everybody);
    follow(w, root, &inner, related->where);
    follow(w, root, &inner, related->then);
    follow(w, root, &inner, related->of);
    if (!inner.everybody) {
        /* Those that it referred to before, too: every version is looked at. */
        add_arm(w, at,
                vw_printf(w->arena, "%s AND \"%s\" IS NOT NULL",
                          referring(w, related->relation->name, inner.kind, "subject",
                                    all_arms(w, &inner)),
                          related->relation->name));
    }
}

static void follow(walk *w, place *root, place *at, const vw_node *node)
{
    if (node == NULL) {
        return;
    }
    switch (node->kind) {
    case VW_NODE_BROKEN:
    case VW_NODE_COUNT_OF:
        w->unclear = true;
        break;
    case VW_NODE_PATH:
        follow_path(w, root, at, node->path);
        break;
    case VW_NODE_RELATED:
    case VW_NODE_AGGREGATE:
    case VW_NODE_PICKED:
    case VW_NODE_SERIES:
        follow_related(w, root, at, node->related);
        break;
    case VW_NODE_TEXT:
    case VW_NODE_NUMBER:
    case VW_NODE_BOOL:
    case VW_NODE_DATE:
    case VW_NODE_FRAME_DATE:
    case VW_NODE_NEGATIVE:
    case VW_NODE_ARITHMETIC:
    case VW_NODE_COMPARE:
    case VW_NODE_IN:
    case VW_NODE_BETWEEN:
    case VW_NODE_LIKE:
    case VW_NODE_KNOWN:
    case VW_NODE_IN_PERIOD:
    case VW_NODE_WITHIN:
    case VW_NODE_HAS:
    case VW_NODE_NOT:
    case VW_NODE_AND:
    case VW_NODE_OR:
    case VW_NODE_DURATION:
    case VW_NODE_LENGTH:
        break;
    }
    follow(w, root, at, node->left);
    follow(w, root, at, node->right);
    follow(w, root, at, node->upper);
    for (size_t i = 0; i < node->items.count; i++) {
        follow(w, root, at, node->items.items[i]);
    }
}

bool vw_rule_touched(vw_rule_touched_by *out, vw_arena *arena, const vw_rule *rule,
                     const vw_rule_frame *frame, int64_t since)
{
    walk w = {.arena = arena, .since = since, .mark = frame->mark};
    place root = {.kind = rule->population};
    vw_rule_kind_list kinds;
    meet(&w, rule->population, false);
    follow(&w, &root, &root, rule->member);
    follow(&w, &root, &root, rule->condition);
    /* A form that reads a kind which was not met here is one that this file was not told of. */
    vw_rule_kinds(&kinds, arena, rule);
    for (size_t i = 0; i < kinds.count; i++) {
        w.unclear = w.unclear || !has(&w.seen, kinds.items[i]);
    }
    *out = (vw_rule_touched_by){
        .sql = vw_printf(arena, "%s ORDER BY 1", all_arms(&w, &root)),
        .everybody = {.items = w.everybody.items, .count = w.everybody.count},
    };
    return !w.unclear;
}
