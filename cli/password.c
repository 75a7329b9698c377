/* SPDX-License-Identifier: EUPL-1.2 */
/* Asks for a password at the terminal, without showing it. */
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

bool vw_cli_ask_password(void *self, char *out, size_t size)
{
    vw_cli *cli = self;
    struct termios before;
    if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO) || size > 1 << 20 ||
        tcgetattr(STDIN_FILENO, &before) != 0) {
        return false;
    }
    struct termios silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    fputs(vw_cli_text(cli, (vw_text){"Wachtwoord van de sleutel: ", "Password of the key: "}),
          stderr);
    if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) != 0) {
        return false;
    }
    const bool read = fgets(out, (int)size, stdin) != NULL;
    (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
    fputc('\n', stderr);
    if (read) {
        out[strcspn(out, "\r\n")] = '\0';
    }
    return read;
}
