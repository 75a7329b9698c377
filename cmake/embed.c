/* SPDX-License-Identifier: EUPL-1.2 */
/* Turns files into one C file: see engine/base/embed.h. Runs while building, on the building
 * machine.
 *
 *     embed OUTPUT NAME ROOT [PATH...]      each PATH is relative to ROOT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_PER_LINE = 24 };

static void fail(const char *what, const char *name)
{
    fprintf(stderr, "embed: %s %s\n", what, name);
    exit(EXIT_FAILURE);
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static FILE *open_below(const char *root, const char *path)
{
    size_t const size = strlen(root) + strlen(path) + 2;
    char *whole = malloc(size);
    if (whole == NULL) {
        fail("no memory for", path);
    }
    snprintf(whole, size, "%s/%s", root, path);
    FILE *in = fopen(whole, "rb");
    if (in == NULL) {
        fail("cannot open", whole);
    }
    free(whole);
    return in;
}

/* As numbers: the longest string that every C compiler must take has 4,095 bytes. */
static void write_bytes(FILE *out, const char *root, const char *path, int number)
{
    FILE *in = open_below(root, path);
    fprintf(out, "static const unsigned char file_%d[] = {", number);
    long count = 0;
    for (int byte = fgetc(in); byte != EOF; byte = fgetc(in)) {
        fprintf(out, "%s%d,", count++ % BYTES_PER_LINE == 0 ? "\n" : "", byte);
    }
    if (ferror(in)) {
        fail("cannot read", path);
    }
    fclose(in);
    fprintf(out, "0};\n");
}

static void write_path(FILE *out, const char *path)
{
    fputc('"', out);
    for (; *path != '\0'; path++) {
        if (*path == '"' || *path == '\\') {
            fputc('\\', out);
        }
        fputc(*path, out);
    }
    fputc('"', out);
}

static void write_table(FILE *out, const char *name, char **paths, int count)
{
    fprintf(out, "\nextern const vw_embedded_file vw_embedded_%s[];\n", name);
    fprintf(out, "extern const size_t vw_embedded_%s_count;\n\n", name);
    fprintf(out, "const vw_embedded_file vw_embedded_%s[] = {\n", name);
    for (int i = 0; i < count; i++) {
        fprintf(out, "    {");
        write_path(out, paths[i]);
        fprintf(out, ", (const char *)file_%d, sizeof file_%d - 1},\n", i, i);
    }
    /* C has no empty arrays; the count does not include this one. */
    fprintf(out, "    {NULL, NULL, 0},\n};\n");
    fprintf(out, "const size_t vw_embedded_%s_count = %d;\n", name, count);
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fail("usage:", "embed OUTPUT NAME ROOT [PATH...]");
    }
    const char *output = argv[1], *name = argv[2], *root = argv[3];
    char **paths = argv + 4;
    int const count = argc - 4;
    qsort(paths, (size_t)count, sizeof *paths, compare_paths);

    FILE *out = fopen(output, "wb");
    if (out == NULL) {
        fail("cannot write", output);
    }
    fprintf(out, "/* Made by cmake/embed.c. */\n#include \"base/embed.h\"\n\n");
    for (int i = 0; i < count; i++) {
        write_bytes(out, root, paths[i], i);
    }
    write_table(out, name, paths, count);
    if (ferror(out) || fclose(out) != 0) {
        remove(output);
        fail("cannot write", output);
    }
    return EXIT_SUCCESS;
}
