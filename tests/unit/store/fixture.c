/* SPDX-License-Identifier: EUPL-1.2 */
#include "fixture.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT(both)                                                                                 \
    {                                                                                              \
        both, both                                                                                 \
    }

static const vw_enum_value levels[] = {
    {"high", {"hoog", "high"}}, {"low", {"laag", "low"}}, {"none", {"geén", "not at all"}}};
static const vw_enum_value results[] = {{"success", {"geslaagd", "success"}},
                                        {"failure", {"mislukt", "failure"}}};

#define STATE_FIELDS                                                                               \
    {.name = "effective_from",                                                                     \
     .type = VW_TYPE_DATE,                                                                         \
     .required = true,                                                                             \
     .of_time = true,                                                                              \
     .label = {"Geldig vanaf", "Effective from"}},                                                 \
    {                                                                                              \
        .name = "effective_until", .type = VW_TYPE_DATE, .of_time = true, .label = {               \
            "Geldig tot en met",                                                                   \
            "Effective until"                                                                      \
        }                                                                                          \
    }

static const vw_field person_fields[] = {
    STATE_FIELDS, {.name = "name", .type = VW_TYPE_TEXT, .label = {"Naam", "Name"}}};

#define ASSET_FIELDS(users_type)                                                                   \
    STATE_FIELDS, {.name = "name", .type = VW_TYPE_TEXT, .label = {"Naam", "Name"}},               \
        {.name = "criticality",                                                                    \
         .type = VW_TYPE_ENUM,                                                                     \
         .values = levels,                                                                         \
         .value_count = 3,                                                                         \
         .label = {"Belang", "Criticality"}},                                                      \
        {.name = "owner", .type = VW_TYPE_REF, .to = "person", .label = {"Eigenaar", "Owner"}},    \
        {.name = "cost", .type = VW_TYPE_NUMBER, .has_min = true, .label = {"Kosten", "Cost"}},    \
        {.name = "users",                                                                          \
         .type = users_type,                                                                       \
         .has_max = true,                                                                          \
         .max = 1e6,                                                                               \
         .label = {"Gebruikers", "Users"}},                                                        \
    {                                                                                              \
        .name = "internet", .type = VW_TYPE_BOOL, .label = { "Op internet", "On the internet" }    \
    }

static const vw_field asset_fields[] = {ASSET_FIELDS(VW_TYPE_INTEGER)};
static const vw_field asset_fields_retyped[] = {ASSET_FIELDS(VW_TYPE_TEXT)};
static const vw_field asset_fields_grown[] = {
    ASSET_FIELDS(VW_TYPE_INTEGER),
    {.name = "deputy", .type = VW_TYPE_REF, .to = "person", .label = {"Plaatsvervanger", "Deputy"}},
    {.name = "aliases", .type = VW_TYPE_TEXT, .label = {"Bijnamen", "Aliases"}}};

static const vw_field restore_fields[] = {
    {.name = "occurred_on",
     .type = VW_TYPE_DATE,
     .required = true,
     .of_time = true,
     .label = {"Datum", "Date"}},
    {.name = "asset",
     .type = VW_TYPE_REF,
     .to = "asset",
     .required = true,
     .label = {"Systeem", "System"}},
    {.name = "result",
     .type = VW_TYPE_ENUM,
     .values = results,
     .value_count = 2,
     .label = {"Uitkomst", "Result"}},
    {.name = "started_at", .type = VW_TYPE_DATETIME, .label = {"Begonnen om", "Started at"}}};

static const vw_field exception_fields[] = {
    STATE_FIELDS,
    {.name = "test", .type = VW_TYPE_TEXT, .required = true, .label = {"Toets", "Test"}}};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define KIND(kind_name, its_nature, its_fields, nl, en, plural_nl, plural_en, its_key)             \
    {                                                                                              \
        .name = kind_name, .nature = its_nature, .label = {nl, en},                                \
        .plural = {plural_nl, plural_en}, .key = its_key, .key_label = TEXT("Nummer"),             \
        .fields = its_fields, .field_count = COUNT(its_fields)                                     \
    }
#define ASSET(fields)                                                                              \
    KIND("asset", VW_STATE, fields, "Bedrijfsmiddel", "Asset", "Bedrijfsmiddelen", "Assets",       \
         "asset_id")
#define OTHERS                                                                                     \
    KIND("exception", VW_STATE, exception_fields, "Uitzondering", "Exception", "Uitzonderingen",   \
         "Exceptions", "exception_id"),                                                            \
        KIND("person", VW_STATE, person_fields, "Persoon", "Person", "Personen", "Persons",        \
             "person_id"),                                                                         \
        KIND("restore_test", VW_EVENT, restore_fields, "Hersteltest", "Restore test",              \
             "Hersteltesten", "Restore tests", "test_id")

static const vw_kind kinds[] = {ASSET(asset_fields), OTHERS};
static const vw_kind kinds_retyped[] = {ASSET(asset_fields_retyped), OTHERS};
static const vw_kind kinds_grown[] = {
    ASSET(asset_fields_grown), OTHERS,
    KIND("test", VW_EVENT, restore_fields, "Proef", "Test", "Proeven", "Tests", "test_id")};

const vw_catalogue test_catalogue = {.kinds = kinds, .count = COUNT(kinds)};
const vw_catalogue test_catalogue_retyped = {.kinds = kinds_retyped, .count = COUNT(kinds_retyped)};
const vw_catalogue test_catalogue_grown = {.kinds = kinds_grown, .count = COUNT(kinds_grown)};

/* Days since 1970 of 31 December 2025, 1 January 2025. */
const vw_dossier_head test_head = {.name = "Gemeente Voorbeeld",
                                   .type = "municipality",
                                   .year = 2025,
                                   .as_of = 20453,
                                   .period_from = 20089,
                                   .period_until = 20453};

const char *path_in(const fixture *f, const char *name)
{
    return vw_printf(f->arena, "%s/%s", f->folder, name);
}

int fixture_setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    f->arena = arena;
    f->diags = vw_diags_new(arena);
    f->folder = vw_strdup(arena, "/tmp/vw-store-XXXXXX");
    f->catalogue = &test_catalogue;
    if (mkdtemp(f->folder) == NULL) {
        return -1;
    }
    f->path = path_in(f, "dossier.vw");
    *state = f;
    return vw_dossier_create(f->path, &test_head, f->catalogue, arena, f->diags) == VW_OK ? 0 : -1;
}

int fixture_teardown(void **state)
{
    fixture *f = *state;
    DIR *folder = opendir(f->folder);
    const struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        const char *path = path_in(f, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
            unlink(path) != 0) {
            rmdir(path);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    int removed = rmdir(f->folder);
    vw_arena_free(f->arena);
    return removed;
}

void write_file(const char *path, const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

char *read_whole(const fixture *f, const char *path, size_t *length)
{
    struct stat info;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &info), 0);
    char *bytes = vw_alloc(f->arena, (size_t)info.st_size);
    *length = fread(bytes, 1, (size_t)info.st_size, file);
    assert_int_equal(*length, info.st_size);
    fclose(file);
    return bytes;
}

vw_dossier *open_dossier(fixture *f)
{
    vw_dossier *dossier = NULL;
    vw_status status =
        vw_dossier_open(&dossier, f->arena, f->diags, f->path, VW_READ_WRITE, f->catalogue);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(status, VW_OK);
    return dossier;
}

vw_import_head asset_head(void)
{
    return (vw_import_head){.kind = &kinds[0],
                            .file_name = "asset.csv",
                            .importer = "test/1",
                            .collected_at = "2025-12-31",
                            .collected_by = "tester",
                            .method = "examine"};
}

void add_asset(vw_import *import, fixture *f, uint32_t row, const char *key, const char *owner,
               double cost, const char *raw)
{
    vw_value values[COUNT(asset_fields)] = {
        {.is = VW_VALUE_TEXT, .text = "2025-01-01"},
        {0},
        {.is = VW_VALUE_TEXT, .text = key},
        {.is = VW_VALUE_TEXT, .text = "high"},
        {.is = owner == NULL ? VW_VALUE_UNKNOWN : VW_VALUE_TEXT, .text = owner},
        {.is = VW_VALUE_REAL, .real = cost},
        {.is = VW_VALUE_INTEGER, .integer = 12},
        {.is = VW_VALUE_INTEGER, .integer = 1}};
    assert_int_equal(vw_import_row(import, f->diags, row, key, values, raw), VW_OK);
}

bool has_message(const fixture *f, vw_msg msg)
{
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        if (vw_diags_get(f->diags, i)->msg == msg) {
            return true;
        }
    }
    return false;
}

void clear_messages(fixture *f)
{
    f->diags = vw_diags_new(f->arena);
}

int64_t number_of(fixture *f, vw_dossier *dossier, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), f->arena, f->diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, f->diags, &row);
    }
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(status, VW_OK);
    assert_true(row);
    int64_t number = vw_stmt_int(stmt, 0);
    vw_stmt_free(stmt);
    return number;
}
