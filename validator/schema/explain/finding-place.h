/*
 * finding-place: which part of the text a finding about an instance marks.
 */
#ifndef SCHEMA_EXPLAIN_FINDING_PLACE_H
#define SCHEMA_EXPLAIN_FINDING_PLACE_H

#include "schema/explain/findings.h"

/* A value; of a container only its bracket, as it may have many lines. */
struct span span_value(struct node n);

/* Where an object is named: its key, or its bracket. */
struct span span_name(struct node n);

#endif
