/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads the command line by getopt_long, driven by the table. */
#include "cli/options.h"
#include "base/diag.h"
#include "base/utf8.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* getopt's codes: letters stand for themselves, long options start above all characters. */
enum { LONG_BASE = 256 };

typedef struct {
    struct option longs[VW_OPT_COUNT + 1];
    char shorts[3 * VW_OPT_COUNT + 3];
} getopt_tables;

/* Another option of the same name is the one that belongs to the command. */
static bool is_shadowed(int option, const vw_arguments *arguments)
{
    if (!arguments->has_command || (vw_options[option].commands & 1u << arguments->command)) {
        return false;
    }
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        if ((vw_options[i].commands & 1u << arguments->command) &&
            strcmp(vw_options[i].name, vw_options[option].name) == 0) {
            return true;
        }
    }
    return false;
}

/* Before the command, options are recognised but stop at the first operand. */
static void make_tables(getopt_tables *tables, const vw_arguments *arguments, bool stop_at_operand)
{
    size_t n = 0, longs = 0;
    tables->shorts[n++] = stop_at_operand ? '+' : '-';
    tables->shorts[n++] = ':';
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        const vw_option *option = &vw_options[i];
        if (is_shadowed(i, arguments)) {
            continue;
        }
        tables->longs[longs++] = (struct option){
            .name = option->name,
            .has_arg = option->argument == VW_ARGUMENT_REQUIRED   ? required_argument
                       : option->argument == VW_ARGUMENT_OPTIONAL ? optional_argument
                                                                  : no_argument,
            .val = LONG_BASE + i,
        };
        if (option->letter != 0) {
            tables->shorts[n++] = option->letter;
            if (option->argument == VW_ARGUMENT_REQUIRED) {
                tables->shorts[n++] = ':';
            }
        }
    }
    tables->longs[longs] = (struct option){0};
    tables->shorts[n] = '\0';
}

static int option_of(int code)
{
    if (code >= LONG_BASE) {
        return code - LONG_BASE;
    }
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        if (vw_options[i].letter == code) {
            return i;
        }
    }
    return -1;
}

static void keep(vw_arguments *out, vw_arena *arena, int option, const char *value)
{
    size_t count = out->options[option].count;
    const char **values = VW_NEW_ARRAY(arena, count + 1, const char *);
    if (count > 0) {
        memcpy(values, out->options[option].values, count * sizeof *values);
    }
    values[count] = value;
    out->options[option].values = values;
    out->options[option].count = count + 1;
}

static void unknown_option(vw_diags *diags, vw_arena *arena, const char *given)
{
    const char *names[VW_OPT_COUNT];
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        names[i] = vw_options[i].name;
    }
    const char *bare = given + strspn(given, "-");
    const char *name = vw_strndup(arena, bare, strcspn(bare, "="));
    const char *near = vw_suggest(name, names, VW_OPT_COUNT);
    VW_DIAG(diags, U002, (vw_place){0}, given,
            near != NULL ? vw_printf(arena, "--%s", near) : NULL);
}

static void unknown_command(vw_diags *diags, const char *given)
{
    const char *names[VW_CMD_COUNT];
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        names[i] = vw_commands[i].name;
    }
    VW_DIAG(diags, U001, (vw_place){0}, given, vw_suggest(given, names, VW_CMD_COUNT));
}

static bool find_command(vw_arguments *out, const char *name)
{
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        if (strcmp(vw_commands[i].name, name) == 0) {
            out->has_command = true;
            out->command = (vw_command_id)i;
            return true;
        }
    }
    return false;
}

/* The command line as getopt_long goes through it. */
typedef struct {
    vw_arguments *out;
    vw_arena *arena;
    vw_diags *diags;
    int argc;
    char **argv;
    const char *refused; /* the word refused last: its other letters are no news */
} reading;

/* The word that getopt_long is at. It moves on when a word is done, which is before the last of
 * several letters is told. */
static const char *present_word(const reading *r)
{
    const char *next = optind < r->argc ? r->argv[optind] : "";
    bool letter = optopt > 0 && optopt < LONG_BASE;
    bool within = letter && next[0] == '-' && next[1] != '-' && strchr(next, optopt) != NULL;
    return within ? next : r->argv[optind - 1];
}

/* One code of getopt_long: an option, or a complaint. */
static void take(reading *r, int code)
{
    const char *word = code == '?' ? present_word(r) : NULL;
    if (code == ':') {
        VW_DIAG(r->diags, U003, (vw_place){0}, r->argv[optind - 1]);
    } else if (code != '?') {
        keep(r->out, r->arena, option_of(code), optarg);
    } else if (word != r->refused) {
        unknown_option(r->diags, r->arena, word);
        r->refused = word;
    }
}

static void check_options(const vw_arguments *out, vw_arena *arena, vw_diags *diags)
{
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        const char *name = vw_printf(arena, "--%s", vw_options[i].name);
        if (out->options[i].count > 0 && !(vw_options[i].commands & (1u << out->command))) {
            VW_DIAG(diags, U004, (vw_place){0}, name, vw_commands[out->command].name);
        }
        if (out->options[i].count > 1 && !vw_options[i].repeatable) {
            VW_DIAG(diags, U005, (vw_place){0}, name);
        }
    }
}

static void check_operands(const vw_arguments *out, vw_diags *diags)
{
    const vw_command *command = &vw_commands[out->command];
    if (out->operand_count < command->least) {
        VW_DIAG(diags, U006, (vw_place){0}, command->name, command->operands);
    } else if (out->operand_count > command->most) {
        VW_DIAG(diags, U007, (vw_place){0}, command->name, out->operands[command->most]);
    }
}

vw_status vw_arguments_parse(vw_arguments *out, vw_arena *arena, vw_diags *diags, int argc,
                             char **argv)
{
    getopt_tables tables;
    int code;
    reading r = {out, arena, diags, argc, argv, NULL};
    *out = (vw_arguments){0};
    opterr = 0;
    make_tables(&tables, out, true);
    while ((code = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1) {
        take(&r, code);
    }
    if (optind < argc && !find_command(out, argv[optind])) {
        unknown_command(diags, argv[optind]);
        return VW_ERR_USAGE;
    }
    /* The second pass begins at the command. Setting optind to 0 makes getopt forget the first one,
     * whose way of stopping it would keep otherwise. */
    VW_VEC(const char *) operands = {0};
    int passed = optind < argc ? optind : argc - 1;
    r.argc = argc -= passed;
    r.argv = argv += passed;
    optind = 0;
    make_tables(&tables, out, false);
    while ((code = getopt_long(argc, argv, tables.shorts, tables.longs, NULL)) != -1) {
        if (code == 1) {
            VW_PUSH(arena, operands, optarg);
        } else {
            take(&r, code);
        }
    }
    for (; optind < argc; optind++) { /* after "--" */
        VW_PUSH(arena, operands, argv[optind]);
    }
    out->operands = operands.items;
    out->operand_count = operands.count;
    bool informs = vw_argument_given(out, VW_OPT_HELP) || vw_argument_given(out, VW_OPT_VERSION);
    if (out->has_command && !informs) {
        check_options(out, arena, diags);
        check_operands(out, diags);
    } else if (!informs && vw_diags_count(diags, VW_ERROR) == 0) {
        VW_DIAG(diags, U008, (vw_place){0}, NULL);
    }
    return vw_diags_count(diags, VW_ERROR) > 0 ? VW_ERR_USAGE : VW_OK;
}

const char *vw_argument_of(const vw_arguments *arguments, vw_option_id option)
{
    size_t count = arguments->options[option].count;
    return count > 0 ? arguments->options[option].values[count - 1] : NULL;
}

bool vw_argument_given(const vw_arguments *arguments, vw_option_id option)
{
    return arguments->options[option].count > 0;
}
