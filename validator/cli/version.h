/*
 * version: what --version says: of the program, of the libraries that it runs with,
 * and of what the system lets it be confined by.  Reports of mistakes begin with it.
 */
#ifndef CLI_VERSION_H
#define CLI_VERSION_H

#include <stdio.h>

/* Confines the process for good, as what is left to do then is to write this. */
void version_print(FILE *fp);

#endif
