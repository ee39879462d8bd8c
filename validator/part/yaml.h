/*
 * yaml: the documents of a YAML stream, as JSON.
 *
 * libyaml parses; its events become JSON text with their places.  What a plain scalar is,
 * the core schema of YAML 1.2.2 says (10.3.2): 'yes' and 'on' are strings.  libyaml knows
 * the syntax of YAML 1.1 and, as far as the two differ, it is its own that counts; see
 * tests/suite/yaml.refused for what that means.
 *
 * What JSON cannot say is refused: names that are collections or nothing at all, tags of
 * the core schema that do not fit.  So are merge keys ("<<"), which are not in YAML 1.2.
 * What another program makes of a value with a tag of its own ("!Ref x") nobody knows: a
 * template stands for it, unless it is an object or has one itself.  An alias stands for the text at its anchor; there is a bound to what all of them
 * add to a document, and one to the depth.  Equal names are left for the reader.
 */
#ifndef PART_YAML_H
#define PART_YAML_H

#include "base/str.h"

struct arena;
struct part;

enum {
	/*
	 * Collections within collections.  JSON may have 512, but libyaml looks at all
	 * open ones for each token: 300,000 pairs take 1.9 s at that depth.
	 */
	YAML_DEPTH = 128,
	/* Documents of a stream: each takes a kilobyte and a half to be judged. */
	YAML_DOCUMENTS = 10000
};

/*
 * The documents of a stream, a part of outer (NULL: the file) each; one that is empty if
 * there is none.  If the stream cannot be read to its end the last part is broken; without
 * libyaml it is the only one.  They live in the arena.
 *
 * Infinite numbers and .nan become null and a trouble of their part.
 */
struct part *yaml_documents(struct str text, const struct part *outer, struct arena *a);

#endif
