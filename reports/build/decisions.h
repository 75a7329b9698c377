/* SPDX-License-Identifier: EUPL-1.2 */
/* Which board decisions count: about which period they are, and whether they turned a proposal
 * down. What was decided is free text (field outcome of board_decision): one of these words in it
 * is enough. A decision that adopts can be recorded without them, and one that rejects must not be
 * taken for an adoption. The rules of the control sets know the same words
 * (tests/lint/rejecting_words.py). */
#ifndef VW_REPORTS_DECISIONS_H
#define VW_REPORTS_DECISIONS_H

#define VW_REJECTING_WORDS(WORD)                                                                   \
    WORD("verworpen")                                                                              \
    WORD("afgewezen")                                                                              \
    WORD("aangehouden")                                                                            \
    WORD("uitgesteld")                                                                             \
    WORD("verdaagd")                                                                               \
    WORD("doorgeschoven")                                                                          \
    WORD("ingetrokken")                                                                            \
    WORD("geweigerd")                                                                              \
    WORD("teruggestuurd")                                                                          \
    WORD("niet vast")                                                                              \
    WORD("niet aangenomen")                                                                        \
    WORD("niet akkoord")                                                                           \
    WORD("niet conform")                                                                           \
    WORD("niet ingestemd")                                                                         \
    WORD("stemt niet in")                                                                          \
    WORD("niet mee in")                                                                            \
    WORD("niet goedgekeurd")                                                                       \
    WORD("rejected")                                                                               \
    WORD("declined")                                                                               \
    WORD("deferred")                                                                               \
    WORD("withdrawn")                                                                              \
    WORD("refused")                                                                                \
    WORD("postponed")                                                                              \
    WORD("adjourned")                                                                              \
    WORD("turned down")                                                                            \
    WORD("not adopted")                                                                            \
    WORD("not approved")                                                                           \
    WORD("not agreed")

/* SQL: does row "e" of board_decision say nothing of the kind? LIKE takes A to Z and a to z as
 * equal. */
#define VW_REJECTING_LIKE(word) " OR e.outcome LIKE '%" word "%'"
#define VW_NOT_REJECTED                                                                            \
    " AND (e.outcome IS NULL OR NOT (0" VW_REJECTING_WORDS(VW_REJECTING_LIKE) "))"

/* SQL: is a judgement in row "e" of board_decision about this period? A board answers on a year at
 * its end or after it: what it said early in the year was about the year before. */
#define VW_ABOUT_THE_PERIOD "e.occurred_on >= date(v.as_of, '-3 months')"

#endif
