/*
 * extras: numbers the rules that are in no table, which are the policies of a config,
 * in the order in which they first find something.  A config may have very many.
 */
#ifndef REPORT_EXTRAS_H
#define REPORT_EXTRAS_H

#include <jansson.h>
#include <stddef.h>

#include "finding/diag.h"

struct extra {
	char *name;
	enum severity severity; /* of its first finding */
};

/* Start with {0}; extras_release() at the end. */
struct extras {
	struct extra *list;
	size_t n, cap;
	json_t *numbers; /* by name */
};

/* The number of the rule of d, from 0. */
size_t extras_number(struct extras *e, const struct diag *d);

void extras_release(struct extras *e);

#endif
