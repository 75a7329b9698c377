/* SPDX-License-Identifier: EUPL-1.2 */
/* Names and types against the catalogue. What is broken is reported once: whatever is built on it
 * stays silent. */
#include "rules/check.h"

#include "base/utf8.h"

#include <string.h>

/* Which of [count] things somebody meant by a text like [wrong]; [count]: none. Of each there are
 * several names, in [ways] first the first of all. */
static size_t nearest(const char *wrong, const char **ways, size_t way_count, size_t count)
{
    const char *near = vw_suggest(wrong, ways, way_count);
    for (size_t i = 0; near != NULL && i < way_count; i++) {
        if (ways[i] == near) {
            return i % count;
        }
    }
    return count;
}

/* The kind of which somebody wrote a name like this one, or what people call it. */
static const char *near_kind(vw_arena *arena, const vw_catalogue *catalogue, const char *wrong)
{
    enum { WAYS = 5 };
    const char **ways = VW_NEW_ARRAY(arena, WAYS * catalogue->count, const char *);
    for (size_t i = 0; i < catalogue->count; i++) {
        const vw_kind *kind = &catalogue->kinds[i];
        const char *const of_kind[] = {kind->name, kind->label.nl, kind->label.en, kind->plural.nl,
                                       kind->plural.en};
        for (size_t j = 0; j < WAYS; j++) { /* names first: ties go to the first */
            ways[j * catalogue->count + i] = of_kind[j] != NULL ? of_kind[j] : "";
        }
    }
    const size_t found = nearest(wrong, ways, WAYS * catalogue->count, catalogue->count);
    return found < catalogue->count ? catalogue->kinds[found].name : NULL;
}

const vw_kind *vw_rules__find_kind(const vw_rule_input *input, const vw_catalogue *catalogue,
                                   const vw_token *name)
{
    static const vw_text listed = {"zie: verantwoord list kinds", "see: verantwoord list kinds"};
    const vw_kind *kind = vw_catalogue_find(catalogue, name->text);
    if (kind == NULL) {
        const char *near = near_kind(input->arena, catalogue, name->text);
        const vw_text hint = near == NULL
                                 ? listed
                                 : (vw_text){vw_printf(input->arena, "bedoelde u \"%s\"?", near),
                                             vw_printf(input->arena, "did you mean \"%s\"?", near)};
        VW_RULE_DIAG(input, R013, name->span, name->text, vw_diag_both(input->arena, hint));
    }
    return kind;
}

/* The nearest field of [kind]; or the subject's own, when only the prefix was forgotten. */
static const char *near_field(const vw_rules_scope *scope, const vw_kind *kind, const char *name,
                              bool first)
{
    vw_arena *arena = scope->input->arena;
    const vw_kind *population = scope->rule->population;
    if (first && kind != population &&
        (vw_kind_field(population, name) != NULL || strcmp(population->key, name) == 0)) {
        return vw_printf(arena, "subject.%s", name);
    }
    const char **names = VW_NEW_ARRAY(arena, kind->field_count + 1, const char *);
    for (size_t i = 0; i < kind->field_count; i++) {
        names[i] = kind->fields[i].name;
    }
    names[kind->field_count] = kind->key;
    return vw_suggest(name, names, kind->field_count + 1);
}

static void type_of_field(vw_typing *is, const vw_field *field)
{
    is->known = true;
    is->type = field->type;
    is->unit = field->unit;
    is->field = field->value_count > 0 ? field : NULL;
    is->to = field->to;
}

static void check_path(const vw_rules_scope *scope, vw_node *node)
{
    vw_path *path = node->path;
    size_t count = path->names.count;
    const vw_kind **kinds = VW_NEW_ARRAY(scope->input->arena, count, const vw_kind *);
    const vw_field **fields = VW_NEW_ARRAY(scope->input->arena, count, const vw_field *);
    const vw_kind *kind = path->from_subject ? scope->rule->population : scope->kind;
    for (size_t i = 0; i < count; i++) {
        const vw_token *name = &path->names.items[i];
        bool last = i + 1 == count;
        const vw_field *field = vw_kind_field(kind, name->text);
        bool is_key = field == NULL && strcmp(kind->key, name->text) == 0;
        if (field == NULL && !is_key) {
            VW_RULE_DIAG(scope->input, R012, name->span, name->text, kind->name,
                         near_field(scope, kind, name->text, i == 0 && !path->from_subject));
            return;
        }
        if (!last && (is_key || field->type != VW_TYPE_REF)) {
            VW_RULE_DIAG(scope->input, R040, name->span, name->text, kind->name);
            return;
        }
        kinds[i] = kind;
        fields[i] = field;
        if (last && is_key) {
            node->is = (vw_typing){.known = true, .type = VW_TYPE_TEXT};
        } else if (last) {
            type_of_field(&node->is, field);
        } else {
            kind = vw_catalogue_find(scope->catalogue, field->to);
        }
    }
    path->kinds = kinds;
    path->fields = fields;
}

const char *vw_rules__type_name(const vw_typing *is)
{
    static const char *const names[] = {
        [VW_TYPE_TEXT] = "text",         [VW_TYPE_ENUM] = "enum",     [VW_TYPE_BOOL] = "bool",
        [VW_TYPE_INTEGER] = "number",    [VW_TYPE_NUMBER] = "number", [VW_TYPE_DATE] = "date",
        [VW_TYPE_DATETIME] = "datetime", [VW_TYPE_REF] = "ref",       [VW_TYPE_LIST] = "list",
    };
    return names[is->type];
}

bool vw_rules__numeric(const vw_typing *is)
{
    return is->type == VW_TYPE_INTEGER || is->type == VW_TYPE_NUMBER;
}

static bool temporal(const vw_typing *is)
{
    return is->type == VW_TYPE_DATE || is->type == VW_TYPE_DATETIME;
}

static bool units_differ(const vw_typing *a, const vw_typing *b)
{
    return a->unit != NULL && b->unit != NULL && strcmp(a->unit, b->unit) != 0;
}

static void check_number(const vw_rules_scope *scope, const vw_node *node, const char *op)
{
    if (node->is.known && !vw_rules__numeric(&node->is)) {
        VW_RULE_DIAG(scope->input, R045, node->span, op, vw_rules__type_name(&node->is));
    }
}

static void check_arithmetic(const vw_rules_scope *scope, vw_node *node)
{
    vw_node *left = node->left, *right = node->right;
    const char *op = vw_rules__spelling(node->op);
    vw_rules__check_value(scope, left);
    vw_rules__check_value(scope, right);
    check_number(scope, left, op);
    check_number(scope, right, op);
    bool adds = node->op == VW_TOKEN_PLUS || node->op == VW_TOKEN_MINUS;
    if (adds && left->is.known && right->is.known && units_differ(&left->is, &right->is)) {
        VW_RULE_DIAG(scope->input, R046, node->span, left->is.unit, right->is.unit);
        return;
    }
    node->is = (vw_typing){
        .known = left->is.known && right->is.known && vw_rules__numeric(&left->is) &&
                 vw_rules__numeric(&right->is),
        .fixed = left->is.fixed && right->is.fixed,
        .type = VW_TYPE_NUMBER,
        .unit = !adds                   ? NULL
                : left->is.unit != NULL ? left->is.unit
                                        : right->is.unit,
    };
}

void vw_rules__check_value(const vw_rules_scope *scope, vw_node *node)
{
    static const vw_typing fixed[] = {
        [VW_NODE_TEXT] = {.known = true, .fixed = true, .type = VW_TYPE_TEXT},
        [VW_NODE_NUMBER] = {.known = true, .fixed = true, .type = VW_TYPE_NUMBER},
        [VW_NODE_BOOL] = {.known = true, .fixed = true, .type = VW_TYPE_BOOL},
        [VW_NODE_DATE] = {.known = true, .fixed = true, .type = VW_TYPE_DATE},
        [VW_NODE_FRAME_DATE] = {.known = true, .type = VW_TYPE_DATE},
    };
    if (node->kind >= VW_NODE_TEXT && node->kind <= VW_NODE_FRAME_DATE) {
        const char *unit = node->is.unit; /* of a parameter */
        node->is = fixed[node->kind];
        node->is.unit = unit;
    } else if (node->kind == VW_NODE_PATH) {
        check_path(scope, node);
    } else if (node->kind == VW_NODE_ARITHMETIC) {
        check_arithmetic(scope, node);
    } else if (node->kind == VW_NODE_NEGATIVE) {
        vw_rules__check_value(scope, node->left);
        check_number(scope, node->left, "-");
        node->is = node->left->is;
        node->is.known = node->is.known && vw_rules__numeric(&node->is);
    } else if (node->kind == VW_NODE_AGGREGATE) {
        vw_rules__check_aggregate(scope, node);
    } else if (node->kind == VW_NODE_DURATION) {
        vw_rules__check_duration(scope, node);
    } else if (node->kind == VW_NODE_LENGTH) {
        vw_rules__check_length(scope, node);
    } else if (node->kind != VW_NODE_BROKEN) {
        VW_RULE_DIAG(scope->input, R043, node->span, NULL);
    }
}

/* The value that looks like [wrong], or whose label does. */
static const char *near_choice(vw_arena *arena, const vw_field *field, const char *wrong)
{
    const size_t count = field->value_count;
    const char **ways = VW_NEW_ARRAY(arena, 3 * count, const char *);
    for (size_t i = 0; i < count; i++) { /* values first: ties go to the first */
        ways[i] = field->values[i].value;
        ways[count + i] = field->values[i].label.nl;
        ways[2 * count + i] = field->values[i].label.en;
    }
    const size_t found = nearest(wrong, ways, 3 * count, count);
    return found < count ? field->values[found].value : NULL;
}

/* A text literal against an enumeration must be one of its values. */
void vw_rules__check_choice(const vw_rules_scope *scope, const vw_field *field, const vw_node *text)
{
    if (vw_field_value(field, text->text) != NULL) {
        return;
    }
    vw_buf all = {.arena = scope->input->arena};
    for (size_t i = 0; i < field->value_count; i++) {
        vw_buf_addf(&all, "%s%s", i > 0 ? ", " : "", field->values[i].value);
    }
    VW_RULE_DIAG(scope->input, R044, text->span, text->text, field->name,
                 near_choice(scope->input->arena, field, text->text), vw_buf_text(&all));
}

static bool same_family(const vw_node *a, const vw_node *b)
{
    const vw_typing *left = &a->is, *right = &b->is;
    if (vw_rules__numeric(left) && vw_rules__numeric(right)) {
        return true;
    }
    if (left->type == VW_TYPE_REF && right->type == VW_TYPE_REF) {
        return strcmp(left->to, right->to) == 0;
    }
    bool literal_left = a->kind == VW_NODE_TEXT, literal_right = b->kind == VW_NODE_TEXT;
    if (left->type == VW_TYPE_REF || left->type == VW_TYPE_ENUM) {
        return literal_right || left->type == right->type;
    }
    if (right->type == VW_TYPE_REF || right->type == VW_TYPE_ENUM) {
        return literal_left;
    }
    return left->type == right->type;
}

/* As the catalogue writes it; of a reference with the kind that it names. */
static const char *described(const vw_rules_scope *scope, const vw_typing *is)
{
    const char *name = vw_rules__type_name(is);
    return is->type == VW_TYPE_REF ? vw_printf(scope->input->arena, "%s to %s", name, is->to)
                                   : name;
}

/* How two values like these can be compared. */
static vw_text how_to_compare(const vw_node *left, const vw_node *right)
{
    const bool quoted = left->kind == VW_NODE_TEXT || right->kind == VW_NODE_TEXT;
    const vw_typing *other = left->kind == VW_NODE_TEXT ? &right->is : &left->is;
    const bool dates[] = {temporal(&left->is), temporal(&right->is)};
    if (quoted && vw_rules__numeric(other)) {
        return (vw_text){"een getal staat niet tussen aanhalingstekens: 24",
                         "a number does not stand between quotes: 24"};
    }
    if (quoted && other->type == VW_TYPE_BOOL) {
        return (vw_text){"ja of nee schrijft u als true of false, zonder aanhalingstekens",
                         "yes or no is written true or false, without quotes"};
    }
    if (quoted && temporal(other)) {
        return (vw_text){"een datum schrijft u als date '2025-12-31'",
                         "a date is written date '2025-12-31'"};
    }
    if (dates[0] && dates[1]) {
        return (vw_text){
            "reken in dagen: days between A and B, A within 3 days before B, A in period",
            "go by days: days between A and B, A within 3 days before B, A in period"};
    }
    if ((dates[0] || dates[1]) && (vw_rules__numeric(&left->is) || vw_rules__numeric(&right->is))) {
        return (vw_text){"hoe lang iets duurt vraagt u met: days between A and B",
                         "how long something takes is asked with: days between A and B"};
    }
    if (left->is.type == VW_TYPE_REF && right->is.type == VW_TYPE_REF) {
        return (vw_text){
            "een verwijzing vergelijkt u met een sleutel, of met een verwijzing naar hetzelfde "
            "soort",
            "a reference is compared with a key, or with a reference to the same kind"};
    }
    return (vw_text){"teksten, keuzes en sleutels staan tussen enkele aanhalingstekens: 'high'",
                     "texts, choices and keys stand between single quotes: 'high'"};
}

/* Two values side by side: one family, one unit, an enumeration's own values. */
static bool check_pair(const vw_rules_scope *scope, const vw_node *left, const vw_node *right,
                       vw_span span)
{
    if (!left->is.known || !right->is.known) {
        return false;
    }
    if (vw_rules__refuse_list(scope, left) || vw_rules__refuse_list(scope, right)) {
        return false;
    }
    if (!same_family(left, right)) {
        VW_RULE_DIAG(scope->input, R042, span, described(scope, &left->is),
                     described(scope, &right->is),
                     vw_diag_both(scope->input->arena, how_to_compare(left, right)));
        return false;
    }
    if (units_differ(&left->is, &right->is)) {
        VW_RULE_DIAG(scope->input, R046, span, left->is.unit, right->is.unit);
    }
    if (left->is.field != NULL && right->kind == VW_NODE_TEXT) {
        vw_rules__check_choice(scope, left->is.field, right);
    }
    if (right->is.field != NULL && left->kind == VW_NODE_TEXT) {
        vw_rules__check_choice(scope, right->is.field, left);
    }
    return true;
}

static bool ordered(const vw_typing *is)
{
    return is->type != VW_TYPE_ENUM && is->type != VW_TYPE_BOOL && is->type != VW_TYPE_REF;
}

static void refuse_fixed(const vw_rules_scope *scope, const vw_node *node)
{
    VW_RULE_DIAG(scope->input, R053, node->span, NULL);
}

static void check_compare(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    vw_rules__check_value(scope, node->right);
    if (!check_pair(scope, node->left, node->right, node->span)) {
        return;
    }
    if (node->left->is.fixed && node->right->is.fixed) {
        refuse_fixed(scope, node);
    }
    bool equality = node->op == VW_TOKEN_EQ || node->op == VW_TOKEN_NE;
    if (!equality && (!ordered(&node->left->is) || !ordered(&node->right->is))) {
        const vw_typing *is = ordered(&node->left->is) ? &node->right->is : &node->left->is;
        VW_RULE_DIAG(scope->input, R041, node->mark, vw_rules__spelling(node->op),
                     vw_rules__type_name(is));
    }
}

static void check_in(const vw_rules_scope *scope, vw_node *node)
{
    bool fixed = true;
    vw_rules__check_value(scope, node->left);
    for (size_t i = 0; i < node->items.count; i++) {
        vw_rules__check_value(scope, node->items.items[i]);
        check_pair(scope, node->left, node->items.items[i], node->items.items[i]->span);
        fixed = fixed && node->items.items[i]->is.fixed;
    }
    if (fixed && node->left->is.known && node->left->is.fixed) {
        refuse_fixed(scope, node);
    }
}

static void check_between(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    vw_rules__check_value(scope, node->right);
    vw_rules__check_value(scope, node->upper);
    if (check_pair(scope, node->left, node->right, node->right->span) &&
        check_pair(scope, node->left, node->upper, node->upper->span)) {
        const vw_typing *is = !ordered(&node->left->is)    ? &node->left->is
                              : !ordered(&node->right->is) ? &node->right->is
                                                           : &node->upper->is;
        if (!ordered(is)) {
            VW_RULE_DIAG(scope->input, R041, node->mark, "between", vw_rules__type_name(is));
        }
        if (node->left->is.fixed && node->right->is.fixed && node->upper->is.fixed) {
            refuse_fixed(scope, node);
        }
    }
}

static void refuse_like(const vw_rules_scope *scope, const vw_node *side)
{
    const char *what = vw_rules__type_name(&side->is);
    if (side->is.type == VW_TYPE_TEXT && side->path != NULL) { /* a field as pattern */
        what = side->path->names.items[side->path->names.count - 1].text;
    }
    VW_RULE_DIAG(scope->input, R047, side->span, what);
}

static void check_like(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    vw_rules__check_value(scope, node->right);
    if (vw_rules__refuse_list(scope, node->left)) {
        return;
    }
    if (node->left->is.known && node->left->is.type != VW_TYPE_TEXT) {
        refuse_like(scope, node->left);
    }
    if (node->right->is.known && node->right->kind != VW_NODE_TEXT) {
        refuse_like(scope, node->right);
    }
    if (node->left->kind == VW_NODE_TEXT && node->right->kind == VW_NODE_TEXT) {
        refuse_fixed(scope, node);
    }
}

void vw_rules__check_moment(const vw_rules_scope *scope, vw_node *node, bool instant)
{
    vw_rules__check_value(scope, node);
    if (!node->is.known) {
        return;
    }
    if (instant ? node->is.type != VW_TYPE_DATETIME : !temporal(&node->is)) {
        VW_RULE_DIAG(scope->input, R049, node->span, instant ? "datetime" : "date",
                     vw_rules__type_name(&node->is));
    }
}

static void check_within(const vw_rules_scope *scope, vw_node *node)
{
    bool instant = node->term->unit == VW_TOKEN_HOURS;
    vw_rules__check_moment(scope, node->left, instant);
    vw_rules__check_moment(scope, node->right, instant);
    if (node->term->n > VW_RULE_TERM_MAX) {
        VW_RULE_DIAG(scope->input, R055, node->term->span,
                     vw_printf(scope->input->arena, "%lld", (long long)node->term->n));
    }
    if (node->left->is.fixed && node->right->is.fixed) {
        refuse_fixed(scope, node);
    }
}

static void check_known(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    if (node->left->is.known && node->left->is.fixed) {
        refuse_fixed(scope, node);
    }
}

/* A condition that is a bare value: only a yes-or-no field will do. */
static void check_bare(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node);
    if (vw_rules__refuse_list(scope, node)) {
        return;
    }
    if (node->is.known && node->is.fixed) {
        refuse_fixed(scope, node);
    } else if (node->is.known && node->is.type != VW_TYPE_BOOL) {
        VW_RULE_DIAG(scope->input, R048, node->span, vw_rules__type_name(&node->is));
    }
}

void vw_rules__check_condition(const vw_rules_scope *scope, vw_node *node)
{
    switch (node->kind) {
    case VW_NODE_AND:
    case VW_NODE_OR:
        vw_rules__check_condition(scope, node->left);
        vw_rules__check_condition(scope, node->right);
        break;
    case VW_NODE_NOT:
        vw_rules__check_condition(scope, node->left);
        break;
    case VW_NODE_COMPARE:
        check_compare(scope, node);
        break;
    case VW_NODE_IN:
        check_in(scope, node);
        break;
    case VW_NODE_BETWEEN:
        check_between(scope, node);
        break;
    case VW_NODE_LIKE:
        check_like(scope, node);
        break;
    case VW_NODE_KNOWN:
        check_known(scope, node);
        break;
    case VW_NODE_IN_PERIOD:
        vw_rules__check_moment(scope, node->left, false);
        break;
    case VW_NODE_WITHIN:
        check_within(scope, node);
        break;
    case VW_NODE_HAS:
        vw_rules__check_has(scope, node);
        break;
    case VW_NODE_RELATED:
    case VW_NODE_PICKED:
    case VW_NODE_SERIES:
        vw_rules__check_related(scope, node);
        break;
    case VW_NODE_TEXT:
    case VW_NODE_NUMBER:
    case VW_NODE_BOOL:
    case VW_NODE_DATE:
    case VW_NODE_FRAME_DATE:
    case VW_NODE_PATH:
    case VW_NODE_NEGATIVE:
    case VW_NODE_ARITHMETIC:
    case VW_NODE_AGGREGATE:
    case VW_NODE_DURATION:
    case VW_NODE_LENGTH:
        check_bare(scope, node);
        break;
    case VW_NODE_BROKEN:
    case VW_NODE_COUNT_OF:
        break;
    }
}

void vw_rules__check(vw_rule *rule, const vw_rule_input *input, const vw_catalogue *catalogue,
                     vw_node *condition)
{
    vw_rules_scope scope = {
        .rule = rule, .input = input, .catalogue = catalogue, .kind = rule->population};
    vw_rules__check_condition(&scope, condition);
}
