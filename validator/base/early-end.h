/*
 * early-end: the end of a run that cannot go on, for want of memory or of room for a
 * temporary file.
 *
 * Such a run can only say so and stop, with status 2.  But what stands on standard
 * output already is read by somebody: who writes there is asked to make an end of it.
 */
#ifndef BASE_EARLY_END_H
#define BASE_EARLY_END_H

/*
 * Says why on standard error, calls what quit_before() was given, ends the program.
 * May be called by any thread, and by several at once: one of them does it.
 */
_Noreturn void quit(const char *why);

/* last is called by quit(), on its thread; it may not take memory.  NULL: nobody. */
void quit_before(void (*last)(const char *why));

/* From here to quit_release() no other thread ends the run: it waits. */
void quit_hold(void);
void quit_release(void);

#endif
