/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/column_map.h"

#include "base/file.h"
#include "base/limits.h"
#include "load/fields.h"

#include <string.h>

typedef VW_VEC(vw_column) column_vec;
typedef VW_VEC(vw_row_filter) filter_vec;

typedef struct {
    vw_loader *loader;
    const vw_catalogue *catalogue;
    vw_column_map *map;
    vw_date_form dates; /* of the file as a whole */
    char decimal;       /* likewise */
    column_vec columns;
    filter_vec filters;
} reading;

/* ---- names ---------------------------------------------------------------------------------- */

static const vw_kind *read_kind(reading *r, vw_fields *top)
{
    const char *name = vw_load__string(top, "kind", VW_NEEDED);
    const vw_kind *kind = name == NULL ? NULL : vw_catalogue_find(r->catalogue, name);
    if (name != NULL && kind == NULL) {
        const size_t count = r->catalogue->count;
        const char **names = VW_NEW_ARRAY(r->loader->scratch, count, const char *);
        for (size_t i = 0; i < count; i++) {
            names[i] = r->catalogue->kinds[i].name;
        }
        VW_DIAG(r->loader->diags, Y042, vw_load__place_of(top, "kind"), name,
                vw_load__suggest(r->loader, name, names, count));
    }
    return kind;
}

/* Reports a field that the kind does not have. */
static void report_field(reading *r, const vw_node *node, const char *name)
{
    const vw_kind *kind = r->map->kind;
    const char **names = VW_NEW_ARRAY(r->loader->scratch, kind->field_count + 1, const char *);
    for (size_t i = 0; i < kind->field_count; i++) {
        names[i] = kind->fields[i].name;
    }
    names[kind->field_count] = kind->key;
    VW_DIAG(r->loader->diags, Y018, vw_load__place(r->loader->arena, node), name, kind->name,
            vw_load__suggest(r->loader, name, names, kind->field_count + 1));
}

/* The mapping below [name], or NULL. */
static const vw_node *entries_of(vw_fields *fields, const char *name)
{
    const vw_node *node = vw_load__get(fields, name, VW_OPTIONAL);
    if (node != NULL && node->type != VW_NODE_MAPPING) {
        VW_DIAG(fields->loader->diags, Y021, vw_load__place(fields->loader->arena, node), name);
        return NULL;
    }
    return node;
}

/* A text that may be empty: "" and ~ say that a value is unknown. */
static const char *text_or_nothing(reading *r, const vw_node *node, const char *what)
{
    bool scalar = node->type == VW_NODE_SCALAR;
    bool nothing = scalar && (node->text_length == 0 ||
                              (node->style == VW_STYLE_PLAIN &&
                               (strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0)));
    return nothing ? "" : vw_load__string_at(r->loader, node, what);
}

/* ---- how things are written ----------------------------------------------------------------- */

static vw_date_form read_dates(vw_fields *fields)
{
    static const char *const forms[] = {"y-m-d", "d-m-y", "m-d-y", "y/m/d", "d/m/y",
                                        "m/d/y", "y.m.d", "d.m.y", "m.d.y"};
    vw_date_form form = {.order = ""};
    int which = vw_load__word(fields, "dates", VW_OPTIONAL, forms, sizeof forms / sizeof forms[0]);
    if (which >= 0) {
        const char *text = forms[which];
        form = (vw_date_form){.order = {text[0], text[2], text[4], '\0'}, .separator = text[1]};
    }
    return form;
}

/* An example says it: 1.234,5 or 1,234.5. */
static char read_numbers(vw_fields *fields)
{
    static const char *const forms[] = {"1.234,5", "1,234.5"};
    int which = vw_load__word(fields, "numbers", VW_OPTIONAL, forms, 2);
    return which < 0 ? '\0' : which == 0 ? ',' : '.';
}

static char read_separator(vw_fields *fields)
{
    static const char *const names[] = {",", ";", "|", "tab"};
    int which = vw_load__word(fields, "separator", VW_OPTIONAL, names, 4);
    return which < 0 ? '\0' : which == 3 ? '\t' : names[which][0];
}

static vw_rest read_rest(vw_fields *fields)
{
    static const char *const words[] = {"refuse", "ignore", "keep"};
    int which = vw_load__word(fields, "rest", VW_OPTIONAL, words, 3);
    return which < 0 ? VW_REST_REFUSE : (vw_rest)which;
}

/* One text, or a list of them. */
static const char *const *read_texts(size_t *count, reading *r, const vw_node *node,
                                     const char *what)
{
    VW_VEC(const char *) texts = {0};
    const vw_node *const *items = node->type == VW_NODE_LIST ? node->items : &node;
    const size_t item_count = node->type == VW_NODE_LIST ? node->count : 1;
    for (size_t i = 0; i < item_count; i++) {
        const char *text = text_or_nothing(r, items[i], what);
        if (text != NULL) {
            VW_PUSH(r->loader->arena, texts, text);
        }
    }
    *count = texts.count;
    return texts.items;
}

/* ---- columns -------------------------------------------------------------------------------- */

static void read_values(reading *r, vw_column *column, vw_fields *fields)
{
    static const char *const words[] = {"refuse", "keep", "unknown"};
    VW_VEC(vw_value_map) values = {0};
    const vw_node *node = entries_of(fields, "values");
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        vw_value_map one = {.from = node->entries[i].key->text,
                            .to = text_or_nothing(r, node->entries[i].value, "values")};
        if (one.to != NULL) {
            VW_PUSH(r->loader->arena, values, one);
        }
    }
    column->values = values.items;
    column->value_count = values.count;
    int which = vw_load__word(fields, "otherwise", VW_OPTIONAL, words, 3);
    column->otherwise = which < 0 ? VW_OTHERWISE_REFUSE : (vw_otherwise)which;
}

/* Points [column] at field [name]; false when there is none. */
static bool set_field(reading *r, vw_column *column, const vw_node *node, const char *name)
{
    const vw_kind *kind = r->map->kind;
    column->is_key = strcmp(name, kind->key) == 0;
    column->field = column->is_key ? NULL : vw_kind_field(kind, name);
    if (!column->is_key && column->field == NULL) {
        report_field(r, node, name);
        return false;
    }
    column->index = column->is_key ? 0 : (size_t)(column->field - kind->fields);
    return true;
}

static void check_twice(reading *r, const vw_column *column, const vw_node *node)
{
    for (size_t i = 0; i < r->columns.count; i++) {
        const vw_column *other = &r->columns.items[i];
        if (other->is_key == column->is_key && other->field == column->field) {
            VW_DIAG(r->loader->diags, I077, vw_load__place(r->loader->arena, node),
                    column->is_key ? r->map->kind->key : column->field->name, other->heading,
                    column->heading);
            return;
        }
    }
}

static void read_column(reading *r, const vw_entry *entry)
{
    vw_fields fields;
    const vw_node *named = entry->value;
    const char *name = NULL;
    vw_column column = {.heading = entry->key->text, .dates = r->dates, .decimal = r->decimal};
    if (entry->value->type == VW_NODE_MAPPING) {
        (void)vw_load__open(&fields, r->loader, entry->value, column.heading);
        name = vw_load__string(&fields, "field", VW_NEEDED);
        named = name == NULL ? entry->value : vw_load__peek(&fields, "field");
        read_values(r, &column, &fields);
        vw_date_form dates = read_dates(&fields);
        column.dates = dates.order[0] != '\0' ? dates : r->dates;
        char decimal = read_numbers(&fields);
        column.decimal = decimal != '\0' ? decimal : r->decimal;
        vw_load__close(&fields);
    } else {
        name = vw_load__string_at(r->loader, entry->value, column.heading);
    }
    if (name != NULL && r->map->kind != NULL && set_field(r, &column, named, name)) {
        check_twice(r, &column, named);
        VW_PUSH(r->loader->arena, r->columns, column);
    }
}

static void read_columns(reading *r, vw_fields *top)
{
    const vw_node *node = entries_of(top, "columns");
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        read_column(r, &node->entries[i]);
    }
    r->map->columns = r->columns.items;
    r->map->column_count = r->columns.count;
}

/* The key comes from columns of its own, or from one that is mapped to it. */
static void read_key(reading *r, vw_fields *top)
{
    const vw_node *node = vw_load__get(top, "key", VW_OPTIONAL);
    const char *mapped = NULL;
    for (size_t i = 0; i < r->columns.count; i++) {
        mapped = r->columns.items[i].is_key ? r->columns.items[i].heading : mapped;
    }
    if (node != NULL) {
        r->map->key = read_texts(&r->map->key_count, r, node, "key");
    }
    if (r->map->kind == NULL) {
        return;
    }
    if (node != NULL && mapped != NULL) {
        VW_DIAG(r->loader->diags, I077, vw_load__place_of(top, "key"), r->map->kind->key, "key",
                mapped);
    } else if (node == NULL && mapped == NULL) {
        (void)vw_load__get(top, "key", VW_NEEDED);
    }
}

/* ---- rows and constants --------------------------------------------------------------------- */

static void read_filters(reading *r, vw_fields *top, const char *name, bool only)
{
    const vw_node *node = entries_of(top, name);
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        vw_row_filter filter = {.heading = node->entries[i].key->text, .only = only};
        filter.values = read_texts(&filter.count, r, node->entries[i].value, name);
        VW_PUSH(r->loader->arena, r->filters, filter);
    }
    r->map->filters = r->filters.items;
    r->map->filter_count = r->filters.count;
}

static void read_constants(reading *r, vw_fields *top)
{
    VW_VEC(vw_map_constant) constants = {0};
    const vw_node *node = entries_of(top, "constants");
    for (size_t i = 0; node != NULL && i < node->count; i++) {
        const vw_entry *entry = &node->entries[i];
        vw_map_constant one = {.field = entry->key->text,
                               .value =
                                   vw_load__string_at(r->loader, entry->value, entry->key->text)};
        if (r->map->kind != NULL && vw_kind_field(r->map->kind, one.field) == NULL) {
            report_field(r, entry->key, one.field);
        } else if (one.value != NULL) {
            VW_PUSH(r->loader->arena, constants, one);
        }
    }
    r->map->constants = constants.items;
    r->map->constant_count = constants.count;
}

static void read_map(reading *r, const vw_node *root)
{
    vw_fields top;
    if (!vw_load__open(&top, r->loader, root, "mapping")) {
        return;
    }
    r->map->label = vw_load__text(&top, "mapping", VW_NEEDED);
    r->map->kind = read_kind(r, &top);
    r->map->sheet = vw_load__string(&top, "sheet", VW_OPTIONAL);
    r->map->encoding = vw_load__string(&top, "encoding", VW_OPTIONAL);
    r->map->separator = read_separator(&top);
    r->map->rest = read_rest(&top);
    r->dates = read_dates(&top);
    r->decimal = read_numbers(&top);
    read_columns(r, &top);
    read_key(r, &top);
    read_filters(r, &top, "skip", false);
    read_filters(r, &top, "only", true);
    read_constants(r, &top);
    vw_load__close(&top);
}

vw_status vw_column_map_read(const vw_column_map **out, vw_arena *arena, vw_diags *diags,
                             const vw_catalogue *catalogue, const char *path, const char *text,
                             size_t length)
{
    const vw_source *source = NULL;
    const size_t errors_before = vw_diags_count(diags, VW_ERROR);
    *out = NULL;
    vw_status status = vw_source_new(&source, arena, diags, path, text, length);
    if (status != VW_OK) {
        return status;
    }
    vw_arena *scratch = vw_arena_new();
    vw_loader *loader = VW_NEW(scratch, vw_loader);
    loader->arena = arena;
    loader->scratch = loader->tree = scratch;
    loader->diags = diags;
    vw_column_map *map = VW_NEW(arena, vw_column_map);
    map->path = path;
    reading r = {.loader = loader, .catalogue = catalogue, .map = map};
    const vw_node *root = vw_load__parse(arena, scratch, diags, source);
    if (root != NULL) {
        read_map(&r, root);
    }
    vw_arena_free(scratch);
    if (root == NULL || vw_diags_count(diags, VW_ERROR) > errors_before) {
        return VW_ERR_INPUT;
    }
    *out = map;
    return VW_OK;
}

vw_status vw_column_map_load(const vw_column_map **out, vw_arena *arena, vw_diags *diags,
                             const vw_catalogue *catalogue, const char *path)
{
    const char *text = NULL;
    size_t length = 0;
    *out = NULL;
    vw_status status = vw_file_read(&text, &length, arena, diags, path, VW_YAML_BYTES_MAX);
    return status == VW_OK ? vw_column_map_read(out, arena, diags, catalogue, path, text, length)
                           : status;
}
