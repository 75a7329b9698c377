/* SPDX-License-Identifier: EUPL-1.2 */
/* Four eyes as SQL, so that a register of a million lines is weighed in one reading. */
#include "eval/eyes.h"

#include "store/db.h"

/* ---- what there is to know --------------------------------------------------------------- */

/* A dossier that is only read need not have every field of the catalogue, nor the table. */
static vw_status has_column(bool *has, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                            const char *table, const char *name)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2");
    *has = false;
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, table);
        vw_stmt_bind_text(stmt, 2, name);
        status = vw_stmt_step(stmt, diags, has);
    }
    vw_stmt_free(stmt);
    return status;
}

static bool is_date(const vw_kind *kind, const char *name)
{
    const vw_field *field = vw_kind_field(kind, name);
    return field != NULL && field->type == VW_TYPE_DATE;
}

vw_status vw_office_of(vw_office *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                       const vw_catalogue *catalogue, const vw_rule_frame *frame)
{
    const vw_kind *person = vw_catalogue_find(catalogue, "person");
    const vw_kind *change = vw_catalogue_find(catalogue, "person_change");
    char as_of[11];
    vw_date_format(as_of, frame->as_of);
    *out = (vw_office){.catalogue = catalogue,
                       .mark = frame->mark,
                       .as_of = vw_strdup(arena, as_of),
                       .persons = person != NULL && person->nature == VW_STATE};
    vw_status status = VW_OK;
    if (out->persons && is_date(person, "employed_from")) {
        status =
            has_column(&out->employed_from, dossier, arena, diags, "ev_person", "employed_from");
    }
    if (status == VW_OK && out->persons && is_date(person, "employed_until")) {
        status =
            has_column(&out->employed_until, dossier, arena, diags, "ev_person", "employed_until");
    }
    if (status == VW_OK && change != NULL && change->nature == VW_EVENT &&
        vw_kind_field(change, "person") != NULL && vw_kind_field(change, "type") != NULL) {
        status = has_column(&out->changes, dossier, arena, diags, "ev_person_change", "type");
    }
    return status;
}

/* ---- in office --------------------------------------------------------------------------- */

static const char *nothing_recorded_of(vw_arena *arena, const vw_office *office, const char *person)
{
    if (!office->persons) {
        return "0";
    }
    return vw_printf(arena,
                     "NOT EXISTS (SELECT 1 FROM ev_person p WHERE p.subject = x.%s AND "
                     "p.import_id <= %lld)",
                     person, (long long)office->mark);
}

/* The joiners, movers and leavers of x.[person] as known at the mark, under an alias. */
static const char *changes_of(vw_arena *arena, const vw_office *office, const char *person,
                              const char *as)
{
    const long long mark = (long long)office->mark;
    return vw_printf(arena,
                     "SELECT 1 FROM ev_person_change %s WHERE %s.person = x.%s AND %s.import_id <= "
                     "%lld AND NOT EXISTS (SELECT 1 FROM ev_person_change v WHERE v.subject = "
                     "%s.subject AND v.import_id > %s.import_id AND v.import_id <= %lld)",
                     as, as, person, as, mark, as, as, mark);
}

/* The last of them up to the day decides, and where there is none, a first one after it. The last
 * working day counts. */
static const char *gone_by_changes(vw_arena *arena, const vw_office *office, const char *person,
                                   const char *day)
{
    const char *a = changes_of(arena, office, person, "a");
    const char *b = changes_of(arena, office, person, "b");
    return vw_printf(
        arena,
        "EXISTS (%s AND a.type = 'leaver' AND a.occurred_on < %s AND NOT EXISTS (%s AND b.type = "
        "'joiner' AND b.occurred_on >= a.occurred_on AND b.occurred_on <= %s)) OR EXISTS (%s AND "
        "a.type = 'joiner' AND a.occurred_on > %s AND NOT EXISTS (%s AND b.type IN ('joiner', "
        "'leaver') AND b.occurred_on < a.occurred_on))",
        a, day, b, day, a, day, b);
}

/* Not known to have been in office from [first] to [last], which are SQL for days. */
static const char *absent(vw_arena *arena, const vw_office *office, const char *person,
                          const char *first, const char *last)
{
    const long long mark = (long long)office->mark;
    vw_buf sql = {.arena = arena};
    if (!office->persons) {
        return "0";
    }
    vw_buf_addf(&sql,
                "(EXISTS (SELECT 1 FROM ev_person p WHERE p.subject = x.%s AND p.import_id <= %lld "
                "AND NOT EXISTS (SELECT 1 FROM ev_person n WHERE n.subject = p.subject AND "
                "n.import_id > p.import_id AND n.import_id <= %lld) AND (p.effective_until < %s",
                person, mark, mark, last);
    if (office->employed_until) {
        vw_buf_addf(&sql, " OR p.employed_until < %s", last);
    }
    /* A record may be younger than the person's employment: its oldest version speaks only where
     * nothing else does. */
    vw_buf_addf(&sql,
                " OR coalesce(%s, (SELECT min(o.effective_from) FROM ev_person o WHERE o.subject = "
                "p.subject AND o.import_id <= %lld)) > %s))",
                office->employed_from ? "p.employed_from" : "NULL", mark, first);
    if (office->changes) {
        vw_buf_addf(&sql, " OR %s OR %s", gone_by_changes(arena, office, person, first),
                    gone_by_changes(arena, office, person, last));
    }
    vw_buf_add(&sql, ")");
    return vw_buf_text(&sql);
}

/* ---- four eyes --------------------------------------------------------------------------- */

/* Where the day of judging is not recorded, any day that the judgement holds on may be it. */
static const char *absent_judge(vw_arena *arena, const vw_office *office, const char *person,
                                const char *judged_on)
{
    const char *first = judged_on == NULL
                            ? "x.effective_from"
                            : vw_printf(arena, "coalesce(x.%s, x.effective_from)", judged_on);
    const char *last = judged_on == NULL
                           ? vw_printf(arena, "'%s'", office->as_of)
                           : vw_printf(arena, "coalesce(x.%s, '%s')", judged_on, office->as_of);
    return absent(arena, office, person, first, last);
}

const char *vw_eyes__no_judge_sql(vw_arena *arena, const vw_office *office, const char *person,
                                  const char *judged_on)
{
    if (!office->persons) {
        return "0";
    }
    return vw_printf(arena, "(x.%s IS NULL OR %s OR %s)", person,
                     nothing_recorded_of(arena, office, person),
                     absent_judge(arena, office, person, judged_on));
}

/* A reference may name somebody of whom nothing is recorded: a misspelt number must not become a
 * pair of eyes, neither the first nor the second, nor may one that differs in capitals, or in how
 * its letters are encoded, only. */
const char *vw_eyes__doubt_sql(vw_arena *arena, const vw_office *office, const vw_eyes *eyes)
{
    vw_buf sql = {.arena = arena};
    vw_buf_addf(
        &sql,
        "WHEN x.%s IS NULL THEN %d WHEN %s THEN %d WHEN NOT EXISTS (SELECT 1 FROM subject a JOIN "
        "subject b ON a.key <> b.key COLLATE vw_letters WHERE a.id = x.%s AND b.id = x.%s) THEN %d "
        "WHEN %s THEN %d",
        eyes->approver, VW_DOUBT_NO_APPROVER, nothing_recorded_of(arena, office, eyes->approver),
        VW_DOUBT_UNKNOWN_APPROVER, eyes->approver, eyes->author, VW_DOUBT_SAME_PERSON,
        nothing_recorded_of(arena, office, eyes->author), VW_DOUBT_UNKNOWN_AUTHOR);
    if (eyes->approved_on != NULL) {
        const char *day = vw_printf(arena, "x.%s", eyes->approved_on);
        vw_buf_addf(&sql, " WHEN %s IS NULL THEN %d", day, VW_DOUBT_NO_DAY);
        if (eyes->in_time) {
            vw_buf_addf(&sql, " WHEN %s > '%s' THEN %d", day, office->as_of, VW_DOUBT_TOO_LATE);
        }
        vw_buf_addf(&sql, " WHEN %s THEN %d", absent(arena, office, eyes->approver, day, day),
                    VW_DOUBT_ABSENT_APPROVER);
        if (eyes->judged_on != NULL) {
            vw_buf_addf(&sql, " WHEN %s < coalesce(x.%s, '%s') THEN %d", day, eyes->judged_on,
                        office->as_of, VW_DOUBT_TOO_EARLY);
        }
    }
    if (eyes->judged_on != NULL) {
        vw_buf_addf(&sql, " WHEN %s THEN %d",
                    absent_judge(arena, office, eyes->author, eyes->judged_on),
                    VW_DOUBT_ABSENT_AUTHOR);
    }
    vw_buf_addf(&sql, " ELSE %d", VW_DOUBT_NONE);
    return vw_buf_text(&sql);
}

/* ---- of what is only being entered ------------------------------------------------------- */

static vw_status ask(int64_t *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                     const char *value, const char *approver, const char *author, vw_date on)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    char day[11];
    vw_date_format(day, on);
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(dossier), arena, diags,
        vw_printf(arena,
                  "SELECT %s FROM (SELECT (SELECT id FROM subject WHERE kind = 'person' "
                  "AND key = ?1) AS approver, (SELECT id FROM subject WHERE kind = 'person' AND "
                  "key = ?2) AS author, ?3 AS day) x",
                  value));
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_text(stmt, 1, approver);
    vw_stmt_bind_text(stmt, 2, author);
    vw_stmt_bind_text(stmt, 3, day);
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && row) {
        *out = vw_stmt_int(stmt, 0);
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_eyes_doubt(vw_doubt *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                        const vw_office *office, const char *approver, const char *author,
                        vw_date on)
{
    const vw_eyes eyes = {.approver = "approver", .author = "author"};
    bool present = false;
    int64_t doubt = VW_DOUBT_UNKNOWN_APPROVER;
    vw_status status =
        ask(&doubt, dossier, arena, diags,
            vw_printf(arena, "CASE %s END", vw_eyes__doubt_sql(arena, office, &eyes)), approver,
            author, on);
    if (status == VW_OK && doubt == VW_DOUBT_NONE) {
        status = vw_eyes_in_office(&present, dossier, arena, diags, office, approver, on);
        doubt = present ? VW_DOUBT_NONE : VW_DOUBT_ABSENT_APPROVER;
    }
    *out = (vw_doubt)doubt;
    return status;
}

vw_status vw_eyes_in_office(bool *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                            const vw_office *office, const char *person, vw_date on)
{
    int64_t is_absent = 1;
    vw_status status = ask(&is_absent, dossier, arena, diags,
                           absent(arena, office, "approver", "x.day", "x.day"), person, person, on);
    *out = is_absent == 0;
    return status;
}
