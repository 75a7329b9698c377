# SPDX-License-Identifier: EUPL-1.2
"""Dates as an office lives them: working days, office hours, a quiet summer, a busy autumn."""

import datetime

YEAR = 2025
FIRST_DAY = datetime.date(YEAR, 1, 1)
LAST_DAY = datetime.date(YEAR, 12, 31)

# Days on which Dutch offices were closed in 2025.
HOLIDAYS = {
    datetime.date(YEAR, month, day)
    for month, day in [
        (1, 1),
        (4, 18),
        (4, 20),
        (4, 21),
        (4, 26),
        (5, 5),
        (5, 29),
        (5, 30),
        (6, 8),
        (6, 9),
        (12, 25),
        (12, 26),
    ]
}

# How much happens in a month: 100 is a common month.
SEASON = {
    1: 90,
    2: 100,
    3: 115,
    4: 95,
    5: 80,
    6: 115,
    7: 55,
    8: 45,
    9: 125,
    10: 130,
    11: 130,
    12: 75,
}

# People start on the first of a month, most of them after the summer.
HIRES = {1: 4, 2: 3, 3: 2, 4: 3, 5: 2, 6: 2, 7: 1, 8: 2, 9: 6, 10: 5, 11: 3, 12: 2}


def day(month, day_of_month, year=YEAR):
    return datetime.date(year, month, day_of_month)


def after(date, days):
    return date + datetime.timedelta(days=days)


def is_working_day(date):
    return date.weekday() < 5 and date not in HOLIDAYS


def working_day_from(date):
    """The date itself, or the first working day after it."""
    while not is_working_day(date):
        date = after(date, 1)
    return date


def working_day(dice, first=FIRST_DAY, last=LAST_DAY):
    """A working day from first to last, by the seasons; last itself when there is none."""
    for _ in range(1000):
        date = after(first, dice.below((last - first).days + 1))
        if is_working_day(date) and dice.below(130) < SEASON[date.month]:
            return date
    return last


def at(date, hour, minute=0):
    """An instant in UTC, as the evidence writes it."""
    return f"{date.isoformat()}T{hour:02d}:{minute:02d}:00Z"


def hours_later(instant, hours, minutes=0):
    moment = datetime.datetime.strptime(instant, "%Y-%m-%dT%H:%M:%SZ")
    return (moment + datetime.timedelta(hours=hours, minutes=minutes)).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


def in_office_hours(dice, date):
    """Between 08:00 and 17:00 in Amsterdam, give or take the summer hour."""
    return at(date, dice.between(7, 15), dice.pick((0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55)))
