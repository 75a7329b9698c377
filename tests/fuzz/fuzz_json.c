/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as a JSON table. Besides not breaking: what is cut into elements that are all sound is
 * sound as a whole. */
#include "fuzz.h"
#include "fuzz_tables.h"

#include "intake/tables/json_split.h"

#include <jansson.h>

typedef struct {
    size_t count;
    bool sound;
} elements;

static vw_status take(void *what, const vw_json_element *element)
{
    elements *all = what;
    json_t *value =
        json_loadb(element->text, element->length, JSON_DECODE_ANY | JSON_DECODE_INT_AS_REAL, NULL);
    all->count++;
    all->sound = all->sound && value != NULL;
    for (size_t i = 0; i < element->number_count; i++) {
        const vw_json_span *span = &element->numbers[i];
        demand(span->length > 0 && span->start + span->length <= element->length);
    }
    json_decref(value);
    return VW_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_json_shape shape;
    elements all = {.sound = true};
    const vw_input *input = fuzz_input(arena, diags, data, size);
    vw_status status = vw_intake__json_shape(&shape, arena, diags, input);
    if (status == VW_OK) {
        status = vw_intake__json_each(input, arena, diags, shape, take, &all);
    }
    demand((status == VW_OK) == (vw_diags_count(diags, VW_ERROR) == 0));
    size_t mark = size >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    if (status == VW_OK && all.sound && shape.form != VW_JSON_LINES) {
        json_t *whole =
            json_loadb((const char *)data + mark, size - mark, JSON_DECODE_INT_AS_REAL, NULL);
        demand(whole != NULL);
        demand(shape.form != VW_JSON_LIST || json_array_size(whole) == all.count);
        json_decref(whole);
    }
    vw_arena_free(arena);
    return 0;
}
