/* SPDX-License-Identifier: EUPL-1.2 */
/* Values over related records, the newest or oldest of them, and series, as SQL.
 *
 * Each reads the related records once, with their condition as c. A record of which it is certain
 * that it does not match is left out; one of which it is not makes a value unknown. */
#include "rules/sql.h"
#include "rules/units.h"

/* FROM (SELECT C AS c...: the beginning that all forms share. What each record adds goes behind it.
 */
static void begin_records(vw_sql *sql, const vw_related *related, const vw_sql_record *inner)
{
    vw_buf_addf(sql->out, "\n%*sFROM (SELECT ", sql->margin, "");
    sql->margin += 8;
    if (related->where != NULL) {
        vw_sql__condition(sql, inner, related->where);
    } else {
        vw_buf_add(sql->out, "1");
    }
    sql->margin -= 8;
    vw_buf_add(sql->out, " AS c");
}

static void end_records(vw_sql *sql)
{
    vw_buf_addf(sql->out, ")\n%*sWHERE c IS NOT FALSE)", sql->margin, "");
}

/* -- Values ----------------------------------------------------------------------------------- */

/* total() is a sum of floating-point numbers, of none 0, and never too large. Rounded, tenths add
 * up to whole numbers in whatever order they are read. */
static const char *calculation(vw_token_kind form)
{
    bool least = form == VW_TOKEN_MIN || form == VW_TOKEN_EARLIEST;
    return form == VW_TOKEN_COUNT ? "count(*)"
           : form == VW_TOKEN_SUM ? "round(total(v), 6)"
           : least                ? "min(v)"
                                  : "max(v)";
}

void vw_sql__aggregate(vw_sql *sql, const vw_sql_record *outer, const vw_node *node)
{
    const vw_related *related = node->related;
    vw_sql_record inner = {related->kind, vw_sql__alias(sql)};
    vw_buf_addf(sql->out, "(SELECT CASE WHEN count(c) = count(*)%s THEN %s END",
                related->of != NULL ? " AND count(v) = count(*)" : "", calculation(related->form));
    begin_records(sql, related, &inner);
    if (related->of != NULL) {
        vw_buf_add(sql->out, ", ");
        vw_sql__value(sql, &inner, related->of);
        vw_buf_add(sql->out, " AS v");
    }
    vw_sql__from(sql, outer, related, &inner);
    end_records(sql);
}

/* -- The newest, the oldest ------------------------------------------------------------------- */

/* Which record it is may be open: no older one than the newest that certainly matches, and each
 * newer one that may match. B holds when it holds for all of those, so when each that is not
 * certainly B is older than a certain match; it fails when each that may be B is. */
void vw_sql__picked(vw_sql *sql, const vw_sql_record *outer, const vw_related *related)
{
    bool latest = related->form == VW_TOKEN_LATEST;
    const char *of = latest ? "max" : "min", *older = latest ? "<" : ">";
    vw_sql_record inner = {related->kind, vw_sql__alias(sql)};
    int margin = sql->margin;
    vw_buf_addf(sql->out,
                "(SELECT CASE WHEN %s(d) FILTER (WHERE b IS NOT TRUE) %s %s(d) FILTER (WHERE c)\n"
                "%*s       OR (count(*) = count(*) FILTER (WHERE b) AND max(c) = 1) THEN 1\n"
                "%*s       WHEN %s(d) FILTER (WHERE b IS NOT FALSE) %s %s(d) FILTER (WHERE c)\n"
                "%*s       OR count(*) = count(*) FILTER (WHERE NOT b) THEN 0 END",
                of, older, of, margin, "", margin, "", of, older, of, margin, "");
    begin_records(sql, related, &inner);
    vw_buf_addf(sql->out, ",\n%*s", margin + 8, "");
    sql->margin = margin + 8;
    vw_sql__condition(sql, &inner, related->then);
    sql->margin = margin;
    vw_buf_addf(sql->out, " AS b, %s.%s AS d", inner.alias, vw_rules__day(related->kind));
    vw_sql__from(sql, outer, related, &inner);
    end_records(sql);
}

/* -- Series ----------------------------------------------------------------------------------- */

/* What tells the unit that a day lies in from the others. */
static void unit_of_day(vw_sql *sql, vw_token_kind unit, const char *alias, vw_date first)
{
    if (unit == VW_TOKEN_WEEK) {
        vw_buf_addf(sql->out, "(unixepoch(%s.occurred_on) - unixepoch(", alias);
        vw_sql__date(sql, first);
        vw_buf_add(sql->out, ")) / 604800");
    } else if (unit == VW_TOKEN_QUARTER) {
        vw_buf_addf(sql->out,
                    "substr(%s.occurred_on, 1, 4) || ((substr(%s.occurred_on, 6, 2) + 2) / 3)",
                    alias, alias);
    } else {
        vw_buf_addf(sql->out, "substr(%s.occurred_on, 1, %d)", alias,
                    unit == VW_TOKEN_MONTH ? 7 : 4);
    }
}

void vw_sql__series(vw_sql *sql, const vw_sql_record *outer, const vw_related *related)
{
    const vw_units units = vw_rules__units(related->unit, sql->frame);
    vw_sql_record inner = {related->kind, vw_sql__alias(sql)};
    if (units.count == 0) {
        vw_buf_add(sql->out, "NULL");
        return;
    }
    vw_buf_addf(sql->out,
                "(SELECT CASE WHEN count(DISTINCT CASE WHEN c THEN u END) = %u THEN 1\n"
                "%*s       WHEN count(DISTINCT u) < %u THEN 0 END",
                units.count, sql->margin, "", units.count);
    begin_records(sql, related, &inner);
    vw_buf_add(sql->out, ", ");
    unit_of_day(sql, related->unit, inner.alias, units.first);
    vw_buf_add(sql->out, " AS u");
    vw_sql__from(sql, outer, related, &inner);
    vw_buf_addf(sql->out, "%s%s.occurred_on BETWEEN ",
                related->relation != NULL ? " AND " : " WHERE ", inner.alias);
    vw_sql__date(sql, units.first);
    vw_buf_add(sql->out, " AND ");
    vw_sql__date(sql, units.last);
    end_records(sql);
}
