/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a JSON document of another tool, with the program's own catalogue. Besides not
 * breaking: an import is refused exactly when a problem was told, and what was taken in can be
 * verified. The formats share this target; each has a corpus of its own. */
#include "fuzz.h"

#include "intake/intake.h"
#include "load/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* One dossier for all inputs: each is rolled back. */
static char folder[] = "/tmp/vw-fuzz-document-XXXXXX";
static char dossier_path[64], file_path[64];
static vw_arena *lasting;
static const vw_catalogue *catalogue;
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

static void load_catalogue(vw_diags *diags)
{
    vw_set_files files = {0};
    const vw_set *set = NULL;

    vw_set_files_builtin(&files, lasting);
    demand(vw_set_load(&set, lasting, diags, files.items, files.count) == VW_OK);
    catalogue = set->catalogue;
}

static void make_dossier(void)
{
    const vw_dossier_head head = {.name = "fuzz",
                                  .type = "municipality",
                                  .year = 2025,
                                  .as_of = vw_date_of(2025, 12, 31),
                                  .period_from = vw_date_of(2025, 1, 1),
                                  .period_until = vw_date_of(2025, 12, 31)};
    demand(mkdtemp(folder) != NULL);
    snprintf(dossier_path, sizeof dossier_path, "%s/dossier", folder);
    snprintf(file_path, sizeof file_path, "%s/thing.json", folder);
    lasting = vw_arena_new();
    vw_diags *diags = vw_diags_new(lasting);
    load_catalogue(diags);
    demand(vw_dossier_create(dossier_path, &head, catalogue, lasting, diags) == VW_OK);
    demand(vw_dossier_open(&dossier, lasting, diags, dossier_path, VW_READ_WRITE, catalogue) ==
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
    const vw_intake_constant asset = {"asset", "A1"}; /* findings of some formats need it */
    const vw_intake_options options = {.path = file_path,
                                       .constants = &asset,
                                       .constant_count = 1,
                                       .collected_by = "fuzz",
                                       .complete_from = VW_DATE_NONE,
                                       .complete_until = VW_DATE_NONE};
    demand(vw_db_begin(vw_dossier_db(dossier), diags) == VW_OK);
    vw_status status = vw_intake_file(&results, dossier, catalogue, arena, diags, &options);
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    demand(status == VW_OK || status == VW_ERR_INPUT);
    for (size_t i = 0; status == VW_OK && i < results.count; i++) {
        vw_import_check check;

        demand(vw_import_verify(&check, dossier, diags, results.items[i].import_id) == VW_OK);
        demand(check.intact && check.rows == results.items[i].rows);
    }
    vw_db_rollback(vw_dossier_db(dossier));
    vw_arena_free(arena);
    return 0;
}
