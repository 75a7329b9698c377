/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/records.h"

#include "base/utf8.h"
#include "reports/build/passages.h"
#include "reports/build/people.h"
#include "reports/render/render.h"

#include <stdlib.h>
#include <string.h>

struct vw_record_key {
    const char *text;
};

typedef struct {
    vw_report *r;
    const vw_kind *kind;
    const vw_records_query *query;
    const vw_field *fields[VW_RECORD_FIELDS];
    size_t count;
    vw_records *out;
} vw_reading;

static const vw_text not_public = {"(niet openbaar)", "(not public)"};

/* ---- the statement ------------------------------------------------------------------------- */

static const char *time_of(const vw_kind *kind, vw_records_when when)
{
    const bool event = kind->nature == VW_EVENT;
    switch (when) {
    case VW_OVER_UNTIL_NOW:
        return event ? "e.occurred_on <= v.period_until" : "e.effective_from <= v.period_until";
    case VW_OVER_YEAR_AGO:
        return event ? "e.occurred_on BETWEEN date(v.period_from, '-1 year') AND "
                       "date(v.period_until, '-1 year')"
                     : "e.effective_from <= date(v.as_of, '-1 year') AND (e.effective_until IS "
                       "NULL OR e.effective_until >= date(v.as_of, '-1 year'))";
    case VW_OVER_ALL:
        return "1";
    case VW_OVER_PERIOD:
    default:
        return event ? "e.occurred_on BETWEEN v.period_from AND v.period_until"
                     : "e.effective_from <= v.as_of AND (e.effective_until IS NULL OR "
                       "e.effective_until >= v.as_of)";
    }
}

/* The newest version at the mark of each record that is asked for. */
static const char *from_and_where(const vw_report *r, const vw_kind *kind,
                                  const vw_records_query *query)
{
    return vw_printf(
        r->arena,
        "FROM evaluation v JOIN ev_%s e ON e.import_id <= v.mark JOIN subject s ON s.id = "
        "e.subject WHERE v.id = ?1 AND NOT EXISTS (SELECT 1 FROM ev_%s n WHERE n.subject = "
        "e.subject AND n.import_id <= v.mark AND n.import_id > e.import_id) AND (%s) AND (%s)",
        kind->name, kind->name, time_of(kind, query->when),
        query->where != NULL ? query->where : "1");
}

static bool has_all(const vw_report *r, const vw_kind *kind, const char *names)
{
    for (const char *at = names; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, " ");
        if (vw_kind_field(kind, vw_strndup(r->arena, at, length)) == NULL) {
            return false;
        }
        at += length + strspn(at + length, " ");
    }
    return true;
}

/* NULL, and nothing available, when the catalogue of the evaluation lacks it. */
static const vw_kind *kind_of(vw_records *out, const vw_report *r, const vw_records_query *query)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, query->kind);
    *out = (vw_records){0};
    out->available = kind != NULL && has_all(r, kind, query->needs);
    return out->available ? kind : NULL;
}

/* ---- one value ----------------------------------------------------------------------------- */

static int64_t instant_of(const char *text)
{
    char day[11] = "";
    vw_date date;
    if (strlen(text) != 20) {
        return 0;
    }
    memcpy(day, text, 10);
    if (!vw_date_parse(&date, day)) {
        return 0;
    }
    const int hours = (int)strtol(text + 11, NULL, 10);
    const int minutes = (int)strtol(text + 14, NULL, 10);
    const int seconds = (int)strtol(text + 17, NULL, 10);
    return (int64_t)date * 86400 + (int64_t)hours * 3600 + (int64_t)minutes * 60 + seconds;
}

const char *vw_records_number(const vw_report *r, double number)
{
    vw_buf out = {.arena = r->arena};
    vw_render_number(&out, r->words, number);
    return vw_buf_text(&out);
}

static void read_date(vw_record_value *value, const vw_report *r, const vw_field *field,
                      const char *text)
{
    const vw_cell cell = vw_date_cell(text);
    value->date = cell.is == VW_CELL_DATE ? cell.date : VW_DATE_NONE;
    value->at = field->type == VW_TYPE_DATETIME ? instant_of(text) : 0;
    value->shown = cell.is == VW_CELL_DATE ? vw_show_date(r, cell.date) : vw_strdup(r->arena, text);
}

/* Of the choice as the catalogue has it: its words, which nobody typed. */
static void read_choice(vw_record_value *value, const vw_report *r, const vw_field *field,
                        const char *text)
{
    const vw_enum_value *choice = vw_field_value(field, text);
    value->choice = choice != NULL ? choice->value : vw_strdup(r->arena, text);
    value->shown = choice != NULL ? vw_say(r, choice->label) : value->choice;
}

static const char *key_of(const vw_report *r, int64_t subject)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    const char *key = "";
    if (vw_stmt_new(&stmt, vw_dossier_db(r->dossier), r->arena, r->diags,
                    "SELECT key FROM subject WHERE id = ?1") != VW_OK) {
        return key;
    }
    vw_stmt_bind_int(stmt, 1, subject);
    if (vw_stmt_step(stmt, r->diags, &row) == VW_OK && row) {
        key = vw_strdup(r->arena, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return key;
}

typedef struct {
    vw_arena *arena;
    const char *name;
} vw_name_found;

static void keep_name(void *self, vw_stmt *stmt)
{
    vw_name_found *found = self;
    const char *name = vw_stmt_text(stmt, 0);
    found->name = name != NULL ? vw_strdup(found->arena, name) : NULL;
}

/* What a system, supplier or process is called; NULL: no name, or that of a human being. */
static const char *name_of(vw_report *r, const char *kind_name, int64_t subject)
{
    static const char *const named[] = {"asset", "process", "supplier"};
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, kind_name);
    bool has_name = false;
    for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
        has_name = has_name || strcmp(named[i], kind_name) == 0;
    }
    if (!has_name || kind == NULL || vw_kind_field(kind, "name") == NULL) {
        return NULL;
    }
    const bool may_be_human = vw_kind_field(kind, "person_type") != NULL;
    vw_name_found found = {.arena = r->arena};
    const vw_status status = vw_ask_rows(
        r,
        vw_printf(r->arena,
                  "SELECT %s FROM evaluation v JOIN ev_%s e ON e.import_id <= v.mark WHERE v.id = "
                  "?1 AND e.subject = %lld ORDER BY e.import_id DESC LIMIT 1",
                  may_be_human ? "CASE WHEN e.person_type IS 'individual' THEN NULL ELSE e.name END"
                               : "e.name",
                  kind->name, (long long)subject),
        keep_name, &found);
    return status == VW_OK ? found.name : NULL;
}

/* In a public document by role, also when names were asked for. */
static const char *subject_shown(vw_report *r, const char *kind, int64_t subject, const char *key)
{
    if (r->audience == VW_PUBLIC) {
        return vw_show_role(r, r->arena, subject);
    }
    const char *shown = vw_show_subject(r, r->arena, kind, subject, key);
    const char *name = shown == key ? name_of(r, kind, subject) : NULL;
    vw_passages_note(r, name);
    return name != NULL ? vw_printf(r->arena, "%s (%s)", name, key) : shown;
}

const char *vw_records_subject(vw_report *r, const char *kind, const char *key)
{
    int64_t subject = 0;
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    if (found == NULL ||
        vw_ask_number(&subject, r,
                      vw_printf(r->arena,
                                "SELECT id FROM subject WHERE ?1 > 0 AND kind = '%s' AND key = ?2",
                                found->name),
                      key) != VW_OK) {
        return key;
    }
    return subject_shown(r, found->name, subject, key);
}

static bool is_free_text(const vw_field *field)
{
    return field->type == VW_TYPE_TEXT || (field->type == VW_TYPE_LIST && field->value_count == 0);
}

static vw_record_value value_of(const vw_reading *reading, const vw_field *field, vw_stmt *stmt,
                                int column)
{
    vw_report *r = reading->r;
    vw_record_value value = {.date = VW_DATE_NONE};
    if (field == NULL || vw_stmt_is_null(stmt, column)) {
        return value;
    }
    value.known = true;
    switch (field->type) {
    case VW_TYPE_BOOL:
        value.number = (double)vw_stmt_int(stmt, column);
        value.shown =
            vw_say(r, value.number != 0 ? (vw_text){"ja", "yes"} : (vw_text){"nee", "no"});
        break;
    case VW_TYPE_INTEGER:
    case VW_TYPE_NUMBER:
        value.number = vw_stmt_real(stmt, column);
        value.shown = vw_records_number(r, value.number);
        break;
    case VW_TYPE_DATE:
    case VW_TYPE_DATETIME:
        read_date(&value, r, field, vw_stmt_text(stmt, column));
        break;
    case VW_TYPE_ENUM:
        read_choice(&value, r, field, vw_stmt_text(stmt, column));
        break;
    case VW_TYPE_REF:
        value.subject = vw_stmt_int(stmt, column);
        value.shown = subject_shown(r, field->to, value.subject, key_of(r, value.subject));
        break;
    case VW_TYPE_TEXT:
    case VW_TYPE_LIST:
    default:
        value.shown = vw_strdup(r->arena, vw_stmt_text(stmt, column));
    }
    /* The gate: nothing below this line knows what a hidden field said. */
    if (r->audience == VW_PUBLIC && !field->is_public) {
        value.shown = vw_say(r, not_public);
        if (is_free_text(field)) {
            return value;
        }
    }
    return value;
}

/* ---- reading ------------------------------------------------------------------------------- */

static void keep_text(vw_report *r, const vw_own_text *own)
{
    vw_passages_note(r, own->text);
    for (size_t i = 0; i < r->own_texts->count; i++) {
        const vw_own_text *known = &r->own_texts->items[i];
        if (strcmp(known->kind, own->kind) == 0 && strcmp(known->key, own->key) == 0 &&
            strcmp(known->field, own->field) == 0) {
            return;
        }
    }
    VW_PUSH(r->arena, *r->own_texts, *own);
}

void vw_records_shown(vw_report *r, const char *kind, const char *key, const char *field,
                      const char *text)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    if (found != NULL) {
        keep_text(r, &(vw_own_text){kind, key, field != NULL ? field : found->key, text});
    }
}

static void add_record(void *self, vw_stmt *stmt)
{
    vw_reading *reading = self;
    vw_report *r = reading->r;
    vw_record_value *values = VW_NEW_ARRAY(r->arena, reading->count, vw_record_value);
    struct vw_record_key *key = VW_NEW(r->arena, struct vw_record_key);
    key->text = vw_strdup(r->arena, vw_stmt_text(stmt, 1));
    for (size_t i = 0; i < reading->count; i++) {
        const vw_field *field = reading->fields[i];
        values[i] = value_of(reading, field, stmt, (int)i + 2);
        if (values[i].known && is_free_text(field) &&
            (field->is_public || r->audience != VW_PUBLIC)) {
            keep_text(r,
                      &(vw_own_text){reading->kind->name, key->text, field->name, values[i].shown});
        }
    }
    vw_record record = {.subject = vw_stmt_int(stmt, 0), .key = key, .values = values};
    VW_PUSH(r->arena, reading->out->items, record);
}

vw_status vw_records_read(vw_records *out, vw_report *r, const vw_records_query *query)
{
    const vw_kind *kind = kind_of(out, r, query);
    if (kind == NULL) {
        return VW_OK;
    }
    vw_reading reading = {.r = r, .kind = kind, .query = query, .out = out};
    vw_buf sql = {.arena = r->arena};
    vw_buf_add(&sql, "SELECT e.subject, s.key");
    for (; query->fields[reading.count] != NULL; reading.count++) {
        const vw_field *field = vw_kind_field(kind, query->fields[reading.count]);
        reading.fields[reading.count] = field;
        vw_buf_addf(&sql, ", %s%s", field != NULL ? "e." : "",
                    field != NULL ? query->fields[reading.count] : "NULL");
    }
    vw_buf_addf(&sql, " %s ORDER BY %s, s.key", from_and_where(r, kind, query),
                query->order != NULL ? query->order : "s.key");
    vw_status status = vw_kind_known(&out->known, r, kind);
    return status == VW_OK ? vw_ask_rows(r, vw_buf_text(&sql), add_record, &reading) : status;
}

vw_status vw_records_count(uint64_t *out, vw_report *r, const vw_records_query *query)
{
    vw_records none;
    int64_t count = 0;
    const vw_kind *kind = kind_of(&none, r, query);
    vw_status status = kind == NULL ? VW_OK
                                    : vw_ask_number(&count, r,
                                                    vw_printf(r->arena, "SELECT count(*) %s",
                                                              from_and_where(r, kind, query)),
                                                    NULL);
    *out = (uint64_t)count;
    return status;
}

const vw_record *vw_records_find(const vw_records *records, const vw_record *like)
{
    for (size_t i = 0; i < records->items.count; i++) {
        if (strcmp(records->items.items[i].key->text, like->key->text) == 0) {
            return &records->items.items[i];
        }
    }
    return NULL;
}

/* ---- the same record of another year --------------------------------------------------------- */

const char *vw_records_key(const vw_record *record)
{
    return record->key->text;
}

/* What is said in [fields] of the newest version at the mark, as words. */
static const char *words_said(vw_report *r, int64_t subject, const char *kind_name,
                              const char *const *fields)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, kind_name);
    vw_buf said = {.arena = r->arena};
    for (; kind != NULL && *fields != NULL; fields++) {
        vw_name_found found = {.arena = r->arena};
        if (vw_kind_field(kind, *fields) != NULL &&
            vw_ask_rows(
                r,
                vw_printf(r->arena,
                          "SELECT (SELECT e.%s FROM ev_%s e WHERE e.import_id <= v.mark AND "
                          "e.subject = %lld ORDER BY e.import_id DESC LIMIT 1) FROM "
                          "evaluation v WHERE v.id = ?1",
                          *fields, kind->name, (long long)subject),
                keep_name, &found) == VW_OK &&
            found.name != NULL) {
            vw_buf_addf(&said, " %s", found.name);
        }
    }
    return vw_utf8_words(r->arena, vw_buf_text(&said));
}

enum { LONG_WORD = 4, ALIKE_PART = 4 };

/* The words of [text] that are long enough to tell what it is about, and those [within] has too. */
static void count_words(const char *text, const char *within, size_t *all, size_t *shared)
{
    for (const char *at = text; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        if (length >= LONG_WORD) {
            (*all)++;
            for (const char *in = within; *in != '\0';) {
                const size_t other = strcspn(in, " ");
                if (other == length && memcmp(at, in, length) == 0) {
                    (*shared)++;
                    break;
                }
                in += other + (in[other] != '\0' ? 1 : 0);
            }
        }
        at += length + (at[length] != '\0' ? 1 : 0);
    }
}

bool vw_records_alike(vw_report *of, const vw_record *one, vw_report *of_other,
                      const vw_record *other, const char *kind, const char *const *fields)
{
    const char *texts[] = {words_said(of, one->subject, kind, fields),
                           words_said(of_other, other->subject, kind, fields)};
    size_t all[2] = {0}, shared[2] = {0};
    count_words(texts[0], texts[1], &all[0], &shared[0]);
    count_words(texts[1], texts[0], &all[1], &shared[1]);
    const size_t shorter = all[0] <= all[1] ? 0 : 1;
    return all[shorter] == 0 || shared[shorter] * ALIKE_PART >= all[shorter];
}
