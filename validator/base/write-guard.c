/* write-guard: see the header. */
#include "base/write-guard.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

struct identity {
	dev_t device;
	ino_t inode;
};

/* Few are written, so each write looks through all. */
static struct {
	pthread_mutex_t lock;
	struct identity *items;
	size_t n, cap;
} entered = {.lock = PTHREAD_MUTEX_INITIALIZER};

void
guard_enter(const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return;
	mem_hold();
	(void)pthread_mutex_lock(&entered.lock);
	entered.items =
	    grow(entered.items, &entered.cap, entered.n + 1, sizeof(*entered.items));
	entered.items[entered.n++] = (struct identity){st->st_dev, st->st_ino};
	(void)pthread_mutex_unlock(&entered.lock);
	mem_unhold();
}

void
guard_forget(void)
{
	free(entered.items);
	entered.items = NULL;
	entered.n = entered.cap = 0;
}

static bool
is_entered(const struct stat *st)
{
	bool found = false;

	if (!S_ISREG(st->st_mode))
		return false;
	(void)pthread_mutex_lock(&entered.lock);
	for (size_t i = 0; i < entered.n && !found; i++)
		found = entered.items[i].inode == st->st_ino &&
			entered.items[i].device == st->st_dev;
	(void)pthread_mutex_unlock(&entered.lock);
	return found;
}

/* The length of what leads to the current folder in an absolute path. */
static size_t
current_prefix(const char *path)
{
	char *current = xgetcwd();
	size_t len = current != NULL ? strlen(current) : 0;

	if (len == 1)
		len = 0; /* all is below "/" */
	if (current == NULL || strncmp(path, current, len) != 0 || path[len] != '/')
		len = strlen(path);
	free(current);
	return len;
}

/* Whether a folder on the way to path is a link that the tree at hand brought. */
static bool
behind_link(const char *path)
{
	size_t at = path[0] == '/' ? current_prefix(path) : 0;
	char *part = xstrdup(path), *slash;
	struct stat st;
	bool link = false;

	for (slash = strchr(part + at + (path[at] == '/'), '/'); slash != NULL && !link;
	     slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		link = lstat(part, &st) == 0 && S_ISLNK(st.st_mode);
		*slash = '/';
	}
	free(part);
	return link;
}

int
guard_path(const char *path, bool through)
{
	struct stat st;

	if (strncmp(path, "/dev/", 5) == 0)
		return 0;
	if (through && behind_link(path))
		return ELOOP;
	if (lstat(path, &st) != 0)
		return 0; /* who opens it will say why, if it is not just new */
	return S_ISLNK(st.st_mode) ? ELOOP : is_entered(&st) ? ETXTBSY : 0;
}

int
guard_descriptor(const char *path)
{
	const char *number = strncmp(path, "/dev/fd/", 8) == 0 ? path + 8 : "";
	char *end;
	long fd;

	if (strcmp(path, "/dev/stdout") == 0)
		return STDOUT_FILENO;
	if (strcmp(path, "/dev/stderr") == 0)
		return STDERR_FILENO;
	fd = strtol(number, &end, 10);
	return *number >= '0' && *number <= '9' && *end == '\0' && fd < 1 << 20
		   ? (int)fd
		   : -1;
}
