/* key: see the header. */
#include "verify/key.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "load/reader.h"
#include "verify/mac.h"

/* The piece is ours, whatever it is borrowed through. */
static void
wipe(struct str piece)
{
	mem_wipe((char *)(uintptr_t)piece.s, piece.len);
}

void
key_wipe(struct key *key)
{
	mem_wipe(key, sizeof(*key));
}

static const char *
read_all(struct key *key, int fd)
{
	ssize_t n;

	do {
		n = file_read_piece(fd, key->file + key->len,
				    sizeof(key->file) - key->len, key->len == 0);
		if (n < 0)
			return file_error(errno);
		key->len += (size_t)n;
	} while (n != 0 && key->len < sizeof(key->file));
	return key->len > KEY_MOST ? "it is longer than any key" : NULL;
}

static const char *
read_path(struct key *key, const char *path)
{
	struct stat st;
	const char *why;
	int fd;

	if (strcmp(path, "-") == 0)
		return read_all(key, STDIN_FILENO);
	fd = file_open(path, &st);
	if (fd < 0)
		return file_error(errno);
	why = read_all(key, fd);
	(void)close(fd);
	return why;
}

static const char *
read_variable(struct key *key, const char *name)
{
	char *value = getenv(name);
	size_t len = value != NULL ? strlen(value) : 0;

	if (value == NULL)
		return "it is not set";
	if (len > KEY_MOST)
		return "it is longer than any key";
	memcpy(key->file, value, len);
	key->len = len;
	mem_wipe(value, len);
	return NULL;
}

/* The answer to a request that makes a key.  The arena's own copies are wiped. */
static const char *
from_answer(struct key *key)
{
	struct arena *a = arena_new();
	struct doc doc = {.text = key->text, .first_line = 1};
	bool whole = reader_read(&doc, NULL, a);
	struct node info = node_member(doc_root(&doc), "keyInformation");
	struct str secret = node_string(node_member(info, "key"));
	struct str id = node_string(node_member(info, "keyId"));

	snprintf(key->id, sizeof(key->id), "%.*s", STR_ARG(id));
	memmove(key->file, secret.s, secret.len);
	for (size_t i = 0; i < doc.ndecoded; i++)
		wipe(doc.decoded[i].text);
	arena_free(a);
	key->text = (struct str){key->file, secret.len};
	return !whole            ? "it looks like JSON, but is none"
	       : secret.len == 0 ? "it is JSON without a keyInformation.key"
				 : NULL;
}

const char *
key_read(struct key *key, const char *path, const char *variable)
{
	const char *why;

	*key = (struct key){0};
	why = path != NULL ? read_path(key, path) : read_variable(key, variable);
	if (why != NULL)
		return why;
	key->text = str_trim(str_without_bom((struct str){key->file, key->len}),
			     STR(" \t\n\v\f\r"));
	if (str_starts(key->text, STR("{")))
		why = from_answer(key);
	if (why != NULL)
		return why;
	if (key->text.len == 0)
		return "it is empty";
	for (size_t i = 0; i < key->text.len; i++) {
		unsigned char c = (unsigned char)key->text.s[i];

		if (c <= ' ' || c >= 0x7f)
			return "a key is one word of letters, digits and punctuation, "
			       "and this is more";
	}
	key->nbytes = mac_base64(key->text, key->bytes);
	return NULL;
}
