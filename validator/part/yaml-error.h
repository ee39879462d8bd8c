/*
 * yaml-error: what libyaml says about a text that it cannot read, in sentences of ours.
 *
 * Its own speak of tokens and contexts.  Those that are not in the table are rare, and
 * said as they are.
 */
#ifndef PART_YAML_ERROR_H
#define PART_YAML_ERROR_H

#include <stdbool.h>

struct yaml_error {
	const char *problem;        /* of libyaml */
	const char *message, *help; /* message NULL: it has none of ours */
	bool in_context;            /* its place is where the unfinished begins */
	bool encoding;              /* it is about bytes and characters */
};

/* The row of the problem; the last one, with NULL everywhere, if there is none. */
const struct yaml_error *yaml_error_find(const char *problem);

#endif
