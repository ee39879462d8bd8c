/*
 * mention: whether a text that is no JSON speaks of our documents.
 *
 * A definition that is cut off, in UTF-16, or wrapped in a shell command cannot be read
 * as a document; but the names of its members stand in it, and they say that it was
 * meant as one.
 */
#ifndef SERVICE_MENTION_H
#define SERVICE_MENTION_H

#include <stdbool.h>

#include "base/str.h"

/*
 * Whether names of members in the text, each followed by ':', '=', or the end of the
 * text, say enough for one family of documents.  Only its beginning is looked at.  NULs
 * are passed over, so that it may be in UTF-16 or UTF-32.  With alone, one that is hardly
 * anybody else's is enough.
 */
bool mention_found(struct str text, bool alone);

/*
 * The same of all of a text in UTF-8, with alone, which is long and hardly ever speaks of ours: about
 * what reading it costs.
 */
bool mention_anywhere(struct str text);

#endif
