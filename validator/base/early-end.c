/* early-end: see the header. */
#include "base/early-end.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER; /* also of what follows */
static void (*before)(const char *why);
static _Thread_local bool held, quitting;

void
quit_hold(void)
{
	mem_hold(); /* who goes on elsewhere would keep the lock */
	(void)pthread_mutex_lock(&lock);
	held = true;
}

void
quit_release(void)
{
	held = false;
	(void)pthread_mutex_unlock(&lock);
	mem_unhold();
}

void
quit_before(void (*last)(const char *why))
{
	quit_hold();
	before = last;
	quit_release();
}

_Noreturn void
quit(const char *why)
{
	if (quitting)
		exit(2); /* not even an end could be made */
	quitting = true;
	if (!held) /* and for ever: whoever else comes here waits for exit() */
		(void)pthread_mutex_lock(&lock);
	fputs("hookvet: ", stderr);
	fputs(why, stderr);
	putc('\n', stderr);
	if (before != NULL)
		before(why);
	exit(2);
}

_Noreturn void
out_of_memory(void)
{
	if (mem_may_give_up())
		mem_give_up();
	quit("out of memory");
}
