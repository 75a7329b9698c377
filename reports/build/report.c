/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds the template, lets it be filled in, and puts a document around the result. */
#include "reports/report.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "reports/build/people.h"
#include "reports/render/render.h"

#include <string.h>

extern const vw_embedded_file vw_embedded_templates[];
extern const size_t vw_embedded_templates_count;

static const char *const template_names[] = {"annual-report-section", "statement", NULL};
static const char *const folders[] = {[VW_NL] = "nl", [VW_EN] = "en"};

const char *vw_template_name(size_t index)
{
    return index + 1 < sizeof template_names / sizeof *template_names ? template_names[index]
                                                                      : NULL;
}

static const vw_embedded_file *find_embedded(vw_arena *arena, vw_lang lang, const char *name)
{
    const char *path = vw_printf(arena, "templates/%s/%s.md", folders[lang], name);
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        if (strcmp(vw_embedded_templates[i].path, path) == 0) {
            return &vw_embedded_templates[i];
        }
    }
    return NULL;
}

static vw_status read_source(const vw_source **out, vw_arena *arena, vw_diags *diags,
                             const char *path)
{
    const char *text = NULL;
    size_t length = 0;
    vw_status status =
        vw_file_read(&text, &length, arena, diags, path, (size_t)VW_TEMPLATE_BYTES_MAX);
    return status == VW_OK ? vw_source_new(out, arena, diags, path, text, length) : status;
}

vw_status vw_template_check(const char *path, vw_arena *arena, vw_diags *diags)
{
    const vw_source *source = NULL;
    vw_status status = read_source(&source, arena, diags, path);
    return status == VW_OK ? vw_template_check_source(source, arena, diags) : status;
}

vw_status vw_template_check_builtin(size_t *count, vw_arena *arena, vw_diags *diags)
{
    vw_status worst = VW_OK;
    *count = vw_embedded_templates_count;
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        const vw_embedded_file *file = &vw_embedded_templates[i];
        const vw_source *source = NULL;
        vw_status status =
            vw_source_new(&source, arena, diags, file->path, file->text, file->length);
        if (status == VW_OK) {
            status = vw_template_check_source(source, arena, diags);
        }
        worst = status == VW_OK ? worst : status;
    }
    return worst;
}

static vw_status find_template(const vw_source **out, vw_arena *arena, vw_diags *diags,
                               const vw_report_options *options)
{
    const char *name = options->template_name;
    if (options->template_folder != NULL) {
        return read_source(out, arena, diags,
                           vw_printf(arena, "%s/%s/%s.md", options->template_folder,
                                     folders[options->lang], name));
    }
    const vw_embedded_file *file = find_embedded(arena, options->lang, name);
    if (file == NULL) {
        static const char *const known[] = {"annual-report-section", "catalogue", "statement"};
        VW_DIAG(diags, T080, (vw_place){0}, name,
                vw_suggest(name, known, sizeof known / sizeof *known),
                "annual-report-section, catalogue, statement");
        return VW_ERR_USAGE;
    }
    return vw_source_new(out, arena, diags, file->path, file->text, file->length);
}

static const char *value_of(void *self, const char *name)
{
    const char *text = vw_report__value(self, name);
    vw_report__note_shown(self, name, text);
    return text;
}

static vw_status blocks_of(void *self, vw_block_list *out, const char *name, int level,
                           vw_diags *diags)
{
    (void)diags;
    return vw_report__blocks(self, out, name, level);
}

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
static const char *version_line(const vw_report *r)
{
    return VW_FILL(r, ((vw_text){"verantwoord {0}, uitkomst {1}", "verantwoord {0}, result {1}"}),
                   r->evaluation->program_version,
                   vw_strndup(r->arena, r->evaluation->result_sha256, 12));
}

static vw_document *make_document(const vw_report *r, const vw_block *root)
{
    const vw_dossier_head *head = vw_dossier_head_of(r->dossier);
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
        .version_line = version_line(r),
        .made_at = made_at(r->evaluation),
        .draft = true, /* until a person has signed, which the program does not record yet */
        .words = *r->words,
        .json_facts = vw_report__facts(r),
    };
    return document;
}

/* What one block keeps from the public, the whole document does. */
static vw_audience audience_of(const vw_block *block)
{
    vw_audience audience = block->audience;
    for (size_t i = 0; i < block->child_count && audience == VW_PUBLIC; i++) {
        audience = audience_of(block->children[i]);
    }
    return audience;
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
    };
    r->reasons = vw_reasons_new(arena, dossier, plan->set->catalogue, &r->frame, options->lang);
    vw_status status = vw_report__count(r);
    if (status == VW_OK) {
        status = vw_answers_recorded(&r->answers, dossier, arena, diags, plan->set, &r->frame);
    }
    if (status == VW_OK) {
        status = vw_people_load(&r->people, r, options->names);
    }
    return status;
}

vw_status vw_report_build(const vw_document **out, vw_dossier *dossier,
                          const vw_evaluation *evaluation, const vw_plan *plan,
                          const vw_report_options *options, vw_arena *arena, vw_diags *diags)
{
    const vw_source *source = NULL;
    const vw_block *root = NULL;
    vw_report *r = VW_NEW(arena, vw_report);
    *out = NULL;
    vw_status status = find_template(&source, arena, diags, options);
    if (status == VW_OK) {
        status = vw_report__start(r, dossier, evaluation, plan, options, arena, diags);
    }
    if (status == VW_OK) {
        const vw_template_data data = {value_of, blocks_of, r};
        status = vw_template_expand(&root, arena, diags, source, &data);
    }
    if (status == VW_OK) {
        vw_document *document = make_document(r, root);
        vw_report__attach(r, document, options->template_name, audience_of(root));
        *out = document;
    }
    return status;
}
