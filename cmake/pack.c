/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads control sets while building, and writes their trees into one C file: see
 * engine/load/packed.h. What libyaml has to say is then said once, and not at each start.
 *
 *     pack OUTPUT NAME ROOT [PATH...]      each PATH is relative to ROOT
 *
 * A file in which something is wrong gets no tree: the program reads its text, and tells what is
 * wrong. */
#include "load/packed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_PER_LINE = 32 };

typedef struct {
    FILE *file;
    size_t bytes, nodes, entries, items;
    size_t start; /* of the node before */
} writer;

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "pack: %s %s\n", what, name);
    exit(EXIT_FAILURE);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *read_whole(size_t *length, vw_arena *arena, const char *path)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL || fseek(in, 0, SEEK_END) != 0 || ftell(in) < 0) {
        fail("cannot read", path);
    }
    *length = (size_t)ftell(in);
    rewind(in);
    char *text = vw_alloc(arena, *length + 1);
    if (fread(text, 1, *length, in) != *length) {
        fail("cannot read", path);
    }
    fclose(in);
    return text;
}

static void put(writer *w, unsigned byte)
{
    fprintf(w->file, "%s%u,", w->bytes++ % BYTES_PER_LINE == 0 ? "\n" : "", byte);
}

static void put_number(writer *w, size_t number)
{
    for (; number >= 0x80; number >>= 7) {
        put(w, (unsigned)(number & 0x7F) | 0x80u);
    }
    put(w, (unsigned)number);
}

static void put_node(writer *w, const vw_node *node)
{
    if (node->start < w->start) {
        fail("a node stands before its parent in", node->source->path);
    }
    w->nodes++;
    put(w, (unsigned)node->type | (unsigned)node->style << VW_PACKED_STYLE_SHIFT);
    put_number(w, node->start - w->start);
    put_number(w, node->length);
    w->start = node->start;
    if (node->type == VW_NODE_SCALAR) {
        put_number(w, node->text_length);
        for (size_t i = 0; i <= node->text_length; i++) {
            put(w, (unsigned char)node->text[i]);
        }
        return;
    }
    put_number(w, node->count);
    for (size_t i = 0; i < node->count && node->type == VW_NODE_MAPPING; i++) {
        w->entries++;
        put_node(w, node->entries[i].key);
        put_node(w, node->entries[i].value);
    }
    for (size_t i = 0; i < node->count && node->type == VW_NODE_LIST; i++) {
        w->items++;
        put_node(w, node->items[i]);
    }
}

static void put_lines(FILE *file, const vw_source *source, int number)
{
    fprintf(file, "0};\nstatic const uint32_t lines_%d[] = {", number);
    for (size_t i = 0; i < source->line_count; i++) {
        fprintf(file, "%s%u,", i % BYTES_PER_LINE == 0 ? "\n" : "",
                (unsigned)source->line_starts[i]);
    }
    fprintf(file, "};\n");
}

/* Writes the row of the table for this file to [table]. */
static void pack(FILE *file, vw_buf *table, const char *root, const char *path, int number)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    const vw_source *source = NULL;
    const vw_node *tree = NULL;
    size_t length;
    const char *text = read_whole(&length, arena, vw_printf(arena, "%s/%s", root, path));
    if (length <= VW_YAML_BYTES_MAX &&
        vw_source_new(&source, arena, diags, path, text, length) == VW_OK && source->text == text) {
        tree = vw_load__parse(arena, arena, diags, source);
    }
    if (tree == NULL || vw_diags_kept(diags) > 0) {
        vw_buf_add(table, "    {0},\n");
    } else {
        writer w = {.file = file};
        fprintf(file, "static const unsigned char nodes_%d[] = {", number);
        put_node(&w, tree);
        put_lines(file, source, number);
        vw_buf_addf(table, "    {nodes_%d, %zu, %zu, %zu, lines_%d, %zu},\n", number, w.nodes,
                    w.entries, w.items, number, source->line_count);
    }
    vw_arena_free(arena);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fail("usage:", "pack OUTPUT NAME ROOT [PATH...]");
    }
    const char *output = argv[1], *name = argv[2], *root = argv[3];
    char **paths = argv + 4;
    int const count = argc - 4;
    /* As the files themselves are, in cmake/embed.c. */
    qsort(paths, (size_t)count, sizeof *paths, compare_paths);

    FILE *file = fopen(output, "wb");
    if (file == NULL) {
        fail("cannot write", output);
    }
    vw_arena *arena = vw_arena_new();
    vw_buf table = {.arena = arena};
    fprintf(file, "/* Made by cmake/pack.c. */\n#include \"load/packed.h\"\n\n");
    for (int i = 0; i < count; i++) {
        pack(file, &table, root, paths[i], i);
    }
    fprintf(file,
            "\nextern const vw_packed vw_packed_%s[];\n\nconst vw_packed vw_packed_%s[] = {\n%s    "
            "{0},\n};\n",
            name, name, vw_buf_text(&table));
    vw_arena_free(arena);
    if (ferror(file) || fclose(file) != 0) {
        remove(output);
        fail("cannot write", output);
    }
    return EXIT_SUCCESS;
}
