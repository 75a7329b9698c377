/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes what the table says, three ways. */
#include "cli/help.h"
#include "reports/report.h"

#include <stdlib.h>
#include <string.h>

static const char *pick(vw_lang lang, const char *nl, const char *en)
{
    return lang == VW_NL ? nl : en;
}

static void print_option(FILE *out, const vw_option *option, vw_lang lang)
{
    char left[64];
    const char *value = option->metavar != NULL ? option->metavar : "";
    const char *join = option->argument == VW_ARGUMENT_OPTIONAL   ? "[="
                       : option->argument == VW_ARGUMENT_REQUIRED ? " "
                                                                  : "";
    const char *end = option->argument == VW_ARGUMENT_OPTIONAL ? "]" : "";
    if (option->letter != 0) {
        snprintf(left, sizeof left, "-%c, --%s%s%s%s", option->letter, option->name, join, value,
                 end);
    } else {
        snprintf(left, sizeof left, "    --%s%s%s%s", option->name, join, value, end);
    }
    if (strlen(left) > 28) {
        fprintf(out, "  %s\n  %-28s", left, "");
    } else {
        fprintf(out, "  %-28s", left);
    }
    fprintf(out, " %s\n", vw_text_in(option->help, lang));
}

/* Words of a paragraph, folded at 78 columns. Counts bytes: good enough for indented prose. */
static void print_folded(FILE *out, const char *text)
{
    size_t column = 0;
    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        if (column > 0 && column + 1 + length > 78) {
            fputc('\n', out);
            column = 0;
        }
        fprintf(out, "%s%.*s", column > 0 ? " " : "", (int)length, text);
        column += length + (column > 0);
        text += length + strspn(text + length, " ");
    }
    fputc('\n', out);
}

static void print_template(FILE *out, const char *name, const char *title)
{
    fprintf(out, "  %-31s %s\n", name, title);
}

/* No template, but a name that report takes too. */
static const char section_name[] = "annual-report-section";
static const vw_text section_title = {"de volledige paragraaf die bij de organisatie past",
                                      "the section in full that fits the organisation"};

/* From the templates themselves, so that none can be forgotten. */
static void print_templates(FILE *out, vw_lang lang)
{
    vw_arena *arena = vw_arena_new();
    vw_template_entries entries = {0};
    vw_template_entries_list(&entries, NULL, lang, arena);
    for (int audience = VW_PUBLIC; audience <= VW_CONFIDENTIAL; audience++) {
        const bool is_public = audience == VW_PUBLIC;
        fprintf(out, "\n%s:\n",
                is_public ? pick(lang, "Openbare sjablonen", "Public templates")
                          : pick(lang, "Vertrouwelijke sjablonen", "Confidential templates"));
        if (is_public) {
            print_template(out, section_name, vw_text_in(section_title, lang));
        }
        for (size_t i = 0; i < entries.count; i++) {
            if ((entries.items[i].audience == VW_PUBLIC) == is_public) {
                print_template(out, entries.items[i].name, entries.items[i].title);
            }
        }
    }
    vw_arena_free(arena);
}

static void print_command(FILE *out, const vw_command *command, vw_lang lang)
{
    uint32_t bit = 1u << (command - vw_commands);
    fprintf(out, "%s: verantwoord %s %s%s%s\n\n", pick(lang, "Gebruik", "Usage"), command->name,
            pick(lang, "[OPTIES]", "[OPTIONS]"), command->operands[0] != '\0' ? " " : "",
            command->operands);
    print_folded(out, vw_text_in(command->detail, lang));
    if (command - vw_commands == VW_CMD_REPORT) {
        print_templates(out, lang);
    }
    fprintf(out, "\n%s:\n", pick(lang, "Opties", "Options"));
    for (int shared = 0; shared < 2; shared++) {
        for (int i = 0; i < VW_OPT_COUNT; i++) {
            bool is_shared = vw_options[i].commands == VW_ALL_COMMANDS;
            if ((vw_options[i].commands & bit) && is_shared == (shared == 1)) {
                print_option(out, &vw_options[i], lang);
            }
        }
    }
    fprintf(out, "\n%s:\n  %s\n", pick(lang, "Voorbeeld", "Example"), command->example);
}

static void print_overview(FILE *out, vw_lang lang)
{
    fprintf(out, "verantwoord %s - %s\n\n%s: verantwoord %s\n\n%s:\n", VW_VERSION,
            pick(lang, "verantwoording over digitale veiligheid, op grond van bewijs",
                 "accounts for digital security, on the strength of evidence"),
            pick(lang, "Gebruik", "Usage"), pick(lang, "OPDRACHT [OPTIES]", "COMMAND [OPTIONS]"),
            pick(lang, "Opdrachten", "Commands"));
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        fprintf(out, "  %-10s %s\n", vw_commands[i].name, vw_text_in(vw_commands[i].summary, lang));
    }
    fprintf(out, "\n%s:\n", pick(lang, "Opties bij elke opdracht", "Options of every command"));
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        if (vw_options[i].commands == VW_ALL_COMMANDS) {
            print_option(out, &vw_options[i], lang);
        }
    }
    fprintf(
        out, "\n%s\n%s\n",
        pick(lang, "Meer over een opdracht: verantwoord OPDRACHT --help",
             "More on a command: verantwoord COMMAND --help"),
        pick(lang,
             "Einde: 0 gedaan, 1 bevindingen (met --fail-on), 2 gebruik, 3 invoer, 4 dossier of "
             "bestand.",
             "Exit codes: 0 done, 1 findings (with --fail-on), 2 usage, 3 input, 4 dossier or "
             "file."));
}

void vw_help_print(FILE *out, const vw_command *command, vw_lang lang)
{
    if (command != NULL) {
        print_command(out, command, lang);
    } else {
        print_overview(out, lang);
    }
}

/* roff needs its backslashes and leading dots and quotes kept from meaning something. */
static void man_text(FILE *out, const char *text)
{
    if (*text == '.' || *text == '\'') {
        fputs("\\&", out);
    }
    for (; *text != '\0'; text++) {
        if (*text == '\\') {
            fputs("\\e", out);
        } else if (*text == '-') {
            fputs("\\-", out);
        } else {
            fputc(*text, out);
        }
    }
}

static void man_option(FILE *out, const vw_option *option, vw_lang lang)
{
    fputs(".TP\n", out);
    if (option->letter != 0) {
        fprintf(out, "\\fB\\-%c\\fR, ", option->letter);
    }
    fputs("\\fB\\-\\-", out);
    man_text(out, option->name);
    fputs("\\fR", out);
    if (option->argument == VW_ARGUMENT_REQUIRED) {
        fprintf(out, " \\fI%s\\fR", option->metavar);
    } else if (option->argument == VW_ARGUMENT_OPTIONAL) {
        fprintf(out, "[=\\fI%s\\fR]", option->metavar);
    }
    fputc('\n', out);
    man_text(out, vw_text_in(option->help, lang));
    fputc('\n', out);
}

static void man_templates(FILE *out, vw_lang lang)
{
    vw_arena *arena = vw_arena_new();
    vw_template_entries entries = {0};
    vw_template_entries_list(&entries, NULL, lang, arena);
    VW_PUSH(arena, entries,
            ((vw_template_entry){.name = section_name, .title = vw_text_in(section_title, lang)}));
    for (size_t i = 0; i < entries.count; i++) {
        fputs(".TP\n.B ", out);
        man_text(out, entries.items[i].name);
        fputc('\n', out);
        man_text(out, entries.items[i].title);
        fputc('\n', out);
    }
    fputs(".PP\n", out);
    vw_arena_free(arena);
}

static void man_command(FILE *out, const vw_command *command, vw_lang lang)
{
    uint32_t bit = 1u << (command - vw_commands);
    fprintf(out, ".SS \"%s %s\"\n", command->name, command->operands);
    man_text(out, vw_text_in(command->detail, lang));
    fputc('\n', out);
    if (command - vw_commands == VW_CMD_REPORT) {
        man_templates(out, lang);
    }
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        if ((vw_options[i].commands & bit) && vw_options[i].commands != VW_ALL_COMMANDS) {
            man_option(out, &vw_options[i], lang);
        }
    }
    fputs(".PP\n.EX\n", out);
    man_text(out, command->example);
    fputs("\n.EE\n", out);
}

void vw_help_man(FILE *out, vw_lang lang)
{
    fprintf(out, ".TH VERANTWOORD 1 \"\" \"verantwoord %s\"\n.SH %s\nverantwoord \\- %s\n",
            VW_VERSION, pick(lang, "NAAM", "NAME"),
            pick(lang, "verantwoording over digitale veiligheid",
                 "accounts for digital security on the strength of evidence"));
    fprintf(out, ".SH %s\n.B verantwoord\n%s\n.SH %s\n", pick(lang, "GEBRUIK", "SYNOPSIS"),
            pick(lang, "OPDRACHT [OPTIES]", "COMMAND [OPTIONS]"),
            pick(lang, "OPDRACHTEN", "COMMANDS"));
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        man_command(out, &vw_commands[i], lang);
    }
    fprintf(out, ".SH %s\n", pick(lang, "OPTIES BIJ ELKE OPDRACHT", "OPTIONS OF EVERY COMMAND"));
    for (int i = 0; i < VW_OPT_COUNT; i++) {
        if (vw_options[i].commands == VW_ALL_COMMANDS) {
            man_option(out, &vw_options[i], lang);
        }
    }
    fprintf(out, ".SH %s\n", pick(lang, "OMGEVING", "ENVIRONMENT"));
    fprintf(out, ".TP\n.B VERANTWOORD_DOSSIER\n%s\n",
            pick(lang, "het dossier, als \\-\\-dossier ontbreekt",
                 "the dossier, when \\-\\-dossier is absent"));
    fprintf(out, ".TP\n.B SOURCE_DATE_EPOCH\n%s\n",
            pick(lang, "het tijdstip dat het programma voor nu houdt, in seconden sinds 1970",
                 "the moment that the program takes for now, in seconds since 1970"));
    fprintf(
        out, ".TP\n.B NO_COLOR\n%s\n",
        pick(lang, "geen kleur, ook niet op een terminal", "no colour, not even on a terminal"));
    fprintf(
        out, ".SH %s\n%s\n", pick(lang, "EINDE", "EXIT STATUS"),
        pick(lang,
             "0 gedaan; 1 bevindingen, alleen met \\-\\-fail\\-on; 2 gebruik; 3 invoer; 4 dossier "
             "of bestand; 70 fout in het programma; 71 geen geheugen.",
             "0 done; 1 findings, only with \\-\\-fail\\-on; 2 usage; 3 input; 4 dossier or file; "
             "70 a bug; 71 out of memory."));
}

void vw_help_completion(FILE *out)
{
    fputs("# bash completion for verantwoord\n_verantwoord()\n{\n"
          "    local current=${COMP_WORDS[COMP_CWORD]} word options=\n"
          "    for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n        case $word in\n",
          out);
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        fprintf(out, "        %s) options=\"", vw_commands[i].name);
        for (int j = 0; j < VW_OPT_COUNT; j++) {
            if (vw_options[j].commands & (1u << i)) {
                fprintf(out, " --%s", vw_options[j].name);
            }
        }
        fputs("\" ;;\n", out);
    }
    fputs("        esac\n    done\n    if [ -z \"$options\" ]; then\n"
          "        COMPREPLY=($(compgen -W \"",
          out);
    for (int i = 0; i < VW_CMD_COUNT; i++) {
        fprintf(out, "%s%s", i > 0 ? " " : "", vw_commands[i].name);
    }
    fputs(" --help --version\" -- \"$current\"))\n"
          "    elif [[ $current == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))\n"
          "    else\n        COMPREPLY=($(compgen -f -- \"$current\"))\n    fi\n}\n"
          "complete -F _verantwoord verantwoord\n",
          out);
}
