/* SPDX-License-Identifier: EUPL-1.2 */
/* A scanner that knows strings, brackets and lines, and no more; jansson reads what it cuts out. */
#include "intake/tables/json_split.h"

#include "base/system.h"

#include <errno.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

enum { BLOCK_BYTES = 64 * 1024, NAME_BYTES = 120, LISTS_NAMED = 5 };

/* What the characters around the elements of a list may be. */
typedef enum { BEFORE_FIRST, AFTER_COMMA, AFTER_ELEMENT } list_state;

typedef struct {
    const vw_input *input;
    vw_arena *arena;
    vw_diags *diags;
    vw_status status;
    uint32_t line, outer_line; /* at hand; where the last value at depth 0 began */

    /* The text so far. */
    unsigned depth;
    bool in_string, escaped, in_number, in_scalar;
    size_t values; /* at depth 0 */
    unsigned char first;

    /* Lists that are members of the outer object. */
    char name[NAME_BYTES + 1]; /* the last string at depth 1 */
    size_t name_length;
    size_t lists;                     /* begun so far */
    bool in_list;                     /* at depth 2 or deeper, within a list */
    size_t object_lists, object_list; /* with an object in them; the last of those */
    bool list_counted;
    const char *list_names;

    /* Cutting; NULL: only the shape is looked for. */
    vw_status (*element)(void *what, const vw_json_element *element);
    void *what;
    vw_json_shape shape;
    unsigned target; /* depth at which elements stand */
    bool cutting;    /* within an element */
    list_state list;
    vw_buf text;    /* of the element at hand */
    vw_buf outside; /* all but the elements */
    VW_VEC(vw_json_span) numbers;
    uint32_t number, element_line;
} scanner;

static vw_place place_at(const scanner *s, uint32_t line)
{
    return (vw_place){.file = s->input->path, .line = line};
}

void vw_intake__json_fault(vw_arena *arena, vw_diags *diags, vw_place place,
                           const json_error_t *fault)
{
    static const struct {
        enum json_error_code code;
        vw_text words;
    } known[] = {
        {json_error_premature_end_of_input, {"het houdt te vroeg op", "it ends too early"}},
        {json_error_end_of_input_expected,
         {"er volgt nog iets op het einde", "something follows its end"}},
        {json_error_invalid_utf8, {"een tekst is geen UTF-8", "a text is no UTF-8"}},
        {json_error_duplicate_key,
         {"een naam staat tweemaal in een object", "a name stands twice in one object"}},
        {json_error_stack_overflow, {"het is te diep genest", "it is nested too deeply"}},
    };
    const enum json_error_code code = json_error_code(fault);
    switch ((int)code) {
    case json_error_out_of_memory:
        vw_out_of_memory();
    case json_error_numeric_overflow:
        VW_DIAG(diags, I123, place, NULL);
        return;
    case json_error_null_character:
    case json_error_null_byte_in_key:
        VW_DIAG(diags, I124, place, NULL);
        return;
    default:
        break;
    }
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].code == code) {
            const char *near = strstr(fault->text, " near ");
            const vw_text words = known[i].words;
            VW_DIAG(
                diags, I081, place,
                near == NULL
                    ? vw_diag_both(arena, words)
                    : vw_diag_both(arena,
                                   (vw_text){vw_printf(arena, "%s, bij%s", words.nl, near + 5),
                                             vw_printf(arena, "%s, near%s", words.en, near + 5)}));
            return;
        }
    }
    VW_DIAG(diags, I081, place, fault->text);
}

static void refuse(scanner *s, vw_text reason)
{
    if (s->status == VW_OK) {
        VW_DIAG(s->diags, I081, place_at(s, s->line), vw_diag_both(s->arena, reason));
        s->status = VW_ERR_INPUT;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* ---- elements ------------------------------------------------------------------------------- */

/* True where elements of the list that is looked for stand. */
static bool in_target(const scanner *s)
{
    if (s->depth != s->target) {
        return false;
    }
    return s->shape.form != VW_JSON_MEMBER || (s->in_list && s->lists == s->shape.member + 1);
}

static void begin_element(scanner *s)
{
    s->cutting = true;
    s->text.length = 0;
    s->numbers.count = 0;
    s->element_line = s->line;
    if (s->list == AFTER_ELEMENT && s->shape.form != VW_JSON_LINES) {
        refuse(s, (vw_text){.nl = "tussen twee elementen ontbreekt een komma",
                            .en = "a comma is missing between two elements"});
    }
}

static void end_element(scanner *s)
{
    s->cutting = false;
    s->list = AFTER_ELEMENT;
    s->number++;
    if (s->status != VW_OK) {
        return;
    }
    const vw_json_element element = {.text = vw_buf_text(&s->text),
                                     .length = s->text.length,
                                     .number = s->number,
                                     .line = s->element_line,
                                     .numbers = s->numbers.items,
                                     .number_count = s->numbers.count};
    s->status = s->element(s->what, &element);
}

static void check_bounds(scanner *s)
{
    if (s->status == VW_OK &&
        (s->text.length > VW_JSON_ELEMENT_BYTES_MAX || s->depth > s->target + VW_JSON_DEPTH_MAX)) {
        VW_DIAG(s->diags, I074, place_at(s, s->element_line), NULL);
        s->status = VW_ERR_INPUT;
    }
}

static void take_number_sign(scanner *s, char c)
{
    bool part = (c >= '0' && c <= '9') || strchr("+-.eE", c) != NULL;
    if (s->in_number && part && c != '\0') {
        s->numbers.items[s->numbers.count - 1].length++;
    } else if ((c >= '0' && c <= '9') || c == '-') {
        vw_json_span span = {s->text.length, 1};
        VW_PUSH(s->arena, s->numbers, span);
        s->in_number = true;
    } else {
        s->in_number = false;
    }
}

static void keep(scanner *s, char c)
{
    if (s->cutting) {
        if (!s->in_string) {
            take_number_sign(s, c);
        }
        vw_buf_addn(&s->text, &c, 1);
        check_bounds(s);
        return;
    }
    /* Commas between elements were judged; what else stands in the list would be an error. */
    if (in_target(s) && (c == ',' || is_blank(c))) {
        return;
    }
    vw_buf_addn(&s->outside, &c, 1);
    if (s->outside.length > VW_JSON_ELEMENT_BYTES_MAX) {
        VW_DIAG(s->diags, I074, place_at(s, s->line), NULL);
        s->status = VW_ERR_INPUT;
    }
}

static void take_comma(scanner *s)
{
    if (s->element == NULL || !in_target(s) || s->cutting) {
        return;
    }
    if (s->list != AFTER_ELEMENT || s->shape.form == VW_JSON_LINES) {
        refuse(s, (vw_text){.nl = "een komma zonder element ervoor",
                            .en = "a comma without an element before it"});
    }
    s->list = AFTER_COMMA;
}

/* ---- structure ------------------------------------------------------------------------------ */

static void note_list(scanner *s)
{
    if (s->depth == 2 && s->first == '{') {
        s->lists++;
        s->in_list = true;
        s->list_counted = false;
        s->list = BEFORE_FIRST;
    }
}

/* An object stands in a member that is a list. */
static void note_object(scanner *s)
{
    if (s->depth != 3 || !s->in_list || s->list_counted) {
        return;
    }
    s->list_counted = true;
    s->object_list = s->lists - 1;
    s->object_lists++;
    if (s->element == NULL && s->values == 1 && s->object_lists <= LISTS_NAMED) {
        s->list_names = s->object_lists == 1 ? vw_strndup(s->arena, s->name, s->name_length)
                                             : vw_printf(s->arena, "%.400s, %.*s", s->list_names,
                                                         (int)s->name_length, s->name);
    }
}

static void open_bracket(scanner *s, char c)
{
    if (s->depth == 0) {
        s->outer_line = s->line;
        s->values++;
        s->first = s->values == 1 ? (unsigned char)c : s->first;
    }
    s->depth++;
    if (c == '[') {
        note_list(s);
    } else {
        note_object(s);
    }
}

static void close_bracket(scanner *s)
{
    if (s->depth == 0) {
        refuse(s, (vw_text){.nl = "er wordt een haakje gesloten dat niet is geopend",
                            .en = "a bracket is closed that was not opened"});
        return;
    }
    if (s->element != NULL && in_target(s) && !s->cutting && s->list == AFTER_COMMA) {
        refuse(s, (vw_text){.nl = "een komma zonder element erachter",
                            .en = "a comma without an element behind it"});
    }
    s->depth--;
    s->in_list = s->in_list && s->depth >= 2;
}

static void begin_string(scanner *s)
{
    s->in_string = true;
    if (s->depth == 1) {
        s->name_length = 0;
    }
}

static void within_string(scanner *s, char c)
{
    if (s->escaped) {
        s->escaped = false;
    } else if (c == '\\') {
        s->escaped = true;
    } else if (c == '"') {
        s->in_string = false;
        return;
    }
    if (s->depth == 1 && s->name_length < NAME_BYTES) {
        s->name[s->name_length++] = c;
    }
}

/* A scalar among the elements ends before the comma or bracket behind it. */
static bool ends_scalar(const scanner *s, char c)
{
    return s->cutting && !s->in_string && s->depth == s->target && s->in_scalar &&
           (is_blank(c) || strchr(",]}[{\"", c) != NULL);
}

static void take(scanner *s, char c)
{
    const bool was_string = s->in_string;
    if (s->element != NULL && ends_scalar(s, c)) {
        s->in_scalar = false;
        end_element(s);
    }
    if (s->element != NULL && !s->cutting && !was_string && in_target(s) && !is_blank(c) &&
        strchr(",]}", c) == NULL) {
        begin_element(s);
        s->in_scalar = c != '{' && c != '[' && c != '"';
        s->in_number = false;
    }
    if (was_string) {
        within_string(s, c);
    } else if (c == '"') {
        begin_string(s);
    } else if (c == '{' || c == '[') {
        open_bracket(s, c);
    } else if (c == '}' || c == ']') {
        close_bracket(s);
    } else if (c == ',') {
        take_comma(s);
    }
    if (s->element != NULL) {
        bool closes = was_string ? c == '"' && !s->in_string : c == '}' || c == ']';
        keep(s, c);
        if (s->cutting && closes && s->depth == s->target) {
            end_element(s);
        }
    }
    s->line += c == '\n';
}

/* ---- the file ------------------------------------------------------------------------------- */

static void refuse_end(scanner *s)
{
    if (s->values > 1) {
        s->line = s->outer_line;
        refuse(s, (vw_text){.nl = "wat hier begint, wordt nergens afgesloten: een haakje of "
                                  "aanhalingsteken ontbreekt, of het bestand is afgebroken",
                            .en = "what begins here never ends: a bracket or quotation mark is "
                                  "missing, or the file was cut off"});
        return;
    }
    refuse(s,
           (vw_text){.nl = "het houdt op voordat het laatste haakje of aanhalingsteken is gesloten",
                     .en = "it ends before the last bracket or quotation mark is closed"});
}

static vw_status scan(scanner *s)
{
    vw_arena *scratch = vw_arena_new();
    char *block = vw_alloc(scratch, BLOCK_BYTES);
    off_t at =
        s->input->first_length >= 3 && memcmp(s->input->first, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    ssize_t got = 1;
    s->line = 1;
    while (got > 0 && s->status == VW_OK) {
        got = pread(s->input->fd, block, BLOCK_BYTES, at);
        if (got < 0 && errno == EINTR) {
            got = 1;
            continue;
        }
        for (ssize_t i = 0; i < got && s->status == VW_OK; i++) {
            take(s, block[i]);
        }
        at += got > 0 ? got : 0;
    }
    if (got < 0) {
        VW_DIAG(s->diags, F007, (vw_place){.file = s->input->path}, s->input->path,
                vw_system_words(errno));
        s->status = VW_ERR_STORE;
    }
    vw_arena_free(scratch);
    if (s->status == VW_OK && (s->depth > 0 || s->in_string)) {
        refuse_end(s);
    }
    return s->status;
}

vw_status vw_intake__json_shape(vw_json_shape *out, vw_arena *arena, vw_diags *diags,
                                const vw_input *input)
{
    scanner s = {.input = input, .arena = arena, .diags = diags, .list_names = ""};
    vw_status status = scan(&s);
    const vw_place place = {.file = input->path};
    *out = (vw_json_shape){.form = VW_JSON_LIST, .values = s.values};
    if (status != VW_OK) {
        return status;
    }
    if (s.first == '{' && (s.values > 1 || s.object_lists == 0)) {
        out->form = VW_JSON_LINES;
    } else if (s.first == '{' && s.object_lists == 1) {
        out->form = VW_JSON_MEMBER;
        out->member = s.object_list;
    } else if (s.first == '{') {
        VW_DIAG(diags, I073, place, s.list_names);
        return VW_ERR_INPUT;
    } else if (s.first != '[' || s.values > 1) {
        VW_DIAG(diags, I073, place, s.first == '[' ? "[...] [...]" : "?");
        return VW_ERR_INPUT;
    }
    return VW_OK;
}

/* What stands outside the elements, as a text of its own: brackets, other members. */
static vw_status check_outside(scanner *s)
{
    json_error_t fault;
    if (s->shape.form == VW_JSON_LINES) {
        return VW_OK; /* blanks and objects: anything else was cut out as an element */
    }
    json_t *value = json_loadb(vw_buf_text(&s->outside), s->outside.length,
                               JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &fault);
    if (value == NULL) {
        /* With the elements gone, lines are others. */
        vw_intake__json_fault(s->arena, s->diags, place_at(s, 0), &fault);
        s->status = VW_ERR_INPUT;
    }
    if (s->shape.beside != NULL) {
        *s->shape.beside = value;
    } else {
        json_decref(value);
    }
    return s->status;
}

vw_status vw_intake__json_each(const vw_input *input, vw_arena *arena, vw_diags *diags,
                               vw_json_shape shape,
                               vw_status (*element)(void *what, const vw_json_element *element),
                               void *what)
{
    scanner s = {.input = input,
                 .arena = arena,
                 .diags = diags,
                 .element = element,
                 .what = what,
                 .shape = shape,
                 .list_names = "",
                 .target = shape.form == VW_JSON_LINES  ? 0
                           : shape.form == VW_JSON_LIST ? 1
                                                        : 2};
    s.text.arena = s.outside.arena = arena;
    vw_status status = scan(&s);
    if (status == VW_OK && s.cutting) {
        end_element(&s);
        status = s.status;
    }
    return status == VW_OK ? check_outside(&s) : status;
}
