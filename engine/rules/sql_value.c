/* SPDX-License-Identifier: EUPL-1.2 */
/* Values and conditions as SQL expressions. SQL's own three-valued logic is the language's; what
 * SQL has no word for (calendar months, terms) is spelled out. Parentheses stand only where SQL
 * needs them: an auditor reads this, and SQLite's parser bears no more than a hundred nested ones.
 */
#include "rules/sql.h"

#include "model/list.h"

#include <string.h>

/* How tightly SQL binds what a node becomes, from loosest to tightest. */
typedef enum {
    BINDS_OR,
    BINDS_AND,
    BINDS_NOT,
    BINDS_COMPARISON,
    BINDS_SUM,
    BINDS_PRODUCT,
    BINDS_SIGN,
    BINDS_FULLY
} binding;

static binding binding_of(const vw_node *node)
{
    static const binding bindings[VW_NODE_COUNT_OF] = {
        [VW_NODE_OR] = BINDS_OR,
        [VW_NODE_AND] = BINDS_AND,
        [VW_NODE_NOT] = BINDS_NOT,
        [VW_NODE_COMPARE] = BINDS_COMPARISON,
        [VW_NODE_IN] = BINDS_COMPARISON,
        [VW_NODE_BETWEEN] = BINDS_COMPARISON,
        [VW_NODE_LIKE] = BINDS_COMPARISON,
        [VW_NODE_KNOWN] = BINDS_COMPARISON,
        [VW_NODE_IN_PERIOD] = BINDS_COMPARISON,
        [VW_NODE_WITHIN] = BINDS_COMPARISON,
        [VW_NODE_NEGATIVE] = BINDS_SIGN,
        [VW_NODE_TEXT] = BINDS_FULLY,
        [VW_NODE_NUMBER] = BINDS_FULLY,
        [VW_NODE_BOOL] = BINDS_FULLY,
        [VW_NODE_DATE] = BINDS_FULLY,
        [VW_NODE_FRAME_DATE] = BINDS_FULLY,
        [VW_NODE_PATH] = BINDS_FULLY,
        [VW_NODE_RELATED] = BINDS_FULLY,
        [VW_NODE_AGGREGATE] = BINDS_FULLY,
        [VW_NODE_DURATION] = BINDS_PRODUCT,
        [VW_NODE_LENGTH] = BINDS_FULLY,
        [VW_NODE_PICKED] = BINDS_FULLY,
        [VW_NODE_SERIES] = BINDS_FULLY,
    };
    if (node->kind == VW_NODE_ARITHMETIC) {
        bool adds = node->op == VW_TOKEN_PLUS || node->op == VW_TOKEN_MINUS;
        return adds ? BINDS_SUM : BINDS_PRODUCT;
    }
    if (node->kind == VW_NODE_HAS) {
        return node->negated            ? BINDS_NOT
               : node->items.count <= 1 ? BINDS_COMPARISON
                                        : (node->op == VW_TOKEN_ALL ? BINDS_AND : BINDS_OR);
    }
    return bindings[node->kind];
}

/* The node, between parentheses when it binds looser than its place demands. */
static void put(vw_sql *sql, const vw_sql_record *record, const vw_node *node, binding at_least)
{
    bool loose = binding_of(node) < at_least;
    int margin = sql->margin;
    sql->margin += loose ? 4 : 0;
    vw_buf_add(sql->out, loose ? "(" : "");
    if (binding_of(node) <= BINDS_COMPARISON || node->kind == VW_NODE_RELATED ||
        node->kind == VW_NODE_PICKED || node->kind == VW_NODE_SERIES) {
        vw_sql__condition(sql, record, node);
    } else {
        vw_sql__value(sql, record, node);
    }
    vw_buf_add(sql->out, loose ? ")" : "");
    sql->margin = margin;
}

void vw_sql__text(vw_sql *sql, const char *text)
{
    vw_buf_add(sql->out, "'");
    for (const char *at = text; *at != '\0'; at++) {
        vw_buf_addn(sql->out, at, 1);
        if (*at == '\'') {
            vw_buf_add(sql->out, "'");
        }
    }
    vw_buf_add(sql->out, "'");
}

void vw_sql__date(vw_sql *sql, vw_date date)
{
    char text[11];
    vw_date_format(text, date);
    vw_buf_addf(sql->out, "'%s'", text);
}

vw_extent vw_sql__extent_of_path(const vw_kind *kind)
{
    return kind->nature == VW_STATE ? VW_ON_DATE : VW_EVER;
}

/* The key of the subject that a record or a reference stands for. */
static void key_of(vw_sql *sql, const char *alias, const char *column)
{
    const char *inner = vw_sql__alias(sql);
    vw_buf_addf(sql->out, "(SELECT %s.key FROM main.subject %s WHERE %s.id = %s.\"%s\")", inner,
                inner, inner, alias, column);
}

/* Name [i] of the path on the record [alias]; further names are looked up in the record that the
 * reference leads to, which is unknown when that record does not count. */
static void path_from(vw_sql *sql, const vw_path *path, size_t i, const char *alias)
{
    const vw_field *field = path->fields[i];
    if (i + 1 == path->names.count) {
        if (field == NULL) {
            key_of(sql, alias, "subject");
        } else {
            vw_buf_addf(sql->out, "%s.\"%s\"", alias, field->name);
        }
        return;
    }
    const vw_kind *kind = path->kinds[i + 1];
    const char *inner = vw_sql__alias(sql);
    vw_buf_add(sql->out, "(SELECT ");
    path_from(sql, path, i + 1, inner);
    vw_buf_add(sql->out, " FROM ");
    vw_sql__table(sql, kind, vw_sql__extent_of_path(kind));
    vw_buf_addf(sql->out, " %s WHERE %s.subject = %s.\"%s\")", inner, inner, alias, field->name);
}

static void frame_date(vw_sql *sql, vw_token_kind which)
{
    vw_sql__date(sql, which == VW_TOKEN_AS_OF          ? sql->frame->as_of
                      : which == VW_TOKEN_PERIOD_START ? sql->frame->period_from
                                                       : sql->frame->period_until);
}

/* SQLite would divide two integers as whole numbers. */
static bool is_real(const vw_node *node)
{
    if (node->kind == VW_NODE_ARITHMETIC) {
        return node->op == VW_TOKEN_SLASH || is_real(node->left) || is_real(node->right);
    }
    if (node->kind == VW_NODE_NEGATIVE) {
        return is_real(node->left);
    }
    return node->kind == VW_NODE_NUMBER ? strchr(node->text, '.') != NULL
                                        : node->is.type == VW_TYPE_NUMBER;
}

static void arithmetic(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool cast = node->op == VW_TOKEN_SLASH && !is_real(node->left) && !is_real(node->right);
    binding own = binding_of(node);
    vw_buf_add(sql->out, cast ? "CAST(" : "");
    put(sql, record, node->left, cast ? BINDS_OR : own);
    vw_buf_addf(sql->out, "%s %s ", cast ? " AS REAL)" : "", vw_rules__spelling(node->op));
    put(sql, record, node->right, own + 1);
}

/* An instant counts by its date in UTC where a date is asked for. */
static void as_date(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool instant = node->is.type == VW_TYPE_DATETIME;
    vw_buf_add(sql->out, instant ? "date(" : "");
    vw_sql__value(sql, record, node);
    vw_buf_add(sql->out, instant ? ")" : "");
}

static void as_seconds(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    vw_buf_add(sql->out, "unixepoch(");
    vw_sql__value(sql, record, node);
    vw_buf_add(sql->out, ")");
}

static void as_day(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    vw_buf_add(sql->out, "unixepoch(");
    as_date(sql, record, node);
    vw_buf_add(sql->out, ")");
}

/* Days are whole: both moments are midnight then, and a day has 86,400 seconds in UTC. */
static void duration(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool hours = node->op == VW_TOKEN_HOURS;
    void (*form)(vw_sql *, const vw_sql_record *, const vw_node *) = hours ? as_seconds : as_day;
    vw_buf_add(sql->out, "(");
    form(sql, record, node->right);
    vw_buf_add(sql->out, " - ");
    form(sql, record, node->left);
    vw_buf_add(sql->out, hours ? ") / 3600.0" : ") / 86400");
}

void vw_sql__value(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    if (node->kind == VW_NODE_TEXT || node->kind == VW_NODE_DATE) {
        vw_sql__text(sql, node->text);
    } else if (node->kind == VW_NODE_NUMBER) {
        vw_buf_add(sql->out, node->text);
    } else if (node->kind == VW_NODE_BOOL) {
        vw_buf_add(sql->out, node->negated ? "0" : "1");
    } else if (node->kind == VW_NODE_FRAME_DATE) {
        frame_date(sql, node->op);
    } else if (node->kind == VW_NODE_NEGATIVE) {
        vw_buf_add(sql->out, "-");
        put(sql, record, node->left, BINDS_FULLY);
    } else if (node->kind == VW_NODE_ARITHMETIC) {
        arithmetic(sql, record, node);
    } else if (node->kind == VW_NODE_AGGREGATE) {
        vw_sql__aggregate(sql, record, node);
    } else if (node->kind == VW_NODE_DURATION) {
        duration(sql, record, node);
    } else if (node->kind == VW_NODE_LENGTH) {
        vw_buf_add(sql->out, "length(");
        vw_sql__value(sql, record, node->left);
        vw_buf_add(sql->out, ")");
    } else {
        path_from(sql, node->path, 0, node->path->from_subject ? "s" : record->alias);
    }
}

/* A reference is a number; beside a text it is compared by its key. */
static void operand(vw_sql *sql, const vw_sql_record *record, const vw_node *node, bool by_key)
{
    if (by_key && node->is.type == VW_TYPE_REF) {
        const char *inner = vw_sql__alias(sql);
        vw_buf_addf(sql->out, "(SELECT %s.key FROM main.subject %s WHERE %s.id = ", inner, inner,
                    inner);
        vw_sql__value(sql, record, node);
        vw_buf_add(sql->out, ")");
    } else {
        put(sql, record, node, BINDS_SUM);
    }
}

static void compare(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool by_key = node->left->is.type != node->right->is.type;
    operand(sql, record, node->left, by_key);
    vw_buf_addf(sql->out, " %s ", vw_rules__spelling(node->op));
    operand(sql, record, node->right, by_key);
}

static void in_list(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool by_key = false;
    for (size_t i = 0; i < node->items.count; i++) {
        by_key = by_key || node->items.items[i]->is.type != node->left->is.type;
    }
    operand(sql, record, node->left, by_key);
    vw_buf_add(sql->out, node->negated ? " NOT IN (" : " IN (");
    for (size_t i = 0; i < node->items.count; i++) {
        vw_buf_add(sql->out, i > 0 ? ", " : "");
        operand(sql, record, node->items.items[i], by_key);
    }
    vw_buf_add(sql->out, ")");
}

static void between(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    put(sql, record, node->left, BINDS_SUM);
    vw_buf_add(sql->out, node->negated ? " NOT BETWEEN " : " BETWEEN ");
    put(sql, record, node->right, BINDS_SUM);
    vw_buf_add(sql->out, " AND ");
    put(sql, record, node->upper, BINDS_SUM);
}

/* The end of a term that begins at [node]. SQLite lets 31 August + 6 months run on to 3 March; the
 * last day of the month is the bound (semantics, 1). */
static void term_end(vw_sql *sql, const vw_sql_record *record, const vw_node *node,
                     const vw_term *term)
{
    long long n = (long long)term->n;
    if (term->unit == VW_TOKEN_HOURS) {
        as_seconds(sql, record, node);
        vw_buf_addf(sql->out, " + %lld", n * 3600);
    } else if (term->unit == VW_TOKEN_DAYS) {
        vw_buf_add(sql->out, "date(");
        as_date(sql, record, node);
        vw_buf_addf(sql->out, ", '+%lld days')", n);
    } else {
        long long months = term->unit == VW_TOKEN_YEARS ? 12 * n : n;
        vw_buf_add(sql->out, "min(date(");
        as_date(sql, record, node);
        vw_buf_addf(sql->out, ", '+%lld months'), date(", months);
        as_date(sql, record, node);
        vw_buf_addf(sql->out, ", 'start of month', '+%lld months', '-1 day'))", months + 1);
    }
}

/* The term runs forward from the earlier of the two. */
static void within(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool before = node->term->direction == VW_TOKEN_BEFORE;
    const vw_node *earlier = before ? node->left : node->right;
    const vw_node *later = before ? node->right : node->left;
    void (*form)(vw_sql *, const vw_sql_record *, const vw_node *) =
        node->term->unit == VW_TOKEN_HOURS ? as_seconds : as_date;
    form(sql, record, later);
    vw_buf_add(sql->out, " BETWEEN ");
    form(sql, record, earlier);
    vw_buf_add(sql->out, " AND ");
    term_end(sql, record, earlier, node->term);
}

static void in_period(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    as_date(sql, record, node->left);
    vw_buf_add(sql->out, " BETWEEN ");
    vw_sql__date(sql, sql->frame->period_from);
    vw_buf_add(sql->out, " AND ");
    vw_sql__date(sql, sql->frame->period_until);
}

static void joined(vw_sql *sql, const vw_sql_record *record, const vw_node *node, const char *word)
{
    put(sql, record, node->left, binding_of(node));
    vw_buf_addf(sql->out, "\n%*s%s ", sql->margin, "", word);
    put(sql, record, node->right, binding_of(node));
}

/* With bars at both ends, what stands between two bars is one item: no part of another is found. */
static void has_item(vw_sql *sql, const vw_sql_record *record, const vw_node *list,
                     const char *item)
{
    vw_buf quoted = {.arena = sql->out->arena};
    vw_buf_addf(&quoted, VW_LIST_MARK "%s" VW_LIST_MARK, item);
    vw_buf_add(sql->out, "instr('" VW_LIST_MARK "' || ");
    vw_sql__value(sql, record, list);
    vw_buf_add(sql->out, " || '" VW_LIST_MARK "', ");
    vw_sql__text(sql, vw_buf_text(&quoted));
    vw_buf_add(sql->out, ") > 0");
}

static void has(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    bool several = node->items.count > 1;
    if (node->op == VW_TOKEN_NONE) {
        vw_sql__value(sql, record, node->left);
        vw_buf_add(sql->out, " = '" VW_LIST_NONE "'");
        return;
    }
    vw_buf_add(sql->out, node->negated ? "NOT " : "");
    vw_buf_add(sql->out, node->negated && several ? "(" : "");
    for (size_t i = 0; i < node->items.count; i++) {
        vw_buf_add(sql->out, i == 0 ? "" : node->op == VW_TOKEN_ALL ? " AND " : " OR ");
        has_item(sql, record, node->left, node->items.items[i]->text);
    }
    vw_buf_add(sql->out, node->negated && several ? ")" : "");
}

static void like(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    vw_sql__value(sql, record, node->left);
    vw_buf_add(sql->out, node->negated ? " NOT LIKE " : " LIKE ");
    vw_sql__value(sql, record, node->right);
}

void vw_sql__factor(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    put(sql, record, node, BINDS_AND);
}

void vw_sql__denial(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    vw_buf_add(sql->out, "NOT ");
    put(sql, record, node, BINDS_NOT);
}

void vw_sql__condition(vw_sql *sql, const vw_sql_record *record, const vw_node *node)
{
    if (node->kind == VW_NODE_AND) {
        joined(sql, record, node, "AND");
    } else if (node->kind == VW_NODE_OR) {
        joined(sql, record, node, "OR");
    } else if (node->kind == VW_NODE_NOT) {
        vw_sql__denial(sql, record, node->left);
    } else if (node->kind == VW_NODE_COMPARE) {
        compare(sql, record, node);
    } else if (node->kind == VW_NODE_IN) {
        in_list(sql, record, node);
    } else if (node->kind == VW_NODE_BETWEEN) {
        between(sql, record, node);
    } else if (node->kind == VW_NODE_LIKE) {
        like(sql, record, node);
    } else if (node->kind == VW_NODE_HAS) {
        has(sql, record, node);
    } else if (node->kind == VW_NODE_KNOWN) {
        put(sql, record, node->left, BINDS_SUM);
        vw_buf_add(sql->out, node->negated ? " IS NULL" : " IS NOT NULL");
    } else if (node->kind == VW_NODE_IN_PERIOD) {
        in_period(sql, record, node);
    } else if (node->kind == VW_NODE_WITHIN) {
        within(sql, record, node);
    } else if (node->kind == VW_NODE_RELATED) {
        vw_buf_add(sql->out, "(");
        vw_sql__related(sql, record, node->related);
        vw_buf_add(sql->out, ")");
    } else if (node->kind == VW_NODE_PICKED) {
        vw_sql__picked(sql, record, node->related);
    } else if (node->kind == VW_NODE_SERIES) {
        vw_sql__series(sql, record, node->related);
    } else {
        vw_sql__value(sql, record, node);
    }
}
