/* SPDX-License-Identifier: EUPL-1.2 */
#include "eval/derived.h"

#include "eval/profile.h"

#include <string.h>

/* "46200000" as "46.200.000" or "46,200,000"; "12.5" as "12,5" in Dutch. */
static const char *with_marks(vw_arena *arena, const char *number, vw_lang lang)
{
    const char *digits = number + (number[0] == '-');
    const size_t whole = strspn(digits, "0123456789");
    const char *rest = digits + whole;
    vw_buf out = {.arena = arena};
    if (whole == 0 ||
        (*rest != '\0' && (*rest != '.' || rest[1 + strspn(rest + 1, "0123456789")] != '\0'))) {
        return number;
    }
    vw_buf_addn(&out, number, (size_t)(digits - number));
    vw_buf_add_digits(&out, digits, whole, lang == VW_NL ? "." : ",");
    const bool decimals = rest[0] == '.' && rest[1 + strspn(rest + 1, "0")] != '\0';
    vw_buf_addf(&out, "%s%s", decimals ? (lang == VW_NL ? "," : ".") : "",
                decimals ? rest + 1 : "");
    return vw_buf_text(&out);
}

static const char *value_of(vw_arena *arena, const vw_fact *fact, vw_lang lang)
{
    const vw_field *field = fact->field;
    if (fact->value == NULL) {
        return vw_text_in((vw_text){"niet vastgelegd", "not recorded"}, lang);
    }
    if (field->type == VW_TYPE_BOOL) {
        return strcmp(fact->value, "true") == 0 ? vw_text_in((vw_text){"ja", "yes"}, lang)
                                                : vw_text_in((vw_text){"nee", "no"}, lang);
    }
    if (field->type == VW_TYPE_INTEGER || field->type == VW_TYPE_NUMBER) {
        return with_marks(arena, fact->value, lang);
    }
    const vw_enum_value *choice =
        field->type == VW_TYPE_ENUM ? vw_field_value(field, fact->value) : NULL;
    return choice != NULL ? vw_text_in(choice->label, lang) : fact->value;
}

/* With what it follows from, and what that follows from. */
static void add_value(vw_buf *out, const vw_fact *fact, vw_lang lang)
{
    vw_buf_add(out, value_of(out->arena, fact, lang));
    if (fact->source != VW_FACT_DERIVED || fact->from_count == 0) {
        return;
    }
    vw_buf_add(out, vw_text_in((vw_text){" (volgt uit ", " (follows from "}, lang));
    for (size_t i = 0; i < fact->from_count; i++) {
        vw_buf_addf(out, "%s%s: ", i > 0 ? ", " : "",
                    vw_text_in(fact->from[i]->field->label, lang));
        add_value(out, fact->from[i], lang);
    }
    vw_buf_add(out, ")");
}

vw_status vw_derived_facts(const char **out, const char *const *fields, size_t count,
                           vw_dossier *dossier, vw_arena *arena, vw_diags *diags, const vw_set *set,
                           const vw_rule_frame *frame, vw_lang lang)
{
    vw_profile profile;
    const vw_status status = vw_profile_load(&profile, dossier, arena, diags, set, frame);
    for (size_t i = 0; i < count; i++) {
        const vw_fact *fact = status == VW_OK ? vw_profile_fact(&profile, fields[i]) : NULL;
        vw_buf text = {.arena = arena};
        out[i] = NULL;
        if (fact != NULL && fact->source == VW_FACT_DERIVED && fact->value != NULL) {
            add_value(&text, fact, lang);
            out[i] = vw_buf_text(&text);
        }
    }
    return status;
}
