/* progress: see the header. */
#include "run/progress.h"

#include <stdio.h>
#include <time.h>

#include "project/options.h"
#include "run/outputs.h"

static const double first_after = 1.0, every = 0.1;

double
seconds_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
progress_begin(struct progress *p, const struct options *o, size_t total)
{
	*p = (struct progress){.start = seconds_now(), .total = total};
	p->wanted = !o->quiet && interactive(stderr);
	p->next = p->start + first_after;
}

void
progress_update(struct progress *p, size_t files, size_t documents)
{
	double now, elapsed;
	size_t columns;
	char line[128];
	int n;

	if (!p->wanted || (now = seconds_now()) < p->next)
		return;
	columns = columns_of(stderr);
	p->next = now + every;
	p->shown = true;
	elapsed = now - p->start;
	n = snprintf(line, sizeof(line), "%zu of %zu files, %.0f documents a second",
		     files, p->total, (double)documents / elapsed);
	if (files != 0 && n > 0 && (size_t)n < sizeof(line))
		snprintf(line + n, sizeof(line) - (size_t)n, ", %.0f s left",
			 (double)(p->total - files) * elapsed / (double)files);
	/* in a second line of the terminal it could not be wiped */
	fprintf(stderr, "\r\033[K%.*s",
		columns != 0 && columns < sizeof(line) ? (int)columns - 1 : -1, line);
	(void)fflush(stderr);
}

void
progress_wipe(struct progress *p)
{
	if (!p->shown)
		return;
	fputs("\r\033[K", stderr);
	(void)fflush(stderr);
	p->shown = false;
}
