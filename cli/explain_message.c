/* SPDX-License-Identifier: EUPL-1.2 */
/* A message: what it says, why it comes, what helps. */
#include "cli/explain.h"

static const char *severity_word(const vw_cli *cli, vw_severity severity)
{
    static const vw_text words[] = {
        [VW_NOTE] = {"opmerking", "note"},
        [VW_WARNING] = {"waarschuwing", "warning"},
        [VW_ERROR] = {"fout", "error"},
    };
    return vw_cli_text(cli, words[severity]);
}

void vw_explain_message(vw_cli *cli, const vw_message *message)
{
    if (cli->json) {
        vw_cli_json(json_pack("{s:s, s:s, s:o, s:o, s:o}", "code",
                              vw_printf(cli->arena, "VW-%s", message->code), "severity",
                              message->severity == VW_ERROR     ? "error"
                              : message->severity == VW_WARNING ? "warning"
                                                                : "note",
                              "text", vw_cli_json_text(message->text), "cause",
                              vw_cli_json_text(message->cause), "hint",
                              vw_cli_json_text(message->hint)));
        return;
    }
    printf("VW-%s (%s)\n", message->code, severity_word(cli, message->severity));
    vw_explain_head(cli, "Melding", "Message");
    vw_explain_text(cli, message->text);
    if (*message->cause.en != '\0') {
        vw_explain_head(cli, "Oorzaak", "Cause");
        vw_explain_text(cli, message->cause);
    }
    if (*message->hint.en != '\0') {
        vw_explain_head(cli, "Wat te doen", "What to do");
        vw_explain_text(cli, message->hint);
    }
}
