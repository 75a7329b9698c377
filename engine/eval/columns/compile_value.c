/* SPDX-License-Identifier: EUPL-1.2 */
/* The values of a rule to nodes: literals, fields at the end of a path, calculations. */
#include "eval/columns/compile.h"

#include <string.h>

const vw_col_value vw_columns__no_value = {.node = VW_NOTHING, .at = VW_NOTHING};

uint32_t vw_columns__leave(vw_col_compiler *k, const char *reason)
{
    k->left = k->left != NULL ? k->left : reason;
    return VW_NOTHING;
}

/* ---- nodes ---------------------------------------------------------------------------------- */

uint32_t vw_columns__constant(vw_col_compiler *k, const vw_col_scope *s, vw_col_type type,
                              int64_t number)
{
    vw_col_key key = vw_columns__key(VW_COL_CONSTANT, type, s->table);
    key.number = number;
    return vw_columns__node(k->c, key);
}

uint32_t vw_columns__join(vw_col_compiler *k, vw_col_node_kind kind, const vw_col_scope *s,
                          uint32_t a, uint32_t b)
{
    if (a == VW_NOTHING || b == VW_NOTHING) {
        return VW_NOTHING;
    }
    vw_col_key key = vw_columns__key(kind, VW_TAKE_TRUTH, s->table);
    key.a = a;
    key.b = b;
    return vw_columns__node(k->c, key);
}

uint32_t vw_columns__opposite(vw_col_compiler *k, const vw_col_scope *s, uint32_t a)
{
    return vw_columns__join(k, VW_COL_NOT, s, a, 0);
}

uint32_t vw_columns__comparison(vw_col_compiler *k, const vw_col_scope *s, vw_token_kind op,
                                uint32_t a, uint32_t b)
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
uint32_t vw_columns__selected(vw_col_compiler *k, const vw_col_scope *s, const vw_col_value *of,
                              vw_col_type type, const char *sql, bool missing_is_no)
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

uint32_t vw_columns__place_node(vw_col_compiler *k, const vw_col_scope *s, uint32_t subject,
                                uint32_t table)
{
    vw_col_key key = vw_columns__key(VW_COL_PLACE, VW_TAKE_SUBJECT, s->table);
    key.a = subject;
    key.b = table;
    return vw_columns__node(k->c, key);
}

/* ---- paths ---------------------------------------------------------------------------------- */

const char *vw_columns__column(vw_col_compiler *k, const char *name)
{
    return vw_printf(k->c->work, "e.\"%s\"", name);
}

static const char *key_of(vw_col_compiler *k, const char *number)
{
    return vw_printf(k->c->work, "(SELECT k.key FROM main.subject k WHERE k.id = %s)", number);
}

static vw_col_extent extent_of_path(const vw_kind *kind)
{
    return kind->nature == VW_STATE ? VW_COL_NARROW : VW_COL_WIDE;
}

/* From record [of] to the one that its field names. */
static void step(vw_col_compiler *k, const vw_col_scope *s, vw_col_value *of, const vw_field *field,
                 uint32_t table, vw_col_extent extent)
{
    uint32_t subject =
        vw_columns__selected(k, s, of, VW_TAKE_SUBJECT, vw_columns__column(k, field->name), false);
    of->at = vw_columns__place_node(k, s, subject, table);
    of->table = table;
    of->extent = extent;
}

/* The subject of the test, from a related record by way of its relation. */
static bool to_subject(vw_col_compiler *k, const vw_col_scope *s, vw_col_value *of)
{
    for (const vw_col_scope *at = s; at->outer != NULL; at = at->outer) {
        if (at->relation == NULL) {
            vw_columns__leave(k, "a field of the subject inside any");
            return false;
        }
        step(k, s, of, at->relation, at->outer->table, at->outer->extent);
    }
    return true;
}

/* False for a type that is not known here; a text and a list have none, and are no such. */
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

static vw_col_value of_field(vw_col_compiler *k, const vw_col_scope *s, vw_col_value of,
                             const vw_field *field)
{
    if (field == NULL) {
        of.sql = key_of(k, "e.subject");
    } else if (field->type == VW_TYPE_TEXT || field->type == VW_TYPE_LIST) {
        of.sql = vw_columns__column(k, field->name);
    } else if (type_of(&of.type, field)) {
        const char *sql = vw_columns__column(k, field->name);
        of.node = vw_columns__selected(k, s, &of, of.type, sql, false);
        of.sql = field->type == VW_TYPE_REF ? key_of(k, sql) : NULL;
    } else {
        vw_columns__leave(k, "a field of a type that is not known here");
    }
    return of;
}

static vw_col_value path(vw_col_compiler *k, const vw_col_scope *s, const vw_path *p)
{
    vw_col_value of = vw_columns__no_value;
    of.table = s->table;
    of.extent = s->extent;
    if (p->from_subject && !to_subject(k, s, &of)) {
        return vw_columns__no_value;
    }
    for (size_t i = 0; i + 1 < p->names.count; i++) {
        const vw_kind *kind = p->kinds[i + 1];
        step(k, s, &of, p->fields[i], vw_columns__table(k->c, kind), extent_of_path(kind));
    }
    return of_field(k, s, of, p->fields[p->names.count - 1]);
}

/* ---- values --------------------------------------------------------------------------------- */

vw_col_value vw_columns__value(vw_col_type type, uint32_t node)
{
    vw_col_value v = vw_columns__no_value;
    v.type = type;
    v.node = node;
    return v;
}

vw_col_value vw_columns__worth(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node);

static vw_col_value number(vw_col_compiler *k, const vw_col_scope *s, const char *text)
{
    double real;
    if (!vw_columns__real(&real, k->c, text)) {
        vw_columns__leave(k, "a number that a double does not hold");
        return vw_columns__no_value;
    }
    vw_col_key key = vw_columns__key(VW_COL_CONSTANT, VW_TAKE_REAL, s->table);
    memcpy(&key.number, &real, sizeof real);
    return vw_columns__value(VW_TAKE_REAL, vw_columns__node(k->c, key));
}

static vw_col_value arithmetic(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    bool negative = node->kind == VW_NODE_NEGATIVE;
    vw_col_value a = vw_columns__worth(k, s, node->left);
    vw_col_value b = negative ? a : vw_columns__worth(k, s, node->right);
    bool known_op = negative || node->op == VW_TOKEN_PLUS || node->op == VW_TOKEN_MINUS ||
                    node->op == VW_TOKEN_STAR || node->op == VW_TOKEN_SLASH;
    if (a.node == VW_NOTHING || b.node == VW_NOTHING || a.type != VW_TAKE_REAL ||
        b.type != VW_TAKE_REAL || !known_op) {
        vw_columns__leave(k, "a calculation of another form");
        return vw_columns__no_value;
    }
    vw_col_key key =
        vw_columns__key(negative ? VW_COL_NEGATIVE : VW_COL_ARITHMETIC, VW_TAKE_REAL, s->table);
    key.op = negative ? 0 : node->op;
    key.a = a.node;
    key.b = negative ? 0 : b.node;
    return vw_columns__value(VW_TAKE_REAL, vw_columns__node(k->c, key));
}

/* Of a text, which SQLite measures while its row is read. */
static vw_col_value length(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    const vw_col_value text = vw_columns__worth(k, s, node->left);
    if (k->left != NULL || text.sql == NULL || text.literal != NULL) {
        vw_columns__leave(k, "a length of another form");
        return vw_columns__no_value;
    }
    const char *sql = vw_printf(k->c->work, "length(%s)", text.sql);
    return vw_columns__value(VW_TAKE_REAL,
                             vw_columns__selected(k, s, &text, VW_TAKE_REAL, sql, false));
}

vw_col_value vw_columns__day(vw_col_compiler *k, const vw_col_scope *s, vw_date date)
{
    return vw_columns__value(VW_TAKE_DAY, vw_columns__constant(k, s, VW_TAKE_DAY, date));
}

static vw_col_value frame_date(vw_col_compiler *k, const vw_col_scope *s, vw_token_kind which)
{
    const vw_rule_frame *frame = k->c->frame;
    if (which == VW_TOKEN_AS_OF) {
        return vw_columns__day(k, s, frame->as_of);
    }
    if (which == VW_TOKEN_PERIOD_START || which == VW_TOKEN_PERIOD_END) {
        return vw_columns__day(
            k, s, which == VW_TOKEN_PERIOD_START ? frame->period_from : frame->period_until);
    }
    vw_columns__leave(k, "a date of another form");
    return vw_columns__no_value;
}

vw_col_value vw_columns__worth(vw_col_compiler *k, const vw_col_scope *s, const vw_node *node)
{
    vw_col_value v = vw_columns__no_value;
    vw_date date;
    if (node->kind == VW_NODE_TEXT) {
        v.literal = node->text;
    } else if (node->kind == VW_NODE_NUMBER) {
        v = number(k, s, node->text);
    } else if (node->kind == VW_NODE_BOOL) {
        int64_t truth = node->negated ? VW_TAKEN_NO : VW_TAKEN_YES;
        v = vw_columns__value(VW_TAKE_TRUTH, vw_columns__constant(k, s, VW_TAKE_TRUTH, truth));
    } else if (node->kind == VW_NODE_DATE && vw_date_parse(&date, node->text)) {
        v = vw_columns__day(k, s, date);
    } else if (node->kind == VW_NODE_FRAME_DATE) {
        v = frame_date(k, s, node->op);
    } else if (node->kind == VW_NODE_NEGATIVE || node->kind == VW_NODE_ARITHMETIC) {
        v = arithmetic(k, s, node);
    } else if (node->kind == VW_NODE_LENGTH) {
        v = length(k, s, node);
    } else if (node->kind == VW_NODE_PATH && node->path != NULL && node->path->fields != NULL) {
        v = path(k, s, node->path);
    } else {
        vw_columns__leave(k, "a value of another form");
    }
    return v;
}
