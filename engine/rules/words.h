/* SPDX-License-Identifier: EUPL-1.2 */
/* The words of the rule language. docs/rules.md lists the same ones, and a test compares the two:
 * no field, kind or key may bear one of these names. */
#ifndef VW_RULES_WORDS_H
#define VW_RULES_WORDS_H

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

#endif
