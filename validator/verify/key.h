/*
 * key: the shared secret that notifications are signed with.
 *
 * It comes from a file, standard input or the environment, never from the command
 * line, which other users can see.  What holds it is this struct alone: nothing of it
 * is copied to the heap and left there, none of it is ever shown, and key_wipe()
 * overwrites it.
 */
#ifndef VERIFY_KEY_H
#define VERIFY_KEY_H

#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { KEY_MOST = 16 * 1024 };

struct key {
	char file[KEY_MOST + 1]; /* all that was read */
	size_t len;
	struct str text;         /* the key, in there: Base64 */
	uint8_t bytes[KEY_MOST]; /* what it stands for */
	size_t nbytes;           /* 0: it is no Base64 */
	char id[128];            /* if the file said it, else "" */
};

/*
 * Reads the key: of the file at path ("-": standard input), or the variable if path is
 * NULL, which is overwritten.  A file may be the answer of the service that made the
 * key, too; it says the key's id.  NULL, or why there is none: a clause for users.
 */
const char *key_read(struct key *key, const char *path, const char *variable);

void key_wipe(struct key *key);

#endif
