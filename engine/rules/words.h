/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of the rule language. docs/rules.md lists the same ones, and a test compares the two.
 */
#ifndef VW_RULES_WORDS_H
#define VW_RULES_WORDS_H

/* No field, kind or key may bear one of these names. */
#define VW_RULE_WORDS(WORD)                                                                        \
    WORD(AND, "and")                                                                               \
    WORD(OR, "or")                                                                                 \
    WORD(NOT, "not")                                                                               \
    WORD(IN, "in")                                                                                 \
    WORD(BETWEEN, "between")                                                                       \
    WORD(LIKE, "like")                                                                             \
    WORD(IS, "is")                                                                                 \
    WORD(KNOWN, "known")                                                                           \
    WORD(UNKNOWN, "unknown")                                                                       \
    WORD(NULL, "null")                                                                             \
    WORD(TRUE, "true")                                                                             \
    WORD(FALSE, "false")                                                                           \
    WORD(DATE, "date")                                                                             \
    WORD(AS_OF, "as_of")                                                                           \
    WORD(PERIOD, "period")                                                                         \
    WORD(PERIOD_START, "period_start")                                                             \
    WORD(PERIOD_END, "period_end")                                                                 \
    WORD(WITHIN, "within")                                                                         \
    WORD(HOURS, "hours")                                                                           \
    WORD(DAYS, "days")                                                                             \
    WORD(MONTHS, "months")                                                                         \
    WORD(YEARS, "years")                                                                           \
    WORD(BEFORE, "before")                                                                         \
    WORD(AFTER, "after")                                                                           \
    WORD(EXISTS, "exists")                                                                         \
    WORD(NO, "no")                                                                                 \
    WORD(EVERY, "every")                                                                           \
    WORD(COUNT, "count")                                                                           \
    WORD(ANY, "any")                                                                               \
    WORD(VIA, "via")                                                                               \
    WORD(EVER, "ever")                                                                             \
    WORD(WHERE, "where")                                                                           \
    WORD(SUBJECT, "subject")                                                                       \
    WORD(PARAMETER, "parameter")

/* Words in their own place only: before a parenthesis, behind `every`, inside a function, behind a
 * value. Elsewhere
 * they are names like any other, so that a catalogue may have a field "quarter", and a control set
 * from before they were words means what it meant. */
#define VW_RULE_PLACED_WORDS(WORD)                                                                 \
    WORD(SUM, "sum")                                                                               \
    WORD(MIN, "min")                                                                               \
    WORD(MAX, "max")                                                                               \
    WORD(LATEST, "latest")                                                                         \
    WORD(EARLIEST, "earliest")                                                                     \
    WORD(LENGTH, "length")                                                                         \
    WORD(OF, "of")                                                                                 \
    WORD(HAS, "has")                                                                               \
    WORD(ALL, "all")                                                                               \
    WORD(NONE, "none")                                                                             \
    WORD(WEEK, "week")                                                                             \
    WORD(MONTH, "month")                                                                           \
    WORD(QUARTER, "quarter")                                                                       \
    WORD(YEAR, "year")

#endif
