/* SPDX-License-Identifier: EUPL-1.2 */
/* The document: a tree of blocks, the only thing that a renderer knows. No SQL and no YAML here.
 *
 * Built by the report builders from templates and stored results, rendered by pdf/ xlsx/ markdown/
 * html/ json/ docx/ odt/ csv/. Each block has a stable [id] (also a link's target), a language and
 * an audience, so that tags, embedded data and public/confidential editions can be made from the
 * same tree. */
#ifndef VW_REPORTS_DOCUMENT_H
#define VW_REPORTS_DOCUMENT_H

#include "base/date.h"
#include "base/diag.h"
#include "model/result.h"
#include "reports/form.h"

typedef enum { VW_PUBLIC, VW_CONFIDENTIAL } vw_audience;

/* A run of text in one style. Texts are valid UTF-8 of any script; renderers escape them. */
typedef struct {
    const char *text;
    bool strong, emphasis, code;
    const char *target; /* NULL, "#block-id" or a URL */
    const char *lang;   /* NULL: the document's; else a BCP 47 tag */
    bool line_break;    /* a forced break; text is "" */
} vw_run;

typedef enum {
    VW_CELL_EMPTY,
    VW_CELL_TEXT,
    VW_CELL_INTEGER,
    VW_CELL_NUMBER, /* number, which may have decimals; shown with two, when it is not whole */
    VW_CELL_SHARE,  /* number 0..1, shown as a percentage with one decimal; < 0: not available */
    VW_CELL_DATE,
    VW_CELL_INSTANT, /* text, "2025-12-31T12:00:00Z": a workbook has it as a date with its time */
    VW_CELL_RESULT
} vw_cell_kind;

/* How a number came about, so that a workbook can hold it as a live formula. */
typedef struct {
    enum {
        VW_COUNT_WHERE, /* rows of table [table] where column [column] = [value] (and the second) */
        VW_SUM_ABOVE,   /* sum of this column over the rows of this table above this one */
        VW_SUM_ACROSS,  /* sum of the cells of this row whose bit stands in [over] */
        VW_RATIO        /* sum of [over] cells of this row / sum of [under] cells of this row */
    } is;
    const char *table;     /* id of a table that has a sheet */
    const char *column[2]; /* ids of its columns; [1] may be NULL */
    const char *value[2];  /* what the cell shows, or for a result its name ("not_met") */
    uint64_t over, under;  /* bit i = column i of this row */
    bool complement;       /* of VW_RATIO: 1 - the ratio */
} vw_formula;

typedef struct {
    vw_cell_kind is;
    const char *text; /* for text, which may hold newlines, and an instant */
    int64_t integer;
    double number;
    vw_date date;
    vw_result result;
    const char *target;        /* NULL, "#block-id" or URL */
    const vw_formula *formula; /* NULL: a plain value */
    bool strong;
    /* The same text as runs, of which only the language counts, when a part of it is not in the
     * document's; NULL: all of it is. */
    const vw_run *runs;
    size_t run_count;
} vw_cell;

typedef struct {
    const char *id;
    const char *title;
    vw_cell_kind is; /* what most cells are: decides alignment and number format */
    double weight;   /* relative width on paper; a sheet uses weight * 10 characters */
    bool code;       /* ids and hashes: fixed-width face, may break anywhere */
    bool on_paper;   /* false: only in xlsx and json; of no column: so is the whole table */
    /* Of a workbook that comes back: the field that its cells hold. A person fills them in, unless
     * it says VW_FORM_CONTEXT: then they are the row's key. NULL: only to read. */
    const vw_form_column *input;
} vw_table_column;

/* Rows one by one. [open] starts from the first row and may be called again after [close]; [next]
 * sets [*cells] to an array with one cell a column, valid until the next call, or to NULL at the
 * end. A failure adds a diagnostic. */
typedef struct {
    vw_status (*open)(void *self, vw_diags *diags);
    vw_status (*next)(void *self, vw_diags *diags, const vw_cell **cells);
    void (*close)(void *self);
    void *self;
} vw_rows;

typedef struct {
    const char *id; /* the same in each language: "conclusions" */
    const char *caption;
    const char *sheet; /* the sheet's title, or NULL: not in the workbook; equal titles share one */
    const char *sheet_id; /* stable, language-free: "summary"; NULL when sheet is */
    const vw_table_column *columns;
    size_t column_count;
    vw_rows rows;
    uint64_t total_rows; /* what [rows] will give */
    uint64_t paper_rows; /* 0: all; else at most so many on paper, and [paper_note] says where the
                            rest is */
    const char *paper_note;
    const char *empty;  /* sentence instead of a table without rows */
    bool has_total_row; /* the last row is a total: set apart */
} vw_table;

typedef enum {
    VW_CHART_RESULTS, /* horizontal stacked bars of the eight results, one a group: [bars] */
    VW_CHART_SHARES,  /* horizontal bars from 0 to 100 %: a group for each of [points] */
    VW_CHART_TREND    /* lines over [points], which are years or dates in their order */
} vw_chart_kind;

typedef struct {
    const char *label;
    vw_counts counts;
} vw_chart_bar;

/* Told apart by shape and pattern, so at most VW_CHART_SERIES_MAX. */
enum { VW_CHART_SERIES_MAX = 4 };
typedef struct {
    const char *label;
    const double *shares; /* one a point, 0..1; below 0: not available, which leaves a gap */
} vw_chart_series;

typedef struct {
    vw_chart_kind is;
    const char *caption;
    const char *alternative; /* text that says what the chart shows, in full */
    const vw_chart_bar *bars;
    size_t bar_count;
    const char *const *points; /* labels */
    size_t point_count;
    const vw_chart_series *series;
    size_t series_count;
} vw_chart;

typedef struct {
    const char *role; /* "Burgemeester" */
    const char *name; /* "" : to be filled in */
} vw_signatory;

typedef enum {
    VW_BLOCK_DOCUMENT,   /* the root; children */
    VW_BLOCK_COVER,      /* runs: title; children: paragraphs of the cover */
    VW_BLOCK_CONTENTS,   /* renderers fill it from the headings; PDF with page numbers and links */
    VW_BLOCK_HEADING,    /* level 1..4, runs, number ("3.2" or "") */
    VW_BLOCK_PARAGRAPH,  /* runs */
    VW_BLOCK_LIST,       /* ordered or not; children: items */
    VW_BLOCK_ITEM,       /* children: paragraphs, lists */
    VW_BLOCK_QUOTE,      /* children; a statement or remark set apart */
    VW_BLOCK_NOTE,       /* children; a warning or mark that must not be missed */
    VW_BLOCK_TABLE,      /* table */
    VW_BLOCK_CHART,      /* chart */
    VW_BLOCK_FACTS,      /* pairs of label and text: cover data, key figures */
    VW_BLOCK_SIGNATURES, /* signatories, place and date to be filled in */
    VW_BLOCK_PAGE_BREAK
} vw_block_kind;

typedef struct {
    const char *label;
    vw_cell cell;
} vw_fact;

typedef struct vw_block {
    vw_block_kind is;
    const char *id;   /* unique in the document, [a-z0-9-.]+; NULL: none */
    const char *lang; /* NULL: inherited */
    vw_audience audience;
    int level; /* of a heading; of the contents: the deepest heading that paper lists, 0: three */
    const char *number;
    const vw_run *runs;
    size_t run_count;
    const struct vw_block *const *children;
    size_t child_count;
    bool ordered;
    const vw_table *table;
    const vw_chart *chart;
    const vw_fact *facts;
    size_t fact_count;
    const vw_signatory *signatories;
    size_t signatory_count;
} vw_block;

/* The names that renderers need besides the tree, in the document's language. */
typedef struct {
    const char *result[VW_RESULT_COUNT];          /* "voldoet niet" */
    const char *contents, *page, *of, *continued; /* "Inhoud", "Pagina", "van", "vervolg" */
    const char *text, *whole_text; /* of a workbook: the sheet with the text, and what it holds */
    const char *not_available;     /* for a share without denominator */
    const char *place, *date, *signature, *name; /* signature block */
    const char *draft;                           /* "concept": shown until signed off */
    const char *total;
    const char *ledger;         /* "Grootboek": before the ledger's head */
    const char *decimal_mark;   /* "," or "." */
    const char *thousands_mark; /* U+00A0, "." or "," */
    const char *month[12];
} vw_words;

/* How a file that goes along relates to the document (AFRelationship of ISO 32000-2, 14.13). */
typedef enum {
    VW_RELATION_DATA,      /* what the document's figures are */
    VW_RELATION_SUPPLEMENT /* what they rest on */
} vw_relation;

/* A file that goes along inside the PDF, and nowhere else. */
typedef struct {
    const char *name;        /* in ASCII, unique in the document: "results.json" */
    const char *mime;        /* "application/json" */
    const char *description; /* in the document's language */
    vw_relation relation;
    /* Adds the bytes to [out], when the PDF is written. A failure adds a diagnostic. */
    vw_status (*write)(void *self, vw_buf *out, vw_diags *diags);
    void *self;
} vw_attachment;

/* The organisation's own look; see engine/load/house_style.h. */
typedef struct {
    uint8_t red, green, blue; /* dark enough for text on white and on a tint of it */
} vw_rgb;

typedef struct {
    const char *bytes; /* the file, without what does not show */
    size_t length;
    bool jpeg;               /* else PNG */
    const char *path;        /* for messages */
    const char *alternative; /* what it shows; "": it only decorates */
} vw_logo;

/* By what a document that people fill in is known when it comes back as a workbook: texts for its
 * hidden sheet, and above the columns of tables with input. Other renderers pass it over. */
typedef struct {
    const char *meta_name;          /* of the hidden sheet; begins the name of others like it */
    const char *read_only;          /* stands above a column only to read, before its id */
    const char *const *const *meta; /* rows of texts, NULL past the last of each */
    size_t meta_count;
    const char *not_in_list, *no_date; /* what is wrong with a value */
} vw_document_form;

typedef struct {
    const vw_block *root;
    vw_lang lang;
    const char *lang_tag;                 /* "nl-NL", "en-GB" */
    const char *title, *subject, *author; /* metadata */
    const char *entity;                   /* running head */
    const char *period;                   /* running head: "2025" */
    const char *version_line;             /* running foot: program, evaluation hash, draft mark */
    const char *ledger_head; /* running foot: "12:HASH", the ledger's entry of the evaluation, which
                                `verify --head` takes; NULL: none */
    const vw_rgb *accent;    /* NULL: the program's own */
    const vw_logo *logo;     /* on the cover; NULL: none */
    int64_t made_at;         /* from the clock */
    const char *initials;    /* a place for initials at the foot of each page: whose; NULL: none */
    int pages; /* on paper it is set closer rather than take more than these; 0: any number */
    bool draft;
    vw_audience audience; /* of the document as a whole: what it embeds and says of itself too */
    vw_words words;
    const char *json_facts; /* unused by other renderers: key figures as a JSON object text */
    const vw_attachment *attachments; /* unused by other renderers than PDF */
    size_t attachment_count;
    const vw_document_form *form; /* NULL: nobody fills it in */
} vw_document;

/* Each renderer writes one file, or the CSV one folder, whole or not at all. [scratch] may be reset
 * by it. */
VW_MUST_USE vw_status vw_pdf_render(const vw_document *document, const char *path,
                                    vw_arena *scratch, vw_diags *diags);
VW_MUST_USE vw_status vw_xlsx_render(const vw_document *document, const char *path,
                                     vw_arena *scratch, vw_diags *diags);
VW_MUST_USE vw_status vw_markdown_render(const vw_document *document, const char *path,
                                         vw_arena *scratch, vw_diags *diags);
VW_MUST_USE vw_status vw_html_render(const vw_document *document, const char *path,
                                     vw_arena *scratch, vw_diags *diags);
/* SHA-256, hex, of what the document says: of it as JSON. House style and attachments are no part
 * of it. */
VW_MUST_USE vw_status vw_document_text_hash(char hex[65], const vw_document *document,
                                            vw_arena *scratch, vw_diags *diags);
/* What it leaves open, "[still to be filled in: ...]": how many places, and the first few as they
 * stand there, each once. */
typedef struct {
    uint64_t count;
    VW_VEC(const char *) first;
} vw_open_places;
VW_MUST_USE vw_status vw_document_open_places(vw_open_places *out, const vw_document *document,
                                              vw_arena *arena, vw_diags *diags);
VW_MUST_USE vw_status vw_json_render(const vw_document *document, const char *path,
                                     vw_arena *scratch, vw_diags *diags);
VW_MUST_USE vw_status vw_docx_render(const vw_document *document, const char *path,
                                     vw_arena *scratch, vw_diags *diags);
VW_MUST_USE vw_status vw_odt_render(const vw_document *document, const char *path,
                                    vw_arena *scratch, vw_diags *diags);
/* A file for each table, in the folder [path], which is made. Files of the same names are replaced;
 * when others stand there, nothing is written (T050). */
VW_MUST_USE vw_status vw_csv_render(const vw_document *document, const char *path,
                                    vw_arena *scratch, vw_diags *diags);

#endif
