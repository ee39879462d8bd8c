/* json: texts, places and edits as the protocol writes them. */
#ifndef LSP_JSON_H
#define LSP_JSON_H

#include <stdbool.h>

#include <jansson.h>

#include "base/str.h"
#include "finding/positions.h"

/* The text of a member of that name; s is NULL if it is none. */
struct str json_member(const json_t *object, const char *name);

/* Text as JSON; what is no UTF-8 becomes U+FFFD. */
json_t *json_text(struct str text);

json_t *position_json(struct positions *p, size_t offset);
json_t *range_json(struct positions *p, struct span span);

/* A TextEdit. */
json_t *edit_json(struct positions *p, struct span span, struct str text);

/* MarkupContent. */
json_t *markup_json(bool markdown, struct str text);

/* False if it is none. */
bool position_read(struct positions *p, const json_t *position, size_t *offset);
bool range_read(struct positions *p, const json_t *range, struct span *span);

#endif
