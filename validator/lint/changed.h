/*
 * changed: the findings about a definition that is not what the service reports.
 *
 * One for each member that differs, at the definition, with the place in the answer of
 * the service: in another file (drift), or in the same one (a pair of request and
 * response).
 */
#ifndef LINT_CHANGED_H
#define LINT_CHANGED_H

#include "base/map.h"
#include "finding/diag.h"
#include "load/node.h"

struct difference;

/* What is known of other documents, each of which is looked at once. */
struct elsewhere {
	struct map docs;
};

void elsewhere_init(struct elsewhere *e, struct arena *a);

/*
 * Adds a related place of d, with its pointer; n may be of another document (e is NULL:
 * it never is).
 */
void changed_related(struct diags *ds, struct diag *d, struct node n, bool whole,
		     const char *message, struct elsewhere *e);

/* Adds the finding (changed-since-deployed) to ds, which is of the definition. */
void changed_report(struct diags *ds, const struct difference *d, struct elsewhere *e);

#endif
