/* confine: see the header. */
#include "cli/confine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sandbox.h"
#include "cli/discover.h"
#include "cli/options.h"
#include "cli/overwrite.h"
#include "report/report.h"

static bool
rewrites(const struct options *o)
{
	return o->fix != NULL && !o->diff;
}

static void
add_temporary(struct list *places)
{
	const char *folder = getenv("TMPDIR");

	list_add(places, folder != NULL && *folder != '\0' ? folder : P_tmpdir);
}

static void
add_places(struct list *places, const struct options *o)
{
	overwrite_places(places, o);
	for (size_t i = 0; i < o->formats.n; i++) {
		const char *format = o->formats.items[i];
		const struct reporter *r =
		    reporter_find((struct str){format, strcspn(format, ":")});

		if (r != NULL && r->spools)
			add_temporary(places);
	}
}

void
confine(const struct options *o)
{
	struct list places = {0};
	bool writing, filtered;

	add_places(&places, o);
	writing = rewrites(o) || places.n != 0;
	filtered = sandbox_calls(writing);
	if (!rewrites(o) && (writing || !filtered))
		(void)sandbox_files(places.items, places.n);
	list_release(&places);
}

void
confine_fixes(const struct options *o, const struct inputs *in)
{
	struct list places = {0};

	if (!rewrites(o))
		return;
	add_places(&places, o);
	for (size_t i = 0; i < in->n; i++) {
		if (!in->items[i].standard && in->items[i].error == 0)
			list_add(&places, in->items[i].path);
	}
	(void)sandbox_files(places.items, places.n);
	list_release(&places);
}
