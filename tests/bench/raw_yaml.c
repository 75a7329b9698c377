/* SPDX-License-Identifier: EUPL-1.2 */
/* libyaml by itself: reads files to events, and counts the scalars. Beside
 * `verantwoord check` in the benchmark. */
#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static long scalars(const char *path)
{
    FILE *file = fopen(path, "rb");
    yaml_parser_t parser;
    yaml_event_t event;
    yaml_event_type_t type;
    long count = 0;
    if (file == NULL || !yaml_parser_initialize(&parser)) {
        perror(path);
        exit(1);
    }
    yaml_parser_set_input_file(&parser, file);
    do {
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "%s: %s\n", path, parser.problem);
            exit(1);
        }
        type = event.type;
        count += type == YAML_SCALAR_EVENT ? 1 : 0;
        yaml_event_delete(&event);
    } while (type != YAML_STREAM_END_EVENT);
    yaml_parser_delete(&parser);
    fclose(file);
    return count;
}

int main(int argc, char **argv)
{
    long count = 0;
    for (int i = 1; i < argc; i++) {
        count += scalars(argv[i]);
    }
    printf("%ld\n", count);
    return 0;
}
