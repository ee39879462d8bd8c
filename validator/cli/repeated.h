/* repeated: inputs that several names lead to. */
#ifndef CLI_REPEATED_H
#define CLI_REPEATED_H

struct inputs;

/* Leaves the first name of each in the list, which is sorted by names. */
void repeated_drop(struct inputs *in);

#endif
