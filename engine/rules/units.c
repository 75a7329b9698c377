/* SPDX-License-Identifier: EUPL-1.2 */
#include "rules/units.h"

/* Monday is 0; 1 January 1970 was a Thursday. */
static int weekday(vw_date date)
{
    int day = (date + 3) % 7;
    return day < 0 ? day + 7 : day;
}

static vw_units weeks(vw_date from, vw_date until)
{
    vw_date first = from + (7 - weekday(from)) % 7;
    int days = until - first + 1;
    unsigned count = days >= 7 ? (unsigned)days / 7 : 0;
    return (vw_units){count, first, first + (vw_date)(7 * count) - 1};
}

/* Units of [months] that begin with the year: 1, 3 or 12. */
static vw_units months_of(int months, vw_date from, vw_date until)
{
    vw_date begin = vw_date_of(vw_date_year(from), 1, 1);
    while (begin != VW_DATE_NONE && begin < from) {
        begin = vw_date_add_months(begin, months);
    }
    vw_units units = {0, begin, begin};
    for (vw_date next = begin; next != VW_DATE_NONE;) {
        next = vw_date_add_months(next, months);
        if (next == VW_DATE_NONE || next - 1 > until) {
            break;
        }
        units.count++;
        units.last = next - 1;
    }
    return units;
}

static int months_in(vw_token_kind unit)
{
    return unit == VW_TOKEN_MONTH ? 1 : unit == VW_TOKEN_QUARTER ? 3 : 12;
}

vw_units vw_rules__units(vw_token_kind unit, const vw_rule_frame *frame)
{
    return unit == VW_TOKEN_WEEK
               ? weeks(frame->period_from, frame->period_until)
               : months_of(months_in(unit), frame->period_from, frame->period_until);
}

vw_date vw_rules__unit_begin(const vw_units *units, vw_token_kind unit, unsigned number)
{
    return unit == VW_TOKEN_WEEK ? units->first + (vw_date)(7 * number)
                                 : vw_date_add_months(units->first, months_in(unit) * (int)number);
}
