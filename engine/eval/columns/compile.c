/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules to nodes. Only what is named here is taken on; whatever else a rule may hold, now or later,
 * leaves it to the SQL. Each form follows rules/sql_value.c and rules/sql.c, which are the measure.
 */
#include "eval/columns/private.h"

#include <stdlib.h>
#include <string.h>

/* A record in scope; the subject of the test stands outermost. */
typedef struct scope scope;
struct scope {
    const scope *outer; /* NULL: the subject */
    uint32_t table;
    vw_col_extent extent;
    const vw_field *relation; /* by which it names the outer record; NULL: any */
};

typedef struct {
    vw_columns *c;
    const char *left; /* the first reason to leave the rule to the SQL */
} compiler;

/* A value, in one or both of two forms: a node, and the SQL of a text that a table has. A text is
 * never loaded: what a rule asks of it is asked of SQLite, while its table is read. */
typedef struct {
    uint32_t node; /* VW_NOTHING: it has no node */
    vw_col_type type;
    const char *sql; /* of a row "e" of [table]; NULL: it has none */
    uint32_t table;
    uint32_t at; /* the node with the place of that row; VW_NOTHING: the record itself */
    vw_col_extent extent;
    const char *literal; /* a text between quotes */
} value;

static const value no_value = {.node = VW_NOTHING, .at = VW_NOTHING};

static uint32_t condition(compiler *k, const scope *s, const vw_node *node);

static uint32_t leave(compiler *k, const char *reason)
{
    k->left = k->left != NULL ? k->left : reason;
    return VW_NOTHING;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

static uint32_t constant(compiler *k, const scope *s, vw_col_type type, int64_t number)
{
    vw_col_key key = vw_columns__key(VW_COL_CONSTANT, type, s->table);
    key.number = number;
    return vw_columns__node(k->c, key);
}

static uint32_t join(compiler *k, vw_col_node_kind kind, const scope *s, uint32_t a, uint32_t b)
{
    if (a == VW_NOTHING || b == VW_NOTHING) {
        return VW_NOTHING;
    }
    vw_col_key key = vw_columns__key(kind, VW_TAKE_TRUTH, s->table);
    key.a = a;
    key.b = b;
    return vw_columns__node(k->c, key);
}

static uint32_t opposite(compiler *k, const scope *s, uint32_t a)
{
    return join(k, VW_COL_NOT, s, a, 0);
}

static uint32_t compare_nodes(compiler *k, const scope *s, vw_token_kind op, uint32_t a, uint32_t b)
{
    if (a == VW_NOTHING || b == VW_NOTHING) {
        return VW_NOTHING;
    }
    vw_col_key key = vw_columns__key(VW_COL_COMPARE, VW_TAKE_TRUTH, s->table);
    key.op = op;
    key.a = a;
    key.b = b;
    return vw_columns__node(k->c, key);
}

/* What is selected of [table], for the record in scope: of its own row, or of the one at a place.
 */
static uint32_t selected(compiler *k, const scope *s, const value *of, vw_col_type type,
                         const char *sql, bool missing_is_no)
{
    uint32_t field = vw_columns__field(k->c, of->table, type, sql);
    vw_col_key key = vw_columns__key(VW_COL_FIELD, type, s->table);
    key.a = field;
    if (of->at != VW_NOTHING) {
        key.kind = VW_COL_GATHER;
        key.op = missing_is_no;
        key.a = of->at;
        key.b = vw_columns__output(k->c, (vw_col_output){.kind = VW_COL_DENSE,
                                                         .table = of->table,
                                                         .extent = of->extent,
                                                         .node = field,
                                                         .to = VW_NOTHING,
                                                         .parent = VW_NOTHING,
                                                         .member = VW_NOTHING});
    }
    return vw_columns__node(k->c, key);
}

static uint32_t place_node(compiler *k, const scope *s, uint32_t subject, uint32_t table)
{
    vw_col_key key = vw_columns__key(VW_COL_PLACE, VW_TAKE_SUBJECT, s->table);
    key.a = subject;
    key.b = table;
    return vw_columns__node(k->c, key);
}

/* ---- paths ---------------------------------------------------------------------------------- */

static const char *column(compiler *k, const char *name)
{
    return vw_printf(k->c->work, "e.\"%s\"", name);
}

static const char *key_of(compiler *k, const char *number)
{
    return vw_printf(k->c->work, "(SELECT k.key FROM main.subject k WHERE k.id = %s)", number);
}

static vw_col_extent extent_of_path(const vw_kind *kind)
{
    return kind->nature == VW_STATE ? VW_COL_NARROW : VW_COL_WIDE;
}

/* From record [of] to the one that its field names. */
static void step(compiler *k, const scope *s, value *of, const vw_field *field, uint32_t table,
                 vw_col_extent extent)
{
    uint32_t subject = selected(k, s, of, VW_TAKE_SUBJECT, column(k, field->name), false);
    of->at = place_node(k, s, subject, table);
    of->table = table;
    of->extent = extent;
}

/* The subject of the test, from a related record by way of its relation. */
static bool to_subject(compiler *k, const scope *s, value *of)
{
    for (const scope *at = s; at->outer != NULL; at = at->outer) {
        if (at->relation == NULL) {
            leave(k, "a field of the subject inside any");
            return false;
        }
        step(k, s, of, at->relation, at->outer->table, at->outer->extent);
    }
    return true;
}

/* False for a type that is not known here; a text has none, and is no such. */
static bool type_of(vw_col_type *out, const vw_field *field)
{
    static const struct {
        vw_type of;
        vw_col_type type;
    } types[] = {
        {VW_TYPE_ENUM, VW_TAKE_WORD},    {VW_TYPE_BOOL, VW_TAKE_TRUTH},
        {VW_TYPE_INTEGER, VW_TAKE_REAL}, {VW_TYPE_NUMBER, VW_TAKE_REAL},
        {VW_TYPE_DATE, VW_TAKE_DAY},     {VW_TYPE_DATETIME, VW_TAKE_SECOND},
        {VW_TYPE_REF, VW_TAKE_SUBJECT},
    };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (types[i].of == field->type) {
            *out = types[i].type;
            return true;
        }
    }
    return false;
}

static value of_field(compiler *k, const scope *s, value of, const vw_field *field)
{
    if (field == NULL) {
        of.sql = key_of(k, "e.subject");
    } else if (field->type == VW_TYPE_TEXT) {
        of.sql = column(k, field->name);
    } else if (type_of(&of.type, field)) {
        const char *sql = column(k, field->name);
        of.node = selected(k, s, &of, of.type, sql, false);
        of.sql = field->type == VW_TYPE_REF ? key_of(k, sql) : NULL;
    } else {
        leave(k, "a field of a type that is not known here");
    }
    return of;
}

static value path(compiler *k, const scope *s, const vw_path *p)
{
    value of = no_value;
    of.table = s->table;
    of.extent = s->extent;
    if (p->from_subject && !to_subject(k, s, &of)) {
        return no_value;
    }
    for (size_t i = 0; i + 1 < p->names.count; i++) {
        const vw_kind *kind = p->kinds[i + 1];
        step(k, s, &of, p->fields[i], vw_columns__table(k->c, kind), extent_of_path(kind));
    }
    return of_field(k, s, of, p->fields[p->names.count - 1]);
}

/* ---- values --------------------------------------------------------------------------------- */

static value node_value(vw_col_type type, uint32_t node)
{
    value v = no_value;
    v.type = type;
    v.node = node;
    return v;
}

static value worth(compiler *k, const scope *s, const vw_node *node);

static value number(compiler *k, const scope *s, const char *text)
{
    double real;
    if (!vw_columns__real(&real, k->c, text)) {
        leave(k, "a number that a double does not hold");
        return no_value;
    }
    vw_col_key key = vw_columns__key(VW_COL_CONSTANT, VW_TAKE_REAL, s->table);
    key.real = real;
    return node_value(VW_TAKE_REAL, vw_columns__node(k->c, key));
}

static value arithmetic(compiler *k, const scope *s, const vw_node *node)
{
    bool negative = node->kind == VW_NODE_NEGATIVE;
    value a = worth(k, s, node->left);
    value b = negative ? a : worth(k, s, node->right);
    bool known_op = negative || node->op == VW_TOKEN_PLUS || node->op == VW_TOKEN_MINUS ||
                    node->op == VW_TOKEN_STAR || node->op == VW_TOKEN_SLASH;
    if (a.node == VW_NOTHING || b.node == VW_NOTHING || a.type != VW_TAKE_REAL ||
        b.type != VW_TAKE_REAL || !known_op) {
        leave(k, "a calculation of another form");
        return no_value;
    }
    vw_col_key key =
        vw_columns__key(negative ? VW_COL_NEGATIVE : VW_COL_ARITHMETIC, VW_TAKE_REAL, s->table);
    key.op = negative ? 0 : node->op;
    key.a = a.node;
    key.b = negative ? 0 : b.node;
    return node_value(VW_TAKE_REAL, vw_columns__node(k->c, key));
}

static value day(compiler *k, const scope *s, vw_date date)
{
    return node_value(VW_TAKE_DAY, constant(k, s, VW_TAKE_DAY, date));
}

static value frame_date(compiler *k, const scope *s, vw_token_kind which)
{
    const vw_rule_frame *frame = k->c->frame;
    if (which == VW_TOKEN_AS_OF) {
        return day(k, s, frame->as_of);
    }
    if (which == VW_TOKEN_PERIOD_START || which == VW_TOKEN_PERIOD_END) {
        return day(k, s, which == VW_TOKEN_PERIOD_START ? frame->period_from : frame->period_until);
    }
    leave(k, "a date of another form");
    return no_value;
}

static value worth(compiler *k, const scope *s, const vw_node *node)
{
    value v = no_value;
    vw_date date;
    if (node->kind == VW_NODE_TEXT) {
        v.literal = node->text;
    } else if (node->kind == VW_NODE_NUMBER) {
        v = number(k, s, node->text);
    } else if (node->kind == VW_NODE_BOOL) {
        int64_t truth = node->negated ? VW_TAKEN_NO : VW_TAKEN_YES;
        v = node_value(VW_TAKE_TRUTH, constant(k, s, VW_TAKE_TRUTH, truth));
    } else if (node->kind == VW_NODE_DATE && vw_date_parse(&date, node->text)) {
        v = day(k, s, date);
    } else if (node->kind == VW_NODE_FRAME_DATE) {
        v = frame_date(k, s, node->op);
    } else if (node->kind == VW_NODE_NEGATIVE || node->kind == VW_NODE_ARITHMETIC) {
        v = arithmetic(k, s, node);
    } else if (node->kind == VW_NODE_PATH && node->path != NULL && node->path->fields != NULL) {
        v = path(k, s, node->path);
    } else {
        leave(k, "a value of another form");
    }
    return v;
}

/* ---- what is asked of texts ----------------------------------------------------------------- */

static const char *quoted(compiler *k, const char *text)
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

static const char *text_sql(compiler *k, const value *v)
{
    return v->literal != NULL ? quoted(k, v->literal) : v->sql;
}

/* A comparison of two texts that stand in one row, or of one with a literal. */
static uint32_t compare_texts(compiler *k, const scope *s, const char *op, const value *a,
                              const value *b)
{
    const value *row = a->sql != NULL && a->literal == NULL ? a : b;
    const value *other = row == a ? b : a;
    bool same_row =
        other->table == row->table && other->at == row->at && other->extent == row->extent;
    if (row->sql == NULL || (other->literal == NULL && (other->sql == NULL || !same_row))) {
        return leave(k, "texts of two records");
    }
    return selected(k, s, row, VW_TAKE_TRUTH,
                    vw_printf(k->c->work, "(%s %s %s)", text_sql(k, a), op, text_sql(k, b)), false);
}

static bool compares(vw_token_kind op)
{
    return op == VW_TOKEN_EQ || op == VW_TOKEN_NE || op == VW_TOKEN_LT || op == VW_TOKEN_LE ||
           op == VW_TOKEN_GT || op == VW_TOKEN_GE;
}

static uint32_t word(compiler *k, const scope *s, const char *text)
{
    uint16_t code = vw_words_code(k->c->words, text, strlen(text));
    return code != 0 ? constant(k, s, VW_TAKE_WORD, code) : leave(k, "too many words");
}

/* [by_key]: a reference is compared by the key of what it names, as it stands beside a text. */
static uint32_t compare(compiler *k, const scope *s, vw_token_kind op, value a, value b,
                        bool by_key)
{
    if (k->left != NULL) {
        return VW_NOTHING;
    }
    if (!compares(op)) {
        return leave(k, "a comparison of another form");
    }
    if (a.type == VW_TAKE_WORD && a.node != VW_NOTHING && b.literal != NULL) {
        b = node_value(VW_TAKE_WORD, word(k, s, b.literal));
    } else if (b.type == VW_TAKE_WORD && b.node != VW_NOTHING && a.literal != NULL) {
        a = node_value(VW_TAKE_WORD, word(k, s, a.literal));
    }
    bool nodes = a.node != VW_NOTHING && b.node != VW_NOTHING && !by_key;
    if (nodes && a.type == b.type) {
        return compare_nodes(k, s, op, a.node, b.node);
    }
    if (nodes) {
        return leave(k, "a comparison of two types");
    }
    return compare_texts(k, s, vw_rules__spelling(op), &a, &b);
}

static uint32_t compared(compiler *k, const scope *s, const vw_node *node)
{
    return compare(k, s, node->op, worth(k, s, node->left), worth(k, s, node->right),
                   node->left->is.type != node->right->is.type &&
                       (node->left->is.type == VW_TYPE_REF || node->right->is.type == VW_TYPE_REF));
}

static uint32_t in_list(compiler *k, const scope *s, const vw_node *node)
{
    bool by_key = false;
    uint32_t all = constant(k, s, VW_TAKE_TRUTH, VW_TAKEN_NO);
    for (size_t i = 0; i < node->items.count; i++) {
        by_key = by_key || node->items.items[i]->is.type != node->left->is.type;
    }
    by_key = by_key && node->left->is.type == VW_TYPE_REF;
    for (size_t i = 0; i < node->items.count; i++) {
        uint32_t one = compare(k, s, VW_TOKEN_EQ, worth(k, s, node->left),
                               worth(k, s, node->items.items[i]), by_key);
        all = join(k, VW_COL_OR, s, all, one);
    }
    return node->negated ? opposite(k, s, all) : all;
}

static uint32_t between_values(compiler *k, const scope *s, value v, value from, value until)
{
    uint32_t above = compare(k, s, VW_TOKEN_GE, v, from, false);
    return join(k, VW_COL_AND, s, above, compare(k, s, VW_TOKEN_LE, v, until, false));
}

static uint32_t like(compiler *k, const scope *s, const vw_node *node)
{
    value left = worth(k, s, node->left), right = worth(k, s, node->right);
    uint32_t all = k->left != NULL ? VW_NOTHING : compare_texts(k, s, "LIKE", &left, &right);
    return node->negated ? opposite(k, s, all) : all;
}

static uint32_t known(compiler *k, const scope *s, const vw_node *node)
{
    value v = worth(k, s, node->left);
    uint32_t found = VW_NOTHING;
    if (k->left == NULL && v.node != VW_NOTHING) {
        found = join(k, VW_COL_KNOWN, s, v.node, 0);
    } else if (k->left == NULL && v.sql != NULL) {
        const char *sql = vw_printf(k->c->work, "(%s IS NOT NULL)", v.sql);
        found = selected(k, s, &v, VW_TAKE_TRUTH, sql, true);
    } else {
        leave(k, "known of another form");
    }
    return node->negated ? opposite(k, s, found) : found;
}

/* ---- dates ---------------------------------------------------------------------------------- */

static value derived(compiler *k, const scope *s, vw_col_node_kind kind, vw_col_type type, value of,
                     int64_t number)
{
    if (of.node == VW_NOTHING) {
        return no_value;
    }
    vw_col_key key = vw_columns__key(kind, type, s->table);
    key.a = of.node;
    key.number = number;
    return node_value(type, vw_columns__node(k->c, key));
}

/* An instant counts by its date in UTC where a date is asked for. */
static value as_date(compiler *k, const scope *s, const vw_node *node)
{
    value v = worth(k, s, node);
    return v.type == VW_TAKE_SECOND ? derived(k, s, VW_COL_DAY_OF, VW_TAKE_DAY, v, 0) : v;
}

static uint32_t in_period(compiler *k, const scope *s, const vw_node *node)
{
    uint32_t found =
        between_values(k, s, as_date(k, s, node->left), day(k, s, k->c->frame->period_from),
                       day(k, s, k->c->frame->period_until));
    return node->negated ? opposite(k, s, found) : found;
}

static value term_end(compiler *k, const scope *s, value from, const vw_term *term)
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

static uint32_t within(compiler *k, const scope *s, const vw_node *node)
{
    const vw_term *term = node->term;
    bool unit = term->unit == VW_TOKEN_HOURS || term->unit == VW_TOKEN_DAYS ||
                term->unit == VW_TOKEN_MONTHS || term->unit == VW_TOKEN_YEARS;
    bool before = term->direction == VW_TOKEN_BEFORE;
    if (!unit || (!before && term->direction != VW_TOKEN_AFTER) || term->n < 0 ||
        term->n > VW_RULE_TERM_MAX) {
        return leave(k, "a term of another form");
    }
    const vw_node *earlier = before ? node->left : node->right;
    const vw_node *later = before ? node->right : node->left;
    bool hours = term->unit == VW_TOKEN_HOURS;
    value from = hours ? worth(k, s, earlier) : as_date(k, s, earlier);
    value at = hours ? worth(k, s, later) : as_date(k, s, later);
    vw_col_type type = hours ? VW_TAKE_SECOND : VW_TAKE_DAY;
    if (from.node == VW_NOTHING || at.node == VW_NOTHING || from.type != type || at.type != type) {
        return leave(k, "a term between other values");
    }
    uint32_t found = between_values(k, s, at, from, term_end(k, s, from, term));
    return node->negated ? opposite(k, s, found) : found;
}

/* ---- related records ------------------------------------------------------------------------ */

static uint32_t of_related(compiler *k, const scope *inner, const vw_related *related)
{
    uint32_t where = related->where != NULL ? condition(k, inner, related->where)
                                            : constant(k, inner, VW_TAKE_TRUTH, VW_TAKEN_YES);
    if (related->form != VW_TOKEN_EVERY) {
        return where;
    }
    /* "every A is B" fails by a record that is A and not B */
    uint32_t not_then = opposite(k, inner, condition(k, inner, related->then));
    return related->where != NULL ? join(k, VW_COL_AND, inner, where, not_then) : not_then;
}

static uint32_t related_form(compiler *k, const scope *s, const vw_related *related)
{
    bool count = related->form == VW_TOKEN_COUNT;
    bool negative = related->form == VW_TOKEN_NO || related->form == VW_TOKEN_EVERY;
    if (!count && !negative && related->form != VW_TOKEN_EXISTS) {
        return leave(k, "a related form that is not known here");
    }
    if (count && (!compares(related->op) || related->n < 0 || related->n >= VW_COL_COUNT_MAX)) {
        return leave(k, "a count of another form");
    }
    if (related->kind == NULL || (related->relation == NULL) != related->any ||
        (related->extent != VW_EVER && related->extent != vw_rules__extent(related->kind))) {
        return leave(k, "a relation that is not known here");
    }
    scope inner = {.outer = s,
                   .table = vw_columns__table(k->c, related->kind),
                   .extent = related->extent == VW_EVER ? VW_COL_WIDE : VW_COL_NARROW,
                   .relation = related->relation};
    uint32_t node = of_related(k, &inner, related);
    if (node == VW_NOTHING) {
        return VW_NOTHING;
    }
    vw_col_output output = {.kind = count ? VW_COL_COUNT : VW_COL_EXISTS,
                            .table = inner.table,
                            .extent = inner.extent,
                            .node = node,
                            .to = VW_NOTHING,
                            .parent = VW_NOTHING,
                            .member = VW_NOTHING};
    if (related->relation != NULL) {
        value own = no_value;
        own.table = inner.table;
        output.parent = s->table;
        output.to =
            selected(k, &inner, &own, VW_TAKE_SUBJECT, column(k, related->relation->name), false);
        output.to = place_node(k, &inner, output.to, s->table);
    }
    vw_col_node_kind kind = related->any ? count ? VW_COL_ANY_COUNTED : VW_COL_ANY
                            : count      ? VW_COL_COUNTED
                                         : VW_COL_GATHERED;
    vw_col_key key = vw_columns__key(kind, VW_TAKE_TRUTH, s->table);
    key.b = vw_columns__output(k->c, output);
    key.op = count ? related->op : 0;
    key.number = count ? related->n : 0;
    uint32_t found = vw_columns__node(k->c, key);
    return negative ? opposite(k, s, found) : found;
}

/* ---- conditions ----------------------------------------------------------------------------- */

static uint32_t bare(compiler *k, const scope *s, const vw_node *node)
{
    value v = worth(k, s, node);
    if (v.node == VW_NOTHING || v.type != VW_TAKE_TRUTH) {
        return leave(k, "a condition of another form");
    }
    return v.node;
}

static uint32_t plain(compiler *k, const scope *s, const vw_node *node)
{
    if (node->kind == VW_NODE_COMPARE) {
        return compared(k, s, node);
    }
    if (node->kind == VW_NODE_IN) {
        return in_list(k, s, node);
    }
    if (node->kind == VW_NODE_BETWEEN) {
        uint32_t found = between_values(k, s, worth(k, s, node->left), worth(k, s, node->right),
                                        worth(k, s, node->upper));
        return node->negated ? opposite(k, s, found) : found;
    }
    if (node->kind == VW_NODE_LIKE) {
        return like(k, s, node);
    }
    if (node->kind == VW_NODE_KNOWN) {
        return known(k, s, node);
    }
    if (node->kind == VW_NODE_IN_PERIOD) {
        return in_period(k, s, node);
    }
    return node->kind == VW_NODE_WITHIN ? within(k, s, node) : bare(k, s, node);
}

static uint32_t condition(compiler *k, const scope *s, const vw_node *node)
{
    if (node == NULL || k->left != NULL) {
        return leave(k, "no condition");
    }
    if (node->kind == VW_NODE_AND || node->kind == VW_NODE_OR) {
        uint32_t left = condition(k, s, node->left), right = condition(k, s, node->right);
        return join(k, node->kind == VW_NODE_AND ? VW_COL_AND : VW_COL_OR, s, left, right);
    }
    if (node->kind == VW_NODE_NOT) {
        return opposite(k, s, condition(k, s, node->left));
    }
    if (node->kind == VW_NODE_RELATED) {
        return related_form(k, s, node->related);
    }
    return plain(k, s, node);
}

void vw_columns__compile(vw_columns *c, uint32_t number)
{
    vw_col_rule *rule = &c->rules[number];
    compiler k = {.c = c};
    scope subject = {.table = vw_columns__table(c, rule->rule->population)};
    vw_col_output verdict = {.kind = VW_COL_VERDICT,
                             .table = subject.table,
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
