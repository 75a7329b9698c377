/* SPDX-License-Identifier: EUPL-1.2 */
/* Preloaded under the program: ends it as a power cut would, just before the nth call that changes
 * a file. VW_KILL_AT=n; with VW_KILL_LATE=1 halfway through a write, or just after another call.
 * VW_KILL_COUNT=file gets the number of calls of a run that was let through. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static long calls;

static int is_last(void)
{
    const char *at = getenv("VW_KILL_AT");
    calls++;
    return at != NULL && calls == atol(at);
}

static int late(void)
{
    return getenv("VW_KILL_LATE") != NULL;
}

static void end(void)
{
    kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("VW_KILL_COUNT");
    FILE *file = path != NULL ? fopen(path, "w") : NULL;
    if (file != NULL) {
        fprintf(file, "%ld\n", calls);
        fclose(file);
    }
}

#define NEXT(name, type) ((type)dlsym(RTLD_NEXT, name))

/* The call itself, unless it is the last and not [late]. */
#define DO(call)                                                                                   \
    do {                                                                                           \
        int last = is_last();                                                                      \
        if (last && !late()) {                                                                     \
            end();                                                                                 \
        }                                                                                          \
        int result = call;                                                                         \
        if (last) {                                                                                \
            end();                                                                                 \
        }                                                                                          \
        return result;                                                                             \
    } while (0)

typedef ssize_t (*write_fn)(int, const void *, size_t);
ssize_t write(int fd, const void *bytes, size_t length)
{
    if (is_last()) {
        if (late()) {
            NEXT("write", write_fn)(fd, bytes, length / 2);
        }
        end();
    }
    return NEXT("write", write_fn)(fd, bytes, length);
}

typedef ssize_t (*pwrite_fn)(int, const void *, size_t, off64_t);
ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset)
{
    if (is_last()) {
        if (late()) {
            NEXT("pwrite64", pwrite_fn)(fd, bytes, length / 2, offset);
        }
        end();
    }
    return NEXT("pwrite64", pwrite_fn)(fd, bytes, length, offset);
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset)
{
    return pwrite64(fd, bytes, length, offset);
}

typedef int (*fd_fn)(int);
int fsync(int fd)
{
    DO(NEXT("fsync", fd_fn)(fd));
}

int fdatasync(int fd)
{
    DO(NEXT("fdatasync", fd_fn)(fd));
}

typedef int (*truncate_fn)(int, off64_t);
int ftruncate64(int fd, off64_t length)
{
    DO(NEXT("ftruncate64", truncate_fn)(fd, length));
}

int ftruncate(int fd, off_t length)
{
    return ftruncate64(fd, length);
}

typedef int (*path_fn)(const char *);
int unlink(const char *path)
{
    DO(NEXT("unlink", path_fn)(path));
}

typedef int (*paths_fn)(const char *, const char *);
int rename(const char *from, const char *to)
{
    DO(NEXT("rename", paths_fn)(from, to));
}

int link(const char *from, const char *to)
{
    DO(NEXT("link", paths_fn)(from, to));
}
