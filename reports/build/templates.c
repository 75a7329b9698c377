/* SPDX-License-Identifier: EUPL-1.2 */
/* Where templates are: built in, in a folder that is named, or beside the dossier. */
#include "reports/build/templates.h"

#include "base/embed.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "load/front_matter.h"
#include "reports/template.h"

#include <ctype.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

extern const vw_embedded_file vw_embedded_templates[];
extern const size_t vw_embedded_templates_count;

static const char *const folders[] = {[VW_NL] = "nl", [VW_EN] = "en"};
static const char ending[] = ".md";
/* No template, but a name for the edition that fits the organisation. */
#define VW_SECTION "annual-report-section"

/* ---- built in ------------------------------------------------------------------------------- */

static const char *before_ending(vw_arena *arena, const char *name)
{
    const size_t length = strlen(name), less = sizeof ending - 1;
    return length > less && strcmp(name + length - less, ending) == 0
               ? vw_strndup(arena, name, length - less)
               : NULL;
}

/* "statement" of "templates/nl/statement.md" when that is in [lang]'s folder, else NULL. */
static const char *name_of(vw_arena *arena, const vw_embedded_file *file, vw_lang lang)
{
    const char *start = vw_printf(arena, "templates/%s/", folders[lang]);
    const size_t length = strlen(start);
    return strncmp(file->path, start, length) == 0 ? before_ending(arena, file->path + length)
                                                   : NULL;
}

/* The embedded files are in the order of their paths, so the names of a language are too. */
const char *vw_template_name(size_t index, vw_arena *arena)
{
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        const char *name = name_of(arena, &vw_embedded_templates[i], VW_EN);
        if (name != NULL && index-- == 0) {
            return name;
        }
    }
    return NULL;
}

vw_status vw_templates__builtin(const vw_source **out, vw_arena *arena, vw_diags *diags,
                                const char *name, vw_lang lang)
{
    *out = NULL;
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        const vw_embedded_file *file = &vw_embedded_templates[i];
        const char *its = name_of(arena, file, lang);
        if (its != NULL && strcmp(its, name) == 0) {
            return vw_source_new(out, arena, diags, file->path, file->text, file->length);
        }
    }
    return VW_OK;
}

/* ---- files ---------------------------------------------------------------------------------- */

static vw_status read_source(const vw_source **out, vw_arena *arena, vw_diags *diags,
                             const char *path)
{
    const char *text = NULL;
    size_t length = 0;
    vw_status status =
        vw_file_read(&text, &length, arena, diags, path, (size_t)VW_TEMPLATE_BYTES_MAX);
    return status == VW_OK ? vw_source_new(out, arena, diags, path, text, length) : status;
}

static const char *path_in(vw_arena *arena, const char *folder, vw_lang lang, const char *name)
{
    return vw_printf(arena, "%s/%s/%s%s", folder, folders[lang], name, ending);
}

static int by_name(const void *left, const void *right)
{
    return strcmp(((const vw_template_entry *)left)->name,
                  ((const vw_template_entry *)right)->name);
}

/* The catalogue is made without a template, and `report` writes it all the same. */
static vw_status report_unknown(vw_arena *arena, vw_diags *diags, const vw_report_options *options)
{
    vw_template_entries entries = {0};
    VW_VEC(const char *) names = {0};
    vw_buf list = {.arena = arena};
    vw_template_entries_list(&entries, options->own_folder, options->lang, arena);
    const vw_template_entry others[] = {{.name = "catalogue"}, {.name = VW_SECTION}};
    VW_PUSH(arena, entries, others[0]);
    VW_PUSH(arena, entries, others[1]);
    qsort(entries.items, entries.count, sizeof *entries.items, by_name);
    for (size_t i = 0; i < entries.count; i++) {
        VW_PUSH(arena, names, entries.items[i].name);
        vw_buf_addf(&list, "%s%s", i > 0 ? ", " : "", entries.items[i].name);
    }
    VW_DIAG(diags, T080, (vw_place){0}, options->template_name,
            vw_suggest(options->template_name, names.items, names.count), vw_buf_text(&list));
    return VW_ERR_USAGE;
}

static bool is_public_body(const char *type)
{
    static const char *const public_bodies[] = {
        "municipality",       "province", "water_authority", "joint_arrangement",
        "central_government", "ministry", "agency"};
    for (size_t i = 0; i < sizeof public_bodies / sizeof *public_bodies; i++) {
        if (strcmp(public_bodies[i], type) == 0) {
            return true;
        }
    }
    return false;
}

/* The section for the annual report in full, in the edition for this type of organisation. */
static const char *edition_of(const char *name, const char *type)
{
    return strcmp(name, VW_SECTION) != 0 ? name
           : is_public_body(type)        ? "section-municipality-full"
                                         : "section-company-full";
}

const char *vw_templates__fitting(vw_arena *arena, const char *name, const char *type)
{
    const char *length = strrchr(name, '-');
    if (strncmp(name, "section-", strlen("section-")) == 0) {
        return vw_printf(arena, "section-%s%s", is_public_body(type) ? "municipality" : "company",
                         length);
    }
    return strncmp(name, "college-", strlen("college-")) == 0 ? "in-control-statement"
                                                              : "statement";
}

/* No path, or a file outside the folder would be read, and one outside the other written. */
static bool is_plain(const char *name)
{
    for (const char *at = name; *at != '\0'; at++) {
        const bool letter =
            (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') || (unsigned char)*at >= 0x80;
        if (!letter && !(*at >= '0' && *at <= '9') && *at != '-' && *at != '_') {
            return false;
        }
    }
    return *name != '\0';
}

vw_status vw_templates__find(vw_template_file *out, vw_arena *arena, vw_diags *diags,
                             const vw_report_options *options, const char *type)
{
    const char *name = options->template_name;
    *out = (vw_template_file){.own = true};
    if (!is_plain(name)) {
        VW_DIAG(diags, U185, (vw_place){0}, name);
        return VW_ERR_USAGE;
    }
    if (options->template_folder != NULL) {
        return read_source(&out->source, arena, diags,
                           path_in(arena, options->template_folder, options->lang, name));
    }
    if (options->own_folder != NULL) {
        const char *path = path_in(arena, options->own_folder, options->lang, name);
        if (access(path, F_OK) == 0) {
            out->own_path = path;
            return read_source(&out->source, arena, diags, path);
        }
    }
    out->own = false;
    vw_status status =
        vw_templates__builtin(&out->source, arena, diags, edition_of(name, type), options->lang);
    return status == VW_OK && out->source == NULL ? report_unknown(arena, diags, options) : status;
}

/* ---- lists ---------------------------------------------------------------------------------- */

static vw_audience audience_of(vw_arena *arena, const vw_source *source)
{
    vw_front_matter head;
    if (source == NULL ||
        vw_front_matter_read(&head, arena, vw_diags_new(arena), source) != VW_OK) {
        return VW_CONFIDENTIAL;
    }
    return head.confidential ? VW_CONFIDENTIAL : VW_PUBLIC;
}

/* Of the first line that begins with "#". */
static const char *title_of(vw_arena *arena, const vw_source *source)
{
    for (size_t i = 0; source != NULL && i < source->line_count; i++) {
        const char *line = source->text + source->line_starts[i];
        if (*line == '#') {
            line += strspn(line, "# ");
            return vw_strndup(arena, line, strcspn(line, "\r\n"));
        }
    }
    return "";
}

/* What tells the editions of a section apart, which have one heading. */
static const char *edition_in(const char *name, vw_lang lang)
{
    static const struct {
        const char *ending;
        vw_text words;
    } editions[] = {{"-full", {", volledig", ", in full"}},
                    {"-page", {", één bladzijde", ", one page"}},
                    {"-paragraph", {", één alinea", ", one paragraph"}}};
    const char *last = strrchr(name, '-');
    for (size_t i = 0; last != NULL && i < sizeof editions / sizeof *editions; i++) {
        if (strncmp(name, "section-", 8) == 0 && strcmp(last, editions[i].ending) == 0) {
            return vw_text_in(editions[i].words, lang);
        }
    }
    return "";
}

static vw_template_entry entry_of(vw_arena *arena, const char *name, vw_lang lang,
                                  const vw_source *source, const char *path)
{
    const char *title = title_of(arena, source);
    if (path == NULL) {
        title = vw_printf(arena, "%s%s", title, edition_in(name, lang));
    }
    return (vw_template_entry){name, title, audience_of(arena, source), path};
}

static void add_own(vw_template_entries *out, const char *folder, vw_lang lang, const char *name,
                    vw_arena *arena)
{
    const vw_source *source = NULL;
    const char *path = path_in(arena, folder, lang, name);
    const vw_status status = read_source(&source, arena, vw_diags_new(arena), path);
    const vw_template_entry entry =
        entry_of(arena, name, lang, status == VW_OK ? source : NULL, path);
    for (size_t i = 0; i < out->count; i++) {
        if (strcmp(out->items[i].name, name) == 0) {
            out->items[i] = entry;
            return;
        }
    }
    VW_PUSH(arena, *out, entry);
}

void vw_template_entries_list(vw_template_entries *out, const char *folder, vw_lang lang,
                              vw_arena *arena)
{
    struct dirent **files = NULL;
    const char *name = NULL;
    for (size_t i = 0; (name = vw_template_name(i, arena)) != NULL; i++) {
        const vw_source *source = NULL;
        const vw_status status =
            vw_templates__builtin(&source, arena, vw_diags_new(arena), name, lang);
        const vw_template_entry entry =
            entry_of(arena, name, lang, status == VW_OK ? source : NULL, NULL);
        VW_PUSH(arena, *out, entry);
    }
    const int count = folder == NULL ? 0
                                     : scandir(vw_printf(arena, "%s/%s", folder, folders[lang]),
                                               &files, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        const char *own = before_ending(arena, files[i]->d_name);
        if (own != NULL) {
            add_own(out, folder, lang, own, arena);
        }
        free(files[i]);
    }
    free(files);
    if (out->count > 1) {
        qsort(out->items, out->count, sizeof *out->items, by_name);
    }
}

/* ---- checks --------------------------------------------------------------------------------- */

/* Of several with "|" between one is enough. */
static bool is_known(vw_arena *arena, const char *const *frameworks, const char *names)
{
    for (const char *at = names; *at != '\0';) {
        const size_t length = strcspn(at, "|");
        const char *name = vw_strndup(arena, at, length);
        for (size_t i = 0; frameworks[i] != NULL; i++) {
            if (strcmp(frameworks[i], name) == 0) {
                return true;
            }
        }
        at += length + strspn(at + length, "|");
    }
    return false;
}

static vw_status check_needs(const vw_source *source, const char *const *frameworks,
                             vw_arena *arena, vw_diags *diags)
{
    vw_front_matter head;
    /* What is wrong with the header itself was told before. */
    vw_status status = vw_front_matter_read(&head, arena, vw_diags_new(arena), source);
    size_t count = 0;
    while (frameworks != NULL && frameworks[count] != NULL) {
        count++;
    }
    for (size_t i = 0; frameworks != NULL && i < head.need_count; i++) {
        if (!is_known(arena, frameworks, head.needs[i].text)) {
            VW_DIAG(diags, T092, head.needs[i].place, head.needs[i].text, "needs", NULL,
                    vw_suggest(head.needs[i].text, frameworks, count));
            status = VW_ERR_INPUT;
        }
    }
    return status;
}

vw_status vw_template_check(const char *path, const char *const *frameworks, vw_arena *arena,
                            vw_diags *diags)
{
    const vw_source *source = NULL;
    vw_status status = read_source(&source, arena, diags, path);
    if (status != VW_OK) {
        return status;
    }
    status = vw_template_check_source(source, frameworks, arena, diags);
    vw_template_check_links(source, arena, diags);
    vw_template_check_voice(source, arena, diags);
    const vw_status needs = check_needs(source, frameworks, arena, diags);
    return status == VW_OK ? needs : status;
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
            status = vw_template_check_source(source, NULL, arena, diags);
            vw_template_check_voice(source, arena, diags);
        }
        worst = status == VW_OK ? worst : status;
    }
    return worst;
}

bool vw_templates_hold(const char *text)
{
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        if (strstr(vw_embedded_templates[i].text, text) != NULL) {
            return true;
        }
    }
    return false;
}

static bool is_letter(char byte)
{
    return isalpha((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

bool vw_templates_use_word(const char *word)
{
    const size_t length = strlen(word);
    for (size_t i = 0; i < vw_embedded_templates_count; i++) {
        const char *text = vw_embedded_templates[i].text;
        for (const char *at = text; *at != '\0'; at++) {
            if ((at == text || !is_letter(at[-1])) && strncasecmp(at, word, length) == 0 &&
                !is_letter(at[length])) {
                return true;
            }
        }
    }
    return false;
}

/* ---- for sign-offs -------------------------------------------------------------------------- */

void vw_templates__hash(char hex[65], const vw_template_file *file)
{
    const vw_digest digest = vw_hash(file->source->text, file->source->length);
    vw_digest_hex(hex, &digest);
}

vw_status vw_report_template_hash(char hex[65], const vw_report_options *options, const char *type,
                                  vw_arena *arena, vw_diags *diags)
{
    vw_template_file file;
    vw_status status = vw_templates__find(&file, arena, diags, options, type);
    if (status == VW_OK) {
        vw_templates__hash(hex, &file);
    }
    return status;
}
