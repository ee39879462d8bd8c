/*
 * type-word: the types of JSON Schema, by the words that other languages have for them.
 */
#ifndef SCHEMA_EXPLAIN_TYPE_WORD_H
#define SCHEMA_EXPLAIN_TYPE_WORD_H

#include "base/str.h"

struct type_word {
	const char *type;   /* "integer"; NULL: the word is no type's */
	const char *format; /* a string of that format; else NULL */
};

/* The type that is meant by "float", "list[int]", "string[]" or "date". */
struct type_word type_word_find(struct str text);

#endif
