/*
 * fail: a library for LD_PRELOAD that makes one call of a program fail.
 *
 * It stands before malloc() and read() of the C library, counts their calls in a
 * page that it shares with inject.c, and lets those fail that the page names.
 * Libraries that call malloc() are met as well.
 */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "page.h"

/* The C library's own, under names that it keeps for this. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);
void *__libc_memalign(size_t align, size_t size);

ssize_t __read_chk(int fd, void *to, size_t n, size_t room);

static struct page *page;

__attribute__((constructor)) static void
begin(void)
{
	const char *number = getenv("FAULTS");
	int fd = number != NULL ? atoi(number) : -1;
	void *p;

	if (fd < 0)
		return;
	p = mmap(NULL, sizeof(*page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	(void)close(fd);
	if (p != MAP_FAILED)
		page = p;
}

/* Counts a call of this kind; whether it is one of those that fail. */
static int
fails(void)
{
	long n = atomic_fetch_add(&page->calls, 1) + 1;

	return page->at != 0 && n >= page->at && n - page->at < page->last;
}

static int
no_memory(void)
{
	if (page == NULL || page->fault != FAULT_MALLOC || !fails())
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t size)
{
	return no_memory() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return no_memory() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t size)
{
	return no_memory() ? NULL : __libc_realloc(p, size);
}

void *
aligned_alloc(size_t align, size_t size)
{
	return no_memory() ? NULL : __libc_memalign(align, size);
}

int
posix_memalign(void **out, size_t align, size_t size)
{
	void *p = no_memory() ? NULL : __libc_memalign(align, size);

	if (p != NULL)
		*out = p;
	return p != NULL ? 0 : ENOMEM;
}

/* Somebody else meddles with the file now; we may be in no position to. */
static void
let_meddle(void)
{
	const struct timespec pause = {.tv_nsec = 1000 * 1000};

	atomic_store(&page->asked, 1);
	while (!atomic_load(&page->done))
		(void)nanosleep(&pause, NULL);
}

ssize_t
read(int fd, void *to, size_t n)
{
	struct stat st;

	if (page == NULL || page->fault == FAULT_MALLOC || n < 2 ||
	    fstat(fd, &st) != 0 || S_ISCHR(st.st_mode) || !fails())
		return syscall(SYS_read, fd, to, n);
	if (page->fault == FAULT_EINTR || page->fault == FAULT_EIO) {
		errno = page->fault == FAULT_EINTR ? EINTR : EIO;
		return -1;
	}
	if (page->fault == FAULT_SHORT) {
		size_t rest = (size_t)(st.st_size - lseek(fd, 0, SEEK_CUR)) / 2;

		return syscall(SYS_read, fd, to, rest > 0 && rest < n ? rest : n / 2);
	}
	let_meddle();
	return syscall(SYS_read, fd, to, n);
}

ssize_t
__read_chk(int fd, void *to, size_t n, size_t room)
{
	if (n > room)
		abort();
	return read(fd, to, n);
}
