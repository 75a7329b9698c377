/* SPDX-License-Identifier: EUPL-1.2 */
/* Several versions of one framework: whose version a head is, words that two versions share, and
 * which version an organisation says that binds it. */
#include "load/fields.h"

#include <stdlib.h>
#include <string.h>

/* ---- a head ---- */

/* An id never passes on to another version: judgements and results in dossiers bear it. So NAME is
 * one version for good, and each other one beside it NAME@VERSION. */
void vw_load__family(vw_fields *fields, vw_framework *framework)
{
    const char *at = framework->id != NULL ? strchr(framework->id, '@') : NULL;
    framework->family =
        at == NULL ? framework->id
                   : vw_strndup(fields->loader->arena, framework->id, (size_t)(at - framework->id));
    framework->by_choice = at != NULL;
    if (at != NULL && framework->version != NULL && strcmp(at + 1, framework->version) != 0) {
        VW_DIAG(fields->loader->diags, Y120, vw_load__place_of(fields, "version"), framework->id,
                framework->version);
    }
}

/* ---- words of another version ---- */

void vw_load__as_in(vw_fields *fields, vw_requirement_draft *draft)
{
    draft->as_in.name = vw_load__string(fields, "as_in", VW_OPTIONAL);
    draft->as_in.place = vw_load__place_of(fields, "as_in");
    draft->lenient = fields->loader->reading_builtin || fields->loader->reading_stored;
    draft->has_kind = vw_load__peek(fields, "kind") != NULL;
    draft->has_maps = vw_load__peek(fields, "maps") != NULL;
}

/* The draft that [as_in] names; a bare id is one of the version whose id is the bare NAME. */
static const vw_requirement_draft *named(const vw_loader *loader, const vw_requirement_draft *draft)
{
    const char *id = draft->as_in.name, *colon = strchr(id, ':');
    const char *of = draft->framework.name;
    const size_t family = strcspn(of, "@");
    const vw_requirement_draft key = {
        .framework.name = colon != NULL ? vw_strndup(loader->scratch, id, (size_t)(colon - id))
                                        : vw_strndup(loader->scratch, of, family),
        .requirement.id = colon != NULL ? colon + 1 : id};
    return bsearch(&key, loader->requirements.items, loader->requirements.count, sizeof key,
                   vw_load__compare_requirements);
}

static vw_text own_or(vw_text own, vw_text other)
{
    return *own.en != '\0' ? own : other;
}

/* What it does not say itself. A reference is its own, as are a mark, where it stands and when it
 * applies: those are of the version, not of the words. */
static void take_over(vw_requirement_draft *draft, const vw_requirement_draft *source)
{
    vw_requirement *to = &draft->requirement;
    const vw_requirement *from = &source->requirement;
    to->kind = draft->has_kind ? to->kind : from->kind;
    to->title = own_or(to->title, from->title);
    to->explain = own_or(to->explain, from->explain);
    to->owner = own_or(to->owner, from->owner);
    to->theme = to->theme != NULL ? to->theme : from->theme;
    if (!draft->has_aspects && source->has_aspects) {
        memcpy(to->demands, from->demands, sizeof to->demands);
        draft->has_aspects = true;
    }
    if (!draft->has_maps) {
        draft->mappings = source->mappings;
        draft->mapping_count = source->mapping_count;
    }
    if (draft->said_count == 0) {
        memcpy(to->ask, from->ask, sizeof to->ask);
        memcpy(to->not_covered, from->not_covered, sizeof to->not_covered);
        draft->said = source->said;
        draft->said_count = source->said_count;
    }
}

/* Somebody put a file of their own in the place of the one that had the words. That is no reason to
 * refuse a version that nobody may have chosen; but it must not get easier by it either. So it
 * stays in every count, by its number alone, and nothing decides it. */
static void stand_alone(vw_requirement_draft *draft)
{
    vw_requirement *requirement = &draft->requirement;
    const char *reference = requirement->reference;
    requirement->kind = draft->has_kind ? requirement->kind : VW_OVERHEIDSMAATREGEL;
    if (reference != NULL) {
        requirement->title = own_or(requirement->title, (vw_text){reference, reference});
    }
}

void vw_load__link_words(vw_loader *loader)
{
    for (size_t i = 0; i < loader->requirements.count; i++) {
        vw_requirement_draft *draft = &loader->requirements.items[i];
        if (draft->as_in.name == NULL) {
            continue;
        }
        const vw_requirement_draft *source = named(loader, draft);
        const bool has_words = source != NULL && source->as_in.name == NULL &&
                               source->requirement.status == VW_STATUS_ACTIVE;
        if (draft->lenient && !has_words) {
            stand_alone(draft);
        } else if (source == NULL && !loader->unreadable) {
            VW_DIAG(loader->diags, Y111, draft->as_in.place, draft->as_in.name, NULL);
        } else if (source != NULL && source->as_in.name != NULL) {
            VW_DIAG(loader->diags, Y121, draft->as_in.place, draft->as_in.name);
        } else if (source != NULL && source->requirement.status != VW_STATUS_ACTIVE) {
            VW_DIAG(loader->diags, Y122, draft->as_in.place, draft->as_in.name,
                    vw_requirement_status_name(source->requirement.status));
        } else if (source != NULL) {
            take_over(draft, source);
        }
    }
}

/* ---- what the organisation chose ---- */

void vw_load__choices(vw_fields *fields)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "versions", VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_choice_draft draft = {0};
        vw_fields choice;
        if (!vw_load__open(&choice, loader, list->items[i], "versions")) {
            continue;
        }
        draft.framework.name = vw_load__string(&choice, "framework", VW_NEEDED);
        draft.framework.place = vw_load__place_of(&choice, "framework");
        draft.version = vw_load__string(&choice, "version", VW_NEEDED);
        draft.reason = vw_load__string(&choice, "reason", VW_NEEDED);
        vw_load__close(&choice);
        if (draft.framework.name != NULL && draft.version != NULL) {
            VW_PUSH(loader->scratch, loader->choices, draft);
        }
    }
}

/* "1.2, 1.3", or NULL when nothing is called so. */
static const char *versions_of(const vw_loader *loader, const vw_set *set, const char *family)
{
    vw_buf out = {.arena = loader->scratch};
    for (size_t i = 0; i < set->framework_count; i++) {
        if (strcmp(set->frameworks[i].family, family) == 0) {
            vw_buf_addf(&out, "%s%s", out.length > 0 ? ", " : "", set->frameworks[i].version);
        }
    }
    return out.length > 0 ? vw_buf_text(&out) : NULL;
}

static const vw_framework *chosen(const vw_set *set, const vw_choice_draft *draft)
{
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        if (strcmp(framework->family, draft->framework.name) == 0 &&
            strcmp(framework->version, draft->version) == 0) {
            return framework;
        }
    }
    return NULL;
}

void vw_load__link_choices(vw_loader *loader, vw_set *set)
{
    const size_t count = loader->choices.count;
    vw_version_choice *choices = VW_NEW_ARRAY(loader->arena, count, vw_version_choice);
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        const vw_choice_draft *draft = &loader->choices.items[i];
        const vw_framework *framework = chosen(set, draft);
        names[i] = draft->framework;
        if (framework != NULL) {
            choices[set->choice_count++] =
                (vw_version_choice){framework, draft->reason, draft->framework.place};
        } else if (!loader->unreadable) {
            VW_DIAG(loader->diags, Y123, draft->framework.place, draft->framework.name,
                    draft->version, versions_of(loader, set, draft->framework.name));
        }
    }
    vw_load__check_twice(loader, names, count);
    set->choices = choices;
}
