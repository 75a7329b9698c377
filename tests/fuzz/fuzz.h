/* SPDX-License-Identifier: EUPL-1.2 */
/* The one function that a fuzz target defines; libFuzzer and replay.c call it. */
#ifndef VW_TESTS_FUZZ_H
#define VW_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Returns 0, or crashes. Whatever [data] is, the program may refuse it but never break. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
