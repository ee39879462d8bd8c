/*
 * yaml-scalar: what a scalar of YAML is, and its text as a JSON string.
 *
 * libyaml says what a scalar means, and where it begins and ends.  The bytes that are the
 * same in both are copied; an escape, a fold and an indentation are a unit each, and the
 * rest is one if there is anything else between.  So the text is always that of libyaml,
 * and each character has its place.
 */
#ifndef PART_YAML_SCALAR_H
#define PART_YAML_SCALAR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct part_builder;

/* The types of the core schema (YAML 1.2.2, 10.3.2), numbers as JSON can have them. */
enum yaml_type {
	YAML_STRING,
	YAML_NULL,
	YAML_BOOLEAN,
	YAML_INTEGER,
	YAML_FLOAT,
	YAML_NOT_FINITE
};

/* What it is if it is plain and has no tag. */
enum yaml_type yaml_resolve(struct str value);

/* The "int" of "!!int", or "!"; empty: it is no tag of the core schema. */
struct str yaml_tag(const char *tag);

/* What it is with such a tag; false: that does not fit. */
bool yaml_type_by_tag(struct str tag, enum yaml_type *type);

/* Appends value as a JSON string, which from..to of the text stands for. */
void yaml_string(struct part_builder *b, struct str text, size_t from, size_t to,
		 struct str value);

#endif
