/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/intake_options.h"

#include "base/utf8.h"
#include "intake/format.h"

#include <string.h>

static void parse_separator(vw_cli *cli, vw_intake_options *options)
{
    static const struct {
        const char *name;
        char separator;
    } separators[] = {{",", ','}, {";", ';'}, {"|", '|'}, {"tab", '\t'}, {"\t", '\t'}};
    const char *given = vw_argument_of(cli->arguments, VW_OPT_SEPARATOR);
    for (size_t i = 0; given != NULL && i < sizeof separators / sizeof *separators; i++) {
        if (strcmp(given, separators[i].name) == 0) {
            options->separator = separators[i].separator;
            return;
        }
    }
    if (given != NULL) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--separator", given, ", ; | tab");
    }
}

/* Neither of two values goes before the other. */
static void check_once(vw_cli *cli, const vw_intake_options *options,
                       const vw_intake_constant *constants)
{
    const vw_intake_constant *last = &constants[options->constant_count - 1];
    for (size_t i = 0; i + 1 < options->constant_count; i++) {
        if (strcmp(constants[i].field, last->field) == 0 &&
            strcmp(constants[i].value, last->value) != 0) {
            VW_DIAG(cli->diags, I077, (vw_place){0}, last->field,
                    vw_printf(cli->arena, "--set %s=%s", last->field, constants[i].value),
                    vw_printf(cli->arena, "--set %s=%s", last->field, last->value));
            return;
        }
    }
}

/* Which fields there are depends on the file's kind, and is checked with the file. */
static void parse_constants(vw_cli *cli, vw_intake_options *options)
{
    const size_t count = cli->arguments->options[VW_OPT_SET].count;
    vw_intake_constant *constants = VW_NEW_ARRAY(cli->arena, count, vw_intake_constant);
    for (size_t i = 0; i < count; i++) {
        const char *given = cli->arguments->options[VW_OPT_SET].values[i];
        const char *equals = strchr(given, '=');
        if (equals == NULL || equals == given || equals[1] == '\0') {
            VW_DIAG(cli->diags, U009, (vw_place){0}, "--set", given, "FIELD=VALUE");
            continue;
        }
        constants[options->constant_count++] = (vw_intake_constant){
            vw_strndup(cli->arena, given, (size_t)(equals - given)), equals + 1};
        check_once(cli, options, constants);
    }
    options->constants = constants;
}

static void parse_format(vw_cli *cli, vw_intake_options *options)
{
    static const char *const tables[] = {"csv", "xlsx", "json", "jsonl"};
    VW_VEC(const char *) names = {0};
    vw_buf list = {.arena = cli->arena};
    options->format = vw_argument_of(cli->arguments, VW_OPT_FORMAT);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        VW_PUSH(cli->arena, names, tables[i]);
    }
    for (size_t i = 0; vw_json_formats[i] != NULL; i++) {
        VW_PUSH(cli->arena, names, vw_json_formats[i]->name);
    }
    for (size_t i = 0; vw_csv_layouts[i] != NULL; i++) {
        VW_PUSH(cli->arena, names, vw_csv_layouts[i]->name);
    }
    bool known = options->format == NULL;
    for (size_t i = 0; i < names.count; i++) {
        known = known || strcmp(options->format, names.items[i]) == 0;
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", names.items[i]);
    }
    if (!known) {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--format", options->format, vw_buf_text(&list));
    }
}

void vw_cli_intake_options(vw_cli *cli, vw_intake_options *options)
{
    options->mapping = vw_argument_of(cli->arguments, VW_OPT_MAPPING);
    options->sheet = vw_argument_of(cli->arguments, VW_OPT_SHEET);
    options->encoding = vw_argument_of(cli->arguments, VW_OPT_ENCODING);
    parse_format(cli, options);
    parse_separator(cli, options);
    parse_constants(cli, options);
}
