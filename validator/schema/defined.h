/* defined: whether a schema says anything of a member with a name. */
#ifndef SCHEMA_DEFINED_H
#define SCHEMA_DEFINED_H

#include "schema/program.h"

/*
 * Whether a schema (NULL: none), or one that it applies to the same object through as
 * many others as reach says, defines the name, or, if that is absent (s is NULL), speaks
 * of elements.  A pattern may define it, too: it counts, for nobody looks whether it
 * matches.  So it is if more than *schemas would have to be
 * looked at; what has been looked at is subtracted.
 */
bool
defined_by(const struct schema *s, struct str name, unsigned reach, unsigned *schemas);

#endif
