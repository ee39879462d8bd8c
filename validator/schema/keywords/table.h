/*
 * table: every keyword, a row each, and what the program does with it.
 *
 * ASSERTION is a keyword that one value meets or does not; APPLICATOR is one that
 * applies schemas, or needs one of the columns that assertions have in common; FUSED is
 * no keyword, but an instruction that stands for others.  These have an
 * instruction, OP_ and the name in their first column, and stand in the order of cost:
 * what is cheap is tested first.  NAME is a further name of an instruction, or what a
 * name means to other dialects; READ is a keyword that others read, or that resources.c
 * has read before.
 *
 * Each word of a row is the end of a function's or a constant's name (op.h, program.h);
 * one that is missing does not compile or link.  To add a keyword is to add its row, and
 * the function that tests a value, test_ and its name, in assertions.c.
 */
#ifndef SCHEMA_KEYWORDS_TABLE_H
#define SCHEMA_KEYWORDS_TABLE_H

/* clang-format off */
#define DIALECTS_OLD (DIALECT_ALL & ~DIALECT_FROM(DIALECT_2020_12))
/*
 * ASSERTION  id, name, dialects,
 *            keyword_ (compiles it), subject, test_, rule, say_, place_
 * APPLICATOR id, name, dialects, vocabulary, shape, keyword_,
 *            subject, test_, explain_, cause_, rule, say_, place_, operand, note_
 * FUSED      id, subject, test_, operand
 * NAME       id, name, dialects, vocabulary, shape, keyword_
 * READ       id of what reads it, if that is one, name, dialects, vocabulary, shape
 */
#define KEYWORDS(ASSERTION, APPLICATOR, FUSED, NAME, READ) \
ASSERTION(TYPE, "type", DIALECT_ALL, type, \
	NONE, type, RULE_WRONG_TYPE, type, value) \
ASSERTION(MAX_LENGTH, "maxLength", DIALECT_ALL, count, \
	STRING, max_length, RULE_WRONG_LENGTH, length, value) \
ASSERTION(MIN_LENGTH, "minLength", DIALECT_ALL, count, \
	STRING, min_length, RULE_WRONG_LENGTH, length, value) \
ASSERTION(MAX_ITEMS, "maxItems", DIALECT_ALL, count, \
	ARRAY, most, RULE_WRONG_LENGTH, length, surplus) \
ASSERTION(MIN_ITEMS, "minItems", DIALECT_ALL, count, \
	ARRAY, least, RULE_WRONG_LENGTH, length, container) \
ASSERTION(MAX_PROPERTIES, "maxProperties", DIALECT_ALL, count, \
	OBJECT, most, RULE_WRONG_LENGTH, length, container) \
ASSERTION(MIN_PROPERTIES, "minProperties", DIALECT_ALL, count, \
	OBJECT, least, RULE_WRONG_LENGTH, length, container) \
ASSERTION(MAXIMUM, "maximum", DIALECT_ALL, limit, \
	NUMBER, maximum, RULE_OUT_OF_RANGE, maximum, value) \
ASSERTION(MINIMUM, "minimum", DIALECT_ALL, limit, \
	NUMBER, minimum, RULE_OUT_OF_RANGE, minimum, value) \
ASSERTION(EXCLUSIVE_MAXIMUM, "exclusiveMaximum", DIALECT_FROM(DIALECT_DRAFT6), number, \
	NUMBER, exclusive_maximum, RULE_OUT_OF_RANGE, exclusive_maximum, value) \
ASSERTION(EXCLUSIVE_MINIMUM, "exclusiveMinimum", DIALECT_FROM(DIALECT_DRAFT6), number, \
	NUMBER, exclusive_minimum, RULE_OUT_OF_RANGE, exclusive_minimum, value) \
ASSERTION(CONST, "const", DIALECT_FROM(DIALECT_DRAFT6), const, \
	NONE, values, RULE_VALUE_NOT_ALLOWED, values, value) \
ASSERTION(ENUM, "enum", DIALECT_ALL, enum, \
	NONE, values, RULE_VALUE_NOT_ALLOWED, values, value) \
ASSERTION(MULTIPLE_OF, "multipleOf", DIALECT_ALL, multiple_of, \
	NUMBER, multiple_of, RULE_OUT_OF_RANGE, multiple_of, value) \
ASSERTION(DEPENDENT_REQUIRED, "dependentRequired", DIALECT_FROM(DIALECT_2019_09), dependent, \
	OBJECT, dependent_required, RULE_SCHEMA_MISMATCH, dependent, dependent) \
ASSERTION(PATTERN, "pattern", DIALECT_ALL, pattern, \
	STRING, pattern, RULE_PATTERN_MISMATCH, pattern, value) \
APPLICATOR(FORMAT, "format", DIALECT_ALL, FORMAT, PLAIN, format, \
	NONE, format, leaf, keyword, RULE_INVALID_FORMAT, format, value, NONE, value) \
APPLICATOR(REQUIRED, "required", DIALECT_ALL, VALIDATION, PLAIN, required, \
	OBJECT, fused, required, missing, RULE_MISSING_FIELD, required, value, NONE, none) \
APPLICATOR(PROPERTIES, "properties", DIALECT_ALL, APPLICATOR, MAP, properties, \
	OBJECT, fused, properties, children, RULE_SCHEMA_MISMATCH, mismatch, value, MEMBERS, names) \
APPLICATOR(PATTERN_PROPERTIES, "patternProperties", DIALECT_ALL, APPLICATOR, MAP, pattern_properties, \
	OBJECT, fused, patterns, children, RULE_SCHEMA_MISMATCH, mismatch, value, MEMBERS, names) \
APPLICATOR(ADDITIONAL_PROPERTIES, "additionalProperties", DIALECT_ALL, APPLICATOR, SCHEMA, schema, \
	OBJECT, fused, additional, children, RULE_UNKNOWN_FIELD, properties, value, MEMBERS, names) \
APPLICATOR(PROPERTY_NAMES, "propertyNames", DIALECT_FROM(DIALECT_DRAFT6), APPLICATOR, SCHEMA, schema, \
	OBJECT, fused, names, children, RULE_SCHEMA_MISMATCH, names, value, MEMBERS, none) \
FUSED(OBJECT, OBJECT, object, OBJECT) /* the five above; only in fast */ \
APPLICATOR(PREFIX_ITEMS, "prefixItems", DIALECT_FROM(DIALECT_2020_12), APPLICATOR, ARRAY, list, \
	ARRAY, prefix, elements, children, RULE_SCHEMA_MISMATCH, mismatch, value, LIST, prefix) \
APPLICATOR(ITEMS, "items", DIALECT_FROM(DIALECT_2020_12), APPLICATOR, SCHEMA, items, \
	ARRAY, items, elements, children, RULE_SCHEMA_MISMATCH, mismatch, value, SCHEMA, items) \
APPLICATOR(CONTAINS, "contains", DIALECT_FROM(DIALECT_DRAFT6), APPLICATOR, SCHEMA, contains, \
	ARRAY, contains, contains, keyword, RULE_SCHEMA_MISMATCH, contains, container, SCHEMA, contains) \
APPLICATOR(REF, "$ref", DIALECT_ALL, CORE, PLAIN, ref, \
	NONE, ref, ref, children, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_SCHEMA, none) \
APPLICATOR(DYNAMIC_REF, "$dynamicRef", DIALECT_BIT(DIALECT_2020_12), CORE, PLAIN, dynamic_ref, \
	NONE, dynamic_ref, dynamic_ref, children, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_DYNAMIC, none) \
APPLICATOR(ALL_OF, "allOf", DIALECT_ALL, APPLICATOR, ARRAY, list, \
	NONE, all_of, branches, children, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_LIST, none) \
APPLICATOR(IF, "if", DIALECT_FROM(DIALECT_DRAFT7), APPLICATOR, SCHEMA, if, \
	NONE, if, if, branch, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_BRANCH, none) \
APPLICATOR(DEPENDENT_SCHEMAS, "dependentSchemas", DIALECT_FROM(DIALECT_2019_09), APPLICATOR, MAP, dependent, \
	OBJECT, dependent, dependent, dependent, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_DEPENDENT, none) \
APPLICATOR(PROPERTY_DEPENDENCIES, "propertyDependencies", DIALECT_BIT(DIALECT_V1), APPLICATOR, MAP_OF_MAPS, property_dependencies, \
	OBJECT, choices, choices, dependent, RULE_SCHEMA_MISMATCH, mismatch, value, HERE_CHOICES, none) \
APPLICATOR(NOT, "not", DIALECT_ALL, APPLICATOR, SCHEMA, schema, \
	NONE, not, not, keyword, RULE_SCHEMA_MISMATCH, not, excluded, HERE_SCHEMA, none) \
APPLICATOR(ANY_OF, "anyOf", DIALECT_ALL, APPLICATOR, ARRAY, list, \
	NONE, any_of, branches, choice, RULE_SCHEMA_MISMATCH, one_of, value, HERE_FORMS, none) \
APPLICATOR(ONE_OF, "oneOf", DIALECT_ALL, APPLICATOR, ARRAY, list, \
	NONE, one_of, branches, choice, RULE_SCHEMA_MISMATCH, one_of, value, HERE_FORMS, none) \
FUSED(CIRCLE, NONE, circle, NONE) /* around one that applies schemas: circle.h */ \
ASSERTION(UNIQUE_ITEMS, "uniqueItems", DIALECT_ALL, unique_items, \
	ARRAY, unique_items, RULE_SCHEMA_MISMATCH, unique, repeated) \
APPLICATOR(UNEVALUATED_ITEMS, "unevaluatedItems", DIALECT_FROM(DIALECT_2019_09), UNEVALUATED, SCHEMA, unevaluated, \
	ARRAY, unevaluated, unevaluated, unevaluated, RULE_SCHEMA_MISMATCH, elements, value, SCHEMA, items) \
APPLICATOR(UNEVALUATED_PROPERTIES, "unevaluatedProperties", DIALECT_FROM(DIALECT_2019_09), UNEVALUATED, SCHEMA, unevaluated, \
	OBJECT, unevaluated, unevaluated, unevaluated, RULE_UNKNOWN_FIELD, properties, value, SCHEMA, names) \
APPLICATOR(ANNOTATION, "title", DIALECT_ALL, METADATA, PLAIN, annotation, \
	NONE, annotation, leaf, keyword, RULE_SCHEMA_MISMATCH, mismatch, value, NONE, value) \
NAME(DYNAMIC_REF, "$dynamicRef", DIALECT_FROM(DIALECT_V1), CORE, PLAIN, dynamic_ref_v1) \
NAME(DYNAMIC_REF, "$recursiveRef", DIALECT_BIT(DIALECT_2019_09), CORE, PLAIN, recursive_ref) \
READ(NONE, "$defs", DIALECT_FROM(DIALECT_2019_09), CORE, MAP) \
READ(NONE, "definitions", DIALECT_ALL, CORE, MAP) \
READ(NONE, "id", DIALECT_BIT(DIALECT_DRAFT4), CORE, PLAIN) \
READ(NONE, "$id", DIALECT_FROM(DIALECT_DRAFT6), CORE, PLAIN) \
READ(NONE, "$schema", DIALECT_ALL, CORE, PLAIN) \
READ(NONE, "$anchor", DIALECT_FROM(DIALECT_2019_09), CORE, PLAIN) \
READ(NONE, "$dynamicAnchor", DIALECT_FROM(DIALECT_2020_12), CORE, PLAIN) \
READ(NONE, "$recursiveAnchor", DIALECT_BIT(DIALECT_2019_09), CORE, PLAIN) \
READ(NONE, "$vocabulary", DIALECT_FROM(DIALECT_2019_09), CORE, PLAIN) \
READ(NONE, "$comment", DIALECT_FROM(DIALECT_DRAFT7), CORE, PLAIN) \
READ(IF, "then", DIALECT_FROM(DIALECT_DRAFT7), APPLICATOR, SCHEMA) \
READ(IF, "else", DIALECT_FROM(DIALECT_DRAFT7), APPLICATOR, SCHEMA) \
NAME(ITEMS, "items", DIALECTS_OLD, APPLICATOR, SCHEMA_OR_ARRAY, items_old) \
NAME(ITEMS, "additionalItems", DIALECTS_OLD, APPLICATOR, SCHEMA, additional_items) \
NAME(DEPENDENT_SCHEMAS, "dependencies", DIALECT_ALL, APPLICATOR, MAP_OR_NAMES, dependencies) \
READ(NONE, "exclusiveMaximum", DIALECT_BIT(DIALECT_DRAFT4), VALIDATION, PLAIN) \
READ(NONE, "exclusiveMinimum", DIALECT_BIT(DIALECT_DRAFT4), VALIDATION, PLAIN) \
READ(NONE, "maxContains", DIALECT_FROM(DIALECT_2019_09), VALIDATION, PLAIN) \
READ(NONE, "minContains", DIALECT_FROM(DIALECT_2019_09), VALIDATION, PLAIN) \
NAME(ANNOTATION, "description", DIALECT_ALL, METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "default", DIALECT_ALL, METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "examples", DIALECT_FROM(DIALECT_DRAFT6), METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "readOnly", DIALECT_FROM(DIALECT_DRAFT7), METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "writeOnly", DIALECT_FROM(DIALECT_DRAFT7), METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "deprecated", DIALECT_FROM(DIALECT_2019_09), METADATA, PLAIN, annotation) \
NAME(ANNOTATION, "contentEncoding", DIALECT_FROM(DIALECT_DRAFT7), CONTENT, PLAIN, annotation) \
NAME(ANNOTATION, "contentMediaType", DIALECT_FROM(DIALECT_DRAFT7), CONTENT, PLAIN, annotation) \
NAME(ANNOTATION, "contentSchema", DIALECT_FROM(DIALECT_2019_09), CONTENT, SCHEMA, annotation)
/* clang-format on */

#endif
