/* SPDX-License-Identifier: EUPL-1.2 */
/* What the check of sense says of random rules, held against a plain reading of them on random
 * evidence: what it calls never true is true of nothing, what it says adds nothing changes nothing.
 * And a condition beside itself or its opposite is always found. VW_SEED=n tries other ones. */
#include "catalogue.h"
#include "expression_judge.h"

#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { WORLDS = 50, RULES = 5000, PLANTED = 800, POOL = 3 };

/* VW_RULES in the environment asks for fewer, where each takes long: under the sanitizers. */
static unsigned rules_asked(void)
{
    const char *asked = getenv("VW_RULES");
    return asked != NULL ? (unsigned)strtoul(asked, NULL, 10) : RULES;
}

typedef struct {
    const world *worlds[WORLDS];
    random_source chance;
    unsigned refused, claims[VW_MSG_COUNT];
} fixture;

/* A rule, and the places of its parts in each of its texts. */
typedef struct {
    const vw_kind *kind;
    const expression *member, *condition;
    const char *population_text, *condition_text;
    size_t population_offset; /* of the member in its text */
    expression_spans population, parts;
} sample;

static const vw_kind *random_kind(random_source *chance)
{
    const vw_catalogue *catalogue = rules_catalogue();
    return &catalogue->kinds[chance_below(chance, catalogue->count)];
}

/* -- Rules in which the same stands more than once -------------------------------------------- */

typedef struct {
    vw_arena *arena;
    random_source *chance;
    const vw_kind *subject, *kind;
    const expression *pool[POOL];
} source;

static expression *joined(const source *s, expression_kind kind, const expression *left,
                          const expression *right)
{
    expression *x = VW_NEW(s->arena, expression);
    x->kind = kind;
    x->word = kind == X_AND ? "and" : "or";
    vw_arena *arena = s->arena;
    x->left = VW_NEW(arena, expression);
    *x->left = *left;
    if (right != NULL) {
        x->right = VW_NEW(arena, expression);
        *x->right = *right;
    }
    return x;
}

static expression *frame_date(const source *s)
{
    static const char *const dates[] = {"as_of", "period_start", "period_end"};
    expression *x = VW_NEW(s->arena, expression);
    x->kind = X_LITERAL;
    x->word = dates[chance_below(s->chance, 3)];
    return x;
}

/* Of nothing but the dates of the frame. */
static expression *frame_comparison(const source *s)
{
    static const char *const signs[] = {"=", "<>", "<", "<=", ">", ">="};
    expression *x = VW_NEW(s->arena, expression);
    bool between = chance_of(s->chance, 20);
    x->kind = between ? X_BETWEEN : X_COMPARE;
    x->word = signs[chance_below(s->chance, 6)];
    x->left = frame_date(s);
    x->right = frame_date(s);
    x->upper = between ? frame_date(s) : NULL;
    return x;
}

static void fill(source *s)
{
    for (size_t i = 0; i < POOL; i++) {
        int depth = chance_of(s->chance, 20) ? 2 : 0;
        s->pool[i] = chance_of(s->chance, 8)
                         ? frame_comparison(s)
                         : expression_random(s->arena, s->chance, rules_catalogue(), s->subject,
                                             s->kind, depth);
    }
}

static const expression *mixed(const source *s, int depth);

/* With a condition of its own that repeats itself. */
static void fill_inside(const source *s, expression *x)
{
    source inner = {s->arena, s->chance, s->subject, x->related, {0}};
    fill(&inner);
    const expression *where = mixed(&inner, 2);
    x->left = VW_NEW(s->arena, expression);
    *x->left = *where;
}

/* One of the pool, or much like it. */
static const expression *picked(const source *s)
{
    static const char *const orders[] = {"<", "<=", ">", ">="};
    static const char *const equals[] = {"=", "<>"};
    expression *x = VW_NEW(s->arena, expression);
    *x = *s->pool[chance_below(s->chance, POOL)];
    if (chance_of(s->chance, 40)) {
        return x;
    }
    if (x->kind == X_COMPARE) {
        bool order = strpbrk(x->word, "<>") != NULL && strcmp(x->word, "<>") != 0;
        x->word = order ? orders[chance_below(s->chance, 4)] : equals[chance_below(s->chance, 2)];
    } else if (x->kind == X_IN || x->kind == X_BETWEEN || x->kind == X_LIKE || x->kind == X_KNOWN) {
        x->negated = !x->negated;
    } else if (x->kind == X_RELATED && strcmp(x->word, "count") == 0) {
        x->number = (int)chance_below(s->chance, 3);
    } else if (x->kind == X_RELATED && strcmp(x->word, "every") != 0) {
        x->word = strcmp(x->word, "no") == 0 ? "exists" : "no";
    }
    if (x->kind == X_RELATED && s->kind == s->subject && chance_of(s->chance, 30)) {
        fill_inside(s, x);
    }
    return x;
}

static const expression *mixed(const source *s, int depth)
{
    size_t form = depth > 0 ? chance_below(s->chance, 6) : 5;
    if (form >= 4) {
        return form == 4 ? joined(s, X_NOT, picked(s), NULL) : picked(s);
    }
    const expression *left = mixed(s, depth - 1), *right = mixed(s, depth - 1);
    return joined(s, form < 2 ? X_AND : X_OR, left, right);
}

static void write_sample(vw_arena *arena, random_source *chance, sample *rule)
{
    rule->population_text = rule->kind->name;
    if (rule->member != NULL) {
        const char *member = expression_text_spans(arena, chance, rule->member, &rule->population);
        rule->population_text = vw_printf(arena, "%s where %s", rule->kind->name, member);
        rule->population_offset = strlen(rule->kind->name) + strlen(" where ");
    }
    rule->condition_text = expression_text_spans(arena, chance, rule->condition, &rule->parts);
}

static sample random_rule(vw_arena *arena, random_source *chance)
{
    sample rule = {.kind = random_kind(chance)};
    source s = {arena, chance, rule.kind, rule.kind, {0}};
    fill(&s);
    rule.condition = mixed(&s, 3);
    rule.member = chance_of(chance, 60) ? mixed(&s, 1) : NULL;
    write_sample(arena, chance, &rule);
    return rule;
}

static vw_rule_text rule_text(vw_arena *arena, const char *text)
{
    vw_rule_text rule = {.text = text, .length = strlen(text)};
    if (vw_source_new(&rule.source, arena, vw_diags_new(arena), "rule", text, rule.length) !=
        VW_OK) {
        fail_msg("no source: %s", text);
    }
    return rule;
}

/* -- What is said of a part ------------------------------------------------------------------- */

typedef struct {
    const sample *rule;
    const expression_spans *spans;
    size_t part; /* of those */
    vw_msg code;
    vw_diags *all_of_text;
    size_t offset;
    const char *text;
    int constant; /* of what is the same in every dossier: the verdict met first; -1 none */
} claim;

static bool is_never(vw_msg code)
{
    return (code >= VW_MSG_R070 && code <= VW_MSG_R073) || code == VW_MSG_R077 ||
           code == VW_MSG_R079 || code == VW_MSG_R098;
}

/* The first of its parent's parts. */
static bool stands_first(const expression_spans *spans, size_t part)
{
    return part == spans->items[part].parent + 1;
}

/* Of the part with what stands before it in chains of [kind]. */
static verdict with_before(const claim *c, const spot *at, expression_kind kind)
{
    const expression_spans *spans = c->spans;
    verdict whole = expression_truth(at, spans->items[c->part].x);
    for (size_t i = c->part; i > 0; i = spans->items[i].parent) {
        const expression *parent = spans->items[spans->items[i].parent].x;
        if (parent->kind != kind) {
            break;
        }
        if (stands_first(spans, i)) {
            continue;
        }
        expression pair = {.kind = kind, .left = parent->left};
        verdict before = expression_truth(at, pair.left);
        bool decides = kind == X_AND ? before == NO || whole == NO : before == YES || whole == YES;
        whole = decides                               ? (kind == X_AND ? NO : YES)
                : before == UNSURE || whole == UNSURE ? UNSURE
                                                      : whole;
    }
    return whole;
}

static bool stands_at(const claim *c, size_t part, const vw_diag *diag)
{
    size_t from = c->spans->items[part].start + c->offset,
           end = c->spans->items[part].end + c->offset;
    size_t first = diag->place.column - 1, last = first + diag->place.length;
    size_t start = vw_utf8_count(c->text, from), until = vw_utf8_count(c->text, end);
    /* a place leaves out the parentheses at its ends */
    const char *begin = c->text + from;
    for (; *begin == '(' && start < first; begin++) {
        start++;
    }
    for (const char *after = c->text + end; until > last && strchr(") ", after[-1]) != NULL;
         after--) {
        until--;
    }
    for (const char *after = c->text + end; until < last && *after == ')'; after++) {
        until++;
    }
    return start == first && until == last;
}

static bool is_superfluous(const claim *c, size_t part)
{
    for (size_t i = 0; i < vw_diags_kept(c->all_of_text); i++) {
        const vw_diag *diag = vw_diags_get(c->all_of_text, i);
        if (diag->msg == VW_MSG_R104 && stands_at(c, part, diag)) {
            return true;
        }
    }
    return false;
}

/* The chain below [part], with or without what is superfluous. */
static verdict chain(const claim *c, const spot *at, size_t part, expression_kind kind, bool whole)
{
    verdict v = kind == X_AND ? YES : NO;
    if (c->spans->items[part].x->kind != kind) {
        return !whole && is_superfluous(c, part) ? v
                                                 : expression_truth(at, c->spans->items[part].x);
    }
    for (size_t i = part + 1; i < c->spans->count; i++) {
        if (c->spans->items[i].parent == part) {
            verdict next = chain(c, at, i, kind, whole);
            bool decides = v != (kind == X_AND ? NO : YES) &&
                           (next == UNSURE || next == (kind == X_AND ? NO : YES));
            v = decides ? next : v;
        }
    }
    return v;
}

static bool adds_nothing(const claim *c, const spot *at)
{
    size_t top = c->spans->items[c->part].parent;
    expression_kind kind = c->spans->items[top].x->kind;
    while (top > 0 && c->spans->items[c->spans->items[top].parent].x->kind == kind) {
        top = c->spans->items[top].parent;
    }
    return chain(c, at, top, kind, true) == chain(c, at, top, kind, false);
}

static bool holds(claim *c, const spot *at)
{
    const expression *x = c->spans->items[c->part].x;
    if (c->code == VW_MSG_R106) {
        return !expression_worth(at, x).known;
    }
    if (c->code == VW_MSG_R112) { /* less itself, or divided by itself */
        const value worth = expression_worth(at, x);
        return !worth.known || worth.number == 0 || worth.number == 1;
    }
    if (c->code == VW_MSG_R104) {
        return adds_nothing(c, at);
    }
    if (c->code == VW_MSG_R108) { /* the form is what it stands in */
        const expression *form = c->spans->items[c->spans->items[c->part].parent].x;
        return expression_truth(at, form->left) != YES || expression_truth(at, x) != NO;
    }
    if (c->code == VW_MSG_R105 || c->code == VW_MSG_R053) {
        verdict v = expression_truth(at, x);
        bool same = c->constant < 0 || c->constant == (int)v;
        c->constant = (int)v;
        return same;
    }
    return is_never(c->code) ? with_before(c, at, X_AND) != YES : with_before(c, at, X_OR) != NO;
}

/* Goes to each record that the part is asked of: down the forms that it stands in. */
static bool holds_below(claim *c, const spot *at, const size_t *forms, size_t count)
{
    if (count == 0) {
        return holds(c, at);
    }
    const expression *form = c->spans->items[forms[count - 1]].x;
    for (size_t i = 0; i < at->world->records.count; i++) {
        const spot inner = {at->world, at->subject, &at->world->records.items[i]};
        if (expression_is_related(at, form, inner.at) &&
            !holds_below(c, &inner, forms, count - 1)) {
            return false;
        }
    }
    return true;
}

static bool concerns(const claim *c, const world *w, const record *r)
{
    if (r->kind != c->rule->kind || !world_counts(w, r, COUNTS_NOW)) {
        return false;
    }
    verdict belongs = c->rule->member != NULL && c->spans == &c->rule->parts
                          ? expression_judge(w, c->rule->member, r, r)
                          : YES;
    return c->code == VW_MSG_R098 ? belongs != NO : c->code != VW_MSG_R099 || belongs == YES;
}

static bool holds_everywhere(const fixture *f, claim *c)
{
    size_t forms[16], count = 0;
    for (size_t i = c->part; i > 0 && count < 16;) {
        i = c->spans->items[i].parent;
        if (c->spans->items[i].x->related != NULL) {
            forms[count++] = i;
        }
    }
    for (size_t i = 0; i < WORLDS; i++) {
        const world *w = f->worlds[i];
        c->constant = c->code == VW_MSG_R053 ? -1 : c->constant;
        for (size_t j = 0; j < w->records.count; j++) {
            const spot at = {w, &w->records.items[j], &w->records.items[j]};
            if (concerns(c, w, at.at) && !holds_below(c, &at, forms, count)) {
                return false;
            }
        }
    }
    return true;
}

/* Chance may nest values in values further than a rule may go. */
static bool is_too_deep(vw_diags *diags)
{
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        if (vw_diags_get(diags, i)->msg == VW_MSG_R004) {
            return true;
        }
    }
    return false;
}

static void try_claims(fixture *f, const sample *rule, vw_diags *diags, bool of_population)
{
    claim c = {.rule = rule,
               .spans = of_population ? &rule->population : &rule->parts,
               .all_of_text = diags,
               .offset = of_population ? rule->population_offset : 0,
               .text = of_population ? rule->population_text : rule->condition_text};
    for (size_t i = 0; i < vw_diags_kept(diags) && !is_too_deep(diags); i++) {
        const vw_diag *diag = vw_diags_get(diags, i);
        size_t found = 0;
        c.code = diag->msg;
        if (diag->place.column == 0 || c.code == VW_MSG_R110 || c.code == VW_MSG_R111) {
            continue; /* in too long a line to show; about what is meant; of an item, no part */
        }
        for (c.part = 0; c.part < c.spans->count; c.part++) {
            c.constant = -1;
            if (!stands_at(&c, c.part, diag)) {
                continue;
            }
            found++;
            if (!holds_everywhere(f, &c)) {
                vw_diags_print(diags, stderr, VW_EN, false);
                fail_msg("%s at %u is not so\nfor: %s\ncondition: %s", vw_message_get(c.code)->code,
                         diag->place.column, rule->population_text, rule->condition_text);
            }
        }
        if (found == 0) {
            vw_diags_print(diags, stderr, VW_EN, false);
            fail_msg("nothing stands there\nfor: %s\ncondition: %s", rule->population_text,
                     rule->condition_text);
        }
        f->claims[c.code]++;
    }
}

static bool compile(vw_arena *arena, const sample *rule, vw_diags **of_population,
                    vw_diags **of_condition)
{
    const vw_rule *out = NULL;
    const vw_rule_names names = {.catalogue = rules_catalogue()};
    *of_population = vw_diags_new(arena);
    *of_condition = vw_diags_new(arena);
    return vw_rule_compile_with(&out, arena, *of_condition, &names,
                                rule_text(arena, rule->population_text),
                                rule_text(arena, rule->condition_text), *of_population) == VW_OK;
}

static void what_is_said_of_random_rules_is_so(void **state)
{
    static const vw_msg codes[] = {VW_MSG_R053, VW_MSG_R070, VW_MSG_R071, VW_MSG_R072, VW_MSG_R073,
                                   VW_MSG_R074, VW_MSG_R075, VW_MSG_R076, VW_MSG_R077, VW_MSG_R078,
                                   VW_MSG_R079, VW_MSG_R098, VW_MSG_R099, VW_MSG_R104, VW_MSG_R105,
                                   VW_MSG_R106, VW_MSG_R108};
    fixture *f = *state;
    const unsigned rules = rules_asked();
    for (unsigned i = 0; i < rules; i++) {
        vw_arena *arena = vw_arena_new();
        vw_diags *of_population, *of_condition;
        const sample rule = random_rule(arena, &f->chance);
        if (!compile(arena, &rule, &of_population, &of_condition) ||
            vw_diags_kept(of_population) + vw_diags_kept(of_condition) > 0) {
            try_claims(f, &rule, of_population, true);
            try_claims(f, &rule, of_condition, false);
            f->refused++;
        }
        vw_arena_free(arena);
    }
    print_message("%u of %u rules refused:", f->refused, rules);
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        print_message(" %s %u", vw_message_get(codes[i])->code, f->claims[codes[i]]);
    }
    print_message("\n");
    assert_true(f->refused > rules / 8 && f->refused < rules - rules / 8);
    for (size_t i = 0;
         i < sizeof codes / sizeof *codes && getenv("VW_SEED") == NULL && rules == RULES; i++) {
        assert_true(f->claims[codes[i]] > 0);
    }
}

/* -- What is planted -------------------------------------------------------------------------- */

static void must_be_refused(fixture *f, vw_arena *arena, const source *s, const expression *member,
                            const expression *condition, const char *what)
{
    vw_diags *of_population, *of_condition;
    sample rule = {.kind = s->kind, .member = member, .condition = condition};
    write_sample(arena, &f->chance, &rule);
    if (compile(arena, &rule, &of_population, &of_condition) && vw_diags_kept(of_condition) == 0) {
        fail_msg("%s is not refused\nfor: %s\ncondition: %s", what, rule.population_text,
                 rule.condition_text);
    }
    try_claims(f, &rule, of_condition, false);
}

/* Of a condition that is allowed by itself. */
static void a_condition_beside_itself_or_its_opposite_is_refused(void **state)
{
    fixture *f = *state;
    unsigned planted = 0;
    for (unsigned i = 0; i < PLANTED; i++) {
        vw_arena *arena = vw_arena_new();
        vw_diags *of_population, *of_condition;
        sample alone = random_rule(arena, &f->chance);
        const source s = {arena, &f->chance, alone.kind, alone.kind, {0}};
        alone.member = NULL;
        alone.condition = expression_random(arena, &f->chance, rules_catalogue(), alone.kind,
                                            alone.kind, (int)chance_below(&f->chance, 4));
        alone.parts = (expression_spans){0};
        write_sample(arena, &f->chance, &alone);
        if (compile(arena, &alone, &of_population, &of_condition)) {
            const expression *x = alone.condition, *no = joined(&s, X_NOT, x, NULL);
            must_be_refused(f, arena, &s, NULL, joined(&s, X_AND, x, no), "A and not A");
            must_be_refused(f, arena, &s, NULL, joined(&s, X_AND, no, x), "not A and A");
            must_be_refused(f, arena, &s, NULL, joined(&s, X_OR, x, no), "A or not A");
            must_be_refused(f, arena, &s, NULL, joined(&s, X_OR, no, x), "not A or A");
            must_be_refused(f, arena, &s, NULL, joined(&s, X_AND, x, x), "A and A");
            must_be_refused(f, arena, &s, NULL, joined(&s, X_OR, x, x), "A or A");
            must_be_refused(f, arena, &s, x, x, "A of what is A");
            must_be_refused(f, arena, &s, x, no, "not A of what is A");
            must_be_refused(f, arena, &s, no, x, "A of what is not A");
            planted++;
        }
        vw_arena_free(arena);
    }
    print_message("%u conditions planted\n", planted);
    assert_true(planted > PLANTED / 3);
}

static vw_arena *of_worlds;

static int make_worlds(void **state)
{
    static fixture made;
    const char *seed = getenv("VW_SEED");
    made.chance.state = seed != NULL ? strtoull(seed, NULL, 10) + 1 : 20251129;
    of_worlds = vw_arena_new();
    for (size_t i = 0; i < WORLDS; i++) {
        made.worlds[i] = world_random(of_worlds, &made.chance, rules_catalogue());
    }
    *state = &made;
    return 0;
}

static int drop_worlds(void **state)
{
    (void)state;
    vw_arena_free(of_worlds);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_said_of_random_rules_is_so),
        cmocka_unit_test(a_condition_beside_itself_or_its_opposite_is_refused),
    };
    return cmocka_run_group_tests(tests, make_worlds, drop_worlds);
}
