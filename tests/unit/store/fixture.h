/* SPDX-License-Identifier: EUPL-1.2 */
/* A folder that is removed afterwards, a small catalogue, and a dossier in it. */
#ifndef VW_TESTS_STORE_FIXTURE_H
#define VW_TESTS_STORE_FIXTURE_H

#include "store/evidence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    char *folder;
    const char *path; /* of the dossier, which exists */
    const vw_catalogue *catalogue;
} fixture;

int fixture_setup(void **state);
int fixture_teardown(void **state);

/* person (state), asset (state; refers to person), restore_test (event; refers to asset). */
extern const vw_catalogue test_catalogue;
/* The same, where asset has a field and a reference more, and there is a kind more. */
extern const vw_catalogue test_catalogue_grown;
/* The same as the first, where asset.users has become a text. */
extern const vw_catalogue test_catalogue_retyped;
/* Reference date 31 December 2025, period 2025. */
extern const vw_dossier_head test_head;

const char *path_in(const fixture *f, const char *name);
void write_file(const char *path, const char *bytes, size_t length);
char *read_whole(const fixture *f, const char *path, size_t *length);
vw_dossier *open_dossier(fixture *f);

/* [owner]: NULL for unknown; [raw]: NULL for nothing. */
void add_asset(vw_import *import, fixture *f, uint32_t row, const char *key, const char *owner,
               double cost, const char *raw);
vw_import_head asset_head(void);

/* True when some message kept has this code. */
bool has_message(const fixture *f, vw_msg msg);
void clear_messages(fixture *f);
/* One number from the dossier; fails the test when the SQL does. */
int64_t number_of(fixture *f, vw_dossier *dossier, const char *sql);

#endif
