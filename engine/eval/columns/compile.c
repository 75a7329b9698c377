/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules to nodes. Only what is named here is taken on; whatever else a rule may hold, now or later,
 * leaves it to the SQL. Each form follows rules/sql_value.c and rules/sql.c, which are the measure.
 */
#include "eval/columns/compile.h"

#include "model/list.h"
#include "rules/units.h"

#include <string.h>

static uint32_t condition(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node);

/* ---- what is asked of texts ----------------------------------------------------------------- */

static const char *quoted(vw_col_compiler *k, const char *text)
{
    vw_buf out = {.arena = k->c->work};
    vw_buf_add(&out, "'");
    for (const char *at = text; *at != '\0'; at++) {
        vw_buf_addn(&out, at, 1);
        vw_buf_add(&out, *at == '\'' ? "'" : "");
    }
    vw_buf_add(&out, "'");
    return vw_buf_text(&out);
}

static const char *text_sql(vw_col_compiler *k, const vw_col_value *v)
{
    return v->literal != NULL ? quoted(k, v->literal) : v->sql;
}

/* A comparison of two texts that stand in one row, or of one with a literal. */
static uint32_t compare_texts(vw_col_compiler *k, const vw_col_scope *s, const char *op,
                              const vw_col_value *a, const vw_col_value *b)
{
    const vw_col_value *row = a->sql != NULL && a->literal == NULL ? a : b;
    const vw_col_value *other = row == a ? b : a;
    bool same_row =
        other->table == row->table && other->at == row->at && other->extent == row->extent;
    if (row->sql == NULL || (other->literal == NULL && (other->sql == NULL || !same_row))) {
        return vw_columns__leave(k, "texts of two records");
    }
    return vw_columns__selected(
        k, s, row, VW_TAKE_TRUTH,
        vw_printf(k->c->work, "(%s %s %s)", text_sql(k, a), op, text_sql(k, b)), false);
}

static bool compares(vw_token_kind op)
{
    return op == VW_TOKEN_EQ || op == VW_TOKEN_NE || op == VW_TOKEN_LT || op == VW_TOKEN_LE ||
           op == VW_TOKEN_GT || op == VW_TOKEN_GE;
}

static uint32_t word(vw_col_compiler *k, const vw_col_scope *s, const char *text)
{
    uint16_t code = vw_words_code(k->c->words, text, strlen(text));
    return code != 0 ? vw_columns__constant(k, s, VW_TAKE_WORD, code)
                     : vw_columns__leave(k, "too many words");
}

/* [by_key]: a reference is compared by the key of what it names, as it stands beside a text. */
static uint32_t compare(vw_col_compiler *k, const vw_col_scope *s, vw_token_kind op, vw_col_value a,
                        vw_col_value b, bool by_key)
{
    if (k->left != NULL) {
        return VW_NOTHING;
    }
    if (!compares(op)) {
        return vw_columns__leave(k, "a comparison of another form");
    }
    if (a.type == VW_TAKE_WORD && a.node != VW_NOTHING && b.literal != NULL) {
        b = vw_columns__value(VW_TAKE_WORD, word(k, s, b.literal));
    } else if (b.type == VW_TAKE_WORD && b.node != VW_NOTHING && a.literal != NULL) {
        a = vw_columns__value(VW_TAKE_WORD, word(k, s, a.literal));
    }
    bool nodes = a.node != VW_NOTHING && b.node != VW_NOTHING && !by_key;
    if (nodes && a.type == b.type) {
        return vw_columns__comparison(k, s, op, a.node, b.node);
    }
    if (nodes) {
        return vw_columns__leave(k, "a comparison of two types");
    }
    return compare_texts(k, s, vw_rules__spelling(op), &a, &b);
}

static uint32_t compared(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    return compare(k, s, node->op, vw_columns__worth(k, s, node->left),
                   vw_columns__worth(k, s, node->right),
                   node->left->is.type != node->right->is.type &&
                       (node->left->is.type == VW_TYPE_REF || node->right->is.type == VW_TYPE_REF));
}

static uint32_t in_list(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    bool by_key = false;
    uint32_t all = vw_columns__constant(k, s, VW_TAKE_TRUTH, VW_TAKEN_NO);
    for (size_t i = 0; i < node->items.count; i++) {
        by_key = by_key || node->items.items[i]->is.type != node->left->is.type;
    }
    by_key = by_key && node->left->is.type == VW_TYPE_REF;
    for (size_t i = 0; i < node->items.count; i++) {
        uint32_t one = compare(k, s, VW_TOKEN_EQ, vw_columns__worth(k, s, node->left),
                               vw_columns__worth(k, s, node->items.items[i]), by_key);
        all = vw_columns__join(k, VW_COL_OR, s, all, one);
    }
    return node->negated ? vw_columns__opposite(k, s, all) : all;
}

static uint32_t between_values(vw_col_compiler *k, const vw_col_scope *s, vw_col_value v,
                               vw_col_value from, vw_col_value until)
{
    uint32_t above = compare(k, s, VW_TOKEN_GE, v, from, false);
    return vw_columns__join(k, VW_COL_AND, s, above, compare(k, s, VW_TOKEN_LE, v, until, false));
}

static uint32_t like(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value left = vw_columns__worth(k, s, node->left),
                 right = vw_columns__worth(k, s, node->right);
    uint32_t all = k->left != NULL ? VW_NOTHING : compare_texts(k, s, "LIKE", &left, &right);
    return node->negated ? vw_columns__opposite(k, s, all) : all;
}

/* Of each item SQLite is asked what the rule's SQL asks of it. */
static uint32_t has_item(vw_col_compiler *k, const vw_col_scope *s, const vw_col_value *list,
                         const char *item)
{
    const char *marked = vw_printf(k->c->work, VW_LIST_MARK "%s" VW_LIST_MARK, item);
    return vw_columns__selected(
        k, s, list, VW_TAKE_TRUTH,
        vw_printf(k->c->work, "(instr('" VW_LIST_MARK "' || %s || '" VW_LIST_MARK "', %s) > 0)",
                  list->sql, quoted(k, marked)),
        false);
}

static uint32_t has(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value list = vw_columns__worth(k, s, node->left);
    if (k->left != NULL || list.sql == NULL || list.literal != NULL) {
        return vw_columns__leave(k, "has of another form");
    }
    if (node->op == VW_TOKEN_NONE && !node->negated) {
        return vw_columns__selected(k, s, &list, VW_TAKE_TRUTH,
                                    vw_printf(k->c->work, "(%s = '" VW_LIST_NONE "')", list.sql),
                                    false);
    }
    if ((node->op != VW_TOKEN_ANY && node->op != VW_TOKEN_ALL) || node->items.count == 0) {
        return vw_columns__leave(k, "has of another form");
    }
    vw_col_node_kind joins = node->op == VW_TOKEN_ANY ? VW_COL_OR : VW_COL_AND;
    uint32_t all = has_item(k, s, &list, node->items.items[0]->text);
    for (size_t i = 1; i < node->items.count; i++) {
        all = vw_columns__join(k, joins, s, all, has_item(k, s, &list, node->items.items[i]->text));
    }
    return node->negated ? vw_columns__opposite(k, s, all) : all;
}

static uint32_t known(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value v = vw_columns__worth(k, s, node->left);
    uint32_t found = VW_NOTHING;
    if (k->left == NULL && v.node != VW_NOTHING) {
        found = vw_columns__join(k, VW_COL_KNOWN, s, v.node, 0);
    } else if (k->left == NULL && v.sql != NULL) {
        const char *sql = vw_printf(k->c->work, "(%s IS NOT NULL)", v.sql);
        found = vw_columns__selected(k, s, &v, VW_TAKE_TRUTH, sql, true);
    } else {
        vw_columns__leave(k, "known of another form");
    }
    return node->negated ? vw_columns__opposite(k, s, found) : found;
}

/* ---- dates ---------------------------------------------------------------------------------- */

static vw_col_value derived(vw_col_compiler *k, const vw_col_scope *s, vw_col_node_kind kind,
                            vw_col_type type, vw_col_value of, int64_t number)
{
    if (of.node == VW_NOTHING) {
        return vw_columns__no_value;
    }
    vw_col_key key = vw_columns__key(kind, type, s->table);
    key.a = of.node;
    key.number = number;
    return vw_columns__value(type, vw_columns__node(k->c, key));
}

/* An instant counts by its date in UTC where a date is asked for. */
static vw_col_value as_date(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value v = vw_columns__worth(k, s, node);
    return v.type == VW_TAKE_SECOND ? derived(k, s, VW_COL_DAY_OF, VW_TAKE_DAY, v, 0) : v;
}

static uint32_t in_period(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    uint32_t found = between_values(k, s, as_date(k, s, node->left),
                                    vw_columns__day(k, s, k->c->frame->period_from),
                                    vw_columns__day(k, s, k->c->frame->period_until));
    return node->negated ? vw_columns__opposite(k, s, found) : found;
}

static vw_col_value term_end(vw_col_compiler *k, const vw_col_scope *s, vw_col_value from,
                             const vw_term *term)
{
    if (term->unit == VW_TOKEN_HOURS) {
        return derived(k, s, VW_COL_ADD_SECONDS, VW_TAKE_SECOND, from, term->n * 3600);
    }
    if (term->unit == VW_TOKEN_DAYS) {
        return derived(k, s, VW_COL_ADD_DAYS, VW_TAKE_DAY, from, term->n);
    }
    bool years = term->unit == VW_TOKEN_YEARS;
    return derived(k, s, VW_COL_ADD_MONTHS, VW_TAKE_DAY, from, years ? 12 * term->n : term->n);
}

static uint32_t within(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    const vw_term *term = node->term;
    bool unit = term->unit == VW_TOKEN_HOURS || term->unit == VW_TOKEN_DAYS ||
                term->unit == VW_TOKEN_MONTHS || term->unit == VW_TOKEN_YEARS;
    bool before = term->direction == VW_TOKEN_BEFORE;
    if (!unit || (!before && term->direction != VW_TOKEN_AFTER) || term->n < 0 ||
        term->n > VW_RULE_TERM_MAX) {
        return vw_columns__leave(k, "a term of another form");
    }
    const vw_node *earlier = before ? node->left : node->right;
    const vw_node *later = before ? node->right : node->left;
    bool hours = term->unit == VW_TOKEN_HOURS;
    vw_col_value from = hours ? vw_columns__worth(k, s, earlier) : as_date(k, s, earlier);
    vw_col_value at = hours ? vw_columns__worth(k, s, later) : as_date(k, s, later);
    vw_col_type type = hours ? VW_TAKE_SECOND : VW_TAKE_DAY;
    if (from.node == VW_NOTHING || at.node == VW_NOTHING || from.type != type || at.type != type) {
        return vw_columns__leave(k, "a term between other values");
    }
    uint32_t found = between_values(k, s, at, from, term_end(k, s, from, term));
    return node->negated ? vw_columns__opposite(k, s, found) : found;
}

/* ---- related records ------------------------------------------------------------------------ */

static uint32_t of_related(vw_col_compiler *k, const vw_col_scope *inner, const vw_related *related)
{
    uint32_t where = related->where != NULL
                         ? condition(k, inner, related->where)
                         : vw_columns__constant(k, inner, VW_TAKE_TRUTH, VW_TAKEN_YES);
    if (related->form != VW_TOKEN_EVERY) {
        return where;
    }
    /* "every A is B" fails by a record that is A and not B */
    uint32_t not_then = vw_columns__opposite(k, inner, condition(k, inner, related->then));
    return related->where != NULL ? vw_columns__join(k, VW_COL_AND, inner, where, not_then)
                                  : not_then;
}

/* ---- records that name what the subject names ------------------------------------------------ */

/* "exists any K where F = subject.G and ..." is found by way of what F names, not by comparing each
 * subject with each record. */
typedef struct {
    const vw_node *named, *by_subject; /* F, subject.G; NULL: not met yet */
    uint32_t rest;                     /* what else is asked of a record */
} keyed_form;

static bool is_ref(const vw_node *node, bool of_subject)
{
    return node->kind == VW_NODE_PATH && node->path != NULL && node->is.type == VW_TYPE_REF &&
           node->path->from_subject == of_subject;
}

static bool names_alike(keyed_form *form, const vw_node *node)
{
    if (form->named != NULL || node->kind != VW_NODE_COMPARE || node->op != VW_TOKEN_EQ) {
        return false;
    }
    bool turned = is_ref(node->left, true) && is_ref(node->right, false);
    if (!turned && !(is_ref(node->left, false) && is_ref(node->right, true))) {
        return false;
    }
    form->named = turned ? node->right : node->left;
    form->by_subject = turned ? node->left : node->right;
    return true;
}

static void take_apart(vw_col_compiler *k, const vw_col_scope *inner, keyed_form *form,
                       const vw_node *node)
{
    if (node != NULL && node->kind == VW_NODE_AND) {
        take_apart(k, inner, form, node->left);
        take_apart(k, inner, form, node->right);
    } else if (node != NULL && !names_alike(form, node)) {
        form->rest = vw_columns__join(k, VW_COL_AND, inner, form->rest, condition(k, inner, node));
    }
}

static bool has_key(const vw_node *node)
{
    keyed_form form = {0};
    return node != NULL && (node->kind == VW_NODE_AND ? has_key(node->left) || has_key(node->right)
                                                      : names_alike(&form, node));
}

/* Only where the subject stands next to the records, so that both name it in one way. */
static bool is_keyed(const vw_col_scope *s, const vw_related *related)
{
    return related->any && s->outer == NULL && has_key(related->where) &&
           (related->form == VW_TOKEN_EXISTS || related->form == VW_TOKEN_NO);
}

static uint32_t keyed(vw_col_compiler *k, const vw_col_scope *s, const vw_col_scope *inner,
                      const vw_related *related)
{
    keyed_form form = {.rest = vw_columns__constant(k, inner, VW_TAKE_TRUTH, VW_TAKEN_YES)};
    take_apart(k, inner, &form, related->where);
    vw_col_value named = vw_columns__worth(k, inner, form.named);
    vw_col_value own = vw_columns__worth(k, s, form.by_subject);
    if (k->left != NULL || named.type != VW_TAKE_SUBJECT || own.type != VW_TAKE_SUBJECT ||
        named.node == VW_NOTHING || own.node == VW_NOTHING) {
        return vw_columns__leave(k, "a field of the subject inside any");
    }
    vw_col_key key = vw_columns__key(VW_COL_KEYED_AT, VW_TAKE_TRUTH, s->table);
    key.a = own.node;
    key.b = vw_columns__output(k->c, (vw_col_output){.kind = VW_COL_KEYED,
                                                     .table = inner->table,
                                                     .extent = inner->extent,
                                                     .node = form.rest,
                                                     .to = named.node,
                                                     .parent = VW_NOTHING,
                                                     .member = VW_NOTHING});
    uint32_t found = vw_columns__node(k->c, key);
    return related->form == VW_TOKEN_NO ? vw_columns__opposite(k, s, found) : found;
}

/* By what a record names the one that it belongs to; false: in a way that is not known here. */
static bool find_relation(vw_col_compiler *k, const vw_col_scope *s, vw_col_scope *inner,
                          const vw_related *related)
{
    if (related->kind == NULL || (related->relation == NULL) != related->any ||
        (related->extent != VW_EVER && related->extent != vw_rules__extent(related->kind))) {
        vw_columns__leave(k, "a relation that is not known here");
        return false;
    }
    *inner = (vw_col_scope){.outer = s,
                            .table = vw_columns__table(k->c, related->kind),
                            .extent = related->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW,
                            .relation = related->relation};
    return true;
}

/* For whom an output of related records is gathered: the record that each belongs to, or all. */
static void gather_by(vw_col_compiler *k, const vw_col_scope *s, const vw_col_scope *inner,
                      const vw_related *related, vw_col_output *output)
{
    vw_col_value own = vw_columns__no_value;
    own.table = inner->table;
    output->table = inner->table;
    output->extent = inner->extent;
    output->to = output->parent = output->member = VW_NOTHING;
    if (related->relation != NULL) {
        output->parent = s->table;
        output->to = vw_columns__selected(k, inner, &own, VW_TAKE_SUBJECT,
                                          vw_columns__column(k, related->relation->name), false);
        output->to = vw_columns__place_node(k, inner, output->to, s->table);
    }
}

/* Whether, or how many of, related records meet what node [met] says. */
static uint32_t gathered(vw_col_compiler *k, const vw_col_scope *s, const vw_col_scope *inner,
                         const vw_related *related, uint32_t met)
{
    const bool count = related->form == VW_TOKEN_COUNT;
    vw_col_output output = {.kind = count ? VW_COL_COUNT : VW_COL_EXISTS, .node = met};
    gather_by(k, s, inner, related, &output);
    vw_col_node_kind kind = related->any ? count ? VW_COL_ANY_COUNTED : VW_COL_ANY
                            : count      ? VW_COL_COUNTED
                                         : VW_COL_GATHERED;
    vw_col_key key = vw_columns__key(kind, VW_TAKE_TRUTH, s->table);
    key.b = vw_columns__output(k->c, output);
    key.op = count ? related->op : 0;
    key.number = count ? related->n : 0;
    return vw_columns__node(k->c, key);
}

static uint32_t related_form(vw_col_compiler *k, const vw_col_scope *s, const vw_related *related)
{
    const bool count = related->form == VW_TOKEN_COUNT;
    const bool negative = related->form == VW_TOKEN_NO || related->form == VW_TOKEN_EVERY;
    vw_col_scope inner;
    if (!count && !negative && related->form != VW_TOKEN_EXISTS) {
        return vw_columns__leave(k, "a related form that is not known here");
    }
    if (count && (!compares(related->op) || related->n < 0 || related->n >= VW_COL_COUNT_MAX)) {
        return vw_columns__leave(k, "a count of another form");
    }
    if (!find_relation(k, s, &inner, related)) {
        return VW_NOTHING;
    }
    if (is_keyed(s, related)) {
        return keyed(k, s, &inner, related);
    }
    const uint32_t met = of_related(k, &inner, related);
    const uint32_t found = met != VW_NOTHING ? gathered(k, s, &inner, related, met) : VW_NOTHING;
    return negative ? vw_columns__opposite(k, s, found) : found;
}

/* ---- the newest, the oldest ------------------------------------------------------------------ */

static uint32_t picked(vw_col_compiler *k, const vw_col_scope *s, const vw_related *related)
{
    const bool latest = related->form == VW_TOKEN_LATEST;
    vw_col_scope inner;
    if (!latest && related->form != VW_TOKEN_EARLIEST) {
        return vw_columns__leave(k, "a record picked in a way that is not known here");
    }
    if (!find_relation(k, s, &inner, related)) {
        return VW_NOTHING;
    }
    vw_col_value own = vw_columns__no_value;
    own.table = inner.table;
    const char *day = vw_columns__column(k, vw_rules__day(related->kind));
    vw_col_output output = {.kind = latest ? VW_COL_LATEST : VW_COL_EARLIEST};
    output.node = of_related(k, &inner, related);
    output.then = condition(k, &inner, related->then);
    output.day = vw_columns__selected(k, &inner, &own, VW_TAKE_DAY, day, false);
    gather_by(k, s, &inner, related, &output);
    if (k->left != NULL) {
        return VW_NOTHING;
    }
    vw_col_key key =
        vw_columns__key(related->any ? VW_COL_ANY_PICKED : VW_COL_PICKED, VW_TAKE_TRUTH, s->table);
    key.b = vw_columns__output(k->c, output);
    return vw_columns__node(k->c, key);
}

/* ---- series --------------------------------------------------------------------------------- */

/* "every quarter of period has K where C": there is such a record in the first quarter, and in the
 * second, and so on. Each is unknown where that is certain of no record in it, and not ruled out of
 * one. */
static uint32_t series(vw_col_compiler *k, const vw_col_scope *s, const vw_related *related)
{
    enum { UNITS_MOST = 12 }; /* each is an output of its own */
    const vw_units units = vw_rules__units(related->unit, k->c->frame);
    vw_related exists = *related;
    vw_col_scope inner;
    exists.form = VW_TOKEN_EXISTS;
    if (units.count == 0 || units.count > UNITS_MOST || related->extent != VW_IN_PERIOD) {
        return vw_columns__leave(k, "a series of none or many units");
    }
    if (!find_relation(k, s, &inner, &exists)) {
        return VW_NOTHING;
    }
    vw_col_value own = vw_columns__no_value;
    own.table = inner.table;
    const char *column = vw_columns__column(k, "occurred_on");
    const uint32_t day = vw_columns__selected(k, &inner, &own, VW_TAKE_DAY, column, false);
    const uint32_t met = of_related(k, &inner, &exists);
    uint32_t all = VW_NOTHING;
    for (unsigned i = 0; i < units.count && met != VW_NOTHING; i++) {
        const vw_date from = vw_rules__unit_begin(&units, related->unit, i);
        const vw_date until = vw_rules__unit_begin(&units, related->unit, i + 1) - 1;
        const uint32_t in_unit =
            between_values(k, &inner, vw_columns__value(VW_TAKE_DAY, day),
                           vw_columns__day(k, &inner, from), vw_columns__day(k, &inner, until));
        const uint32_t one =
            gathered(k, s, &inner, &exists, vw_columns__join(k, VW_COL_AND, &inner, met, in_unit));
        all = i == 0 ? one : vw_columns__join(k, VW_COL_AND, s, all, one);
    }
    return all;
}

/* ---- conditions ----------------------------------------------------------------------------- */

static uint32_t bare(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value v = vw_columns__worth(k, s, node);
    if (v.node == VW_NOTHING || v.type != VW_TAKE_TRUTH) {
        return vw_columns__leave(k, "a condition of another form");
    }
    return v.node;
}

static uint32_t plain(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    if (node->kind == VW_NODE_COMPARE) {
        return compared(k, s, node);
    }
    if (node->kind == VW_NODE_IN) {
        return in_list(k, s, node);
    }
    if (node->kind == VW_NODE_BETWEEN) {
        uint32_t found = between_values(k, s, vw_columns__worth(k, s, node->left),
                                        vw_columns__worth(k, s, node->right),
                                        vw_columns__worth(k, s, node->upper));
        return node->negated ? vw_columns__opposite(k, s, found) : found;
    }
    if (node->kind == VW_NODE_LIKE) {
        return like(k, s, node);
    }
    if (node->kind == VW_NODE_HAS) {
        return has(k, s, node);
    }
    if (node->kind == VW_NODE_KNOWN) {
        return known(k, s, node);
    }
    if (node->kind == VW_NODE_IN_PERIOD) {
        return in_period(k, s, node);
    }
    return node->kind == VW_NODE_WITHIN ? within(k, s, node) : bare(k, s, node);
}

static uint32_t condition(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    if (node == NULL || k->left != NULL) {
        return vw_columns__leave(k, "no condition");
    }
    if (node->kind == VW_NODE_AND || node->kind == VW_NODE_OR) {
        uint32_t left = condition(k, s, node->left), right = condition(k, s, node->right);
        return vw_columns__join(k, node->kind == VW_NODE_AND ? VW_COL_AND : VW_COL_OR, s, left,
                                right);
    }
    if (node->kind == VW_NODE_NOT) {
        return vw_columns__opposite(k, s, condition(k, s, node->left));
    }
    if (node->kind == VW_NODE_RELATED) {
        return related_form(k, s, node->related);
    }
    if (node->kind == VW_NODE_PICKED) {
        return picked(k, s, node->related);
    }
    if (node->kind == VW_NODE_SERIES) {
        return series(k, s, node->related);
    }
    return plain(k, s, node);
}

void vw_columns__compile(vw_columns *c, uint32_t number)
{
    vw_col_rule *rule = &c->rules[number];
    vw_col_compiler k = {.c = c};
    vw_col_scope subject = {
        .table = vw_columns__table(c, rule->rule->population),
        .extent = rule->rule->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW,
    };
    vw_col_output verdict = {.kind = VW_COL_VERDICT,
                             .table = subject.table,
                             .extent = subject.extent,
                             .to = VW_NOTHING,
                             .parent = VW_NOTHING,
                             .rule = number,
                             .member = VW_NOTHING,
                             .wanted = true};
    if (rule->rule->member != NULL) {
        verdict.member = condition(&k, &subject, rule->rule->member);
    }
    verdict.node = condition(&k, &subject, rule->rule->condition);
    rule->left = k.left;
    if (k.left == NULL) {
        rule->output = vw_columns__output(c, verdict);
    }
}
