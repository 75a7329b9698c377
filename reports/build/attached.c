/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that go along inside a PDF: the results for every reader, the index of evidence only where
 * the document is confidential, since a file's name can tell more than it should. No person stands
 * in either. */
#include "reports/build/attached.h"

#include <stdlib.h>
#include <string.h>

/* ---- what the text says ------------------------------------------------------------------- */

static bool ends_in(const char *name, const char *end)
{
    const size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcmp(name + length - tail, end) == 0;
}

/* Figures and hashes are written on one line or broken between characters, so that they can be
 * found again in the text of a page; a sentence may be hyphenated. */
static bool is_figure(const char *name)
{
    return ends_in(name, "-count") || ends_in(name, "-share") || ends_in(name, "-hash") ||
           strcmp(name, "result-hash-short") == 0 || strcmp(name, "share-met") == 0 ||
           strcmp(name, "coverage") == 0;
}

void vw_report__note_shown(vw_report *r, const char *name, const char *text)
{
    for (size_t i = 0; i < r->shown.count; i++) {
        if (strcmp(r->shown.items[i].name, name) == 0) {
            return;
        }
    }
    if (is_figure(name)) {
        vw_shown_figure figure = {vw_strdup(r->arena, name), text};
        VW_PUSH(r->arena, r->shown, figure);
    }
}

/* ---- results.json ------------------------------------------------------------------------- */

static void set_date(json_t *object, const char *key, vw_date date)
{
    char iso[11];
    vw_date_format(iso, date);
    json_object_set_new(object, key, json_string(iso));
}

typedef struct {
    json_t *entry; /* null while there is none */
} ledger_place;

static void take_entry(void *self, vw_stmt *stmt)
{
    ledger_place *place = self;
    json_decref(place->entry);
    place->entry = json_pack("{s:I, s:s}", "seq", (json_int_t)vw_stmt_int(stmt, 0), "entry_sha256",
                             vw_stmt_text(stmt, 1));
}

/* The evaluation's own entry: what came later does not change the document. */
static vw_status add_ledger(json_t *object, vw_report *r)
{
    ledger_place place = {json_null()};
    vw_status status = vw_ask_rows(
        r, "SELECT seq, entry_sha256 FROM ledger WHERE what = 'evaluation' AND number = ?1",
        take_entry, &place);
    json_object_set_new(object, "ledger", place.entry);
    return status;
}

/* Who may read only the text gets the figures of the text; the counts of shortcomings are among
 * them where the document itself counts them. */
static void add_figures(json_t *object, const vw_report *r, vw_audience audience)
{
    if (audience == VW_CONFIDENTIAL || r->shows_counts) {
        const char *text = audience == VW_CONFIDENTIAL ? vw_report__facts(r) : vw_report__counts(r);
        json_object_set_new(object, "key_figures", json_loads(text, 0, NULL));
    }
    json_t *shown = json_object();
    for (size_t i = 0; i < r->shown.count; i++) {
        json_object_set_new(shown, r->shown.items[i].name, json_string(r->shown.items[i].text));
    }
    json_object_set_new(object, "shown", shown);
}

/* Who signed off stands in the text; here the role says enough. */
static void add_sign_offs(json_t *object, const vw_report *r)
{
    json_t *all = json_array();
    for (size_t i = 0; i < r->signed_off.count && !vw_report__is_draft(r); i++) {
        json_t *one = json_pack("{s:s}", "role", r->signed_off.items[i].role);
        set_date(one, "on", r->signed_off.items[i].on);
        json_array_append_new(all, one);
    }
    json_object_set_new(object, "signed_off", all);
}

json_t *vw_report__results(vw_report *r, const char *template_name, vw_audience audience)
{
    const vw_dossier_head *head = vw_dossier_head_of(r->dossier);
    const vw_evaluation *evaluation = r->evaluation;
    json_t *object = json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:i, s:s, s:s, s:s, s:s}", "format", VW_RESULTS_FORMAT,
        "template", template_name, "lang", r->lang == VW_NL ? "nl" : "en", "audience",
        audience == VW_CONFIDENTIAL ? "confidential" : "public", "entity", head->name, "year",
        head->year, "program", evaluation->program_version, "frameworks", evaluation->frameworks,
        "set_sha256", evaluation->set_sha256, "result_sha256", evaluation->result_sha256);
    set_date(object, "as_of", evaluation->as_of);
    set_date(object, "period_from", evaluation->period_from);
    set_date(object, "period_until", evaluation->period_until);
    add_figures(object, r, audience);
    add_sign_offs(object, r);
    if (r->later_imports > 0) {
        json_object_set_new(object, "imports_since", json_integer(r->later_imports));
    }
    if (add_ledger(object, r) != VW_OK) {
        json_decref(object);
        return NULL;
    }
    return object;
}

/* ---- evidence-index.json ------------------------------------------------------------------ */

typedef struct {
    vw_buf *out;
    bool first;
} index_writer;

static json_t *text_or_null(const vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? json_string(text) : json_null();
}

static void add_json(vw_buf *out, json_t *value)
{
    char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
    if (text == NULL) {
        vw_out_of_memory();
    }
    vw_buf_add(out, text);
    free(text);
    json_decref(value);
}

static void write_import(void *self, vw_stmt *stmt)
{
    static const char *const texts[] = {
        "kind",          "file_name",      "sheet",  "importer",    "collected_at",  "imported_at",
        "complete_from", "complete_until", "method", "file_sha256", "content_sha256"};
    index_writer *writer = self;
    json_t *object = json_pack("{s:I, s:I}", "import", (json_int_t)vw_stmt_int(stmt, 0), "rows",
                               (json_int_t)vw_stmt_int(stmt, 1));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        json_object_set_new(object, texts[i], text_or_null(stmt, (int)i + 2));
    }
    vw_buf_add(writer->out, writer->first ? "\n  " : ",\n  ");
    writer->first = false;
    add_json(writer->out, object);
}

vw_status vw_report__evidence_index(vw_report *r, vw_buf *out, vw_diags *diags)
{
    vw_report own = *r;
    own.diags = diags;
    index_writer writer = {out, true};
    vw_buf_add(out, "{\n \"format\": \"" VW_INDEX_FORMAT "\",\n \"entity\": ");
    add_json(out, json_string(vw_dossier_head_of(r->dossier)->name));
    vw_buf_addf(out, ",\n \"result_sha256\": \"%s\",\n \"imports\": [",
                r->evaluation->result_sha256);
    vw_status status = vw_ask_rows(
        &own,
        "SELECT i.id, i.row_count, i.kind, i.file_name, i.sheet, i.importer, i.collected_at, "
        "i.imported_at, c.from_date, c.until_date, i.method, i.file_sha256, i.content_sha256 FROM "
        "evaluation e JOIN import i ON i.id <= e.mark LEFT JOIN import_complete c ON c.import_id = "
        "i.id WHERE e.id = ?1 ORDER BY i.id",
        write_import, &writer);
    vw_buf_add(out, writer.first ? "]\n}\n" : "\n ]\n}\n");
    return status;
}

/* ---- the files ---------------------------------------------------------------------------- */

typedef struct {
    vw_report *r;
    const char *template_name;
    vw_audience audience;
} attached;

static vw_status write_results(void *self, vw_buf *out, vw_diags *diags)
{
    const attached *a = self;
    vw_report own = *a->r;
    own.diags = diags;
    json_t *results = vw_report__results(&own, a->template_name, a->audience);
    if (results == NULL) {
        return VW_ERR_STORE;
    }
    char *text = json_dumps(results, JSON_INDENT(1));
    json_decref(results);
    if (text == NULL) {
        vw_out_of_memory();
    }
    vw_buf_addf(out, "%s\n", text);
    free(text);
    return VW_OK;
}

static vw_status write_index(void *self, vw_buf *out, vw_diags *diags)
{
    const attached *a = self;
    return vw_report__evidence_index(a->r, out, diags);
}

void vw_report__attach(vw_report *r, vw_document *document, const char *template_name,
                       vw_audience audience)
{
    attached *self = VW_NEW(r->arena, attached);
    *self = (attached){r, template_name, audience};
    vw_attachment *files = VW_NEW_ARRAY(r->arena, 2, vw_attachment);
    files[0] =
        (vw_attachment){VW_INSIDE_RESULTS,
                        "application/json",
                        vw_say(r, (vw_text){"De uitkomsten als gegevens", "The results as data"}),
                        VW_RELATION_DATA,
                        write_results,
                        self};
    files[1] =
        (vw_attachment){VW_INSIDE_INDEX,
                        "application/json",
                        vw_say(r, (vw_text){"Lijst van het bewijs waarop de uitkomsten rusten",
                                            "Index of the evidence that the results rest on"}),
                        VW_RELATION_SUPPLEMENT,
                        write_index,
                        self};
    document->attachments = files;
    document->attachment_count = audience == VW_CONFIDENTIAL ? 2 : 1;
}
