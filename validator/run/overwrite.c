/* overwrite: see the header. */
#include "run/overwrite.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/write-guard.h"
#include "finding/trouble.h"
#include "project/input.h"
#include "project/options.h"
#include "run/neighbours.h"

void
overwrite_places(struct list *places, const struct options *o)
{
	for (size_t i = 0; i < o->formats.n; i++) {
		const char *path = strchr(o->formats.items[i], ':');

		if (path != NULL && path[1] != '\0')
			list_add(places, path + 1);
	}
	if (o->output != NULL)
		list_add(places, o->output);
	if (o->write_baseline != NULL)
		list_add(places, o->write_baseline);
	if (o->plan != NULL && strcmp(o->plan, "-") != 0)
		list_add(places, o->plan);
}

static const char *
last_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

bool
overwrite_same(const char *a, const char *b)
{
	struct stat sa, sb;
	char *fa, *fb;
	bool same = stat(a, &sa) == 0, other = stat(b, &sb) == 0;

	if (same && other)
		return sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino;
	if (same != other || strcmp(last_name(a), last_name(b)) != 0)
		return false;
	/* neither is there yet */
	fa = file_folder(a);
	fb = file_folder(b);
	same =
	    strcmp(fa, fb) == 0 || (stat(fa, &sa) == 0 && stat(fb, &sb) == 0 &&
				    sa.st_dev == sb.st_dev && sa.st_ino == sb.st_ino);
	free(fa);
	free(fb);
	return same;
}

/*
 * The input that is the file, if it is one; what a walk met and is no definition is left
 * out.  The order of the others stays.
 */
static const struct input *
claim_input(struct inputs *in, const struct beside *b, const struct stat *st,
	    bool quiet)
{
	const struct input *found = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < in->n; i++) {
		struct input *item = &in->items[i];
		bool is = item->inode == st->st_ino && item->device == st->st_dev &&
			  item->error == 0 && !item->standard;

		if (is && !item->named && !neighbours_is_definition(b, item)) {
			if (!quiet)
				say("passed over '%s': this run writes it", item->path);
			continue;
		}
		in->items[kept++] = *item;
		if (is)
			found = &in->items[kept - 1];
	}
	in->n = kept;
	return found;
}

/* Standard output and error may be a file that the shell opened. */
static bool
streams_differ(struct inputs *in, const struct beside *b, bool quiet)
{
	static const char *const names[] = {"standard output", "standard error"};
	struct stat st;

	for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
		const struct input *same;

		if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
			continue;
		same = claim_input(in, b, &st, quiet);
		if (same == NULL)
			continue;
		say("'%s' is %s of this run, which would write over it", same->path,
		    names[fd - STDOUT_FILENO]);
		return false;
	}
	return true;
}

bool
overwrite_settle(struct inputs *in, const struct beside *b, const struct options *o)
{
	struct list places = {0};
	bool quiet = o->quiet || !o->verbose;
	struct stat st;

	overwrite_places(&places, o);
	for (size_t i = 0; i + 1 < places.n && o->write_baseline != NULL; i++) {
		if (!overwrite_same(places.items[i], o->write_baseline))
			continue;
		say("a report and the baseline to '%s'", places.items[i]);
		list_release(&places);
		return false;
	}
	for (size_t i = 0; i < places.n; i++) {
		if (stat(places.items[i], &st) == 0 && S_ISREG(st.st_mode) &&
		    claim_input(in, b, &st, quiet) != NULL)
			guard_enter(&st);
	}
	list_release(&places);
	if (fstat(STDIN_FILENO, &st) == 0) {
		for (size_t i = 0; i < in->n; i++) {
			if (in->items[i].standard)
				guard_enter(&st);
		}
	}
	return streams_differ(in, b, quiet);
}
