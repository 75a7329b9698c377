/* SPDX-License-Identifier: EUPL-1.2 */
/* Which records a related form looks at. */
#include "rules/check.h"

#include "base/utf8.h"

#include <string.h>

static bool names_kind(const vw_field *field, const vw_kind *kind)
{
    return field->type == VW_TYPE_REF && strcmp(field->to, kind->name) == 0;
}

/* The word that `any` would stand behind. */
static const char *before_kind(const vw_related *related)
{
    return vw_rules__spelling(related->of != NULL             ? VW_TOKEN_OF
                              : related->unit != VW_TOKEN_END ? VW_TOKEN_HAS
                                                              : related->form);
}

/* "via owner, via tester": the references of the related kind to the scope's kind; [*found] is the
 * last of them. */
static size_t references(const vw_field **found, vw_buf *names, const vw_rules_scope *scope,
                         const vw_kind *kind)
{
    size_t count = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        if (names_kind(field, scope->kind)) {
            vw_buf_addf(names, "%svia %s", count > 0 ? ", " : "", field->name);
            *found = field;
            count++;
        }
    }
    return count;
}

static const vw_field *via_field(const vw_rules_scope *scope, const vw_related *related)
{
    vw_arena *arena = scope->input->arena;
    const vw_field *field = vw_kind_field(related->kind, related->via.text), *other = NULL;
    if (field != NULL && names_kind(field, scope->kind)) {
        return field;
    }
    vw_buf names = {.arena = arena};
    const bool any = references(&other, &names, scope, related->kind) > 0;
    const char *all = vw_printf(arena, "%s any %s", before_kind(related), related->kind->name);
    const vw_text hint =
        any ? (vw_text){vw_printf(arena, "kies: %s", vw_buf_text(&names)),
                        vw_printf(arena, "choose one: %s", vw_buf_text(&names))}
            : (vw_text){
                  vw_printf(arena, "er is geen; zijn alle records bedoeld, schrijf dan \"%s\"",
                            all),
                  vw_printf(arena, "there is none; if all records are meant, write \"%s\"", all)};
    VW_RULE_DIAG(scope->input, R052, related->via.span, related->via.text, related->kind->name,
                 scope->kind->name, vw_diag_both(arena, hint));
    return NULL;
}

/* The one reference of the related kind to the scope's kind; none or several must be resolved by
 * the author, since a guess would silently mean something else. */
static const vw_field *only_relation(const vw_rules_scope *scope, const vw_related *related)
{
    const vw_field *found = NULL;
    vw_buf names = {.arena = scope->input->arena};
    const size_t count = references(&found, &names, scope, related->kind);
    if (count == 0) {
        VW_RULE_DIAG(scope->input, R050, related->name.span, related->kind->name, scope->kind->name,
                     before_kind(related));
    } else if (count > 1) {
        VW_RULE_DIAG(scope->input, R051, related->name.span, related->kind->name, scope->kind->name,
                     vw_buf_text(&names));
    }
    return count == 1 ? found : NULL;
}

static void note_use(vw_rule *rule, vw_arena *arena, const vw_kind *kind, vw_extent extent)
{
    bool has_kind = false;
    for (size_t i = 0; i < rule->uses.count; i++) {
        if (rule->uses.items[i].kind == kind && rule->uses.items[i].extent == extent) {
            return;
        }
        has_kind = has_kind || rule->uses.items[i].kind == kind;
    }
    VW_PUSH(arena, rule->uses, (vw_use){.kind = kind, .extent = extent});
    if (!has_kind) {
        VW_PUSH(arena, rule->related, kind);
    }
}

static void check_series(const vw_rules_scope *scope, vw_related *related)
{
    if (related->kind->nature != VW_EVENT) {
        VW_RULE_DIAG(scope->input, R062, related->name.span, related->kind->name);
    }
    if (related->ever) {
        VW_RULE_DIAG(scope->input, R063, related->name.span, related->kind->name);
        related->ever = false;
    }
}

void vw_rules__check_related(const vw_rules_scope *scope, vw_node *node)
{
    vw_related *related = node->related;
    related->kind = vw_rules__find_kind(scope->input, scope->catalogue, &related->name);
    if (related->kind == NULL) {
        node->kind = VW_NODE_BROKEN;
        return;
    }
    if (node->kind == VW_NODE_SERIES) {
        check_series(scope, related);
    }
    related->extent = related->ever ? VW_EVER : vw_rules__extent(related->kind);
    if (related->any && related->has_via) {
        VW_RULE_DIAG(scope->input, R054, related->via.span, NULL);
    } else if (!related->any) {
        related->relation =
            related->has_via ? via_field(scope, related) : only_relation(scope, related);
    }
    note_use(scope->rule, scope->input->arena, related->kind, related->extent);
    vw_rules_scope inner = *scope;
    inner.kind = related->kind;
    if (related->of != NULL) {
        vw_rules__check_value(&inner, related->of);
    }
    if (related->where != NULL) {
        vw_rules__check_condition(&inner, related->where);
    }
    if (related->then != NULL) {
        vw_rules__check_condition(&inner, related->then);
    }
}
