/* SPDX-License-Identifier: EUPL-1.2 */
/* The formats that are read, and how each is recognised. Tables (CSV, XLSX, JSON, JSON Lines) have
 * records of one kind, under headings; documents (formats/) have kinds of their own. */
#ifndef VW_INTAKE_FORMAT_H
#define VW_INTAKE_FORMAT_H

#include "intake/taker.h"

#include <jansson.h>

/* A format whose files are one JSON value, read whole. */
typedef struct {
    const char *name;         /* as --format takes it: "csaf" */
    vw_text label;            /* as people call it: "CSAF 2.0" */
    const char *const *kinds; /* that it yields, ended by NULL */
    /* Paths to the words that say who or what made the document, such as a tool and its version;
     * those that are there are joined by a blank. Ended by NULL; NULL: none. */
    const char *const *producer;
    /* True when the document says itself that it is of this format, whatever its version. */
    bool (*recognise)(const json_t *document);
    /* Judges the document by the format's own rules, and takes it in. Adds a diagnostic for every
     * problem. VW_OK also after those; another status when reading cannot go on. */
    vw_status (*take)(vw_intake_run *run, const json_t *document);
} vw_json_format;

/* All of them, in the order in which they are asked; ended by NULL. */
extern const vw_json_format *const vw_json_formats[];

extern const vw_json_format vw_format_csaf, vw_format_openvex, vw_format_cyclonedx, vw_format_spdx,
    vw_format_kev, vw_format_sarif, vw_format_ocsf, vw_format_hdf, vw_format_powerpipe;

/* A CSV layout of a tool: recognised by its headings, with a reader of its own for the rows. */
typedef struct {
    const char *name;
    vw_text label;
    const char *const *kinds;
    const char *const *headings; /* that must all be there, ended by NULL */
    /* [row] maps each heading of the file to its cell: a JSON object of texts, borrowed. */
    vw_status (*take_row)(vw_taker *taker, uint32_t row_no, const json_t *row);
} vw_csv_layout;

/* All of them, ended by NULL. */
extern const vw_csv_layout *const vw_csv_layouts[];

extern const vw_csv_layout vw_layout_prowler, vw_layout_powerpipe;

/* True, with N086, when the file's first bytes tell a format that is read in another form only:
 * CycloneDX in XML. Asked when the user names neither a kind nor a format. */
bool vw_format_is_other_form(const vw_input *input, vw_arena *arena, vw_diags *diags);

/* ---- what the readers of documents share (formats/json.c) -------------------------------- */

/* The member at the end of a path of names, "tracking.id", or NULL. An array's element by number,
 * "ratings.0.severity". */
const json_t *vw_json_at(const json_t *value, const char *path);
/* The same as a text; NULL when it is absent or no text, number or boolean. Numbers and booleans
 * are written as JSON writes them. In [arena]. */
const char *vw_json_text(vw_arena *arena, const json_t *value, const char *path);
/* What is left of [value], an object, without the members named (paths, ended by NULL), as compact
 * JSON in order of names; "" when nothing is left. In [arena]. */
const char *vw_json_rest(vw_arena *arena, const json_t *value, const char *const *taken);

#endif
