/* same-input: drops inputs that are listed once more under another name. */
#ifndef PROJECT_SAME_INPUT_H
#define PROJECT_SAME_INPUT_H

struct inputs;

/*
 * Keeps one entry for each file in the list, which must be sorted by path: the first
 * one that no link leads to, else the first.  Hard links are different files.
 */
void same_input_drop(struct inputs *in);

#endif
