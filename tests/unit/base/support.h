/* SPDX-License-Identifier: EUPL-1.2 */
/* What the tests of base share: cmocka with its headers, and an arena for each test. */
#ifndef TEST_BASE_SUPPORT_H
#define TEST_BASE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "base/arena.h"

static inline int arena_setup(void **state)
{
    *state = vw_arena_new();
    return 0;
}

static inline int arena_teardown(void **state)
{
    vw_arena_free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_setup, arena_teardown)

#endif
