/* mem: allocation that does not fail. */
#include "base/mem.h"

#include <errno.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/early-end.h"

/* Where to go on in this thread if memory runs out, and what forbids it. */
static _Thread_local jmp_buf *rescue;
static _Thread_local unsigned held;

bool
mem_try(void (*run)(void *context), void *context)
{
	jmp_buf here;

	if (setjmp(here) != 0) {
		rescue = NULL; /* tries are not nested */
		return false;
	}
	rescue = &here;
	run(context);
	rescue = NULL;
	return true;
}

void
mem_hold(void)
{
	held++;
}

void
mem_unhold(void)
{
	held--;
}

_Noreturn void
out_of_memory(void)
{
	if (rescue != NULL && held == 0)
		longjmp(*rescue, 1);
	quit("out of memory");
}

void *
xmalloc(size_t size)
{
	void *p = malloc(size != 0 ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n != 0 ? n : 1, size != 0 ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		out_of_memory();
	p = realloc(p, n * size != 0 ? n * size : 1);
	if (p == NULL)
		out_of_memory();
	return p;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

static char *
or_no_memory(char *path)
{
	if (path == NULL && errno == ENOMEM)
		out_of_memory();
	return path;
}

char *
xrealpath(const char *path)
{
	return or_no_memory(realpath(path, NULL));
}

char *
xgetcwd(void)
{
	return or_no_memory(getcwd(NULL, 0));
}

char *
xstrndup(const char *s, size_t len)
{
	char *p = xmalloc(len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

void *
grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t want = *cap;

	if (need <= want)
		return p;
	want = want < 16 ? 16 : want;
	while (want < need)
		want = want > SIZE_MAX / 2 ? SIZE_MAX : want * 2;
	p = xreallocarray(p, want, size);
	*cap = want;
	return p;
}

void
mem_wipe(void *p, size_t n)
{
#ifdef __APPLE__ /* it has no explicit_bzero() */
	static void *(*const volatile fill)(void *, int, size_t) = memset;

	(void)fill(p, 0, n);
#else
	explicit_bzero(p, n);
#endif
}
