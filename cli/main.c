/* SPDX-License-Identifier: EUPL-1.2 */
/* The program: understands the command line, runs one command, shows what went wrong, exits. */
#include "base/date.h"
#include "cli/cli.h"
#include "cli/help.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

bool vw_cli_interrupted(void)
{
    return interrupted != 0;
}

/* Work stops at its next chance and rolls back; a second signal ends the program at once. Commands
 * that only read and print have nothing to roll back, and end at the first. */
static void catch_signals(const vw_arguments *arguments)
{
    const uint32_t readers =
        1u << VW_CMD_CHECK | 1u << VW_CMD_EXPLAIN | 1u << VW_CMD_LIST | 1u << VW_CMD_EVIDENCE;
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    if (arguments->has_command && !(readers & 1u << arguments->command)) {
        sigaction(SIGINT, &action, NULL);
        sigaction(SIGTERM, &action, NULL);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

/* Dutch for a Dutch locale, else English; POSIX order of the variables. */
static vw_lang locale_language(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0') {
            return strncmp(value, "nl", 2) == 0 ? VW_NL : VW_EN;
        }
    }
    return VW_EN;
}

static void choose_language(vw_cli *cli)
{
    const char *given = vw_argument_of(cli->arguments, VW_OPT_LANG);
    if (given == NULL) {
        return;
    }
    if (strcmp(given, "nl") == 0) {
        cli->lang = VW_NL;
    } else if (strcmp(given, "en") == 0) {
        cli->lang = VW_EN;
    } else {
        VW_DIAG(cli->diags, U009, (vw_place){0}, "--lang", given, "nl, en");
    }
}

static bool may_colour(int descriptor)
{
    const char *no_colour = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(descriptor) && (no_colour == NULL || *no_colour == '\0') &&
           (term == NULL || strcmp(term, "dumb") != 0);
}

static int run_command(vw_cli *cli)
{
    static int (*const commands[VW_CMD_COUNT])(vw_cli *) = {
        [VW_CMD_INIT] = vw_cli_init,           [VW_CMD_IMPORT] = vw_cli_import,
        [VW_CMD_CHECK] = vw_cli_check,         [VW_CMD_EVALUATE] = vw_cli_evaluate,
        [VW_CMD_EXPLAIN] = vw_cli_explain,     [VW_CMD_REPORT] = vw_cli_report,
        [VW_CMD_LIST] = vw_cli_list,           [VW_CMD_VERIFY] = vw_cli_verify,
        [VW_CMD_REPERFORM] = vw_cli_reperform, [VW_CMD_COMPARE] = vw_cli_compare,
        [VW_CMD_LEDGER] = vw_cli_ledger,       [VW_CMD_WORKBOOK] = vw_cli_workbook,
        [VW_CMD_EXPORT] = vw_cli_export,       [VW_CMD_EVIDENCE] = vw_cli_evidence,
        [VW_CMD_SCOPE] = vw_cli_scope,         [VW_CMD_JUDGE] = vw_cli_judge,
        [VW_CMD_EXCEPT] = vw_cli_except,       [VW_CMD_RULES] = vw_cli_rules,
        [VW_CMD_SIGN] = vw_cli_sign,           [VW_CMD_SIGNOFF] = vw_cli_signoff,
        [VW_CMD_MIGRATE] = vw_cli_migrate,
    };
    if (vw_argument_given(cli->arguments, VW_OPT_VERSION)) {
        printf("verantwoord %s\n", VW_VERSION);
        return VW_OK;
    }
    if (vw_argument_given(cli->arguments, VW_OPT_HELP)) {
        const vw_command *command =
            cli->arguments->has_command ? &vw_commands[cli->arguments->command] : NULL;
        vw_help_print(stdout, command, cli->lang);
        return VW_OK;
    }
    return commands[cli->arguments->command](cli);
}

/* Standard output is a file too: a full disk there must not look like success. */
static int flush_output(vw_cli *cli, int code)
{
    if ((fflush(stdout) != 0 || ferror(stdout)) && code == VW_OK) {
        VW_DIAG(cli->diags, U013, (vw_place){0}, NULL);
        return VW_ERR_STORE;
    }
    return code;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--print-man") == 0) {
        vw_help_man(stdout, VW_EN);
        return VW_OK;
    }
    if (argc == 2 && strcmp(argv[1], "--print-completion") == 0) {
        vw_help_completion(stdout);
        return VW_OK;
    }
    vw_arena *arena = vw_arena_new();
    vw_diags *diags = vw_diags_new(arena);
    vw_arguments arguments;
    int code = (int)vw_arguments_parse(&arguments, arena, diags, argc, argv);
    catch_signals(&arguments);
    vw_cli cli = {
        .arguments = &arguments,
        .arena = arena,
        .diags = diags,
        .lang = locale_language(),
        .json = vw_argument_given(&arguments, VW_OPT_JSON),
        .colour = may_colour(STDOUT_FILENO),
        .progress = isatty(STDERR_FILENO) != 0,
    };
    choose_language(&cli);
    if (code == VW_OK && vw_diags_count(diags, VW_ERROR) > 0) {
        code = VW_ERR_USAGE;
    }
    if (code == VW_OK) {
        code = (int)vw_clock_check(diags);
    }
    if (code == VW_OK) {
        code = flush_output(&cli, run_command(&cli));
    }
    vw_diags_print(diags, stderr, cli.lang, may_colour(STDERR_FILENO));
    vw_arena_free(arena);
    return code;
}
