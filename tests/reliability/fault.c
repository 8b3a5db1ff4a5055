/*
 * Faults at a chosen system call: a library to be preloaded (LD_PRELOAD) into the program under test.
 *
 * It stands before the calls of the C library that change a disk, counts those on paths below $FAULT_FOLDER with one
 * counter over all threads, and at the n-th does what it was told: kill the process before the call or in the middle of
 * a write, or let the call fail. What it is told stands in a small file ($FAULT_CONTROL) mapped shared by both sides, so
 * that a test arms it while the program runs and reads how many calls an operation made.
 *
 * Calls are made straight to the kernel, never through dlsym: nothing is allocated, and it works before any constructor
 * ran. 64-bit Linux only.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/* Kinds of calls, as bits of `which`; the last one lets calls on the search index through, uncounted. */
enum { WRITES = 1, SYNCS = 2, NAMES = 4, BUT_SEARCH = 8 };

/* What happens at the n-th call. */
enum way { COUNT = 0, KILL_BEFORE = 1, KILL_HALF = 2, FAIL_ONCE = 3, FAIL_FROM = 4, NO_SYNC = 5 };

/* The control file; `faults.rs` knows the same places. */
struct control {
    _Atomic uint32_t armed;
    uint32_t way;
    uint32_t error;
    uint32_t which;
    uint64_t at;
    _Atomic uint64_t count;
    _Atomic uint64_t hit;
    char name[24];
    char path[440];
    /* calls by kind: writes, syncs, names */
    _Atomic uint64_t of_kind[3];
};
_Static_assert(sizeof(struct control) == 528, "places of the control file");

static _Atomic(struct control *) control_of_all;
static _Atomic int looked;

static struct control *control(void)
{
    if (atomic_load(&looked))
        return atomic_load(&control_of_all);
    const char *path = getenv("FAULT_CONTROL");
    if (path) {
        long fd = syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
        if (fd >= 0) {
            void *map = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, (int)fd, 0);
            if (map != MAP_FAILED)
                atomic_store(&control_of_all, map);
            syscall(SYS_close, fd);
        }
    }
    atomic_store(&looked, 1);
    return atomic_load(&control_of_all);
}

/* Whether a path lies below the folder. */
static int below(const char *path)
{
    const char *folder = getenv("FAULT_FOLDER");
    if (!folder || !*folder)
        return 0;
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

/* The path behind an open file or folder. */
static int path_of_fd(int fd, char *path, size_t size)
{
    char link[40] = "/proc/self/fd/";
    char digits[12];
    int n = 0, at = 14;
    if (fd == AT_FDCWD) {
        memcpy(link, "/proc/self/cwd", 15);
    } else {
        if (fd < 0)
            return 0;
        do
            digits[n++] = (char)('0' + fd % 10);
        while (fd /= 10);
        while (n)
            link[at++] = digits[--n];
        link[at] = 0;
    }
    long length = syscall(SYS_readlinkat, AT_FDCWD, link, path, size - 1);
    path[length < 0 ? 0 : length] = 0;
    return length > 0;
}

/* The path that a name means, seen from an open folder. */
static int path_at(int folder, const char *name, char *path, size_t size)
{
    size_t length = 0;
    if (!name)
        return 0;
    if (name[0] != '/') {
        if (!path_of_fd(folder, path, size))
            return 0;
        length = strlen(path);
        if (length + 1 < size)
            path[length++] = '/';
    }
    size_t rest = strlen(name);
    if (length + rest >= size)
        return 0;
    memcpy(path + length, name, rest + 1);
    return 1;
}

static void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

static void keep(char *into, size_t size, const char *text)
{
    size_t length = strnlen(text, size - 1);
    memcpy(into, text, length);
    into[length] = 0;
}

/* What the caller has to do: go on, fail with `errno` set, write only a half and go on, or write a half and die. */
enum verdict { GO, FAIL, HALF, HALF_AND_DIE };

/*
 * Counts one call and decides. `bytes` is what a write would write, else 0. A full disk never refuses a call that gives
 * room back.
 */
static enum verdict decide(int kind, const char *name, const char *path, size_t bytes)
{
    int gives_back = !strcmp(name, "ftruncate") || !strcmp(name, "unlink") || !strcmp(name, "rmdir");
    struct control *c = control();
    if (!c || !atomic_load(&c->armed) || !(c->which & (uint32_t)kind) || c->way == NO_SYNC)
        return GO;
    if ((c->which & BUT_SEARCH) && strstr(path, "/search"))
        return GO;
    if (gives_back && (c->error == ENOSPC || c->error == EDQUOT) && (c->way == FAIL_ONCE || c->way == FAIL_FROM))
        return GO;
    atomic_fetch_add(&c->of_kind[kind == WRITES ? 0 : kind == SYNCS ? 1 : 2], 1);
    uint64_t number = atomic_fetch_add(&c->count, 1) + 1;
    if (c->way == COUNT || number < c->at || (number > c->at && c->way != FAIL_FROM))
        return GO;
    if (atomic_fetch_add(&c->hit, 1) == 0) {
        keep(c->name, sizeof c->name, name);
        keep(c->path, sizeof c->path, path);
    }
    switch (c->way) {
    case KILL_BEFORE:
        die();
        return GO;
    case KILL_HALF:
        if (bytes > 1)
            return HALF_AND_DIE;
        die();
        return GO;
    case FAIL_FROM:
        /* a disk that fills up takes a part of the write first */
        if (number == c->at && bytes > 1)
            return HALF;
        break;
    default:
        break;
    }
    errno = (int)c->error;
    return FAIL;
}

static enum verdict decide_fd(int kind, const char *name, int fd, size_t bytes)
{
    char path[PATH_MAX];
    int kept = errno;
    struct control *c = control();
    enum verdict verdict = GO;
    if (c && atomic_load(&c->armed) && path_of_fd(fd, path, sizeof path) && below(path))
        verdict = decide(kind, name, path, bytes);
    if (verdict != FAIL)
        errno = kept;
    return verdict;
}

static enum verdict decide_at(const char *name, int folder, const char *file)
{
    char path[PATH_MAX];
    int kept = errno;
    struct control *c = control();
    enum verdict verdict = GO;
    if (c && atomic_load(&c->armed) && path_at(folder, file, path, sizeof path) && below(path))
        verdict = decide(NAMES, name, path, 0);
    if (verdict != FAIL)
        errno = kept;
    return verdict;
}

/* Whether syncs do nothing. */
static int no_sync(int fd)
{
    char path[PATH_MAX];
    int kept = errno;
    struct control *c = control();
    int so = c && atomic_load(&c->armed) && c->way == NO_SYNC && path_of_fd(fd, path, sizeof path) && below(path);
    if (so)
        atomic_fetch_add(&c->count, 1);
    errno = kept;
    return so;
}

/* Writes what the verdict leaves of a buffer. */
#define WRITE(name, fd, bytes, call_whole, call_half)                                                                  \
    do {                                                                                                               \
        enum verdict verdict = decide_fd(WRITES, name, fd, bytes);                                                     \
        if (verdict == FAIL)                                                                                           \
            return -1;                                                                                                 \
        if (verdict == GO)                                                                                             \
            return call_whole;                                                                                         \
        ssize_t written = call_half;                                                                                   \
        if (verdict == HALF_AND_DIE)                                                                                   \
            die();                                                                                                     \
        return written;                                                                                                \
    } while (0)

ssize_t write(int fd, const void *bytes, size_t length)
{
    WRITE("write", fd, length, syscall(SYS_write, fd, bytes, length), syscall(SYS_write, fd, bytes, length / 2));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at)
{
    WRITE("pwrite", fd, length, syscall(SYS_pwrite64, fd, bytes, length, at),
          syscall(SYS_pwrite64, fd, bytes, length / 2, at));
}

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at)
{
    return pwrite64(fd, bytes, length, at);
}

static size_t sum(const struct iovec *parts, int count)
{
    size_t bytes = 0;
    for (int i = 0; i < count; i++)
        bytes += parts[i].iov_len;
    return bytes;
}

/* Half of the parts, or half of the first when there is one. */
static long half_of(const struct iovec *parts, int count, struct iovec *one)
{
    if (count > 1)
        return count / 2;
    *one = parts[0];
    one->iov_len /= 2;
    return 0;
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    struct iovec one;
    long half;
    WRITE("writev", fd, sum(parts, count), syscall(SYS_writev, fd, parts, count),
          (half = half_of(parts, count, &one)) ? syscall(SYS_writev, fd, parts, half)
                                               : syscall(SYS_writev, fd, &one, 1));
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
    struct iovec one;
    long half;
    WRITE("pwritev", fd, sum(parts, count), syscall(SYS_pwritev, fd, parts, count, at, 0),
          (half = half_of(parts, count, &one)) ? syscall(SYS_pwritev, fd, parts, half, at, 0)
                                               : syscall(SYS_pwritev, fd, &one, 1, at, 0));
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    return pwritev64(fd, parts, count, at);
}

ssize_t pwritev64v2(int fd, const struct iovec *parts, int count, off64_t at, int flags)
{
    if (decide_fd(WRITES, "pwritev2", fd, 0) == FAIL)
        return -1;
    return syscall(SYS_pwritev2, fd, parts, count, at, 0, flags);
}

ssize_t pwritev2(int fd, const struct iovec *parts, int count, off_t at, int flags)
{
    return pwritev64v2(fd, parts, count, at, flags);
}

ssize_t copy_file_range(int from, off64_t *from_at, int to, off64_t *to_at, size_t length, unsigned flags)
{
    WRITE("copy_file_range", to, length, syscall(SYS_copy_file_range, from, from_at, to, to_at, length, flags),
          syscall(SYS_copy_file_range, from, from_at, to, to_at, length / 2, flags));
}

int ftruncate64(int fd, off64_t length)
{
    return decide_fd(WRITES, "ftruncate", fd, 0) == FAIL ? -1 : (int)syscall(SYS_ftruncate, fd, length);
}

int ftruncate(int fd, off_t length)
{
    return ftruncate64(fd, length);
}

int fallocate64(int fd, int mode, off64_t at, off64_t length)
{
    return decide_fd(WRITES, "fallocate", fd, 0) == FAIL ? -1 : (int)syscall(SYS_fallocate, fd, mode, at, length);
}

int fallocate(int fd, int mode, off_t at, off_t length)
{
    return fallocate64(fd, mode, at, length);
}

int fsync(int fd)
{
    if (no_sync(fd))
        return 0;
    return decide_fd(SYNCS, "fsync", fd, 0) == FAIL ? -1 : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    if (no_sync(fd))
        return 0;
    return decide_fd(SYNCS, "fdatasync", fd, 0) == FAIL ? -1 : (int)syscall(SYS_fdatasync, fd);
}

int sync_file_range(int fd, off64_t at, off64_t length, unsigned flags)
{
    if (no_sync(fd))
        return 0;
    return decide_fd(SYNCS, "sync_file_range", fd, 0) == FAIL
               ? -1
               : (int)syscall(SYS_sync_file_range, fd, at, length, flags);
}

/* A mapping has no path here: it is left alone, but for the syncs that do nothing. */
int msync(void *from, size_t length, int flags)
{
    struct control *c = control();
    if (c && atomic_load(&c->armed) && c->way == NO_SYNC)
        return 0;
    return (int)syscall(SYS_msync, from, length, flags);
}

static int open_at(const char *name, int folder, const char *path, int flags, mode_t mode)
{
    if ((flags & (O_CREAT | O_TRUNC)) && decide_at(name, folder, path) == FAIL)
        return -1;
    return (int)syscall(SYS_openat, folder, path, flags, mode);
}

#define MODE_OF(flags, mode)                                                                                           \
    mode_t mode = 0;                                                                                                   \
    if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {                                                       \
        va_list rest;                                                                                                  \
        va_start(rest, flags);                                                                                         \
        mode = va_arg(rest, mode_t);                                                                                   \
        va_end(rest);                                                                                                  \
    }

int open(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return open_at("open", AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return open_at("open", AT_FDCWD, path, flags | O_LARGEFILE, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return open_at("openat", folder, path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    MODE_OF(flags, mode)
    return open_at("openat", folder, path, flags | O_LARGEFILE, mode);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    if (decide_at("rename", to_folder, to) == FAIL)
        return -1;
    return (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to)
{
    return renameat2(from_folder, from, to_folder, to, 0);
}

int rename(const char *from, const char *to)
{
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
    if (decide_at(flags & AT_REMOVEDIR ? "rmdir" : "unlink", folder, path) == FAIL)
        return -1;
    return (int)syscall(SYS_unlinkat, folder, path, flags);
}

int unlink(const char *path)
{
    return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char *path)
{
    return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int mkdirat(int folder, const char *path, mode_t mode)
{
    if (decide_at("mkdir", folder, path) == FAIL)
        return -1;
    return (int)syscall(SYS_mkdirat, folder, path, mode);
}

int mkdir(const char *path, mode_t mode)
{
    return mkdirat(AT_FDCWD, path, mode);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags)
{
    if (decide_at("link", to_folder, to) == FAIL)
        return -1;
    return (int)syscall(SYS_linkat, from_folder, from, to_folder, to, flags);
}

int link(const char *from, const char *to)
{
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int symlinkat(const char *target, int folder, const char *path)
{
    if (decide_at("symlink", folder, path) == FAIL)
        return -1;
    return (int)syscall(SYS_symlinkat, target, folder, path);
}

int symlink(const char *target, const char *path)
{
    return symlinkat(target, AT_FDCWD, path);
}
