/*
 * schema-editor: a built-in schema as editors want it.
 *
 * Language servers take what is asserted for an error, load nothing, and know no
 * identifiers within a document.  So it is one document of draft 7, which all of them
 * read, with references to its own definitions alone; it asserts what is an error and
 * says nothing of what is less.  What the catalogue and the table of rules have are
 * suggestions.  Keywords beyond JSON Schema are those of VS Code, which others read, too:
 * markdownDescription, defaultSnippets (of hookvet/snippets.json), deprecationMessage and
 * doNotSuggest for what is deprecated, errorMessage, markdownEnumDescriptions.
 */
#ifndef CLI_SCHEMA_EDITOR_H
#define CLI_SCHEMA_EDITOR_H

#include <jansson.h>

struct embedded;

/* The document, a new reference; NULL if f is no schema of a document. */
json_t *schema_for_editors(const struct embedded *f);

#endif
