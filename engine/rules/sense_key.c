/* SPDX-License-Identifier: EUPL-1.2 */
/* Nodes as text in one spelling, so that what means the same is the same. A kind of node that is
 * not known here goes by the rule's own words, which do no more than miss a likeness. */
#include "rules/sense.h"

#include <stdlib.h>
#include <string.h>

/* Digits that no double rounds off. */
#define EXACT_DIGITS 15

typedef struct {
    vw_buf out;
    vw_arena *scratch;
} writer;

static void write(writer *w, const vw_sense *at, const vw_node *node);

static bool blank(char c)
{
    return strchr(" \t\r\n", c) != NULL;
}

static const char *single_blanks(vw_arena *scratch, const char *text, size_t length)
{
    vw_buf out = {.arena = scratch};
    for (size_t i = 0; i < length; i++) {
        if (!blank(text[i])) {
            vw_buf_addn(&out, text + i, 1);
        } else if (i + 1 < length && !blank(text[i + 1])) {
            vw_buf_add(&out, " ");
        }
    }
    return vw_buf_text(&out);
}

const char *vw_sense__text(const vw_sense *sense, const vw_node *node)
{
    static const char prefix[] = "subject.";
    const char *text = sense->input->text.text + node->span.start;
    size_t length = node->span.length, skip = strlen(prefix);
    if (sense->depth == 0 && length > skip && memcmp(text, prefix, skip) == 0) {
        text += skip;
        length -= skip;
    }
    return single_blanks(sense->scratch, text, length);
}

vw_sense vw_sense__inside(const vw_sense *sense, const vw_related *related)
{
    vw_sense inner = *sense;
    inner.kind = related->kind;
    inner.extent = related->extent;
    inner.role = VW_SENSE_WHERE;
    inner.depth = sense->depth + 1;
    inner.link = sense->depth == 0 ? related->relation : NULL;
    return inner;
}

/* -- Values ----------------------------------------------------------------------------------- */

/* A name of the subject has one name, from wherever it is asked: by `subject.`, or through the
 * reference by which a related record belongs to it. */
static void write_path(writer *w, const vw_sense *at, const vw_path *path)
{
    bool through_link = at->depth == 1 && at->link != NULL && !path->from_subject &&
                        path->names.count > 1 && path->fields[0] == at->link;
    bool of_subject = at->depth == 0 || path->from_subject || through_link;
    vw_buf_add(&w->out, of_subject ? "subject" : "record");
    for (size_t i = through_link ? 1 : 0; i < path->names.count; i++) {
        vw_buf_addf(&w->out, ".%s", path->names.items[i].text);
    }
}

static void write_literal(writer *w, const vw_node *node)
{
    if (node->kind == VW_NODE_NUMBER && strlen(node->text) <= EXACT_DIGITS) {
        vw_buf_addf(&w->out, "%.17g", strtod(node->text, NULL));
    } else if (node->kind == VW_NODE_BOOL) {
        vw_buf_add(&w->out, node->negated ? "false" : "true");
    } else if (node->kind == VW_NODE_FRAME_DATE) {
        vw_buf_add(&w->out, vw_rules__spelling(node->op));
    } else { /* its length, so that a quote in it ends nothing */
        vw_buf_addf(&w->out, "%d:%zu'%s'", node->kind, strlen(node->text), node->text);
    }
}

static void write_pair(writer *w, const vw_sense *at, const vw_node *left, const char *op,
                       const vw_node *right)
{
    vw_buf_add(&w->out, "(");
    write(w, at, left);
    vw_buf_addf(&w->out, " %s ", op);
    write(w, at, right);
    vw_buf_add(&w->out, ")");
}

/* -- Conditions ------------------------------------------------------------------------------- */

static void write_compare(writer *w, const vw_sense *at, const vw_node *node)
{
    bool turned = node->op == VW_TOKEN_GT || node->op == VW_TOKEN_GE;
    vw_token_kind op = node->op == VW_TOKEN_GT   ? VW_TOKEN_LT
                       : node->op == VW_TOKEN_GE ? VW_TOKEN_LE
                                                 : node->op;
    write_pair(w, at, turned ? node->right : node->left, vw_rules__spelling(op),
               turned ? node->left : node->right);
}

static void write_list(writer *w, const vw_sense *at, const vw_node *node)
{
    vw_buf_add(&w->out, "(");
    write(w, at, node->left);
    vw_buf_addf(&w->out, " %s", node->kind == VW_NODE_HAS ? vw_rules__spelling(node->op) : "in");
    for (size_t i = 0; i < node->items.count; i++) {
        vw_buf_add(&w->out, " ");
        write(w, at, node->items.items[i]);
    }
    vw_buf_add(&w->out, ")");
}

static void write_between(writer *w, const vw_sense *at, const vw_node *node)
{
    vw_buf_add(&w->out, "(between ");
    write(w, at, node->left);
    vw_buf_add(&w->out, " ");
    write_pair(w, at, node->right, "and", node->upper);
    vw_buf_add(&w->out, ")");
}

static void write_within(writer *w, const vw_sense *at, const vw_node *node)
{
    const vw_term *term = node->term;
    write_pair(w, at, node->left,
               vw_printf(w->scratch, "within %lld %s %s", (long long)term->n,
                         vw_rules__spelling(term->unit), vw_rules__spelling(term->direction)),
               node->right);
}

/* All but the comparison of a count. */
static void write_which(writer *w, const vw_sense *at, const vw_related *related)
{
    const vw_sense inner = vw_sense__inside(at, related);
    vw_buf_addf(&w->out, "%s %s %s %d", at->depth == 0 ? "subject" : "record",
                related->relation != NULL ? related->relation->name : "any", related->kind->name,
                related->extent);
    if (related->of != NULL) {
        vw_buf_add(&w->out, " of ");
        write(w, &inner, related->of);
    }
    if (related->where != NULL) {
        vw_buf_add(&w->out, " where ");
        write(w, &inner, related->where);
    }
    if (related->then != NULL) {
        vw_buf_add(&w->out, ": ");
        write(w, &inner, related->then);
    }
}

static void write_related(writer *w, const vw_sense *at, const vw_node *node)
{
    const vw_related *related = node->related;
    vw_buf_addf(&w->out, "[%d %s %s ", node->kind, vw_rules__spelling(related->form),
                vw_rules__spelling(related->unit));
    write_which(w, at, related);
    if (node->kind == VW_NODE_RELATED && related->form == VW_TOKEN_COUNT) {
        vw_buf_addf(&w->out, " %s %lld", vw_rules__spelling(related->op), (long long)related->n);
    }
    vw_buf_add(&w->out, "]");
}

static void write_only(writer *w, const vw_sense *at, const char *word, const vw_node *node)
{
    vw_buf_addf(&w->out, "(%s ", word);
    write(w, at, node->left);
    vw_buf_add(&w->out, ")");
}

static const char *word_of(const vw_node *node)
{
    static const char *const words[VW_NODE_COUNT_OF] = {
        [VW_NODE_NEGATIVE] = "-",  [VW_NODE_LIKE] = "like",
        [VW_NODE_KNOWN] = "known", [VW_NODE_IN_PERIOD] = "in period",
        [VW_NODE_NOT] = "not",     [VW_NODE_AND] = "and",
        [VW_NODE_OR] = "or",       [VW_NODE_LENGTH] = "length",
    };
    bool by_sign = node->kind == VW_NODE_ARITHMETIC || node->kind == VW_NODE_DURATION;
    return by_sign ? vw_rules__spelling(node->op) : words[node->kind];
}

static void write_own_words(writer *w, const vw_sense *at, const vw_node *node)
{
    vw_buf_addf(&w->out, "%s{", at->depth == 0 ? "subject" : "record");
    vw_buf_addn(&w->out, at->input->text.text + node->span.start, node->span.length);
    vw_buf_add(&w->out, "}");
}

static void write_bare(writer *w, const vw_sense *at, const vw_node *node)
{
    const char *word = word_of(node);
    if (node->kind >= VW_NODE_TEXT && node->kind <= VW_NODE_FRAME_DATE) {
        write_literal(w, node);
    } else if (node->kind == VW_NODE_PATH) {
        write_path(w, at, node->path);
    } else if (node->kind == VW_NODE_COMPARE) {
        write_compare(w, at, node);
    } else if (node->kind == VW_NODE_IN || node->kind == VW_NODE_HAS) {
        write_list(w, at, node);
    } else if (node->kind == VW_NODE_BETWEEN) {
        write_between(w, at, node);
    } else if (node->kind == VW_NODE_WITHIN) {
        write_within(w, at, node);
    } else if (node->kind == VW_NODE_RELATED || node->kind == VW_NODE_AGGREGATE ||
               node->kind == VW_NODE_PICKED || node->kind == VW_NODE_SERIES) {
        write_related(w, at, node);
    } else if (word != NULL && node->right != NULL) {
        write_pair(w, at, node->left, word, node->right);
    } else if (word != NULL) {
        write_only(w, at, word, node);
    } else {
        write_own_words(w, at, node);
    }
}

static void write(writer *w, const vw_sense *at, const vw_node *node)
{
    bool is_value = node->kind <= VW_NODE_FRAME_DATE; /* of false, which is written as it is */
    vw_buf_add(&w->out, node->negated && !is_value ? "not " : "");
    write_bare(w, at, node);
}

const char *vw_sense__key(const vw_sense *sense, const vw_node *node)
{
    writer w = {{.arena = sense->scratch}, sense->scratch};
    write(&w, sense, node);
    return vw_buf_text(&w.out);
}

const char *vw_sense__number_key(const vw_sense *sense, const vw_node *node)
{
    writer w = {{.arena = sense->scratch}, sense->scratch};
    vw_buf_add(&w.out, "number ");
    write_which(&w, sense, node->related);
    return vw_buf_text(&w.out);
}
