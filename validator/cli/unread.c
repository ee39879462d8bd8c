/* unread: see the header. */
#include "cli/unread.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "finding/trouble.h"
#include "project/command.h"
#include "project/options.h"
#include "project/settings.h"

enum { WAIT_MS = 100 };

static bool
takes_current_folder(const struct options *o)
{
	return (o->command->options & (IN_RUN | IN_SCHEDULE)) != 0 &&
	       o->operands.n == 0 && o->files_from == NULL;
}

static bool
something_to_read(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	if (S_ISREG(st.st_mode))
		return lseek(fd, 0, SEEK_CUR) < st.st_size;
	return S_ISFIFO(st.st_mode) && poll(&p, 1, WAIT_MS) == 1 &&
	       (p.revents & POLLIN) != 0;
}

void
unread_say(const struct options *o)
{
	if (takes_current_folder(o) && !o->quiet && getenv("CI") == NULL &&
	    something_to_read(STDIN_FILENO))
		say("standard input was not read; to read it: hookvet %s -",
		    o->command->name);
}
