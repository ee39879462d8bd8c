/* same-input: inputs that several names lead to. */
#ifndef PROJECT_SAME_INPUT_H
#define PROJECT_SAME_INPUT_H

struct inputs;

/*
 * Leaves one name of each in the list, which is sorted by names: the first one, or that
 * which is no link.
 */
void repeated_drop(struct inputs *in);

#endif
