/* SPDX-License-Identifier: EUPL-1.2 */
/* Placeholders are checked when a plan is made, and again found when a text is filled in: what is
 * no field stays as it is, as in a control set from before there were placeholders. */
#include "eval/reason.h"

#include "base/utf8.h"
#include "model/list.h"
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

#define PARAMETER "parameter."

/* ---- placeholders ------------------------------------------------------------------------ */

enum { STEPS_MAX = 8 };

/* A path from the subject: each name but the last is a reference. */
typedef struct {
    const vw_kind *kinds[STEPS_MAX];
    const vw_field *fields[STEPS_MAX]; /* the last is NULL when it is the kind's key */
    size_t count;
} trail;

/* What stops a path, at the name [bytes] long that begins at [at] of its text. */
typedef enum { SOUND, NO_FIELD, NO_REFERENCE, PERSONAL, TOO_LONG } fault;

typedef struct {
    fault fault;
    size_t at, length;
    const vw_kind *kind;
} path_fault;

/* Where the placeholder that begins at [text] ends, past its brace; NULL: it is none. */
static const char *end_of(const char *text)
{
    const char *c = text + 1;
    c += strspn(c, "abcdefghijklmnopqrstuvwxyz0123456789_.");
    return *c == '}' && c > text + 1 ? c + 1 : NULL;
}

static bool is_parameter(const char *text)
{
    return strncmp(text + 1, PARAMETER, strlen(PARAMETER)) == 0;
}

/* A field, or the key when [field] is NULL. A reference that is the last prints a key. */
static bool personal(const vw_catalogue *catalogue, const vw_kind *kind, const vw_field *field,
                     bool last)
{
    if (field == NULL) {
        return kind->key_personal;
    }
    return field->personal || (last && field->type == VW_TYPE_REF &&
                               vw_catalogue_find(catalogue, field->to)->key_personal);
}

/* [text] begins at the brace and ends at [end], past the other one. */
static path_fault read_path(trail *out, vw_arena *arena, const vw_catalogue *catalogue,
                            const vw_kind *population, const char *text, const char *end)
{
    const vw_kind *kind = population;
    *out = (trail){.count = 0};
    for (const char *name = text + 1; name < end; name += strcspn(name, ".}") + 1) {
        const size_t length = strcspn(name, ".}");
        const char *word = vw_strndup(arena, name, length);
        const vw_field *field = vw_kind_field(kind, word);
        const bool key = field == NULL && kind->key != NULL && strcmp(word, kind->key) == 0;
        path_fault at = {SOUND, (size_t)(name - text), length, kind};
        if (out->count == STEPS_MAX) {
            at.fault = TOO_LONG;
        } else if (field == NULL && !key) {
            at.fault = NO_FIELD;
        } else if (personal(catalogue, kind, field, name[length] == '}')) {
            at.fault = PERSONAL;
        } else if (name[length] == '.' && (key || field->type != VW_TYPE_REF)) {
            at.fault = NO_REFERENCE;
        }
        if (at.fault != SOUND) {
            return at;
        }
        out->kinds[out->count] = kind;
        out->fields[out->count++] = field;
        kind = name[length] == '.' ? vw_catalogue_find(catalogue, field->to) : kind;
    }
    return (path_fault){.fault = SOUND};
}

/* ---- checking ---------------------------------------------------------------------------- */

static const char *near_field(vw_arena *arena, const vw_kind *kind, const char *wrong)
{
    const char **names = VW_NEW_ARRAY(arena, kind->field_count + 1, const char *);
    for (size_t i = 0; i < kind->field_count; i++) {
        names[i] = kind->fields[i].name;
    }
    names[kind->field_count] = kind->key;
    return vw_suggest(wrong, names, kind->field_count + 1);
}

static vw_place place_in(vw_arena *arena, const vw_rule_text *text, size_t at, size_t length)
{
    const size_t offset = text->offsets != NULL ? text->offsets[at] : text->start + at;
    return vw_source_place(text->source, arena, offset, length);
}

static void report(vw_arena *arena, vw_diags *diags, const vw_rule_text *text, size_t start,
                   const path_fault *found)
{
    const vw_place place = place_in(arena, text, start + found->at, found->length);
    const char *name = vw_strndup(arena, text->text + start + found->at, found->length);
    switch (found->fault) {
    case NO_FIELD:
        VW_DIAG(diags, R012, place, name, found->kind->name, near_field(arena, found->kind, name));
        break;
    case NO_REFERENCE:
        VW_DIAG(diags, R040, place, name, found->kind->name);
        break;
    case PERSONAL:
        VW_DIAG(diags, R121, place, name, found->kind->name);
        break;
    case TOO_LONG:
    case SOUND:
        VW_DIAG(diags, R120, place, NULL);
        break;
    }
}

static void check_text(vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
                       const vw_rule_text *text, const vw_kind *population)
{
    for (const char *c = text->text; c != NULL && (c = strpbrk(c, "{}")) != NULL;) {
        const char *end = *c == '{' ? end_of(c) : NULL;
        const size_t start = (size_t)(c - text->text);
        trail unused;
        if (end == NULL) {
            VW_DIAG(diags, R120, place_in(arena, text, start, 1), NULL);
        } else if (!is_parameter(c)) {
            const path_fault found = read_path(&unused, arena, catalogue, population, c, end);
            if (found.fault != SOUND) {
                report(arena, diags, text, start, &found);
            }
        }
        c = end != NULL ? end : c + 1;
    }
}

vw_status vw_reason_check(vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
                          const vw_test *test, const vw_kind *population)
{
    const size_t before = vw_diags_count(diags, VW_ERROR);
    for (vw_lang lang = VW_NL; test->slots != NULL && lang <= VW_EN; lang++) {
        check_text(arena, diags, catalogue, &test->slots[lang], population);
    }
    return vw_diags_count(diags, VW_ERROR) == before ? VW_OK : VW_ERR_INPUT;
}

/* ---- filling in -------------------------------------------------------------------------- */

/* Calls [fn] for each placeholder, with what stands before it; ends with [path] NULL. */
typedef void piece_fn(void *self, const char *text, size_t length, const trail *path);

static void each_piece(vw_arena *arena, const vw_catalogue *catalogue, const vw_kind *population,
                       const char *text, piece_fn *fn, void *self)
{
    const char *from = text;
    for (const char *c = text; (c = strchr(c, '{')) != NULL;) {
        const char *end = end_of(c);
        trail found;
        if (end != NULL && read_path(&found, arena, catalogue, population, c, end).fault == SOUND) {
            fn(self, from, (size_t)(c - from), &found);
            from = end;
        }
        c = end != NULL ? end : c + 1;
    }
    fn(self, from, strlen(from), NULL);
}

typedef struct {
    vw_buf out;
    vw_lang lang;
} plain_text;

static void add_plain(void *self, const char *text, size_t length, const trail *path)
{
    plain_text *plain = self;
    vw_buf_addn(&plain->out, text, length);
    if (path == NULL) {
        return;
    }
    const vw_field *field = path->fields[path->count - 1];
    vw_buf_addf(&plain->out, "[%s]",
                vw_text_in(field != NULL ? field->label : path->kinds[path->count - 1]->key_label,
                           plain->lang));
}

vw_text vw_reason_plain(vw_arena *arena, const vw_catalogue *catalogue,
                        const vw_planned_test *planned)
{
    const vw_test *test = planned->test;
    const char *texts[] = {[VW_NL] = test->reason.nl, [VW_EN] = test->reason.en};
    for (vw_lang lang = VW_NL; test->slots != NULL && lang <= VW_EN; lang++) {
        plain_text plain = {.out = {.arena = arena}, .lang = lang};
        each_piece(arena, catalogue, vw_rule_population(planned->rule), texts[lang], add_plain,
                   &plain);
        texts[lang] = vw_buf_text(&plain.out);
    }
    return (vw_text){texts[VW_NL], texts[VW_EN]};
}

typedef struct {
    const char *text; /* before it */
    size_t length;
    bool has_value;        /* not of the last one */
    const vw_field *field; /* NULL: a key */
} part;

struct vw_reasons {
    vw_dossier *dossier;
    const vw_catalogue *catalogue;
    const vw_rule_frame *frame;
    vw_lang lang;
    const vw_planned_test *planned; /* whose statement it is */
    vw_arena *arena;                /* of that test */
    vw_stmt *stmt;                  /* a column for each value; NULL: there are none */
    VW_VEC(part) pieces;
    vw_buf sql;
};

static void free_arena(void *arena)
{
    vw_arena_free(arena);
}

vw_reasons *vw_reasons_new(vw_arena *arena, vw_dossier *dossier, const vw_catalogue *catalogue,
                           const vw_rule_frame *frame, vw_lang lang)
{
    vw_reasons *reasons = VW_NEW(arena, vw_reasons);
    *reasons = (vw_reasons){.dossier = dossier,
                            .catalogue = catalogue,
                            .frame = frame,
                            .lang = lang,
                            .arena = vw_arena_new()};
    vw_arena_on_free(arena, free_arena, reasons->arena);
    return reasons;
}

/* The subject that the path has come to before its step [at]. */
static const char *subject_at(vw_reasons *r, const trail *path, size_t at)
{
    if (at == 0) {
        return "?1";
    }
    const vw_kind *kind = path->kinds[at - 1];
    return vw_printf(r->arena, "(SELECT c.\"%s\" FROM (%s) c WHERE c.subject = %s)",
                     path->fields[at - 1]->name,
                     at == 1 ? vw_rule_counting_sql(r->arena, r->planned->rule, r->frame)
                             : vw_kind_referred_sql(r->arena, kind, r->frame),
                     subject_at(r, path, at - 1));
}

static void add_piece(void *self, const char *text, size_t length, const trail *path)
{
    vw_reasons *r = self;
    part made = {.text = text, .length = length, .has_value = path != NULL};
    if (path != NULL) {
        const vw_field *field = path->fields[path->count - 1];
        const bool key = field == NULL || field->type == VW_TYPE_REF;
        const char *value = subject_at(r, path, path->count - (field == NULL ? 1 : 0));
        vw_buf_addf(&r->sql, key ? "%s(SELECT key FROM subject WHERE id = %s)" : "%s%s",
                    r->sql.length > 0 ? ", " : "", value);
        made.field = field;
    }
    VW_PUSH(r->arena, r->pieces, made);
}

static vw_status turn_to(vw_reasons *r, vw_diags *diags, const vw_planned_test *planned)
{
    vw_arena_reset(r->arena);
    r->planned = planned;
    r->stmt = NULL;
    memset(&r->pieces, 0, sizeof r->pieces);
    r->sql = (vw_buf){.arena = r->arena};
    each_piece(r->arena, r->catalogue, vw_rule_population(planned->rule),
               vw_text_in(planned->test->reason, r->lang), add_piece, r);
    if (r->sql.length == 0) {
        return VW_OK;
    }
    vw_status status = vw_stmt_new(&r->stmt, vw_dossier_db(r->dossier), r->arena, diags,
                                   vw_printf(r->arena, "SELECT %s", vw_buf_text(&r->sql)));
    if (status != VW_OK) {
        r->planned = NULL;
    }
    return status;
}

/* "30 juni 2025", and of an instant the time as well. */
static void add_date(vw_buf *out, const char *stored, vw_lang lang)
{
    static const vw_text months[] = {
        {"januari", "January"}, {"februari", "February"}, {"maart", "March"},
        {"april", "April"},     {"mei", "May"},           {"juni", "June"},
        {"juli", "July"},       {"augustus", "August"},   {"september", "September"},
        {"oktober", "October"}, {"november", "November"}, {"december", "December"}};
    char day[11] = "";
    vw_date date;
    if (strlen(stored) >= 10) {
        memcpy(day, stored, 10);
    }
    if (!vw_date_parse(&date, day)) {
        vw_buf_add(out, stored);
        return;
    }
    const int month = (day[5] - '0') * 10 + day[6] - '0';
    vw_buf_addf(out, "%d %s %.4s", (day[8] - '0') * 10 + day[9] - '0',
                vw_text_in(months[month - 1], lang), day);
    if (strlen(stored) >= 16) {
        vw_buf_addf(out, " %.5s UTC", stored + 11);
    }
}

static void add_number(vw_buf *out, const char *stored, vw_lang lang)
{
    const char *point = lang == VW_NL ? strchr(stored, '.') : NULL;
    const size_t length = strlen(stored);
    if (point == NULL) { /* SQLite writes a whole real as 12.0 */
        const bool whole = length > 2 && strcmp(stored + length - 2, ".0") == 0;
        vw_buf_addn(out, stored, whole ? length - 2 : length);
    } else if (strcmp(point, ".0") == 0) {
        vw_buf_addn(out, stored, (size_t)(point - stored));
    } else {
        vw_buf_addf(out, "%.*s,%s", (int)(point - stored), stored, point + 1);
    }
}

static void add_value(vw_buf *out, const vw_field *field, const char *stored, vw_lang lang)
{
    static const vw_text none = {"niet vastgelegd", "not recorded"};
    static const vw_text no_yes[] = {{"nee", "no"}, {"ja", "yes"}};
    if (stored == NULL || *stored == '\0') {
        vw_buf_add(out, vw_text_in(none, lang));
        return;
    }
    const vw_enum_value *choice = field != NULL ? vw_field_value(field, stored) : NULL;
    switch (field != NULL ? field->type : VW_TYPE_TEXT) {
    case VW_TYPE_ENUM:
        vw_buf_add(out, choice != NULL ? vw_text_in(choice->label, lang) : stored);
        break;
    case VW_TYPE_BOOL:
        vw_buf_add(out, vw_text_in(no_yes[strcmp(stored, "0") != 0], lang));
        break;
    case VW_TYPE_DATE:
    case VW_TYPE_DATETIME:
        add_date(out, stored, lang);
        break;
    case VW_TYPE_INTEGER:
    case VW_TYPE_NUMBER:
        add_number(out, stored, lang);
        break;
    case VW_TYPE_LIST:
        vw_buf_add(out, vw_list_shown(out->arena, field, stored, ", ", lang));
        break;
    case VW_TYPE_TEXT:
    case VW_TYPE_REF:
        vw_buf_add(out, stored);
        break;
    }
}

vw_status vw_reasons_of(const char **out, vw_reasons *r, vw_arena *arena, vw_diags *diags,
                        const vw_planned_test *planned, int64_t subject)
{
    vw_status status = VW_OK;
    vw_buf text = {.arena = arena};
    bool row = false;
    int column = 0;
    *out = vw_text_in(planned->test->reason, r->lang);
    if (planned->test->slots == NULL) {
        return VW_OK;
    }
    if (r->planned != planned) {
        status = turn_to(r, diags, planned);
    }
    if (status != VW_OK || r->stmt == NULL) {
        return status;
    }
    vw_stmt_bind_int(r->stmt, 1, subject);
    status = vw_stmt_step(r->stmt, diags, &row);
    for (size_t i = 0; status == VW_OK && row && i < r->pieces.count; i++) {
        const part *piece = &r->pieces.items[i];
        vw_buf_addn(&text, piece->text, piece->length);
        if (piece->has_value) {
            add_value(&text, piece->field, vw_stmt_text(r->stmt, column++), r->lang);
        }
    }
    vw_stmt_reset(r->stmt);
    if (status == VW_OK && row) {
        *out = vw_buf_text(&text);
    }
    return status;
}
