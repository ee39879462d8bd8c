/*
 * stack: how much of it is left, for what goes as deep as a document or a schema does.
 *
 * The program runs on stacks of its own size (SCHEMA_STACK in schema/schema.h), on which
 * nothing that is read can go too deep.  The library runs on whatever its caller has: it
 * says where the stack ends, and each function that calls itself asks stack_guard()
 * first.  In the program nobody says so, and nothing is asked.
 */
#ifndef BASE_STACK_H
#define BASE_STACK_H

#include <stdbool.h>
#include <stdint.h>

/*
 * This thread may go no further than to that address; 0: anywhere.  Returns the one
 * before.
 */
uintptr_t stack_set_floor(uintptr_t floor);

/* Whether stack_guard() gave up, since this was last asked. */
bool stack_gave_up(void);

/*
 * For a function that calls itself, or one in a circle of several: gives up what
 * mem_try() runs if the floor is reached.
 */
void stack_guard(void);

/* How many frames of that size there is room for, but no more than most. */
unsigned stack_frames(uintptr_t size, unsigned most);

#endif
