/* SPDX-License-Identifier: EUPL-1.2 */
/* One table of commands and options: parsing, help, man page and completions all come from it. */
#ifndef VW_CLI_OPTIONS_H
#define VW_CLI_OPTIONS_H

#include "base/diag.h"

typedef enum {
    VW_CMD_INIT,
    VW_CMD_IMPORT,
    VW_CMD_CHECK,
    VW_CMD_EVALUATE,
    VW_CMD_EXPLAIN,
    VW_CMD_REPORT,
    VW_CMD_LIST,
    VW_CMD_VERIFY,
    VW_CMD_LEDGER,
    VW_CMD_EXPORT,
    VW_CMD_WORKBOOK,
    VW_CMD_EVIDENCE,
    VW_CMD_SCOPE,
    VW_CMD_JUDGE,
    VW_CMD_EXCEPT,
    VW_CMD_REPERFORM,
    VW_CMD_COMPARE,
    VW_CMD_MIGRATE,
    VW_CMD_RULES,
    VW_CMD_SIGN,
    VW_CMD_SIGNOFF,
    VW_CMD_COUNT
} vw_command_id;

typedef enum {
    VW_OPT_DOSSIER,
    VW_OPT_JSON,
    VW_OPT_LANG,
    VW_OPT_CONTROLS,
    VW_OPT_TEMPLATES,
    VW_OPT_HELP,
    VW_OPT_VERSION,
    VW_OPT_NAME,
    VW_OPT_TYPE,
    VW_OPT_YEAR,
    VW_OPT_AS_OF,
    VW_OPT_KIND,
    VW_OPT_COMPLETE,
    VW_OPT_COLLECTED_AT,
    VW_OPT_BY,
    VW_OPT_METHOD,
    VW_OPT_PRODUCER,
    VW_OPT_FRAMEWORK,
    VW_OPT_FAIL_ON,
    VW_OPT_FULL,
    VW_OPT_RULE_SECONDS,
    VW_OPT_FORMAT,
    VW_OPT_OUTPUT,
    VW_OPT_LEDGER_HEAD,
    VW_OPT_VERIFY_HEAD,
    VW_OPT_TIMESTAMP_QUERY,
    VW_OPT_TIMESTAMP_REPLY,
    VW_OPT_TSA_CA,
    VW_OPT_UPGRADE,
    VW_OPT_ARTEFACT_FILE,
    VW_OPT_ID,
    VW_OPT_BESIDE,
    VW_OPT_FOR,
    VW_OPT_DESCRIPTION,
    VW_OPT_ARTEFACT,
    VW_OPT_EMPTY,
    VW_OPT_ACCEPT,
    VW_OPT_CONFLICTS,
    VW_OPT_EXPORT_KIND,
    VW_OPT_PSEUDONYMISED,
    VW_OPT_SECRET,
    VW_OPT_MAPPING,
    VW_OPT_SHEET,
    VW_OPT_ENCODING,
    VW_OPT_SEPARATOR,
    VW_OPT_SET,
    VW_OPT_PREVIEW,
    VW_OPT_NAMES,
    VW_OPT_PREVIOUS,
    VW_OPT_FORM_CHECK,
    VW_OPT_DRAFT,
    VW_OPT_ASPECT,
    VW_OPT_RESULT,
    VW_OPT_REVIEW,
    VW_OPT_JUDGE_BY,
    VW_OPT_REASON,
    VW_OPT_RISK_REFERENCE,
    VW_OPT_EVIDENCE,
    VW_OPT_ON,
    VW_OPT_ENTERED_ON,
    VW_OPT_OWNER,
    VW_OPT_REQUESTED_BY,
    VW_OPT_APPROVED_BY,
    VW_OPT_FROM,
    VW_OPT_UNTIL,
    VW_OPT_COMPENSATING,
    VW_OPT_EVALUATION,
    VW_OPT_SQL,
    VW_OPT_TEST,
    VW_OPT_FAIL_ON_CHANGE,
    VW_OPT_SKELETON,
    VW_OPT_COVERAGE,
    VW_OPT_WITHDRAW,
    VW_OPT_END,
    VW_OPT_TO_VERSION,
    VW_OPT_FROM_VERSION,
    VW_OPT_CERT,
    VW_OPT_KEY,
    VW_OPT_CHAIN,
    VW_OPT_PASSWORD_FILE,
    VW_OPT_SIGN_NAME,
    VW_OPT_LOCATION,
    VW_OPT_TSA_REQUEST,
    VW_OPT_TSA_REPLY,
    VW_OPT_TRUST,
    VW_OPT_SIGNOFF_BY,
    VW_OPT_AS_ROLE,
    VW_OPT_PREPARED_BY,
    VW_OPT_DECISION,
    VW_OPT_AS_IT_IS,
    VW_OPT_COUNT
} vw_option_id;

typedef enum { VW_ARGUMENT_NONE, VW_ARGUMENT_REQUIRED, VW_ARGUMENT_OPTIONAL } vw_argument;

typedef struct {
    const char *name; /* without dashes */
    char letter;      /* 0: none */
    vw_argument argument;
    const char *metavar;
    uint32_t commands; /* bit per vw_command_id; VW_ALL_COMMANDS */
    bool repeatable;
    vw_text help;
} vw_option; /* two may share a name when they share no command */

typedef struct {
    const char *name;
    const char *operands; /* "FILE...", "" when none are taken */
    size_t least, most;   /* operands; SIZE_MAX: any number */
    vw_text summary;
    vw_text detail; /* a paragraph or two for help and man page */
    const char *example;
} vw_command;

#define VW_ALL_COMMANDS ((1u << VW_CMD_COUNT) - 1u)

extern const vw_option vw_options[VW_OPT_COUNT];
extern const vw_command vw_commands[VW_CMD_COUNT];

/* A command line that was understood. */
typedef struct {
    bool has_command;
    vw_command_id command;
    struct {
        size_t count;
        const char **values; /* an element is NULL when an optional argument was left out */
    } options[VW_OPT_COUNT];
    const char *const *operands;
    size_t operand_count;
} vw_arguments;

/* VW_ERR_USAGE with messages in [diags]: unknown commands and options with the nearest right one,
 * missing arguments, options that do not belong to the command, too few or many operands. */
VW_MUST_USE vw_status vw_arguments_parse(vw_arguments *out, vw_arena *arena, vw_diags *diags,
                                         int argc, char **argv);
/* The last value given, or NULL. */
const char *vw_argument_of(const vw_arguments *arguments, vw_option_id option);
bool vw_argument_given(const vw_arguments *arguments, vw_option_id option);

#endif
