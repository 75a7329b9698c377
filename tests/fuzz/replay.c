/* SPDX-License-Identifier: EUPL-1.2 */
/* Feeds every file of a folder to a fuzz target: so the corpus is tried in each test run, with any
 * compiler. Usage: replay_NAME FOLDER */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static int fail(const char *what, const char *path)
{
    fprintf(stderr, "%s: %s\n", path, what);
    return EXIT_FAILURE;
}

static int replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(size + 1);
    if (file == NULL || bytes == NULL || fread(bytes, 1, size, file) != size) {
        return fail("cannot be read", path);
    }
    fclose(file);
    /* Exactly as large as the input, so that a sanitizer sees a read beyond its end. */
    uint8_t *exact = realloc(bytes, size > 0 ? size : 1);
    fprintf(stderr, "%s\n", path); /* a crash then tells which one */
    int result = LLVMFuzzerTestOneInput(exact != NULL ? exact : bytes, size);
    free(exact != NULL ? exact : bytes);
    return result == 0 ? EXIT_SUCCESS : fail("refused by the target", path);
}

int main(int argc, char **argv)
{
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    if (folder == NULL) {
        return fail("usage: replay FOLDER, which must exist", argc > 0 ? argv[0] : "replay");
    }
    int replayed = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        char path[4096];
        struct stat about;
        int length = snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        if (length < 0 || (size_t)length >= sizeof path || stat(path, &about) != 0) {
            return fail("cannot be looked at", entry->d_name);
        }
        if (!S_ISREG(about.st_mode)) {
            continue;
        }
        if (replay_file(path, (size_t)about.st_size) != EXIT_SUCCESS) {
            return EXIT_FAILURE;
        }
        replayed++;
    }
    closedir(folder);
    return replayed > 0 ? EXIT_SUCCESS : fail("holds no files: nothing was tried", argv[1]);
}
