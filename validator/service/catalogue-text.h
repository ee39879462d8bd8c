/* catalogue-text: what a person reads of a product or an event type, as Markdown. */
#ifndef SERVICE_CATALOGUE_TEXT_H
#define SERVICE_CATALOGUE_TEXT_H

#include "service/catalogue.h"

struct buf;

/* "current since 2025-09", "removed 2025-09". */
void catalogue_describe_status(struct buf *b, enum catalogue_status status,
			       struct str since, struct str until);

void catalogue_describe_event(struct buf *b, const struct catalogue_event *e);
void catalogue_describe_product(struct buf *b, const struct catalogue_product *p);

#endif
