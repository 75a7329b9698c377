/* SPDX-License-Identifier: EUPL-1.2 */
/* Examples of tests in files of their own, so that the sets themselves stay small. */
#include "load/fields.h"

#include <stdlib.h>
#include <string.h>

static const char *const outcomes[VW_TRIED_OUTSIDE] = {
    [VW_TRIED_FAIL] = "fail", [VW_TRIED_PASS] = "pass", [VW_TRIED_UNKNOWN] = "unknown"};

/* `cannot: {unknown: "The key is always there."}` */
static void read_cannot(vw_fields *fields, vw_corpus_draft *draft)
{
    vw_fields each;
    const vw_node *node = vw_load__get(fields, "cannot", VW_OPTIONAL);
    if (node == NULL || !vw_load__open(&each, fields->loader, node, "cannot")) {
        return;
    }
    for (int i = 0; i < VW_TRIED_OUTSIDE; i++) {
        draft->cannot[i] = vw_load__string(&each, outcomes[i], VW_OPTIONAL);
        draft->cannot_places[i] = vw_load__place_of(&each, outcomes[i]);
    }
    vw_load__close(&each);
}

static void check_cannot(vw_loader *loader, const vw_corpus_draft *draft)
{
    for (size_t i = 0; i < draft->trial_count; i++) {
        for (size_t j = 0; j < draft->trials[i].expected_count; j++) {
            const vw_trial_expected *expected = &draft->trials[i].expected[j];
            if (expected->outcome != VW_TRIED_OUTSIDE && draft->cannot[expected->outcome] != NULL) {
                VW_DIAG(loader->diags, Y119, expected->place, outcomes[expected->outcome],
                        draft->test.name);
                return;
            }
        }
    }
}

void vw_load__corpus(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "corpus")) {
        return;
    }
    const vw_node *list = vw_load__list(&fields, "corpus", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_fields item;
        vw_corpus_draft draft = {0};
        if (!vw_load__open(&item, loader, list->items[i], "corpus")) {
            continue;
        }
        draft.test.name = vw_load__string(&item, "test", VW_NEEDED);
        draft.test.place = vw_load__place_of(&item, "test");
        item.what = draft.test.name != NULL ? draft.test.name : item.what;
        read_cannot(&item, &draft);
        vw_load__trials(&draft.trials, &draft.trial_count, &item, VW_NEEDED);
        vw_load__close(&item);
        if (draft.test.name != NULL) {
            check_cannot(loader, &draft);
            VW_PUSH(loader->scratch, loader->corpus, draft);
        }
    }
    vw_load__close(&fields);
}

/* ---- to the tests that they are of ------------------------------------------------------- */

typedef struct {
    const char *id;
    vw_test *test;
} test_by_id;

static int compare_ids(const void *left, const void *right)
{
    const test_by_id *a = left, *b = right;
    return strcmp(a->id, b->id);
}

static void add(vw_loader *loader, vw_test *test, const vw_corpus_draft *draft)
{
    size_t own = test->trial_count;
    vw_trial *trials = VW_NEW_ARRAY(loader->arena, own + draft->trial_count, vw_trial);
    for (size_t i = 0; i < own + draft->trial_count; i++) {
        trials[i] = i < own ? test->trials[i] : draft->trials[i - own];
    }
    test->trials = trials;
    test->trial_count = own + draft->trial_count;
    memcpy(test->cannot, draft->cannot, sizeof test->cannot);
}

void vw_load__link_corpus(vw_loader *loader)
{
    VW_VEC(test_by_id) tests = {0};
    size_t count = loader->corpus.count;
    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < loader->measures.count; i++) {
        vw_measure_draft *measure = &loader->measures.items[i];
        for (size_t j = 0; j < measure->test_count; j++) {
            test_by_id test = {measure->tests[j].id, &measure->tests[j]};
            VW_PUSH(loader->scratch, tests, test);
        }
    }
    if (tests.count > 0) {
        qsort(tests.items, tests.count, sizeof *tests.items, compare_ids);
    }
    vw_name_list ids = vw_load__names(loader, tests.count);
    for (size_t i = 0; i < tests.count; i++) {
        ids.names[i] = tests.items[i].id;
    }
    vw_reference *names = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        const vw_corpus_draft *draft = &loader->corpus.items[i];
        size_t found = vw_load__find(&ids, draft->test.name);
        names[i] = draft->test;
        if (found != SIZE_MAX) {
            add(loader, tests.items[found].test, draft);
        } else if (!loader->unreadable) {
            VW_DIAG(loader->diags, Y118, draft->test.place, draft->test.name,
                    vw_load__near(loader, &ids, draft->test.name));
        }
    }
    vw_load__check_twice(loader, names, count);
}
