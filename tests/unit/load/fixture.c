/* SPDX-License-Identifier: EUPL-1.2 */
#include "fixture.h"

#include <string.h>

static const char organisation[] = "kind: organisation\n"
                                   "nature: state\n"
                                   "label: {nl: Organisatie, en: Organisation}\n"
                                   "plural: {nl: Organisaties, en: Organisations}\n"
                                   "explain: {nl: Wie, en: Who}\n"
                                   "key: organisation_id\n"
                                   "key_label: {nl: Kenmerk, en: Identifier}\n"
                                   "fields:\n"
                                   "  - name: type\n"
                                   "    type: enum\n"
                                   "    values:\n"
                                   "      - {value: municipality, nl: gemeente, en: municipality}\n"
                                   "      - {value: bank, nl: bank, en: bank}\n"
                                   "    label: {nl: Soort, en: Type}\n";

static const char asset[] = "kind: asset\n"
                            "nature: state\n"
                            "label: {nl: Systeem, en: System}\n"
                            "plural: {nl: Systemen, en: Systems}\n"
                            "explain: {nl: Wat, en: What}\n"
                            "key: asset_id\n"
                            "key_label: {nl: Nummer, en: Number}\n"
                            "fields: []\n";

static const char measures[] = "measures:\n"
                               "  - id: backup.restore\n"
                               "    title: {nl: Terugzetten, en: Restoring}\n"
                               "    explain: {nl: Proef, en: Trial}\n"
                               "    owner: {nl: ICT, en: IT}\n"
                               "    remedy: {nl: Doe het, en: Do it}\n"
                               "    tests:\n"
                               "      - id: backup.restore.yearly\n"
                               "        aspect: operation\n"
                               "        title: {nl: Elk jaar, en: Each year}\n"
                               "        for: asset\n"
                               "        condition: true\n"
                               "        reason: {nl: Nooit, en: Never}\n";

static const char framework[] = "framework: frame\n"
                                "version: 1.0\n"
                                "date: 2025-01-31\n"
                                "title: {nl: Kader, en: Frame}\n"
                                "explain: {nl: Waarvoor, en: What for}\n"
                                "aspects: [design, existence]\n";

int fixture_new(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    f->arena = arena;
    f->diags = vw_diags_new(arena);
    add_file(f, "a/asset.yaml", asset);
    add_file(f, "a/framework.yaml", framework);
    add_file(f, "a/measures.yaml", measures);
    add_file(f, "a/organisation.yaml", organisation);
    *state = f;
    return 0;
}

int fixture_free(void **state)
{
    fixture *f = *state;
    vw_arena_free(f->arena);
    return 0;
}

void add_file(fixture *f, const char *path, const char *text)
{
    vw_set_file file = {.path = path, .text = text, .length = strlen(text)};
    VW_PUSH(f->arena, f->files, file);
}

vw_status load(fixture *f)
{
    vw_status status = vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count);
    assert_true((f->set != NULL) == (status == VW_OK));
    assert_int_equal(status, vw_diags_status(f->diags));
    return status;
}

const char *problems(fixture *f)
{
    vw_buf buf = {.arena = f->arena};
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        const vw_diag *diag = vw_diags_get(f->diags, i);
        if (i > 0) {
            vw_buf_add(&buf, "\n");
        }
        if (strcmp(diag->place.file, "t.yaml") != 0) {
            vw_buf_addf(&buf, "%s:", diag->place.file);
        }
        vw_buf_addf(&buf, "%u:%u %s", (unsigned)diag->place.line, (unsigned)diag->place.column,
                    vw_message_get(diag->msg)->code);
        if (diag->args[0] != NULL) {
            vw_buf_addf(&buf, "(%s)", diag->args[0]);
        }
    }
    return vw_buf_text(&buf);
}

void assert_problems(void **state, const char *text, const char *expected)
{
    fixture *f = *state;
    add_file(f, "t.yaml", text);
    (void)load(f);
    assert_string_equal(problems(f), expected);
}

void assert_field_problems(void **state, const char *lines, const char *expected)
{
    fixture *f = *state;
    assert_problems(state,
                    vw_printf(f->arena,
                              "kind: thing\n"
                              "nature: event\n"
                              "label: {nl: Ding, en: Thing}\n"
                              "plural: {nl: Dingen, en: Things}\n"
                              "explain: {nl: Wat, en: What}\n"
                              "key: thing_id\n"
                              "key_label: {nl: Nummer, en: Number}\n"
                              "fields:\n%s",
                              lines),
                    expected);
}

void assert_test_problems(void **state, const char *lines, const char *expected)
{
    fixture *f = *state;
    assert_problems(state,
                    vw_printf(f->arena,
                              "measures:\n"
                              "  - id: m\n"
                              "    title: {nl: A, en: A}\n"
                              "    explain: {nl: A, en: A}\n"
                              "    owner: {nl: A, en: A}\n"
                              "    remedy: {nl: A, en: A}\n"
                              "    tests:\n"
                              "      - title: {nl: A, en: A}\n"
                              "        reason: {nl: A, en: A}\n%s",
                              lines),
                    expected);
}

void assert_requirement_problems(void **state, const char *lines, const char *expected)
{
    fixture *f = *state;
    assert_problems(state,
                    vw_printf(f->arena,
                              "requirements_of: frame\n"
                              "requirements:\n"
                              "  - title: {nl: A, en: A}\n"
                              "    reference: Frame 1.0\n%s",
                              lines),
                    expected);
}
