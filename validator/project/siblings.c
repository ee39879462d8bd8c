/* siblings: see the header. */
#include "project/siblings.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	MANY = 32,       /* in a row: more may come */
	ENTRIES_EACH = 8 /* of the folder that are read for each operand to come */
};

struct entry {
	struct str name; /* s NULL: the slot is free */
	ino_t inode;
};

struct siblings {
	struct arena *arena;
	size_t expected; /* operands to come */
	struct str folder;
	size_t row;  /* operands of that so far, one after the other */
	bool listed; /* then: */
	dev_t device;
	struct entry *slots;
	size_t nslots, n;
};

struct siblings *
siblings_new(size_t operands)
{
	struct siblings *s = xcalloc(1, sizeof(*s));

	s->arena = arena_new();
	s->expected = operands;
	return s;
}

void
siblings_free(struct siblings *s)
{
	if (s == NULL)
		return;
	arena_free(s->arena);
	free(s->slots);
	free(s);
}

void
siblings_expect(struct siblings *s, size_t operands)
{
	s->expected += operands;
}

static struct entry *
slot(const struct siblings *s, struct str name)
{
	size_t at = hash_bytes(name.s, name.len) & (s->nslots - 1);

	while (s->slots[at].name.s != NULL && !str_equal(s->slots[at].name, name))
		at = (at + 1) & (s->nslots - 1);
	return &s->slots[at];
}

static void
enter(struct siblings *s, struct str name, ino_t inode)
{
	struct siblings old = *s;

	if (s->n * 2 >= s->nslots) {
		s->nslots = s->nslots != 0 ? s->nslots * 2 : 256;
		s->slots = xcalloc(s->nslots, sizeof(*s->slots));
		for (size_t i = 0; i < old.nslots; i++) {
			if (old.slots[i].name.s != NULL)
				*slot(s, old.slots[i].name) = old.slots[i];
		}
		free(old.slots);
	}
	*slot(s, name) = (struct entry){name, inode};
	s->n++;
}

/* Reads the folder; what of it is left out when it is very large is asked for. */
static void
list(struct siblings *s)
{
	size_t left = s->expected * ENTRIES_EACH;
	const char *path = s->folder.len != 0
			       ? arena_strndup(s->arena, s->folder.s, s->folder.len)
			       : ".";
	DIR *dir = opendir(path);
	const struct dirent *d;
	struct stat st;

	s->listed = dir != NULL && fstat(dirfd(dir), &st) == 0;
	if (s->listed)
		s->device = st.st_dev;
	while (s->listed && left-- != 0 && (d = readdir(dir)) != NULL) {
		if (d->d_type == DT_REG)
			enter(s, str_from(arena_strdup(s->arena, d->d_name)), d->d_ino);
	}
	if (dir != NULL)
		(void)closedir(dir);
}

/* Begins with the folder if it is another one. */
static void
enter_folder(struct siblings *s, struct str folder)
{
	if (str_equal(folder, s->folder))
		return;
	arena_reset(s->arena);
	free(s->slots);
	s->slots = NULL;
	s->nslots = s->n = s->row = 0;
	s->listed = false;
	s->folder =
	    (struct str){arena_strndup(s->arena, folder.s, folder.len), folder.len};
}

int
siblings_stat(struct siblings *s, const char *path, struct stat *st)
{
	const char *slash = strrchr(path, '/'),
		   *name = slash != NULL ? slash + 1 : path;
	const struct entry *e;

	enter_folder(s, (struct str){path, (size_t)(name - path)});
	if (++s->row == MANY)
		list(s);
	if (s->expected != 0)
		s->expected--;
	if (s->n != 0 && *name != '\0') {
		e = slot(s, str_from(name));
		if (e->name.s != NULL) {
			memset(st, 0, sizeof(*st));
			st->st_mode = S_IFREG;
			st->st_dev = s->device;
			st->st_ino = e->inode;
			return 0;
		}
	}
	return stat(path, st) != 0 ? errno : 0;
}
