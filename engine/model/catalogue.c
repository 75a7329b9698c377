/* SPDX-License-Identifier: EUPL-1.2 */
/* Looking things up in the catalogue of evidence. */
#include "model/catalogue.h"

#include <string.h>

const char *vw_type_name(vw_type type)
{
    static const char *const names[] = {
        [VW_TYPE_TEXT] = "text",         [VW_TYPE_ENUM] = "enum",     [VW_TYPE_BOOL] = "bool",
        [VW_TYPE_INTEGER] = "integer",   [VW_TYPE_NUMBER] = "number", [VW_TYPE_DATE] = "date",
        [VW_TYPE_DATETIME] = "datetime", [VW_TYPE_REF] = "ref",       [VW_TYPE_LIST] = "list",
    };
    return names[type];
}

const vw_kind *vw_catalogue_find(const vw_catalogue *catalogue, const char *name)
{
    for (size_t i = 0; i < catalogue->count; i++) {
        if (strcmp(catalogue->kinds[i].name, name) == 0) {
            return &catalogue->kinds[i];
        }
    }
    return NULL;
}

const vw_field *vw_kind_field(const vw_kind *kind, const char *name)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].name, name) == 0) {
            return &kind->fields[i];
        }
    }
    return NULL;
}

const vw_enum_value *vw_field_value(const vw_field *field, const char *value)
{
    for (size_t i = 0; i < field->value_count; i++) {
        if (strcmp(field->values[i].value, value) == 0) {
            return &field->values[i];
        }
    }
    return NULL;
}

const char *vw_field_choice_shown(const vw_field *field, size_t index, vw_lang lang)
{
    const char *label = vw_text_in(field->values[index].label, lang);
    for (size_t i = 0; i < field->value_count; i++) {
        const vw_enum_value *other = &field->values[i];
        if (i != index &&
            (strcmp(other->value, label) == 0 || strcmp(other->label.nl, label) == 0 ||
             strcmp(other->label.en, label) == 0)) {
            return field->values[index].value;
        }
    }
    return label;
}
