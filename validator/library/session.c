/* session: a call of the library, which gives a result whatever becomes of it. */
#include "library/inside.h"

#include <pthread.h>
#include <stdbool.h>

#include "base/stack.h"

enum {
	/* for what is not deep, but takes some at once: the reader, libraries */
	STACK_RESERVE = 48 * 1024,
	STACK_LEAST = 32 * 1024,
	/* where the system does not say, as it cannot without /proc */
	STACK_GUESS = 256 * 1024
};

/* The stack of this thread, which does not change; 0: not asked for yet. */
static _Thread_local uintptr_t stack_low, stack_high;

/* False if the system does not say. */
static bool
ask_stack(uintptr_t *low, uintptr_t *high)
{
	pthread_attr_t attributes;
	void *address;
	size_t size;
	bool ok;

	if (pthread_getattr_np(pthread_self(), &attributes) != 0)
		return false;
	ok = pthread_attr_getstack(&attributes, &address, &size) == 0;
	(void)pthread_attr_destroy(&attributes);
	*low = (uintptr_t)address;
	*high = *low + size;
	return ok;
}

/* Where the stack ends that the caller, who is here, has.  Itself if it is no thread's. */
static uintptr_t
end_of_stack(uintptr_t here, size_t given)
{
	if (given != 0)
		return here > given ? here - given : 1;
	if (stack_high == 0 && !ask_stack(&stack_low, &stack_high))
		return here > STACK_GUESS ? here - STACK_GUESS : 1;
	return here >= stack_low && here < stack_high ? stack_low : here;
}

/* Whatever takes memory runs in a session. */
_Noreturn void
out_of_memory(void)
{
	mem_give_up();
}

struct heap *
session_heap(const struct limits *l)
{
	return heap_new(l->memory != 0 ? l->memory : SIZE_MAX);
}

enum hookvet_result
session_run(struct heap *h, const struct limits *l, void (*run)(void *context),
	    void *context)
{
	uintptr_t here = (uintptr_t)__builtin_frame_address(0), floor;
	uintptr_t end = end_of_stack(here, l->stack) + STACK_RESERVE;
	enum hookvet_result result = HOOKVET_OK;
	struct heap *before;

	if (here < end || here - end < STACK_LEAST)
		return HOOKVET_TOO_DEEP;
	if (h == NULL)
		return HOOKVET_NO_MEMORY;
	before = mem_use(h);
	floor = stack_set_floor(end);
	if (!mem_try(run, context))
		result = stack_gave_up() ? HOOKVET_TOO_DEEP : HOOKVET_NO_MEMORY;
	(void)stack_set_floor(floor);
	(void)mem_use(before);
	return result;
}
