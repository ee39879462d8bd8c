/*
 * version: writes the answer to --version: the versions of the program and of its
 * libraries, and which sandboxes the system offers.  A bug report should begin with it.
 */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include <stdio.h>

/*
 * To see which sandboxes work it confines the process, which can do little afterwards.
 */
void version_print(FILE *fp);

#endif
