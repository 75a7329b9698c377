/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a mapping file, in which what stands behind a zero byte is a date to read by it. */
#include "fuzz.h"
#include "fuzz_tables.h"

#include "base/date.h"
#include "intake/tables/mapped.h"

#define BOTH(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }

static const vw_field fields[] = {
    {.name = "since", .type = VW_TYPE_DATE, .required = true, .label = BOTH("since")},
    {.name = "name", .type = VW_TYPE_TEXT, .label = BOTH("name")},
    {.name = "type", .type = VW_TYPE_TEXT, .label = BOTH("type")},
};
static const vw_kind kinds[] = {{.name = "thing",
                                 .label = BOTH("thing"),
                                 .plural = BOTH("things"),
                                 .key = "id",
                                 .key_label = BOTH("key"),
                                 .fields = fields,
                                 .field_count = sizeof fields / sizeof *fields}};
static const vw_catalogue catalogue = {.kinds = kinds, .count = 1};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const vw_column_map *map = NULL;
    const uint8_t *zero = size > 0 ? memchr(data, 0, size) : NULL;
    size_t length = zero == NULL ? size : (size_t)(zero - data);
    char *text = vw_strndup(arena, (const char *)data, length);
    const char *date =
        zero == NULL ? "" : vw_strndup(arena, (const char *)zero + 1, size - length - 1);
    vw_status status = vw_column_map_read(&map, arena, diags, &catalogue, "map.yaml", text, length);
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    demand((status == VW_OK) == (map != NULL));
    for (size_t i = 0; map != NULL && i < map->column_count; i++) {
        const vw_column *column = &map->columns[i];
        demand(column->is_key != (column->field != NULL));
        if (column->dates.order[0] != '\0') {
            const char *iso = vw_intake__iso_date(arena, date, column->dates);
            demand(iso == NULL || strlen(iso) >= 10);
        }
    }
    vw_arena_free(arena);
    return 0;
}
