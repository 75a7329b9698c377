/* SPDX-License-Identifier: EUPL-1.2 */
/* The numbers of subjects serve as numbers of people: they stay the same, tell nothing, and need no
 * list in memory. */
#include "reports/build/people.h"

#include "reports/build/rows.h"

#include <stdlib.h>
#include <string.h>

#define PERSON "person"

typedef struct {
    int64_t subject;
    const char *roles; /* "CISO, crisis manager" */
    bool shared;       /* by somebody else too, so that they do not tell who is meant */
    bool on_board;     /* of whom no role is on record but that one */
} holder;

struct vw_people {
    bool names;
    VW_VEC(holder) holders; /* in order of subject */
    vw_stmt *by_key;        /* ?1 kind, ?2 key: the subject */
    vw_stmt *by_name;       /* ?1 name: the subject; NULL: persons have no names */
    vw_stmt *name_of;       /* ?1 subject: the name; NULL likewise */
    vw_stmt *collector;     /* ?1 who: the how-manieth who is no known person */
};

static bool catalogue_has(const vw_report *r, const char *kind, const char *field)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    return found != NULL && vw_kind_field(found, field) != NULL;
}

/* A control set that was stored before keys were marked has persons and accounts all the same. */
static bool is_personal(const vw_report *r, const char *kind)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    return (found != NULL && found->key_personal) || strcmp(kind, PERSON) == 0 ||
           strcmp(kind, "account") == 0;
}

/* ---- roles ------------------------------------------------------------------------------- */

typedef struct {
    const vw_report *r;
    vw_people *people;
    const vw_field *role;
    size_t known; /* holders that were found before the board's members were asked for */
} role_list;

static void add_role(void *self, vw_stmt *stmt)
{
    role_list *list = self;
    vw_people *people = list->people;
    const vw_enum_value *value = vw_field_value(list->role, vw_stmt_text(stmt, 1));
    const char *role = value != NULL ? vw_say(list->r, value->label) : vw_stmt_text(stmt, 1);
    const int64_t subject = vw_stmt_int(stmt, 0);
    size_t count = people->holders.count;
    if (count > 0 && people->holders.items[count - 1].subject == subject) {
        holder *last = &people->holders.items[count - 1];
        last->roles = vw_printf(list->r->arena, "%s, %s", last->roles, role);
    } else {
        holder made = {.subject = subject, .roles = vw_strdup(list->r->arena, role)};
        VW_PUSH(list->r->arena, people->holders, made);
    }
}

static int by_subject(const void *left, const void *right)
{
    const holder *a = left, *b = right;
    return (a->subject > b->subject) - (a->subject < b->subject);
}

static void add_board_member(void *self, vw_stmt *stmt)
{
    role_list *list = self;
    const int64_t subject = vw_stmt_int(stmt, 0);
    const holder key = {.subject = subject};
    if (list->known > 0 &&
        bsearch(&key, list->people->holders.items, list->known, sizeof key, by_subject) != NULL) {
        return;
    }
    const holder made = {
        .subject = subject,
        .roles = vw_say(list->r, (vw_text){"lid van het bestuur", "member of the board"}),
        .on_board = true};
    VW_PUSH(list->r->arena, list->people->holders, made);
}

static int by_roles(const void *left, const void *right)
{
    const holder *const *a = left, *const *b = right;
    return strcmp((*a)->roles, (*b)->roles);
}

static void mark_shared(vw_people *people, vw_arena *arena)
{
    const size_t count = people->holders.count;
    holder **sorted = VW_NEW_ARRAY(arena, count, holder *);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &people->holders.items[i];
    }
    if (count > 0) {
        qsort(sorted, count, sizeof *sorted, by_roles);
    }
    for (size_t i = 1; i < count; i++) {
        if (strcmp(sorted[i - 1]->roles, sorted[i]->roles) == 0) {
            sorted[i - 1]->shared = sorted[i]->shared = true;
        }
    }
}

static vw_status load_roles(vw_people *people, vw_report *r)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "role_assignment");
    role_list list = {
        .r = r, .people = people, .role = kind == NULL ? NULL : vw_kind_field(kind, "role")};
    if (kind == NULL || kind->nature != VW_STATE || list.role == NULL ||
        vw_kind_field(kind, PERSON) == NULL) {
        return VW_OK;
    }
    vw_status status = vw_ask_rows(
        r,
        "SELECT DISTINCT e.person, e.role FROM evaluation v JOIN ev_role_assignment e ON "
        "e.import_id <= v.mark AND NOT EXISTS (SELECT 1 FROM ev_role_assignment n WHERE n.subject "
        "= e.subject AND n.import_id > e.import_id AND n.import_id <= v.mark) WHERE v.id = ?1 AND "
        "e.effective_from <= v.as_of AND (e.effective_until IS NULL OR e.effective_until >= "
        "v.as_of) AND e.person IS NOT NULL AND e.role IS NOT NULL ORDER BY e.person, e.role",
        add_role, &list);
    return status;
}

/* Who sits on the board is no employee, also when nobody recorded a role of theirs. */
static vw_status load_board(vw_people *people, vw_report *r)
{
    role_list list = {.r = r, .people = people};
    if (!catalogue_has(r, PERSON, "board_member")) {
        return VW_OK;
    }
    list.known = people->holders.count;
    const vw_status status = vw_ask_rows(
        r,
        "SELECT DISTINCT e.subject FROM evaluation v JOIN ev_person e ON e.import_id <= v.mark "
        "WHERE "
        "v.id = ?1 AND e.board_member = 1 AND e.effective_from <= v.as_of AND (e.effective_until "
        "IS "
        "NULL OR e.effective_until >= v.as_of) AND NOT EXISTS (SELECT 1 FROM ev_person n WHERE "
        "n.subject = e.subject AND n.import_id > e.import_id AND n.import_id <= v.mark)",
        add_board_member, &list);
    if (people->holders.count > 1) {
        qsort(people->holders.items, people->holders.count, sizeof *people->holders.items,
              by_subject);
    }
    return status;
}

/* ---- looking people up ------------------------------------------------------------------- */

static vw_status prepare(vw_people *people, const vw_report *r)
{
    vw_db *db = vw_dossier_db(r->dossier);
    vw_status status = vw_stmt_new(&people->by_key, db, r->arena, r->diags,
                                   "SELECT id FROM subject WHERE kind = ?1 AND key = ?2");
    if (status == VW_OK) {
        status = vw_stmt_new(&people->collector, db, r->arena, r->diags,
                             "SELECT count(DISTINCT collected_by) FROM import WHERE id <= (SELECT "
                             "min(id) FROM import WHERE collected_by = ?1)");
    }
    if (status == VW_OK && catalogue_has(r, PERSON, "name")) {
        status = vw_stmt_new(&people->by_name, db, r->arena, r->diags,
                             "SELECT subject FROM ev_person WHERE name = ?1 LIMIT 1");
    }
    if (status == VW_OK && people->by_name != NULL) {
        status = vw_stmt_new(&people->name_of, db, r->arena, r->diags,
                             "SELECT name FROM ev_person WHERE subject = ?1 ORDER BY import_id "
                             "DESC LIMIT 1");
    }
    return status;
}

vw_status vw_people_load(const vw_people **out, const vw_report *r, bool names)
{
    vw_people *people = VW_NEW(r->arena, vw_people);
    vw_report own = *r;
    people->names = names;
    *out = people;
    vw_status status = prepare(people, r);
    if (status == VW_OK) {
        status = load_roles(people, &own);
    }
    if (status == VW_OK) {
        status = load_board(people, &own);
    }
    mark_shared(people, r->arena);
    return status;
}

/* The first column of the statement's first row, whose parameters are bound; 0: none. */
static int64_t one_number(const vw_report *r, vw_stmt *stmt)
{
    bool row = false;
    int64_t number = 0;
    if (vw_stmt_step(stmt, r->diags, &row) == VW_OK && row) {
        number = vw_stmt_int(stmt, 0);
    }
    vw_stmt_reset(stmt);
    return number;
}

static int64_t subject_of(const vw_report *r, const char *kind, const char *key)
{
    vw_stmt_bind_text(r->people->by_key, 1, kind);
    vw_stmt_bind_text(r->people->by_key, 2, key);
    return one_number(r, r->people->by_key);
}

static const holder *holder_of(const vw_people *people, int64_t subject)
{
    size_t from = 0, until = people->holders.count;
    while (from < until) {
        size_t middle = from + (until - from) / 2;
        const holder *at = &people->holders.items[middle];
        if (at->subject == subject) {
            return at;
        }
        if (at->subject < subject) {
            from = middle + 1;
        } else {
            until = middle;
        }
    }
    return NULL;
}

/* ---- words ------------------------------------------------------------------------------- */

static const char *numbered(vw_arena *arena, const char *word, int64_t number)
{
    return vw_printf(arena, "%s %lld", word, (long long)number);
}

const char *vw_show_role(const vw_report *r, vw_arena *arena, int64_t subject)
{
    const holder *found = holder_of(r->people, subject);
    const char *employee = numbered(arena, vw_say(r, (vw_text){"medewerker", "employee"}), subject);
    if (found == NULL) {
        return employee;
    }
    if (found->on_board) {
        return found->shared ? numbered(arena, found->roles, subject) : found->roles;
    }
    return found->shared ? vw_printf(arena, "%s (%s)", found->roles, employee) : found->roles;
}

static const char *with_name(const vw_report *r, vw_arena *arena, int64_t subject, const char *key)
{
    vw_stmt *stmt = r->people->name_of;
    bool row = false;
    const char *shown = key;
    if (stmt == NULL) {
        return key;
    }
    vw_stmt_bind_int(stmt, 1, subject);
    if (vw_stmt_step(stmt, r->diags, &row) == VW_OK && row && !vw_stmt_is_null(stmt, 0)) {
        shown = vw_printf(arena, "%s (%s)", vw_stmt_text(stmt, 0), key);
    }
    vw_stmt_reset(stmt);
    return shown;
}

const char *vw_show_subject(const vw_report *r, vw_arena *arena, const char *kind, int64_t id,
                            const char *key)
{
    if (kind == NULL || key == NULL || !is_personal(r, kind)) {
        return key;
    }
    bool person = strcmp(kind, PERSON) == 0;
    int64_t subject = id != 0 ? id : subject_of(r, kind, key);
    if (r->people->names) {
        return person ? with_name(r, arena, subject, key) : key;
    }
    return person ? vw_show_role(r, arena, subject)
                  : numbered(arena, vw_show_kind(r, kind), subject);
}

const char *vw_show_person(const vw_report *r, vw_arena *arena, const char *key)
{
    return vw_show_subject(r, arena, PERSON, 0, key);
}

/* The person whose key or name this is; 0: nobody known. */
static int64_t known_person(const vw_report *r, const char *who)
{
    const vw_people *people = r->people;
    int64_t subject = subject_of(r, PERSON, who);
    if (subject == 0 && people->by_name != NULL) {
        vw_stmt_bind_text(people->by_name, 1, who);
        subject = one_number(r, people->by_name);
    }
    return subject;
}

const char *vw_show_collector(const vw_report *r, vw_arena *arena, const char *who)
{
    if (who == NULL || r->people->names) {
        return who;
    }
    int64_t subject = known_person(r, who);
    if (subject != 0) {
        return vw_show_role(r, arena, subject);
    }
    vw_stmt_bind_text(r->people->collector, 1, who);
    return numbered(arena, vw_say(r, (vw_text){"verzamelaar", "collector"}),
                    one_number(r, r->people->collector));
}

const char *vw_show_producer(const vw_report *r, vw_arena *arena, const char *who)
{
    int64_t subject = who == NULL || r->people->names ? 0 : known_person(r, who);
    return subject != 0 ? vw_show_role(r, arena, subject) : who;
}
