/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a CSV file of a kind that has a field of every type. Besides not breaking: an import
 * is refused exactly when a problem was told, and what was taken in can be verified. */
#include "fuzz.h"

#include "intake/intake.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define BOTH(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }
#define FIELD(field_name, field_type)                                                              \
    .name = field_name, .type = field_type, .label = BOTH(field_name)

static const vw_enum_value levels[] = {{"high", {"hoog", "high"}}, {"low", {"laag", "low"}}};
static const vw_field fields[] = {
    {FIELD("effective_from", VW_TYPE_DATE), .required = true, .of_time = true},
    {FIELD("effective_until", VW_TYPE_DATE), .of_time = true},
    {FIELD("text", VW_TYPE_TEXT)},
    {FIELD("level", VW_TYPE_ENUM), .values = levels, .value_count = 2},
    {FIELD("yes", VW_TYPE_BOOL)},
    {FIELD("count", VW_TYPE_INTEGER), .has_min = true},
    {FIELD("size", VW_TYPE_NUMBER), .has_max = true, .max = 1e9},
    {FIELD("seen", VW_TYPE_DATETIME)},
    {FIELD("parent", VW_TYPE_REF), .to = "thing"},
};
static const vw_kind kinds[] = {{.name = "thing",
                                 .nature = VW_STATE,
                                 .label = BOTH("thing"),
                                 .plural = BOTH("things"),
                                 .key = "id",
                                 .key_label = BOTH("key"),
                                 .fields = fields,
                                 .field_count = sizeof fields / sizeof *fields}};
static const vw_catalogue catalogue = {.kinds = kinds, .count = 1};

/* One dossier for all inputs: each is rolled back. */
static char folder[] = "/tmp/vw-fuzz-csv-XXXXXX";
static char dossier_path[64], file_path[64];
static vw_arena *lasting;
static vw_dossier *dossier;

static void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void remove_folder(void)
{
    vw_arena_free(lasting);
    unlink(file_path);
    unlink(dossier_path);
    rmdir(folder);
}

static void make_dossier(void)
{
    const vw_dossier_head head = {.name = "fuzz",
                                  .year = 2025,
                                  .as_of = vw_date_of(2025, 12, 31),
                                  .period_from = vw_date_of(2025, 1, 1),
                                  .period_until = vw_date_of(2025, 12, 31)};
    demand(mkdtemp(folder) != NULL);
    snprintf(dossier_path, sizeof dossier_path, "%s/dossier", folder);
    snprintf(file_path, sizeof file_path, "%s/thing.csv", folder);
    lasting = vw_arena_new();
    vw_diags *diags = vw_diags_new(lasting);
    demand(vw_dossier_create(dossier_path, &head, &catalogue, lasting, diags) == VW_OK);
    demand(vw_dossier_open(&dossier, lasting, diags, dossier_path, VW_READ_WRITE, &catalogue) ==
           VW_OK);
    atexit(remove_folder);
}

static void write_input(const uint8_t *data, size_t size)
{
    FILE *file = fopen(file_path, "wb");
    demand(file != NULL && fwrite(data, 1, size, file) == size && fclose(file) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (dossier == NULL) {
        make_dossier();
    }
    write_input(data, size);
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_intake_results results = {0};
    vw_import_check check;
    const vw_intake_options options = {.path = file_path,
                                       .collected_at = "2025-12-31",
                                       .collected_by = "fuzz",
                                       .complete_from = VW_DATE_NONE,
                                       .complete_until = VW_DATE_NONE};
    demand(vw_db_begin(vw_dossier_db(dossier), diags) == VW_OK);
    vw_status status = vw_intake_file(&results, dossier, &catalogue, arena, diags, &options);
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    demand(status == VW_OK || status == VW_ERR_INPUT);
    demand(status != VW_OK || results.count == 1);
    if (status == VW_OK) {
        const vw_intake_result *result = &results.items[0];
        demand(vw_import_verify(&check, dossier, diags, result->import_id) == VW_OK);
        demand(check.intact && check.rows == result->rows);
    }
    vw_db_rollback(vw_dossier_db(dossier));
    vw_arena_free(arena);
    return 0;
}
