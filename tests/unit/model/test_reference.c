/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "model/label.h"

static void a_reference_is_dutch_in_dutch_and_itself_in_english(void **state)
{
    static const vw_text cases[] = {
        {"Uitvoeringsverordening (EU) 2024/2690, bijlage 2.1.2(a)",
         "Implementing Regulation (EU) 2024/2690, annex 2.1.2(a)"},
        {"DORA art. 17(3)(a) tot en met (f)", "DORA art. 17(3)(a) to (f)"},
        {"NIS2 art. 3; Cbw art. 43 en 44", "NIS2 art. 3; Cbw art. 43 and 44"},
        {"Verordening (EU) 2024/1689, gewijzigd bij 2026/1744",
         "Regulation (EU) 2024/1689, as amended by 2026/1744"},
        {"DigiD-normenkader 3.0, U/WA.02", "DigiD frame 3.0, U/WA.02"},
        {"CRA bijlage I deel II (3)", "CRA Annex I Part II (3)"},
        {"AVG art. 33", "GDPR art. 33"},
        {"NOREA-handreiking ENSIA, bijlagen 2 en 3", "NOREA ENSIA guide, annexes 2 and 3"},
        {"Ketenafspraken 2.0, 3.1", "Ketenafspraken 2.0, 3.1"},
        {"Handboek: hoe to do", "Handboek: hoe to do"},
        {"Regulations, Andere, partij", "Regulations, Andere, partij"},
        {"", ""}};
    (void)state;
    vw_arena *arena = vw_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(vw_reference_in(arena, cases[i].en, VW_NL), cases[i].nl);
        assert_ptr_equal(vw_reference_in(arena, cases[i].en, VW_EN), cases[i].en);
    }
    assert_null(vw_reference_in(arena, NULL, VW_NL));
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_dutch_in_dutch_and_itself_in_english)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
