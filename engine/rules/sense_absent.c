/* SPDX-License-Identifier: EUPL-1.2 */
/* A field behind a reference is unknown when it is empty, and also when nothing is recorded of what
 * the reference names. So `owner.employed_until is unknown` makes a subject without an owner pass,
 * unless something beside it asks for more of that owner. Here is looked for that. */
#include "rules/sense.h"

#include <string.h>

/* Texts of paths to what is certainly recorded, each with a dot behind it. */
typedef VW_VEC(const char *) asked_list;

static void walk(const vw_sense *sense, const vw_node *node, bool negative, asked_list asked);

/* "subject.owner.", up to the last name, or with [whole] up to the end; "" : the record itself. */
static const char *stem(const vw_sense *sense, const vw_path *path)
{
    const bool linked = sense->depth == 1 && sense->link != NULL && !path->from_subject &&
                        path->fields[0] == sense->link;
    const bool of_subject = sense->depth == 0 || path->from_subject || linked;
    vw_buf out = {.arena = sense->scratch};
    if (path->names.count <= (linked ? 2u : 1u)) {
        return "";
    }
    vw_buf_addf(&out, "%zu.", of_subject ? (size_t)0 : sense->depth);
    for (size_t i = linked ? 1 : 0; i + 1 < path->names.count; i++) {
        vw_buf_addf(&out, "%s.", path->names.items[i].text);
    }
    return vw_buf_text(&out);
}

/* Who asks for a field of a record asks for the record, and for those on the way to it. */
static bool is_asked(const asked_list *asked, const char *wanted)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (strncmp(asked->items[i], wanted, strlen(wanted)) == 0) {
            return true;
        }
    }
    return false;
}

/* -- What a condition asks for: it is not true without ----------------------------------------- */

static void ask_value(const vw_sense *sense, const vw_node *node, asked_list *out)
{
    if (node == NULL || node->related != NULL) {
        return;
    }
    if (node->kind == VW_NODE_PATH && *stem(sense, node->path) != '\0') {
        VW_PUSH(sense->scratch, *out, stem(sense, node->path));
    }
    ask_value(sense, node->left, out);
    ask_value(sense, node->right, out);
}

static void in_both(const vw_sense *sense, const asked_list *a, const asked_list *b,
                    asked_list *out)
{
    for (size_t i = 0; i < a->count; i++) {
        if (is_asked(b, a->items[i])) {
            VW_PUSH(sense->scratch, *out, a->items[i]);
        }
    }
    for (size_t i = 0; i < b->count; i++) {
        if (is_asked(a, b->items[i])) {
            VW_PUSH(sense->scratch, *out, b->items[i]);
        }
    }
}

/* [negative]: without which it is not false. Where it is enough not to be false (of a population,
 * and of the records of `every`), only `is known` asks: what it is put to is never unknown. */
static void ask(const vw_sense *sense, const vw_node *node, bool negative, asked_list *out)
{
    const bool chain = node->kind == VW_NODE_AND || node->kind == VW_NODE_OR;
    if (node->kind == VW_NODE_NOT) {
        ask(sense, node->left, !negative, out);
    } else if (chain && (node->kind == VW_NODE_AND) != negative) {
        ask(sense, node->left, negative, out);
        ask(sense, node->right, negative, out);
    } else if (chain) {
        asked_list left = {0}, right = {0};
        ask(sense, node->left, negative, &left);
        ask(sense, node->right, negative, &right);
        in_both(sense, &left, &right, out);
    } else if (node->kind == VW_NODE_KNOWN) {
        if (node->negated == negative) {
            ask_value(sense, node->left, out);
        }
    } else if (sense->role == VW_SENSE_MEMBER) {
        return;
    } else if (node->kind == VW_NODE_BETWEEN) { /* one bound may be enough to be false */
        ask_value(sense, node->left, out);
    } else if (node->related == NULL) {
        ask_value(sense, node, out);
    }
}

/* -- Where it is asked that something is unknown ----------------------------------------------- */

/* Does a record that matches speak against the subject, or for it; or is that not to be said? */
typedef enum { FOR, AGAINST, NEITHER } weight;

static weight weight_of(const vw_related *related)
{
    switch ((int)related->form) {
    case VW_TOKEN_EXISTS:
        return FOR;
    case VW_TOKEN_NO:
        return AGAINST;
    case VW_TOKEN_EVERY: /* who writes there that something is known, says whom he leaves out */
        return related->unit != VW_TOKEN_END ? FOR : NEITHER;
    case VW_TOKEN_COUNT:
        return related->op == VW_TOKEN_GE || related->op == VW_TOKEN_GT   ? FOR
               : related->op == VW_TOKEN_LT || related->op == VW_TOKEN_LE ? AGAINST
                                                                          : NEITHER;
    default:
        return NEITHER;
    }
}

static void walk_inside(const vw_sense *sense, const vw_related *related, bool negative,
                        asked_list asked)
{
    const vw_sense inner = vw_sense__inside(sense, related);
    const weight where = weight_of(related);
    asked_list outer = {0};
    for (size_t i = 0; i < asked.count; i++) { /* of a record in between nothing is asked here */
        if (asked.items[i][0] == '0') {
            VW_PUSH(sense->scratch, outer, asked.items[i]);
        }
    }
    if (related->where != NULL && where != NEITHER) {
        walk(&inner, related->where, (where == AGAINST) != negative, outer);
    }
    if (related->then != NULL) {
        if (related->where != NULL) {
            vw_sense strict = inner;
            strict.role = VW_SENSE_MEMBER;
            ask(&strict, related->where, false, &outer);
        }
        walk(&inner, related->then, negative, outer);
    }
}

/* What speaks against the subject is to do so of what is not recorded too. */
static void tell(const vw_sense *sense, const vw_node *node, bool negative)
{
    const vw_path *path = node->left->path;
    const size_t last = path->names.count - 1;
    const char *text = vw_sense__text(sense, node->left);
    const char *named = vw_printf(sense->scratch, "%.*s", (int)(strrchr(text, '.') - text), text);
    VW_RULE_DIAG(sense->input, R110, node->span, named,
                 vw_printf(sense->scratch, negative ? "%s.%s is unknown or" : "%s.%s is known and",
                           named, path->kinds[last]->key));
}

static void walk(const vw_sense *sense, const vw_node *node, bool negative, asked_list asked)
{
    if (node->kind == VW_NODE_NOT) {
        walk(sense, node->left, !negative, asked);
    } else if (node->kind == VW_NODE_AND || node->kind == VW_NODE_OR) {
        asked_list left = asked, right = asked;
        if ((node->kind == VW_NODE_AND) != negative) {
            left = right = (asked_list){0};
            for (size_t i = 0; i < asked.count; i++) {
                VW_PUSH(sense->scratch, left, asked.items[i]);
                VW_PUSH(sense->scratch, right, asked.items[i]);
            }
            ask(sense, node->right, negative, &left);
            ask(sense, node->left, negative, &right);
        }
        walk(sense, node->left, negative, left);
        walk(sense, node->right, negative, right);
    } else if (node->kind == VW_NODE_KNOWN && node->left->kind == VW_NODE_PATH) {
        const char *wanted = stem(sense, node->left->path);
        if (node->negated != negative && *wanted != '\0' && !is_asked(&asked, wanted)) {
            tell(sense, node, negative);
        }
    } else if (node->related != NULL && node->kind != VW_NODE_AGGREGATE) {
        walk_inside(sense, node->related, negative, asked);
    }
}

void vw_sense__tell_absent(const vw_sense *sense, const vw_node *condition,
                           const vw_node *population)
{
    asked_list asked = {0};
    vw_sense strict = *sense;
    strict.role = VW_SENSE_MEMBER;
    if (population != NULL) {
        ask(&strict, population, false, &asked);
    }
    walk(sense, condition, false, asked);
}
