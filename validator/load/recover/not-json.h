/*
 * not-json: what a text is, if it is no JSON at all.
 *
 * YAML, a script, a module, a web page or a compressed file in place of JSON is one
 * finding with its name, not one for each of its words.  Only load/ includes this.
 */
#ifndef LOAD_RECOVER_NOT_JSON_H
#define LOAD_RECOVER_NOT_JSON_H

#include <stdbool.h>

#include "base/str.h"

struct foreign {
	const char *what; /* "YAML", "a .env file" */
	const char *help; /* what to do about it */
	bool wraps;       /* JSON may stand in it as a whole */
	bool hidden;      /* its text is no one's business */
};

/*
 * The text (without a byte order mark) is known to be no JSON: whether it is something
 * else by its looks, and what.
 */
bool foreign_find(struct str text, struct foreign *f);

#endif
