/*
 * settle-words: makes one finding of two about a word that is no JSON.
 *
 * A word like None was read as the null that its fix would write.  If that is wrong
 * there, too, the fix is not offered, and both errors are one.
 */
#ifndef RUN_SETTLE_WORDS_H
#define RUN_SETTLE_WORDS_H

struct diags;

/* To be called before the findings of a damaged document are finished. */
void settle_words(struct diags *ds);

#endif
