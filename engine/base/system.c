/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/system.h"

#include "base/diag.h"

#include <errno.h>
#include <string.h>

static const struct {
    int error;
    const char *words;
} known[] = {
    {ENOENT, VW_DIAG_BOTH("er is geen bestand of map met die naam",
                          "there is no file or folder of that name")},
    {ENOTDIR, VW_DIAG_BOTH("een deel van het pad is geen map", "a part of the path is no folder")},
    {EACCES, VW_DIAG_BOTH("u hebt daar geen rechten voor", "you have no right to do that there")},
    {EPERM, VW_DIAG_BOTH("het systeem staat het niet toe", "the system does not allow it")},
    {EROFS, VW_DIAG_BOTH("die plaats is alleen te lezen", "that place can only be read")},
    {EISDIR, VW_DIAG_BOTH("het is een map", "it is a folder")},
    {EEXIST, VW_DIAG_BOTH("er is al iets met die naam", "there is something of that name already")},
    {ENOTEMPTY, VW_DIAG_BOTH("de map is niet leeg", "the folder is not empty")},
    {ENOSPC, VW_DIAG_BOTH("de schijf is vol", "the disk is full")},
    {EDQUOT, VW_DIAG_BOTH("uw deel van de schijf is vol", "your share of the disk is full")},
    {EFBIG, VW_DIAG_BOTH("het bestand wordt groter dan hier mag",
                         "the file grows larger than is allowed here")},
    {EIO, VW_DIAG_BOTH("de schijf of het netwerk gaf een fout",
                       "the disk or the network gave an error")},
    {ENODEV, VW_DIAG_BOTH("het apparaat is er niet", "the device is not there")},
    {ENXIO, VW_DIAG_BOTH("het apparaat is er niet", "the device is not there")},
    {ESTALE, VW_DIAG_BOTH("de netwerkschijf kent het bestand niet meer",
                          "the network drive no longer knows the file")},
    {ETIMEDOUT, VW_DIAG_BOTH("het duurde te lang", "it took too long")},
    {EBUSY, VW_DIAG_BOTH("iets anders gebruikt het", "something else is using it")},
    {ETXTBSY, VW_DIAG_BOTH("iets anders gebruikt het", "something else is using it")},
    {EAGAIN, VW_DIAG_BOTH("iets anders gebruikt het", "something else is using it")},
    {ENOLCK,
     VW_DIAG_BOTH("het bestandssysteem kan het niet vastzetten", "the file system cannot lock it")},
    {EMFILE, VW_DIAG_BOTH("er zijn te veel bestanden open", "too many files are open")},
    {ENFILE, VW_DIAG_BOTH("er zijn te veel bestanden open", "too many files are open")},
    {ENOMEM, VW_DIAG_BOTH("er is te weinig geheugen", "there is too little memory")},
    {ENAMETOOLONG, VW_DIAG_BOTH("de naam is te lang", "the name is too long")},
    {ELOOP, VW_DIAG_BOTH("verwijzingen wijzen in een kring", "links point in a circle")},
    {EXDEV, VW_DIAG_BOTH("het staat op een andere schijf", "it stands on another disk")},
    {EMLINK, VW_DIAG_BOTH("er zijn te veel verwijzingen", "there are too many links")},
    {EINVAL, VW_DIAG_BOTH("dat kan hier niet", "that cannot be done here")},
    {EOPNOTSUPP, VW_DIAG_BOTH("dat kan hier niet", "that cannot be done here")},
    {ENOSYS, VW_DIAG_BOTH("dat kan hier niet", "that cannot be done here")},
    {EPIPE, VW_DIAG_BOTH("wie het leest is gestopt", "who reads it has stopped")},
    {EBADF, VW_DIAG_BOTH("het bestand is al gesloten", "the file is closed already")},
    {EOVERFLOW, VW_DIAG_BOTH("het bestand is te groot", "the file is too large")},
};

const char *vw_system_words(int error)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (known[i].error == error) {
            return known[i].words;
        }
    }
    return strerror(error);
}
