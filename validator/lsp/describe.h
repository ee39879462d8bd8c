/* describe: what a person reads of members, products and events, as Markdown. */
#ifndef LSP_DESCRIBE_H
#define LSP_DESCRIBE_H

#include "base/buf.h"
#include "lsp/guide.h"
#include "lsp/state.h"
#include "service/catalogue.h"

struct examined;

/*
 * The built-in schema that a document is written for, by name; NULL if it is something
 * else.  What has hardly begun may become a request.
 */
const char *describe_schema_name(const struct document *d, const struct examined *e);

/* Title, description, unit and default of a value. */
void describe_schema(struct buf *b, const struct advice *of);

/* "current since 2025-09", "removed 2025-09". */
void describe_status(struct buf *b, enum catalogue_status status, struct str since,
		     struct str until);

void describe_event(struct buf *b, const struct catalogue_event *e);
void describe_product(struct buf *b, const struct catalogue_product *p);

/* Markdown as the client takes it (MarkupContent). */
json_t *markup_json(const struct server *s, struct str markdown);

#endif
