/* mem: allocation that does not fail. */
#include "base/mem.h"

#include <errno.h>
#include <setjmp.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* An allocation of a heap: a list in both directions, so that any may leave it. */
struct piece {
	struct piece *before, *next;
	struct heap *heap;
	size_t size;
	alignas(max_align_t) char bytes[];
};

struct heap {
	struct piece *first;
	size_t left;         /* bytes that may still be taken */
	struct heap *outer;  /* apart: that was in use before, and is again */
	struct heap *beside; /* kept by the same */
	_Atomic(struct heap *) keeps;
};

/* Where to go on in this thread if memory runs out, and what forbids it. */
static _Thread_local jmp_buf *rescue;
static _Thread_local unsigned held;
static _Thread_local struct heap *heap; /* in use; NULL: none, as in the program */

bool
mem_try(void (*run)(void *context), void *context)
{
	jmp_buf here, *outer = rescue;
	struct heap *used = heap;

	if (setjmp(here) != 0) {
		while (heap != NULL && heap != used && heap->outer != NULL)
			heap_drop(heap);
		heap = used;
		rescue = outer;
		return false;
	}
	rescue = &here;
	run(context);
	rescue = outer;
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

bool
mem_may_give_up(void)
{
	return rescue != NULL && held == 0;
}

_Noreturn void
mem_give_up(void)
{
	longjmp(*rescue, 1);
}

struct heap *
heap_new(size_t limit)
{
	struct heap *h = malloc(sizeof(*h));

	if (h == NULL)
		return NULL;
	*h = (struct heap){.left = limit};
	atomic_init(&h->keeps, NULL);
	return h;
}

void
heap_free(struct heap *h)
{
	struct piece *p, *next;
	struct heap *kept, *beside;

	if (h == NULL)
		return;
	for (p = h->first; p != NULL; p = next) {
		next = p->next;
		free(p);
	}
	for (kept = atomic_load(&h->keeps); kept != NULL; kept = beside) {
		beside = kept->beside;
		heap_free(kept);
	}
	free(h);
}

struct heap *
mem_use(struct heap *h)
{
	struct heap *before = heap;

	heap = h;
	return before;
}

struct heap *
mem_heap(void)
{
	return heap;
}

struct heap *
heap_apart(void)
{
	struct heap *h;

	if (heap == NULL)
		return NULL;
	h = heap_new(heap->left);
	if (h != NULL) {
		h->outer = heap;
		return heap = h;
	}
	out_of_memory();
}

void
heap_keep(struct heap *h, struct heap *keeper)
{
	struct heap *others;

	if (h == NULL)
		return;
	heap = h->outer;
	h->outer = NULL;
	others = atomic_load(&keeper->keeps);
	do
		h->beside = others;
	while (!atomic_compare_exchange_weak(&keeper->keeps, &others, h));
}

void
heap_drop(struct heap *h)
{
	if (h == NULL)
		return;
	heap = h->outer;
	heap_free(h);
}

static struct piece *
piece_of(void *p)
{
	return (struct piece *)(void *)((char *)p - offsetof(struct piece, bytes));
}

/* Whether the heap has so much left: then it is taken. */
static bool
heap_affords(struct heap *h, size_t size)
{
	if (size > h->left || size > SIZE_MAX - sizeof(struct piece))
		return false;
	h->left -= size;
	return true;
}

/* The bytes of a new piece, cleared if it is wanted; or NULL. */
static void *
piece_new(size_t size, bool clear)
{
	struct piece *p;

	if (!heap_affords(heap, size))
		return NULL;
	p = clear ? calloc(1, sizeof(*p) + size) : malloc(sizeof(*p) + size);
	if (p == NULL) {
		heap->left += size;
		return NULL;
	}
	p->heap = heap;
	p->size = size;
	p->before = NULL;
	p->next = heap->first;
	if (p->next != NULL)
		p->next->before = p;
	heap->first = p;
	return p->bytes;
}

/* Those beside p, and its heap, point at to. */
static void
piece_replace(const struct piece *p, struct piece *to, struct piece *behind)
{
	if (p->before != NULL)
		p->before->next = to;
	else
		p->heap->first = to;
	if (p->next != NULL)
		p->next->before = behind;
}

static void
piece_free(struct piece *p)
{
	piece_replace(p, p->next, p->before);
	p->heap->left += p->size;
	free(p);
}

/* With room for size bytes, perhaps elsewhere; or NULL: then the old one is there still. */
static void *
piece_resize(struct piece *p, size_t size)
{
	struct heap *h = p->heap;
	size_t more = size > p->size ? size - p->size : 0;
	struct piece *moved;

	if (!heap_affords(h, more))
		return NULL;
	moved = realloc(p, sizeof(*p) + size);
	if (moved == NULL) {
		h->left += more;
		return NULL;
	}
	h->left += size < moved->size ? moved->size - size : 0;
	moved->size = size;
	piece_replace(moved, moved, moved);
	return moved->bytes;
}

void
mem_free(void *p)
{
	if (heap == NULL)
		free(p);
	else if (p != NULL)
		piece_free(piece_of(p));
}

void *
xmalloc(size_t size)
{
	void *p = heap != NULL ? piece_new(size, false) : malloc(size != 0 ? size : 1);

	if (p == NULL)
		out_of_memory();
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p;

	if (heap == NULL)
		p = calloc(n != 0 ? n : 1, size != 0 ? size : 1);
	else
		p = size == 0 || n <= SIZE_MAX / size ? piece_new(n * size, true)
						      : NULL;
	if (p == NULL)
		out_of_memory();
	return p;
}

void *
xreallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		out_of_memory();
	if (heap == NULL)
		p = realloc(p, n * size != 0 ? n * size : 1);
	else
		p = p != NULL ? piece_resize(piece_of(p), n * size)
			      : piece_new(n * size, false);
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

	if (len != 0) /* s may be NULL */
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
