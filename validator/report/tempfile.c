/* tempfile: output that has to wait until the end of the run. */
#include "report/tempfile.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/early-end.h"

/* Made ahead, for a process that can make none any more. */
static struct {
	FILE *files[16];
	size_t n;
} ready;

static _Noreturn void
trouble(void)
{
	char why[160];

	snprintf(why, sizeof(why), "cannot write a temporary file: %s",
		 strerror(errno));
	quit(why);
}

/* A file without a name in TMPDIR; /tmp is a small disk at some places. */
static FILE *
unnamed(void)
{
	const char *folder = getenv("TMPDIR");
	FILE *fp = NULL;
	char *name;
	int fd;

	if (folder == NULL || folder[0] == '\0')
		return tmpfile();
	name = malloc(strlen(folder) + sizeof("/hookvet.XXXXXX"));
	if (name == NULL)
		return NULL;
	sprintf(name, "%s/hookvet.XXXXXX", folder);
	fd = mkstemp(name);
	if (fd >= 0) {
		remove(name);
		fp = fdopen(fd, "w+");
	}
	free(name);
	return fp;
}

void
tempfile_prepare(size_t n)
{
	while (n-- != 0 && ready.n < sizeof(ready.files) / sizeof(*ready.files)) {
		FILE *fp = unnamed();

		if (fp == NULL)
			return;
		ready.files[ready.n++] = fp;
	}
}

FILE *
tempfile_open(void)
{
	FILE *fp = ready.n != 0 ? ready.files[--ready.n] : unnamed();

	if (fp == NULL)
		fp = fmemopen(NULL, 64 << 20, "w+"); /* a read-only system */
	if (fp == NULL)
		trouble();
	return fp;
}

void
tempfile_copy(FILE *spool, FILE *fp)
{
	char block[16384];
	size_t n;

	if (spool == NULL)
		return;
	if (fflush(spool) != 0 || ferror(spool))
		trouble();
	if (fseek(spool, 0, SEEK_SET) != 0)
		trouble();
	while ((n = fread(block, 1, sizeof(block), spool)) > 0)
		fwrite(block, 1, n, fp);
	if (ferror(spool))
		trouble();
	fclose(spool);
}
