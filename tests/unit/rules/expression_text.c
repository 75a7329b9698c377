/* SPDX-License-Identifier: EUPL-1.2 */
/* A condition as a rule: with the parentheses that it needs, and now and then some more. */
#include "expression.h"

#include <string.h>

typedef struct {
    vw_buf out;
    random_source *chance;
    expression_spans *spans; /* NULL: not asked for */
    size_t inside;           /* of those, the one that is being written */
} writer;

/* From loosest to tightest, as docs/rules.md has them. */
typedef enum { ALONE, LOOSE_OR, LOOSE_AND, LOOSE_NOT, COMPARED, SUMMED, MULTIPLIED, TIGHT } level;

static level level_of(const expression *x)
{
    switch (x->kind) {
    case X_RELATED:
    case X_PICKED:
    case X_SERIES:
        return ALONE; /* its condition runs as far as it can */
    case X_OR:
        return LOOSE_OR;
    case X_AND:
        return LOOSE_AND;
    case X_NOT:
        return LOOSE_NOT;
    case X_ARITHMETIC:
        return strchr("+-", x->word[0]) != NULL ? SUMMED : MULTIPLIED;
    case X_COMPARE:
    case X_IN:
    case X_BETWEEN:
    case X_LIKE:
    case X_KNOWN:
    case X_IN_PERIOD:
    case X_WITHIN:
    case X_HAS:
        return COMPARED;
    case X_LITERAL:
    case X_PATH:
    case X_NEGATIVE:
    case X_AGGREGATE:
    case X_DURATION:
    case X_LENGTH:
        break;
    }
    return TIGHT;
}

static void write_bare(writer *w, const expression *x);

static void write(writer *w, const expression *x, level at_least)
{
    bool group = level_of(x) < at_least || chance_of(w->chance, 5);
    size_t parent = w->inside;
    vw_buf_add(&w->out, group ? "(" : "");
    if (w->spans != NULL) {
        w->inside = w->spans->count;
        VW_PUSH(w->out.arena, *w->spans, ((expression_span){x, parent, w->out.length, 0}));
    }
    write_bare(w, x);
    if (w->spans != NULL) {
        w->spans->items[w->inside].end = w->out.length;
        w->inside = parent;
    }
    vw_buf_add(&w->out, group ? ")" : "");
}

static void write_path(writer *w, const expression *x)
{
    vw_buf_add(&w->out, x->from_subject ? "subject." : "");
    for (size_t i = 0; i < x->name_count; i++) {
        vw_buf_addf(&w->out, "%s%s", i > 0 ? "." : "", x->names[i]);
    }
}

static void write_pair(writer *w, const expression *x, const char *word, level left, level right)
{
    write(w, x->left, left);
    vw_buf_addf(&w->out, " %s ", word);
    write(w, x->right, right);
}

/* Which records: [any] KIND [ever] [via FIELD] */
static void write_which(writer *w, const expression *x)
{
    vw_buf_addf(&w->out, "%s%s", x->any ? "any " : "", x->related->name);
    vw_buf_add(&w->out, x->ever ? " ever" : "");
    if (!x->any && x->write_via) {
        vw_buf_addf(&w->out, " via %s", x->via);
    }
}

static void write_where(writer *w, const expression *x)
{
    if (x->left != NULL) {
        vw_buf_add(&w->out, " where ");
        write(w, x->left, ALONE);
    }
}

static void write_aggregate(writer *w, const expression *x)
{
    vw_buf_addf(&w->out, "%s(", x->word);
    if (x->right != NULL) {
        write_path(w, x->right);
        vw_buf_add(&w->out, " of ");
    }
    write_which(w, x);
    write_where(w, x);
    vw_buf_add(&w->out, ")");
}

static void write_series(writer *w, const expression *x)
{
    vw_buf_addf(&w->out, "every %s of period has ", x->word);
    write_which(w, x);
    write_where(w, x);
}

static void write_related(writer *w, const expression *x)
{
    vw_buf_addf(&w->out, "%s ", x->word);
    write_which(w, x);
    bool counts = strcmp(x->word, "count") == 0;
    if (x->left != NULL) {
        vw_buf_add(&w->out, counts ? " where (" : " where ");
        write(w, x->left, ALONE);
        vw_buf_add(&w->out, counts ? ")" : "");
    }
    if (counts) {
        vw_buf_addf(&w->out, " %s %d", x->names[0], x->number);
    } else if (x->right != NULL) {
        vw_buf_add(&w->out, ": ");
        write(w, x->right, ALONE);
    }
}

static void write_has(writer *w, const expression *x)
{
    vw_buf_add(&w->out, " has ");
    if (x->item_count == 0) {
        vw_buf_add(&w->out, "none");
        return;
    }
    bool bare = x->item_count == 1 && strcmp(x->word, "any") == 0 && chance_of(w->chance, 70);
    vw_buf_add(&w->out, bare ? "" : x->word);
    vw_buf_add(&w->out, bare ? "" : " of (");
    for (size_t i = 0; i < x->item_count; i++) {
        vw_buf_addf(&w->out, "%s%s", i > 0 ? ", " : "", x->items[i]->word);
    }
    vw_buf_add(&w->out, bare ? "" : ")");
}

static void write_comparison(writer *w, const expression *x)
{
    const char *no = x->negated ? "not " : "";
    write(w, x->left, SUMMED);
    if (x->kind == X_HAS) {
        write_has(w, x);
    } else if (x->kind == X_IN) {
        vw_buf_addf(&w->out, " %sin (", no);
        for (size_t i = 0; i < x->item_count; i++) {
            vw_buf_add(&w->out, i > 0 ? ", " : "");
            write(w, x->items[i], SUMMED);
        }
        vw_buf_add(&w->out, ")");
    } else if (x->kind == X_BETWEEN) {
        vw_buf_addf(&w->out, " %sbetween ", no);
        write(w, x->right, SUMMED);
        vw_buf_add(&w->out, " and ");
        write(w, x->upper, SUMMED);
    } else if (x->kind == X_KNOWN) {
        vw_buf_add(&w->out, x->negated ? " is unknown" : " is known");
    } else if (x->kind == X_IN_PERIOD) {
        vw_buf_add(&w->out, " in period");
    } else if (x->kind == X_WITHIN) {
        vw_buf_addf(&w->out, " within %d %s %s ", x->number, x->word,
                    x->negated ? "before" : "after");
        write(w, x->right, SUMMED);
    } else {
        vw_buf_addf(&w->out, " %s%s ", no, x->kind == X_LIKE ? "like" : x->word);
        write(w, x->right, SUMMED);
    }
}

static void write_bare(writer *w, const expression *x)
{
    switch (x->kind) {
    case X_LITERAL:
        vw_buf_add(&w->out, x->word);
        break;
    case X_PATH:
        write_path(w, x);
        break;
    case X_NEGATIVE:
        vw_buf_add(&w->out, "-");
        write(w, x->left, TIGHT);
        break;
    case X_ARITHMETIC:
        write_pair(w, x, x->word, level_of(x), level_of(x) + 1);
        break;
    case X_AND:
        write_pair(w, x, "and", LOOSE_AND, LOOSE_AND + 1);
        break;
    case X_OR:
        write_pair(w, x, "or", LOOSE_OR, LOOSE_OR + 1);
        break;
    case X_NOT:
        vw_buf_add(&w->out, "not ");
        write(w, x->left, LOOSE_NOT);
        break;
    case X_AGGREGATE:
        write_aggregate(w, x);
        break;
    case X_DURATION:
        vw_buf_addf(&w->out, "%s between ", x->word);
        write(w, x->left, TIGHT);
        vw_buf_add(&w->out, " and ");
        write(w, x->right, TIGHT);
        break;
    case X_LENGTH:
        vw_buf_add(&w->out, "length(");
        write(w, x->left, ALONE);
        vw_buf_add(&w->out, ")");
        break;
    case X_RELATED:
    case X_PICKED:
        write_related(w, x);
        break;
    case X_SERIES:
        write_series(w, x);
        break;
    case X_COMPARE:
    case X_IN:
    case X_BETWEEN:
    case X_LIKE:
    case X_KNOWN:
    case X_IN_PERIOD:
    case X_WITHIN:
    case X_HAS:
        write_comparison(w, x);
        break;
    }
}

const char *expression_text_spans(vw_arena *arena, random_source *chance, const expression *x,
                                  expression_spans *spans)
{
    writer w = {.out = {.arena = arena}, .chance = chance, .spans = spans};
    write(&w, x, ALONE);
    return vw_buf_text(&w.out);
}

const char *expression_text(vw_arena *arena, random_source *chance, const expression *x)
{
    return expression_text_spans(arena, chance, x, NULL);
}
