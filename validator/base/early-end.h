/*
 * early-end: ends a run that has no memory left, or no room for a temporary file.
 *
 * Such a run can only say so and stop, with status 2.  But a program may be reading its
 * standard output already: the code that writes there closes it first (quit_before()).
 */
#ifndef BASE_EARLY_END_H
#define BASE_EARLY_END_H

/*
 * Says why on standard error, calls the function that quit_before() was given, and ends
 * the program.  Several threads may call it at once: one of them does it.
 */
_Noreturn void quit(const char *why);

/* Makes quit() call last, which may not take memory; NULL: quit() calls nothing. */
void quit_before(void (*last)(const char *why));

/* A thread that calls quit() waits until this one has called quit_release(). */
void quit_hold(void);
void quit_release(void);

#endif
