/* SPDX-License-Identifier: EUPL-1.2 */
/* The facts of the organisation that a rule used, as evaluations store them, in words:
 * "digital_service = none (<- type = municipality) [ORG-1; import 49 #2]". */
#include "reports/build/fact_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const vw_report *r;
    const vw_kind *kind;
    vw_arena *arena;
    const char *at;
    vw_buf out;
} reading;

static bool take(reading *f, const char *word)
{
    const size_t length = strlen(word);
    const bool there = strncmp(f->at, word, length) == 0;
    f->at += there ? length : 0;
    return there;
}

static size_t name_length(const char *at)
{
    size_t length = 0;
    while (islower((unsigned char)at[length]) || isdigit((unsigned char)at[length]) ||
           at[length] == '_') {
        length++;
    }
    return length;
}

/* "staff = " or "staff is unknown" */
static bool begins_fact(const char *at)
{
    const char *behind = at + name_length(at);
    return behind > at &&
           (strncmp(behind, " = ", 3) == 0 || strncmp(behind, " is unknown", 11) == 0);
}

/* A value may hold commas: it ends where another fact, a source or the record begins. */
static size_t value_length(const char *at)
{
    size_t length = 0;
    while (at[length] != '\0' && at[length] != ')' && strncmp(at + length, " (<- ", 5) != 0 &&
           strncmp(at + length, VW_FACTS_STATED, strlen(VW_FACTS_STATED)) != 0 &&
           strncmp(at + length, " [", 2) != 0 &&
           !(strncmp(at + length, ", ", 2) == 0 && begins_fact(at + length + 2))) {
        length++;
    }
    return length;
}

static const char *value_in_words(const reading *f, const vw_field *field, const char *value)
{
    if (field->type == VW_TYPE_BOOL) {
        return vw_say(f->r,
                      strcmp(value, "true") == 0 ? (vw_text){"ja", "yes"} : (vw_text){"nee", "no"});
    }
    const bool number = field->type == VW_TYPE_INTEGER || field->type == VW_TYPE_NUMBER;
    if (number && value[0] != '\0' && value[strspn(value, "0123456789")] == '\0') {
        return vw_show_number(f->r, strtoull(value, NULL, 10));
    }
    const vw_enum_value *choice = field->type == VW_TYPE_ENUM ? vw_field_value(field, value) : NULL;
    return choice != NULL ? vw_say(f->r, choice->label) : value;
}

static bool read_list(reading *f);

static bool read_fact(reading *f)
{
    static const vw_text unknown = {"niet vastgelegd", "not on record"};
    static const vw_text follows = {" (volgt uit ", " (follows from "};
    static const vw_text stated = {" (eigen opgave; ", " (own statement; "};
    const size_t length = name_length(f->at);
    const vw_field *field = vw_kind_field(f->kind, vw_strndup(f->arena, f->at, length));
    if (!begins_fact(f->at) || field == NULL) {
        return false;
    }
    f->at += length;
    vw_buf_addf(&f->out, "%s: ", vw_say(f->r, field->label));
    if (take(f, " is unknown")) {
        vw_buf_add(&f->out, vw_say(f->r, unknown));
    } else if (take(f, " = ")) {
        const size_t rest = value_length(f->at);
        vw_buf_add(&f->out, value_in_words(f, field, vw_strndup(f->arena, f->at, rest)));
        f->at += rest;
    }
    const bool derived = take(f, " (<- ");
    if (derived || take(f, VW_FACTS_STATED)) {
        vw_buf_add(&f->out, vw_say(f->r, derived ? follows : stated));
        if (!read_list(f) || !take(f, ")")) {
            return false;
        }
        vw_buf_add(&f->out, ")");
    }
    return true;
}

static bool read_list(reading *f)
{
    while (read_fact(f)) {
        if (!take(f, ", ")) {
            return true;
        }
        vw_buf_add(&f->out, ", ");
    }
    return false;
}

/* " [ORG-1; import 49 #2]": the record that they stand in. */
static bool read_record(reading *f)
{
    static const vw_text words = {" [{0}, levering {1}, rij {2}]", " [{0}, import {1}, row {2}]"};
    const char *import = strstr(f->at, "; import ");
    const char *row = import != NULL ? strstr(import, " #") : NULL;
    if (!take(f, " [") || row == NULL) {
        return false;
    }
    const char *number = import + strlen("; import "), *end = strchr(row, ']');
    if (end == NULL || end[1] != '\0') {
        return false;
    }
    vw_buf_add(&f->out, VW_FILL(f->r, words, vw_strndup(f->arena, f->at, (size_t)(import - f->at)),
                                vw_strndup(f->arena, number, (size_t)(row - number)),
                                vw_strndup(f->arena, row + 2, (size_t)(end - row - 2))));
    f->at = end + 1;
    return true;
}

const char *vw_show_facts(const vw_report *r, vw_arena *arena, const char *facts)
{
    reading f = {.r = r,
                 .kind = vw_catalogue_find(r->plan->set->catalogue, "organisation"),
                 .arena = arena,
                 .at = facts,
                 .out = {.arena = arena}};
    const bool read = facts != NULL && f.kind != NULL && read_list(&f) &&
                      (*f.at == '\0' || read_record(&f)) && *f.at == '\0';
    return read ? vw_buf_text(&f.out) : facts;
}
