/*
 * plan: the requests that make the service equal to the definitions.
 *
 * They are in an order that the service accepts: it has one subscription for each
 * product of an organization, so a product is given up before another subscription asks
 * for it.  The bodies are of version 2 of the API.  Nothing is sent.
 */
#ifndef DRIFT_PLAN_H
#define DRIFT_PLAN_H

#include <stdbool.h>
#include <stdio.h>

struct arena;
struct matching;

/*
 * Writes a line of JSON for each request.  prune: also deletes what no definition has.
 * What cannot be planned is said.
 */
void plan_write(FILE *fp, const struct matching *m, bool prune, struct arena *a);

#endif
