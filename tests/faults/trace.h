/*
 * trace: which system calls a program makes, as strace tells, and how each can fail.
 */
#ifndef FAULTS_TRACE_H
#define FAULTS_TRACE_H

#include <string.h>

#include "base/str.h"

/* The first thing that fail.c does; what comes before is the loader's. */
#define BEGINS "close(100)"

enum { CALLS_MAX = 64 };

/* A system call and how often it was made: by the loader, and in all. */
struct call {
	char name[32];
	long before, n;
};

/* The ways in which a call fails, of those that may happen to it. */
static const struct {
	const char *name, *errors[4];
} ways[] = {
    {"openat", {"EMFILE", "EACCES", "EIO"}},
    {"read", {"EIO", "EINTR"}},
    {"write", {"ENOSPC", "EIO", "EPIPE"}},
    {"close", {"EIO", "EINTR"}},
    {"fsync", {"EIO", "ENOSPC"}},
    {"rename", {"EACCES", "ENOSPC"}},
    {"linkat", {"ENOENT", "ENOSPC"}},
    {"mmap", {"ENOMEM"}},
    {"brk", {NULL}}, /* says no by another address, not by an error */
    {"mremap", {"ENOMEM"}},
    {"munmap", {"ENOMEM"}},
    {"mprotect", {"ENOMEM"}},
    {"clone3", {"EAGAIN"}},
    {"lseek", {"ESPIPE"}},
    {"ioctl", {"ENOTTY"}},
    {"fchmod", {"EPERM"}},
    {"fchown", {"EPERM"}},
    {"unlink", {"EACCES"}},
    {"getrandom", {"ENOSYS"}},
    {"exit_group", {NULL}},
    {"exit", {NULL}},
    {"futex", {NULL}},
    {"newfstatat", {"EIO"}},
    {"", {"EIO", "EACCES"}}, /* all others */
};

static inline const char *const *
ways_of(const char *name)
{
	size_t i = 0;

	while (*ways[i].name != '\0' && strcmp(ways[i].name, name) != 0)
		i++;
	return ways[i].errors;
}

static inline struct call *
find_call(struct call *calls, size_t *n, struct str name)
{
	for (size_t i = 0; i < *n; i++) {
		if (str_is(name, calls[i].name))
			return &calls[i];
	}
	if (*n == CALLS_MAX || name.len >= sizeof(calls->name))
		return NULL;
	memcpy(calls[*n].name, name.s, name.len);
	return &calls[(*n)++];
}

/* Reads a trace: what was called how often, and before what the program began. */
static inline size_t
count_calls(struct str log, struct call *calls)
{
	size_t n = 0;

	while (log.len != 0) {
		const char *end = memchr(log.s, '\n', log.len);
		struct str line =
		    str_slice(log, 0, end != NULL ? (size_t)(end - log.s) : log.len);
		size_t at = strspn(line.s, "0123456789 ");
		size_t len =
		    strspn(line.s + at, "abcdefghijklmnopqrstuvwxyz_0123456789");
		struct call *c;

		log = str_slice(log, line.len + (end != NULL), log.len);
		if (len == 0 || line.s[at + len] != '(')
			continue;
		c = find_call(calls, &n, str_slice(line, at, at + len));
		if (c != NULL)
			c->n++;
		if (memmem(line.s, line.len, BEGINS, strlen(BEGINS)) == NULL)
			continue;
		for (size_t i = 0; i < n; i++)
			calls[i].before = calls[i].n;
	}
	return n;
}

#endif
