/* SPDX-License-Identifier: EUPL-1.2 */
/* The rows of a long table, the same for each side of the comparison: tests/bench/bench.py. */
#ifndef VW_BENCH_PAPER_ROWS_H
#define VW_BENCH_PAPER_ROWS_H

#include <stdio.h>

enum { PAPER_COLUMNS = 6, PAPER_BYTES = 64 };

static const char *const paper_heads[PAPER_COLUMNS] = {"Requirement", "What is tested", "Subject",
                                                       "Outcome",     "Checked on",     "Rows"};

/* No text is broken over lines, so that a page holds as many rows wherever it is made. */
static inline void paper_row(char texts[PAPER_COLUMNS][PAPER_BYTES], unsigned long number)
{
    static const char *const what[] = {
        "Backups are restored and checked", "Leavers lose their access",
        "Patches are in place within a week", "Logging is on and kept",
        "Suppliers are reviewed every year"};
    static const char *const outcome[] = {"passed", "failed", "unknown", "excepted"};
    snprintf(texts[0], PAPER_BYTES, "8.%02lu.%02lu", number / 40 % 34 + 1, number % 40 + 1);
    snprintf(texts[1], PAPER_BYTES, "%s", what[number % 5]);
    snprintf(texts[2], PAPER_BYTES, "APP-%05lu", number * 7919 % 99991);
    snprintf(texts[3], PAPER_BYTES, "%s", outcome[number * 31 % 4]);
    snprintf(texts[4], PAPER_BYTES, "2025-%02lu-%02lu", number % 12 + 1, number % 28 + 1);
    snprintf(texts[5], PAPER_BYTES, "%lu", number * 104729 % 9973);
}

#endif
