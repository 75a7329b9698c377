/* SPDX-License-Identifier: EUPL-1.2 */
/* From a stored evaluation and a template to a document, and from a document to files. */
#ifndef VW_REPORTS_REPORT_H
#define VW_REPORTS_REPORT_H

#include "eval/evaluate.h"
#include "reports/document.h"

/* Names of the built-in templates, in order; NULL past the last. */
const char *vw_template_name(size_t index, vw_arena *arena);

typedef struct {
    const char *name,
        *title; /* [title] is the first heading, or ""; of a section its edition too */
    vw_audience audience;
    const char *path; /* of the file, for one of the organisation's own; NULL: built in */
} vw_template_entry;
typedef VW_VEC(vw_template_entry) vw_template_entries;

/* The built-in templates and those in [folder] (or NULL) for [lang], by name: one of the
 * organisation's own takes the place of a built-in one. One whose header cannot be read is
 * confidential. */
void vw_template_entries_list(vw_template_entries *out, const char *folder, vw_lang lang,
                              vw_arena *arena);

/* Checks a template file: Markdown that parses, only known placeholders, blocks alone on a line.
 * Every problem has its line and column. What it says of frameworks must be among [frameworks],
 * ended by NULL; NULL: any. */
VW_MUST_USE vw_status vw_template_check(const char *path, const char *const *frameworks,
                                        vw_arena *arena, vw_diags *diags);
/* All built-in ones, in both languages; [*count] is how many were checked. */
VW_MUST_USE vw_status vw_template_check_builtin(size_t *count, vw_arena *arena, vw_diags *diags);

/* A template whose header names a form is checked before it is filled in. */
typedef enum {
    VW_FORM_STRICT, /* no document when something is wrong: all of it is told */
    VW_FORM_DRAFT,  /* a document all the same, which says how much is; one warning */
    VW_FORM_ONLY    /* only the check: [*out] stays NULL */
} vw_form_mode;

/* The year before, for figures beside this year's and what became of promises. */
typedef struct {
    vw_dossier *dossier; /* NULL: none; it stays open as long as this year's */
    const vw_evaluation *evaluation;
    const vw_plan *plan;
    const char *const *texts; /* paths of last year's section, as Markdown, text or JSON */
    size_t text_count;
} vw_report_earlier;

typedef struct {
    const char *template_name;   /* "statement" */
    const char *template_folder; /* own templates in DIR/nl and DIR/en, or NULL */
    const char *own_folder;      /* likewise, for what it holds; else the built-in one; or NULL */
    vw_lang lang;
    bool names;                       /* show people by name and key, not by role */
    const vw_report_earlier *earlier; /* or NULL */
    vw_form_mode form;
    bool unsigned_off; /* as it was before anybody signed off */
    bool as_printed;   /* as when [imports_since] imports had come in since the evaluation */
    int64_t imports_since;
} vw_report_options;

/* Builds the document on [evaluation], whose plan is [plan]. Its tables read from [dossier] while
 * they are rendered, so the dossier stays open that long. Who signed off stands in it when that was
 * on the text that it has: where somebody did, it is built twice, and read once (decision 0042). */
VW_MUST_USE vw_status vw_report_build(const vw_document **out, vw_dossier *dossier,
                                      const vw_evaluation *evaluation, const vw_plan *plan,
                                      const vw_report_options *options, vw_arena *arena,
                                      vw_diags *diags);

/* SHA-256, hex, of the text of the template that [options] name, for an organisation of [type]:
 * what a sign-off is about. */
VW_MUST_USE vw_status vw_report_template_hash(char hex[65], const vw_report_options *options,
                                              const char *type, vw_arena *arena, vw_diags *diags);

/* The roles that the document has places for, joined, in its language; NULL: it is not signed. */
const char *vw_report_places(vw_arena *arena, const vw_document *document);
/* Whether what an organisation of [type] signs has a place for [role], in either language. */
bool vw_report_has_place(const char *type, const char *role);

/* The catalogue of a framework of [plan]: all that it lists, and what decides it. It needs no
 * dossier. [set_sha256] names the control sets; unless they are [shipped], it says so. */
const vw_document *vw_report_catalogue(const vw_plan *plan, const vw_framework *framework,
                                       const char *set_sha256, bool shipped, vw_lang lang,
                                       vw_arena *arena, vw_diags *diags);

/* ---- documents that were made before -------------------------------------------------------- */

/* The files that go along in a PDF, by name (docs/signing.md). */
#define VW_INSIDE_RESULTS "results.json"
#define VW_INSIDE_INDEX "evidence-index.json"
typedef struct {
    const char *name;
    const char *bytes; /* NULL: there is no such file */
    size_t length;
} vw_report_inside;

/* Do the [pages] say the figures that [results] says they show? Else S032; S029 for what cannot be
 * read. */
VW_MUST_USE vw_status vw_report_pages_agree(bool *agree, const vw_report_inside *results,
                                            const char *pages, vw_place place, vw_arena *arena,
                                            vw_diags *diags);

typedef struct {
    int64_t evaluation; /* that the document is about; 0: the dossier has none (S030) */
    bool agrees;        /* it counts to the same results and rests on the same evidence */
} vw_report_comparison;

/* Counts the stored evaluation again and compares; each difference is told (S029, S031, S033). */
VW_MUST_USE vw_status vw_report_dossier_agrees(vw_report_comparison *out, vw_dossier *dossier,
                                               const vw_report_inside *results,
                                               const vw_report_inside *index, vw_place place,
                                               vw_arena *arena, vw_diags *diags);
bool vw_report_is_confidential(const vw_report_inside *results);
/* The template of a document that nobody approved, in [arena]; NULL: it was approved, or these are
 * no results. */
const char *vw_report_draft_of(const vw_report_inside *results, vw_arena *arena);

/* ---- formats -------------------------------------------------------------------------------- */

typedef enum {
    VW_FORMAT_PDF,
    VW_FORMAT_XLSX,
    VW_FORMAT_MARKDOWN,
    VW_FORMAT_HTML,
    VW_FORMAT_JSON,
    VW_FORMAT_DOCX,
    VW_FORMAT_ODT,
    VW_FORMAT_CSV,
    VW_FORMAT_COUNT
} vw_format;

/* "pdf", "xlsx", "md", "html", "json", "docx", "odt", "csv": also the file's ending. */
const char *vw_format_name(vw_format format);
/* All of them, for people: "pdf, xlsx, md". */
extern const char vw_format_names[];
/* True for one that writes a folder of files, whose name has no ending. */
bool vw_format_is_folder(vw_format format);
bool vw_format_parse(vw_format *out, const char *name);
VW_MUST_USE vw_status vw_report_render(const vw_document *document, vw_format format,
                                       const char *path, vw_arena *scratch, vw_diags *diags);

#endif
