/* Writes down what a program does to the files of one folder, and what it prints: for tests/tests/power.rs.
 *
 *     LD_PRELOAD=trace.so TRACE_FOLDER=/some/folder TRACE_LOG=/some/log PROGRAM
 *
 * A record is a line, "W path offset length", say, and for W and A the bytes after it:
 *     C path          created            W path offset length    written
 *     T path length   cut or grown       S path                  synced
 *     D path          folder synced      U path                  removed
 *     A length        printed, which is how a program acknowledges
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#define FILES 1024

static char *paths[FILES];
static char is_folder[FILES];
static const char *folder;
static int out = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_ftruncate)(int, off64_t);
static int (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    folder = getenv("TRACE_FOLDER");
    const char *log = getenv("TRACE_LOG");
    if (folder && log) out = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = real_write(out, bytes, length);
        if (written <= 0) abort();
        bytes += written;
        length -= (size_t)written;
    }
}

static void record(const char *line, const void *bytes, size_t length) {
    int error = errno;
    pthread_mutex_lock(&lock);
    put(line, strlen(line));
    if (bytes) put(bytes, length);
    pthread_mutex_unlock(&lock);
    errno = error;
}

static int is_ours(const char *path) {
    return out >= 0 && path && strncmp(path, folder, strlen(folder)) == 0;
}

static const char *path_of(int file) {
    return file >= 0 && file < FILES ? paths[file] : NULL;
}

static int opened(const char *path, int flags, mode_t mode) {
    int is_new = is_ours(path) && (flags & O_CREAT) && access(path, F_OK) != 0;
    int file = real_open(path, flags, mode);
    if (file < 0 || file >= FILES || !is_ours(path)) return file;
    struct stat kind;
    is_folder[file] = fstat(file, &kind) == 0 && S_ISDIR(kind.st_mode);
    free(paths[file]);
    paths[file] = strdup(path);
    char line[4200];
    if (is_new) {
        snprintf(line, sizeof line, "C %s\n", path);
        record(line, NULL, 0);
    } else if ((flags & O_TRUNC) && !is_folder[file]) {
        snprintf(line, sizeof line, "T %s 0\n", path);
        record(line, NULL, 0);
    }
    return file;
}

#define OPEN(name)                                        \
    int name(const char *path, int flags, ...) {          \
        mode_t mode = 0;                                  \
        if (flags & O_CREAT) {                            \
            va_list rest;                                 \
            va_start(rest, flags);                        \
            mode = va_arg(rest, mode_t);                  \
            va_end(rest);                                 \
        }                                                 \
        return opened(path, flags, mode);                 \
    }
OPEN(open)
OPEN(open64)

int close(int file) {
    if (file >= 0 && file < FILES) {
        free(paths[file]);
        paths[file] = NULL;
    }
    return real_close(file);
}

static void wrote(const char *path, off64_t offset, const void *bytes, ssize_t length) {
    char line[4300];
    snprintf(line, sizeof line, "W %s %lld %zd\n", path, (long long)offset, length);
    record(line, bytes, (size_t)length);
}

ssize_t write(int file, const void *bytes, size_t length) {
    ssize_t written = real_write(file, bytes, length);
    if (written <= 0 || out < 0) return written;
    if (file == 1) {
        char line[64];
        snprintf(line, sizeof line, "A %zd\n", written);
        record(line, bytes, (size_t)written);
    } else if (path_of(file)) {
        wrote(path_of(file), lseek64(file, 0, SEEK_CUR) - written, bytes, written);
    }
    return written;
}

static ssize_t written_at(int file, const void *bytes, size_t length, off64_t offset) {
    ssize_t written = real_pwrite(file, bytes, length, offset);
    if (written > 0 && path_of(file)) wrote(path_of(file), offset, bytes, written);
    return written;
}

ssize_t pwrite(int file, const void *bytes, size_t length, off_t offset) {
    return written_at(file, bytes, length, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t offset) {
    return written_at(file, bytes, length, offset);
}

static int synced(int file, int result) {
    if (result == 0 && path_of(file)) {
        char line[4200];
        snprintf(line, sizeof line, "%c %s\n", is_folder[file] ? 'D' : 'S', path_of(file));
        record(line, NULL, 0);
    }
    return result;
}

int fsync(int file) { return synced(file, real_fsync(file)); }

int fdatasync(int file) { return synced(file, real_fdatasync(file)); }

static int cut(int file, off64_t length) {
    int result = real_ftruncate(file, length);
    if (result == 0 && path_of(file)) {
        char line[4300];
        snprintf(line, sizeof line, "T %s %lld\n", path_of(file), (long long)length);
        record(line, NULL, 0);
    }
    return result;
}

int ftruncate(int file, off_t length) { return cut(file, length); }

int ftruncate64(int file, off64_t length) { return cut(file, length); }

int unlink(const char *path) {
    int result = real_unlink(path);
    if (result == 0 && is_ours(path)) {
        char line[4200];
        snprintf(line, sizeof line, "U %s\n", path);
        record(line, NULL, 0);
    }
    return result;
}
