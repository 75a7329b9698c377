/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds the template, lets it be filled in, and puts a document around the result. */
#include "reports/report.h"

#include "reports/build/certain.h"
#include "reports/build/filing.h"
#include "reports/build/passages.h"
#include "reports/build/people.h"
#include "reports/build/repeated.h"
#include "reports/build/templates.h"
#include "reports/render/render.h"
#include "reports/section/honesty.h"
#include "store/ledger.h"

#include <string.h>

/* ---- what placeholders stand for ------------------------------------------------------------ */

static const char *value_of(void *self, const char *name, const vw_template_arguments *arguments)
{
    vw_report *r = self;
    r->arguments = arguments;
    vw_certain_uses(r, name);
    const char *text = vw_report__value(r, name);
    if (arguments != NULL) {
        vw_report__note_shown(r, name, text);
    }
    return text;
}

static vw_status blocks_of(void *self, vw_block_list *out, const char *name,
                           const vw_template_arguments *arguments, vw_audience audience, int level,
                           vw_diags *diags)
{
    (void)diags;
    vw_report *r = self;
    r->arguments = arguments;
    r->audience = audience;
    vw_certain_uses(r, name);
    return vw_report__blocks(r, out, name, level);
}

static size_t items_of(void *self, const char *what, const vw_template_arguments *arguments)
{
    vw_report *r = self;
    r->arguments = arguments;
    vw_certain_uses(r, what);
    return vw_report__repeat(r, what);
}

static void select_item(void *self, size_t item)
{
    vw_report__select(self, item);
}

/* ---- what the header asks ------------------------------------------------------------------- */

static const char *const *framework_ids(const vw_report *r)
{
    VW_VEC(const char *) ids = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        VW_PUSH(r->arena, ids, r->plan->frameworks[i]->id);
        if (strcmp(r->plan->frameworks[i]->id, r->plan->frameworks[i]->family) != 0) {
            VW_PUSH(r->arena, ids, r->plan->frameworks[i]->family);
        }
    }
    VW_PUSH(r->arena, ids, NULL);
    return ids.items;
}

static void check_type(const vw_report *r, const vw_front_matter *head, const char *name)
{
    const char *type = vw_dossier_head_of(r->dossier)->type;
    vw_buf types = {.arena = r->arena};
    for (size_t i = 0; i < head->type_count; i++) {
        if (strcmp(head->types[i].text, type) == 0) {
            return;
        }
        vw_buf_addf(&types, "%s%s", i > 0 ? ", " : "", head->types[i].text);
    }
    if (head->type_count > 0) {
        VW_DIAG(r->diags, T097, head->types[0].place, type, vw_buf_text(&types),
                vw_templates__fitting(r->arena, name, type));
    }
}

static void check_needs(const vw_report *r, const vw_front_matter *head)
{
    for (size_t i = 0; i < head->need_count; i++) {
        if (vw_report__framework_named(r, head->needs[i].text) == NULL) {
            VW_DIAG(r->diags, T098, head->needs[i].place, head->needs[i].text);
        }
    }
}

/* A template that is not for this reader is not filled in at all. */
static vw_status check_head(const vw_report *r, const vw_front_matter *head)
{
    if (!head->confidential && r->names) {
        VW_DIAG(r->diags, T099, (vw_place){0}, NULL);
        return VW_ERR_INPUT;
    }
    return VW_OK;
}

/* ---- the document --------------------------------------------------------------------------- */

/* The title on the cover, else the first heading. */
static const char *title_of(const vw_report *r, const vw_block *root)
{
    for (size_t i = 0; i < root->child_count; i++) {
        const vw_block *block = root->children[i];
        if (block->is == VW_BLOCK_COVER || block->is == VW_BLOCK_HEADING) {
            vw_buf title = {.arena = r->arena};
            vw_render_runs(&title, block->runs, block->run_count);
            return vw_buf_text(&title);
        }
    }
    return vw_dossier_head_of(r->dossier)->name;
}

static int64_t made_at(const vw_evaluation *evaluation)
{
    char day[11] = "";
    vw_date date;
    const char *text = evaluation->made_at;
    if (strlen(text) != 20) {
        return vw_clock_now();
    }
    memcpy(day, text, 10);
    if (!vw_date_parse(&date, day)) {
        return vw_clock_now();
    }
    const int hours = (text[11] - '0') * 10 + text[12] - '0';
    const int minutes = (text[14] - '0') * 10 + text[15] - '0';
    const int seconds = (text[17] - '0') * 10 + text[18] - '0';
    const int since_midnight = hours * 3600 + minutes * 60 + seconds;
    return (int64_t)date * 86400 + since_midnight;
}

/* Names the result by its hash and not by the evaluation's number: the same evidence evaluated
 * again must give the same bytes. */
static const char *version_line(const vw_report *r, bool own)
{
    return VW_FILL(
        r, ((vw_text){"verantwoord {0}, uitkomst {1}{2}", "verantwoord {0}, result {1}{2}"}),
        r->evaluation->program_version, vw_strndup(r->arena, r->evaluation->result_sha256, 12),
        own ? vw_say(r, (vw_text){", eigen sjabloon", ", own template"}) : "");
}

typedef struct {
    const vw_report *r;
    const char *head;
} head_search;

static vw_status see_entry(void *self, const vw_ledger_entry *entry)
{
    head_search *search = self;
    if (entry->what == VW_ENTRY_EVALUATION && entry->number == search->r->evaluation->id) {
        search->head =
            vw_printf(search->r->arena, "%lld:%s", (long long)entry->seq, entry->entry_sha256);
    }
    return VW_OK;
}

/* The entry of the evaluation stands for all that it rests on, and does not change when something
 * is added later. */
static vw_status find_ledger_head(const char **out, vw_report *r)
{
    head_search search = {.r = r};
    vw_status status = vw_ledger_each(r->dossier, r->diags, see_entry, &search);
    *out = search.head;
    return status;
}

static vw_document *make_document(vw_report *r, const vw_block *root, bool own,
                                  const char *ledger_head, const vw_front_matter *front)
{
    const vw_dossier_head *head = vw_dossier_head_of(r->dossier);
    r->audience = root->audience;
    vw_document *document = VW_NEW(r->arena, vw_document);
    *document = (vw_document){
        .root = root,
        .lang = r->lang,
        .lang_tag = r->lang == VW_NL ? "nl-NL" : "en-GB",
        .title = title_of(r, root),
        .subject = vw_say(
            r, (vw_text){"Beheersing van digitale veiligheid", "Control of digital security"}),
        .author = head->name,
        .entity = head->name,
        .period = vw_printf(r->arena, "%d", head->year),
        .version_line = version_line(r, own),
        .ledger_head = ledger_head,
        .pages = front->pages,
        .initials = front->initials
                        ? vw_say(r, (vw_text){"Paraaf van de auditor", "Initials of the auditor"})
                        : NULL,
        .made_at = made_at(r->evaluation),
        .draft = vw_report__is_draft(r),
        .audience = root->audience,
        .words = *r->words,
        .json_facts = vw_report__facts(r),
        .form = r->form,
    };
    return document;
}

vw_status vw_report__start(vw_report *r, vw_dossier *dossier, const vw_evaluation *evaluation,
                           const vw_plan *plan, const vw_report_options *options, vw_arena *arena,
                           vw_diags *diags)
{
    vw_words *words = VW_NEW(arena, vw_words);
    *words = vw_report__words(options->lang);
    *r = (vw_report){
        .arena = arena,
        .diags = diags,
        .dossier = dossier,
        .evaluation = evaluation,
        .plan = plan,
        .lang = options->lang,
        .words = words,
        .names = options->names,
        .frame = vw_evaluation_frame(evaluation),
        .audience = VW_CONFIDENTIAL,
        .own_texts = VW_NEW(arena, vw_own_texts),
    };
    r->passages = vw_passages_new(r);
    r->reasons = vw_reasons_new(arena, dossier, plan->set->catalogue, &r->frame, options->lang);
    vw_status status = vw_report__count(r);
    if (status == VW_OK) {
        status = vw_answers_recorded(&r->answers, dossier, arena, diags, plan->set, &r->frame);
    }
    return status == VW_OK ? vw_people_load(&r->people, r, options->names) : status;
}

/* Who names the year before must not think that it counted where nothing is compared with it. */
static vw_status check_earlier(const vw_report *r, const vw_report_options *options)
{
    const vw_report_earlier *earlier = options->earlier;
    if (earlier == NULL || r->is_section) {
        return VW_OK;
    }
    const bool figures_unused = earlier->dossier != NULL && !r->shows_trend;
    if (figures_unused || earlier->text_count > 0) {
        VW_DIAG(r->diags, U172, (vw_place){0}, options->template_name,
                figures_unused ? vw_dossier_path(earlier->dossier) : earlier->texts[0]);
        return VW_ERR_USAGE;
    }
    return VW_OK;
}

/* What is wrong with the template, or with using it here, all at once. */
static vw_status check_template(vw_front_matter *head, const vw_template_file *file,
                                const vw_report *r, const char *const *frameworks, const char *name)
{
    /* What else does not fit another organisation, or a framework that it is not evaluated by, is
     * no news. */
    const size_t errors_before = vw_diags_count(r->diags, VW_ERROR);
    vw_status status = vw_front_matter_read(head, r->arena, vw_diags_new(r->arena), file->source);
    if (status == VW_OK) {
        check_type(r, head, name);
        check_needs(r, head);
    }
    if (vw_diags_count(r->diags, VW_ERROR) > errors_before) {
        return VW_ERR_INPUT;
    }
    status = vw_template_check_source(file->source, frameworks, r->arena, r->diags);
    if (status == VW_OK) {
        status = vw_front_matter_read(head, r->arena, r->diags, file->source);
    }
    return status == VW_OK ? check_head(r, head) : status;
}

/* The template filled in, and what it says looked at. */
static vw_status fill_in(const vw_block **root, vw_report *r, const vw_template_file *file,
                         const char *const *frameworks, const vw_report_options *options)
{
    const vw_template_data data = {.value = value_of,
                                   .blocks = blocks_of,
                                   .items = items_of,
                                   .select = select_item,
                                   .self = r,
                                   .frameworks = frameworks};
    vw_status status = vw_template_expand(root, r->arena, r->diags, file->source, &data);
    if (status == VW_OK) {
        status = check_earlier(r, options);
    }
    if (status == VW_OK) {
        status = vw_report__open_explained(root, r);
    }
    return status == VW_OK ? vw_honesty_of(r, *root, file->source, file->own, options) : status;
}

vw_status vw_report__build(const vw_document **out, vw_dossier *dossier,
                           const vw_evaluation *evaluation, const vw_plan *plan,
                           const vw_report_options *options, const vw_read_text *text,
                           vw_arena *arena, vw_diags *diags)
{
    vw_template_file file;
    vw_front_matter head;
    const vw_block *root = NULL;
    vw_report *r = VW_NEW(arena, vw_report);
    *out = NULL;
    vw_status status =
        vw_templates__find(&file, arena, diags, options, vw_dossier_head_of(dossier)->type);
    if (status == VW_OK) {
        status = vw_report__start(r, dossier, evaluation, plan, options, arena, diags);
    }
    const char *const *frameworks = status == VW_OK ? framework_ids(r) : NULL;
    if (status == VW_OK) {
        status = check_template(&head, &file, r, frameworks, options->template_name);
    }
    const char *ledger_head = NULL;
    if (status == VW_OK) {
        status = find_ledger_head(&ledger_head, r);
    }
    if (status == VW_OK) {
        status = vw_report__previous(r, options->earlier);
    }
    if (status == VW_OK) {
        status = vw_filing_check(r, &head, options);
        /* What it would print is looked at all the same, to tell everything at once. */
        if (options->form == VW_FORM_ONLY || status == VW_ERR_INPUT) {
            const vw_status said = fill_in(&root, r, &file, frameworks, options);
            return status == VW_OK ? said : status;
        }
    }
    if (status == VW_OK && text != NULL && text->sha256 != NULL) {
        char template_sha256[65];
        vw_templates__hash(template_sha256, &file);
        const vw_signed_document document = {options->template_name, options->lang, template_sha256,
                                             r->evaluation->result_sha256, text->sha256};
        status = vw_report__sign_offs(r, &document, text->has_places);
    }
    if (status == VW_OK) {
        status = fill_in(&root, r, &file, frameworks, options);
    }
    if (status == VW_OK) {
        status = vw_certain_document(&root, r);
    }
    if (status == VW_OK) {
        if (file.own_path != NULL) {
            VW_DIAG(diags, U170, (vw_place){.file = file.own_path}, options->template_name);
        }
        if (file.own) {
            vw_template_check_voice(file.source, arena, diags);
        }
        root = vw_report__approved(r, root);
        /* Who approved the text approved it without this. */
        if (text != NULL && (options->as_printed || !options->unsigned_off)) {
            root = vw_filing_dated(r, root);
        }
        vw_document *document = make_document(r, vw_passages_mark(r, vw_filing_marked(r, root)),
                                              file.own, ledger_head, &head);
        vw_report__attach(r, document, options->template_name, root->audience);
        *out = document;
    }
    return status;
}
