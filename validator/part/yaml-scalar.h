/*
 * yaml-scalar: what a scalar of YAML is, and its text as a JSON string.
 *
 * libyaml says what a scalar means, and where it begins and ends.  The bytes that are the
 * same at the beginning and at the end of both are copied; what is between them (escapes,
 * folds, indentation) is one unit.  So the text is always that of libyaml, and in most
 * scalars each character has its place.
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

/* Appends value as a JSON string, which from..to of the text stands for. */
void yaml_string(struct part_builder *b, struct str text, size_t from, size_t to,
		 struct str value);

#endif
