/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/hash.h"
#include "support.h"

#include <string.h>

/* The examples that FIPS 180-4 points to (NIST, "SHA256.pdf"), and the empty message. */
static const char *const hash_of_nothing =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char *const hash_of_abc =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

static void assert_hex(vw_digest digest, const char *hex)
{
    char text[65];
    vw_digest_hex(text, &digest);
    assert_string_equal(text, hex);
}

static void known_messages_have_their_known_hashes(void **state)
{
    (void)state;
    assert_hex(vw_hash("", 0), hash_of_nothing);
    assert_hex(vw_hash("abc", 3), hash_of_abc);
}

static void a_hasher_can_be_used_again_and_again(void **state)
{
    vw_hasher *hasher = vw_hasher_new(*state);
    for (int i = 0; i < 3; i++) {
        vw_hasher_start(hasher);
        vw_hasher_add(hasher, "a", 1);
        vw_hasher_add(hasher, "bc", 2);
        assert_hex(vw_hasher_end(hasher), hash_of_abc);
        vw_hasher_start(hasher);
        assert_hex(vw_hasher_end(hasher), hash_of_nothing);
    }
}

static void starting_again_forgets_what_was_added(void **state)
{
    vw_hasher *hasher = vw_hasher_new(*state);
    vw_hasher_start(hasher);
    vw_hasher_add(hasher, "forgotten", 9);
    vw_hasher_start(hasher);
    vw_hasher_add(hasher, "abc", 3);
    assert_hex(vw_hasher_end(hasher), hash_of_abc);
}

static vw_digest hash_of_texts(vw_hasher *hasher, const char *a, const char *b)
{
    vw_hasher_start(hasher);
    vw_hasher_add_text(hasher, a);
    vw_hasher_add_text(hasher, b);
    return vw_hasher_end(hasher);
}

static void texts_that_join_to_the_same_have_different_hashes(void **state)
{
    vw_hasher *hasher = vw_hasher_new(*state);
    const char *const pairs[][2] = {{"ab", "c"}, {"a", "bc"},   {"abc", ""},
                                    {"", "abc"}, {"abc", NULL}, {NULL, "abc"}};
    size_t const count = sizeof pairs / sizeof pairs[0];
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            vw_digest const a = hash_of_texts(hasher, pairs[i][0], pairs[i][1]);
            vw_digest const b = hash_of_texts(hasher, pairs[j][0], pairs[j][1]);
            assert_int_equal(vw_digest_equal(&a, &b), i == j);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_messages_have_their_known_hashes),
        TEST(a_hasher_can_be_used_again_and_again),
        TEST(starting_again_forgets_what_was_added),
        TEST(texts_that_join_to_the_same_have_different_hashes),
    };
    return cmocka_run_group_tests_name("hash", tests, NULL, NULL);
}
