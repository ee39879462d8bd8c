/*
 * dialect: the versions of JSON Schema that the engine speaks.
 */
#ifndef SCHEMA_DIALECT_H
#define SCHEMA_DIALECT_H

#include <stdbool.h>

#include "base/str.h"

#define DIALECTS(X)                                                                    \
	X(DRAFT4, "draft4", "http://json-schema.org/draft-04/schema")                  \
	X(DRAFT6, "draft6", "http://json-schema.org/draft-06/schema")                  \
	X(DRAFT7, "draft7", "http://json-schema.org/draft-07/schema")                  \
	X(2019_09, "2019-09", "https://json-schema.org/draft/2019-09/schema")          \
	X(2020_12, "2020-12", "https://json-schema.org/draft/2020-12/schema")          \
	X(V1, "v1", "https://json-schema.org/v1")

enum dialect {
#define X(id, name, uri) DIALECT_##id,
	DIALECTS(X)
#undef X
	    DIALECT_COUNT
};

#define DIALECT_BIT(d) (1u << (d))
#define DIALECT_ALL    (DIALECT_BIT(DIALECT_COUNT) - 1)
/* d and all later ones */
#define DIALECT_FROM(d) (DIALECT_ALL & ~(DIALECT_BIT(d) - 1))

const char *dialect_name(enum dialect d);
const char *dialect_uri(enum dialect d);

/* By name ("draft7", also "7"; "2020-12", also "draft2020-12") or by URI, with
 * or without an empty fragment. */
bool dialect_parse(struct str text, enum dialect *d);

#endif
