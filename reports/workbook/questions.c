/* SPDX-License-Identifier: EUPL-1.2 */
/* The questionnaire: for each requirement and aspect that a set asks about or no test decides, the
 * answer that there is, or a row to answer it in. */
#include "reports/workbook/parts.h"

#include "base/limits.h"
#include "eval/applies.h"
#include "model/label.h"

#include <string.h>

const char *const vw_workbook__prefilled[] = {"requirement", "aspect", "effective_from", NULL};

typedef struct {
    const char *key;
    const char **texts; /* in order of the kind's fields */
    bool shown;
} answer;

typedef struct {
    const vw_workbook_rows *rows;
    vw_arena *arena;
    VW_VEC(answer) answers;
    size_t requirement, aspect; /* indexes of the kind's fields */
    vw_profile profile;         /* for which requirements apply */
} questionnaire;

static vw_status keep_answer(void *what, const vw_stored_record *record)
{
    questionnaire *all = what;
    size_t count = all->rows->kind->field_count;
    const char **texts = VW_NEW_ARRAY(all->arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        texts[i] = record->texts[i] != NULL ? vw_strdup(all->arena, record->texts[i]) : NULL;
    }
    VW_PUSH(all->arena, all->answers,
            ((answer){.key = vw_strdup(all->arena, record->key), .texts = texts}));
    return VW_OK;
}

/* What a set asks itself; what tests decide in part, since somebody must say of the rest; and what
 * nothing decides, unless the set says that this is so. */
static bool is_asked(const vw_requirement *requirement, vw_aspect aspect)
{
    const vw_coverage coverage = vw_requirement_coverage(requirement, aspect);
    return *requirement->ask[aspect].en != '\0' || coverage == VW_COVERED_PARTLY ||
           coverage == VW_COVERED_UNKNOWN;
}

/* Whether a mapping before this one, whose tests count too, says the same. */
static bool said_before(const vw_requirement *requirement, size_t at, vw_aspect aspect)
{
    const char *because = requirement->mappings[at].because.en;
    for (size_t i = 0; i < at; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        if (!mapping->full && vw_mapping_tests(mapping, aspect) &&
            strcmp(mapping->because.en, because) == 0) {
            return true;
        }
    }
    return false;
}

/* A question of the program's own: about an aspect that tests decide in part, what they leave. */
static const char *ask_rest(const vw_workbook_maker *maker, const vw_requirement *requirement,
                            vw_aspect aspect)
{
    static const vw_text rests[VW_ASPECT_COUNT] = {
        {"Is ook van de rest beschreven en vastgesteld hoe dit gaat?",
         "Is it laid down and approved of the rest too how this is done?"},
        {"Was ook de rest op de peildatum zo ingericht?",
         "Was the rest in place too on the reference date?"},
        {"Heeft ook de rest de hele periode gewerkt?",
         "Did the rest work too throughout the period?"}};
    const vw_lang lang = maker->options->lang;
    vw_buf out = {.arena = maker->arena};
    vw_buf_add(&out, vw_workbook__in(maker, "De toetsen zien een deel.", "The tests see a part."));
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        if (!mapping->full && vw_mapping_tests(mapping, aspect) &&
            !said_before(requirement, i, aspect)) {
            vw_buf_addf(&out, " %s", vw_text_in(mapping->because, lang));
        }
    }
    vw_buf_addf(&out, " %s", vw_text_in(rests[aspect], lang));
    return vw_buf_text(&out);
}

static const char *ask(const vw_workbook_maker *maker, const vw_requirement *requirement,
                       vw_aspect aspect)
{
    if (aspect < VW_ASPECT_COUNT && *requirement->ask[aspect].en != '\0') {
        return vw_text_in(requirement->ask[aspect], maker->options->lang);
    }
    if (aspect < VW_ASPECT_COUNT &&
        vw_requirement_coverage(requirement, aspect) == VW_COVERED_PARTLY) {
        return ask_rest(maker, requirement, aspect);
    }
    switch (aspect) {
    case VW_DESIGN:
        return vw_workbook__in(maker, "Is beschreven en vastgesteld hoe dit gaat?",
                               "Is it laid down and approved how this is done?");
    case VW_EXISTENCE:
        return vw_workbook__in(maker, "Is dit op de peildatum ook zo ingericht?",
                               "Was it in place on the reference date?");
    case VW_OPERATION:
    case VW_ASPECT_COUNT:
        break;
    }
    return vw_workbook__in(maker, "Heeft dit de hele periode gewerkt?",
                           "Did it work throughout the period?");
}

static const char *explain(const vw_workbook_maker *maker, const vw_requirement *requirement)
{
    const char *text = vw_text_in(requirement->explain, maker->options->lang);
    if (text == NULL || text[0] == '\0') {
        text = requirement->mapping_count > 0
                   ? vw_text_in(requirement->mappings[0].measure->explain, maker->options->lang)
                   : "";
    }
    if (requirement->reference != NULL) {
        text =
            vw_printf(maker->arena, "%s%s(%s)", text, text[0] == '\0' ? "" : " ",
                      vw_reference_in(maker->arena, requirement->reference, maker->options->lang));
    }
    if (*requirement->owner.en != '\0') {
        text = vw_printf(maker->arena, "%s %s: %s.", text,
                         vw_workbook__in(maker, "Wie dit meestal doet", "Who usually does it"),
                         vw_text_in(requirement->owner, maker->options->lang));
    }
    return requirement->mark == NULL
               ? text
               : vw_printf(maker->arena, "%s %s (%s): %s", text,
                           vw_workbook__in(maker, "Voorbehoud", "Mark"),
                           vw_text_in(vw_mark_label(requirement->mark), maker->options->lang),
                           vw_text_in(requirement->mark_reason, maker->options->lang));
}

static vw_status write(questionnaire *all, const char *key, const char *const *texts,
                       const vw_requirement *requirement, vw_aspect aspect)
{
    const vw_workbook_rows *rows = all->rows;
    const char *row[VW_COLUMNS_MAX] = {0};
    for (size_t i = 0; i < rows->column_count && i < VW_COLUMNS_MAX; i++) {
        int source = rows->sources[i];
        if (source == VW_COLUMN_KEY) {
            row[i] = key;
        } else if (source >= 0) {
            row[i] = texts[source];
        } else if (requirement != NULL) {
            row[i] = source == VW_COLUMN_EXPLAIN
                         ? explain(rows->maker, requirement)
                         : vw_printf(all->arena, "%s. %s",
                                     vw_text_in(requirement->title, rows->maker->options->lang),
                                     ask(rows->maker, requirement, aspect));
        }
    }
    return rows->out.row(rows->out.to, rows->diags, row);
}

/* The answers to one question, or a row for one. Its key is the question's own, so that it is the
 * same in every workbook. */
static vw_status write_question(questionnaire *all, const vw_requirement *requirement,
                                vw_aspect aspect)
{
    bool answered = false;
    vw_status status = VW_OK;
    for (size_t i = 0; i < all->answers.count && status == VW_OK; i++) {
        answer *known = &all->answers.items[i];
        const char *of = known->texts[all->requirement], *on = known->texts[all->aspect];
        if (of != NULL && on != NULL && strcmp(of, requirement->full_id) == 0 &&
            strcmp(on, vw_aspect_name(aspect)) == 0) {
            answered = known->shown = true;
            status = write(all, known->key, known->texts, requirement, aspect);
        }
    }
    if (answered || !is_asked(requirement, aspect)) {
        return status;
    }
    const vw_kind *kind = all->rows->kind;
    const char **texts = VW_NEW_ARRAY(all->arena, kind->field_count, const char *);
    char *from = vw_alloc(all->arena, 11);
    vw_date_format(from, all->rows->maker->head->period_from);
    texts[all->requirement] = requirement->full_id;
    texts[all->aspect] = vw_aspect_name(aspect);
    texts[vw_kind_field(kind, "effective_from") - kind->fields] = from;
    return write(all, vw_printf(all->arena, "%s/%s", requirement->full_id, vw_aspect_name(aspect)),
                 texts, requirement, aspect);
}

static vw_status write_framework(questionnaire *all, const vw_framework *framework)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < framework->requirement_count && status == VW_OK; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        const char *exempt = NULL;
        status = vw_requirement_exempt(&exempt, &all->profile, all->arena, all->rows->diags,
                                       requirement);
        if (exempt != NULL) { /* nothing is asked; what was answered is kept below */
            continue;
        }
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT && status == VW_OK; aspect++) {
            if (requirement->demands[aspect]) {
                status = write_question(all, requirement, aspect);
            }
        }
    }
    return status;
}

vw_status vw_workbook__questions(void *self, vw_diags *diags, vw_form_out out)
{
    vw_workbook_rows *rows = self;
    const vw_workbook_maker *maker = rows->maker;
    const vw_kind *kind = rows->kind;
    questionnaire all = {.rows = rows,
                         .arena = vw_arena_new(),
                         .requirement = (size_t)(vw_kind_field(kind, "requirement") - kind->fields),
                         .aspect = (size_t)(vw_kind_field(kind, "aspect") - kind->fields)};
    vw_status status = VW_OK;
    rows->out = out;
    rows->diags = diags;
    const vw_rule_frame frame = {.as_of = maker->head->as_of,
                                 .period_from = maker->head->period_from,
                                 .period_until = maker->head->period_until,
                                 .mark = maker->mark};
    status =
        vw_profile_load(&all.profile, maker->dossier, all.arena, diags, maker->plan->set, &frame);
    if (status == VW_OK && !maker->options->empty) {
        status = vw_records_each(maker->dossier, diags, kind, maker->mark, keep_answer, &all);
    }
    for (size_t i = 0; i < maker->plan->framework_count && status == VW_OK; i++) {
        status = write_framework(&all, maker->plan->frameworks[i]);
    }
    /* To a framework outside the plan, or to a requirement that is gone: kept all the same. */
    for (size_t i = 0; i < all.answers.count && status == VW_OK; i++) {
        const answer *known = &all.answers.items[i];
        if (!known->shown) {
            status = write(&all, known->key, known->texts, NULL, VW_ASPECT_COUNT);
        }
    }
    vw_arena_free(all.arena);
    return status;
}
