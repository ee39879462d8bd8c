/* stack: see the header. */
#include "base/stack.h"

#include "base/mem.h"

static _Thread_local uintptr_t lowest;
static _Thread_local bool gave_up;

static inline uintptr_t
here(void)
{
	return (uintptr_t)__builtin_frame_address(0);
}

uintptr_t
stack_set_floor(uintptr_t floor)
{
	uintptr_t before = lowest;

	lowest = floor;
	return before;
}

bool
stack_gave_up(void)
{
	bool answer = gave_up;

	gave_up = false;
	return answer;
}

void
stack_guard(void)
{
	if (here() >= lowest)
		return;
	gave_up = true;
	mem_give_up();
}

unsigned
stack_frames(uintptr_t size, unsigned most)
{
	uintptr_t n;

	if (lowest == 0)
		return most;
	n = here() > lowest ? (here() - lowest) / size : 0;
	return n < most ? (unsigned)n : most;
}
