/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/certain.h"

#include "reports/build/binds.h"

#include <string.h>

/* Of a framework of the plan. */
struct vw_certain {
    bool used, told_marks, told_source;
};

static struct vw_certain *of(vw_report *r, size_t framework)
{
    if (r->certain == NULL) {
        r->certain = VW_NEW_ARRAY(r->arena, r->plan->framework_count, struct vw_certain);
    }
    return &r->certain[framework];
}

/* ---- what the template asks for -------------------------------------------------------------- */

/* What is about no framework, or about the requirement at hand, of which the loop told already. Any
 * other name may hold results of all of them. */
static bool is_about_none(const char *name)
{
    static const char *const names[] = {
        "adoption",
        "annexes-line",
        "as-of",
        "assurance-numbers",
        "board",
        "digid-connections",
        "draft-note",
        "entity",
        "entity-type",
        "filing-facts",
        "glossary",
        "import-count",
        "made-on",
        "people-shown",
        "period-from",
        "period-until",
        "program-version",
        "record-count",
        "result-hash",
        "result-hash-short",
        "result-words",
        "sample-sizes",
        "set-hash",
        "signatures",
        "year",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return strncmp(name, "requirement-", strlen("requirement-")) == 0 &&
           strcmp(name, "requirement-count") != 0 && strcmp(name, "requirement-counts") != 0;
}

void vw_certain_uses(vw_report *r, const char *name)
{
    const bool named = vw_report__argument(r, "framework") != NULL;
    const vw_framework *only = vw_report__framework(r);
    if (!named && is_about_none(name)) {
        return;
    }
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        of(r, i)->used = of(r, i)->used || !named || r->plan->frameworks[i] == only;
    }
}

void vw_certain_told_marks(vw_report *r, const vw_framework *only)
{
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        of(r, i)->told_marks =
            of(r, i)->told_marks || only == NULL || r->plan->frameworks[i] == only;
    }
}

void vw_certain_told_sources(vw_report *r)
{
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        of(r, i)->told_source = true;
    }
}

/* ---- sentences ------------------------------------------------------------------------------- */

static const char *after(const vw_report *r, const char *first, const char *second)
{
    return vw_printf(r->arena, "%s%s%s", first, *first != '\0' && *second != '\0' ? " " : "",
                     second);
}

typedef VW_VEC(const vw_framework *) frameworks;

uint64_t vw_certain_marked(const vw_framework *framework)
{
    uint64_t marked = 0;
    for (size_t i = 0; i < framework->requirement_count; i++) {
        marked += framework->requirements[i].mark != NULL;
    }
    return marked;
}

/* "a, b en c" */
static const char *joined(const vw_report *r, const vw_texts *texts)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < texts->count; i++) {
        const char *before = i == 0                  ? ""
                             : i + 1 == texts->count ? vw_say(r, (vw_text){" en ", " and "})
                                                     : ", ";
        vw_buf_addf(&out, "%s%s", before, texts->items[i]);
    }
    return vw_buf_text(&out);
}

static bool has_mark(const vw_requirement *requirement, const char *mark)
{
    return requirement->mark != NULL && strcmp(requirement->mark, mark) == 0;
}

static uint64_t marked_as(const vw_framework *framework, const char *mark)
{
    uint64_t marked = 0;
    for (size_t i = 0; i < framework->requirement_count; i++) {
        marked += has_mark(&framework->requirements[i], mark);
    }
    return marked;
}

/* Which ones, where they are few: " (5.20.03, 5.25.02)". */
static const char *which(const vw_report *r, const vw_framework *framework, const char *mark)
{
    enum { FEW = 5 };
    vw_buf out = {.arena = r->arena};
    if (marked_as(framework, mark) > FEW) {
        return "";
    }
    for (size_t i = 0; i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        if (has_mark(requirement, mark)) {
            vw_buf_addf(&out, "%s%s", out.length > 0 ? ", " : " (", requirement->id);
        }
    }
    vw_buf_add(&out, ")");
    return vw_buf_text(&out);
}

/* What is said of requirements with a mark, and of versions and dates with it. */
static const struct {
    const char *mark;
    vw_text requirements, heads;
} said_of[] = {
    {"unverified",
     {"Van {0} is de tekst of de bron niet bevestigd.",
      "Of {0} the text or its source is not confirmed."},
     {"Versie en datum van {0} zijn niet bevestigd.",
      "Version and date of {0} are not confirmed."}},
    {"draft",
     {"Van {0} is de bron een concept.", "Of {0} the source is a draft."},
     {"Versie en datum van {0} zijn die van een concept.",
      "Version and date of {0} are those of a draft."}},
    {"derived",
     {"Van {0} is de lezing afgeleid.", "Of {0} the reading is derived."},
     {"Versie en datum van {0} zijn door ons afgeleid.",
      "Version and date of {0} are derived by us."}},
};

/* With one mark: of requirements; then of versions and dates. Both or either, or "". [first]: no
 * other mark was told before, so that it is said what is counted. */
static const char *sentences_of(const vw_report *r, const frameworks *all, bool named, bool ids,
                                size_t kind, bool first)
{
    static const vw_text some = {"{0} van de {1} {1:norm|normen}",
                                 "{0} of the {1} {1:requirement|requirements}"},
                         some_of = {"{0} van de {1} {1:norm|normen} van {2}",
                                    "{0} of the {1} {1:requirement|requirements} of {2}"},
                         more_of = {"{0} van de {1} van {2}", "{0} of the {1} of {2}"};
    vw_texts marked = {0}, dated = {0};
    for (size_t i = 0; i < all->count; i++) {
        const vw_framework *framework = all->items[i];
        const uint64_t count = marked_as(framework, said_of[kind].mark);
        const char *whole = vw_show_framework(r, framework);
        const char *name = framework->by_choice ? whole : vw_say(r, framework->title);
        if (count > 0) {
            const vw_text how = !named ? some : first && marked.count == 0 ? some_of : more_of;
            VW_PUSH(r->arena, marked,
                    vw_printf(r->arena, "%s%s",
                              VW_FILL(r, how, vw_show_number(r, count),
                                      vw_show_number(r, framework->requirement_count), name),
                              ids ? which(r, framework, said_of[kind].mark) : ""));
        }
        if (framework->mark != NULL && strcmp(framework->mark, said_of[kind].mark) == 0) {
            VW_PUSH(r->arena, dated, whole);
        }
    }
    return after(r,
                 marked.count > 0 ? VW_FILL(r, said_of[kind].requirements, joined(r, &marked)) : "",
                 dated.count > 0 ? VW_FILL(r, said_of[kind].heads, joined(r, &dated)) : "");
}

/* [ids]: which ones they are, which a public document leaves out. */
static const char *sentences(const vw_report *r, const frameworks *all, bool named, bool ids)
{
    const char *told = "";
    for (size_t i = 0; i < sizeof said_of / sizeof *said_of; i++) {
        told = after(r, told, sentences_of(r, all, named, ids, i, *told == '\0'));
    }
    return told;
}

const char *vw_certain_line(vw_report *r, const vw_framework *framework)
{
    frameworks one = {0};
    VW_PUSH(r->arena, one, framework);
    const char *line = sentences(r, &one, false, false);
    return *line != '\0' ? line : NULL;
}

/* Whose work the frameworks rest on, where a licence asks for it. */
static const char *sources(const vw_report *r, const frameworks *all)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < all->count; i++) {
        vw_buf_addf(&out, "%s%s: %s", i > 0 ? " " : "", vw_show_framework(r, all->items[i]),
                    vw_say(r, all->items[i]->attribution));
    }
    return vw_buf_text(&out);
}

/* ---- the document ---------------------------------------------------------------------------- */

/* The only paragraph of a document that is no more than that below its heading, or NULL. */
static const vw_block *only_paragraph(const vw_block *root)
{
    const vw_block *found = NULL;
    for (size_t i = 0; i < root->child_count; i++) {
        const vw_block *child = root->children[i];
        if (child->is == VW_BLOCK_PARAGRAPH && found == NULL) {
            found = child;
        } else if (child->is != VW_BLOCK_HEADING) {
            return NULL;
        }
    }
    return found;
}

static const vw_block *longer(const vw_report *r, const vw_block *paragraph, const char *text)
{
    vw_run *runs = VW_NEW_ARRAY(r->arena, paragraph->run_count + 1, vw_run);
    memcpy(runs, paragraph->runs, paragraph->run_count * sizeof *runs);
    runs[paragraph->run_count] = (vw_run){.text = vw_printf(r->arena, " %s", text)};
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = *paragraph;
    block->runs = runs;
    block->run_count = paragraph->run_count + 1;
    return block;
}

/* Where the note stands: at the end, but above the signatures, so that it is no part of what an
 * auditor says below them. The heading over them, or the count of children. */
static size_t place_of(const vw_block *root)
{
    size_t heading = root->child_count;
    for (size_t i = 0; i < root->child_count; i++) {
        if (root->children[i]->is == VW_BLOCK_HEADING) {
            heading = i;
        }
        if (root->children[i]->is == VW_BLOCK_SIGNATURES) {
            return heading;
        }
    }
    return root->child_count;
}

static const vw_block *with_told(vw_report *r, const vw_block *root, const char *told)
{
    const vw_block *only = only_paragraph(root);
    const size_t place = place_of(root);
    vw_block_list blocks = {0};
    for (size_t i = 0; i <= root->child_count; i++) {
        if (i == place && only == NULL) {
            vw_add_note(r, &blocks, told);
        }
        if (i < root->child_count) {
            const vw_block *child = root->children[i];
            VW_PUSH(r->arena, blocks, child == only ? longer(r, child, told) : child);
        }
    }
    vw_block *changed = VW_NEW(r->arena, vw_block);
    *changed = *root;
    changed->children = blocks.items;
    changed->child_count = blocks.count;
    return changed;
}

vw_status vw_certain_document(const vw_block **root, vw_report *r)
{
    frameworks marked = {0}, licensed = {0};
    bool *used = VW_NEW_ARRAY(r->arena, r->plan->framework_count, bool);
    vw_status status = vw_binds_find(r);
    for (size_t i = 0; i < r->plan->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        used[i] = of(r, i)->used;
        if (of(r, i)->used && !of(r, i)->told_marks) {
            VW_PUSH(r->arena, marked, framework);
        }
        if (of(r, i)->used && !of(r, i)->told_source && framework->licence != NULL) {
            VW_PUSH(r->arena, licensed, framework);
        }
    }
    if (status != VW_OK) {
        return status;
    }
    const bool ids = (*root)->audience == VW_CONFIDENTIAL;
    const char *told = r->told_binds ? "" : vw_binds_doubts(r, used, !ids);
    told = after(r, after(r, told, sentences(r, &marked, true, ids)), sources(r, &licensed));
    if (*told != '\0') {
        *root = with_told(r, *root, told);
    }
    return status;
}
