/* check: what tests of one program count, which says each that does not hold. */
#ifndef TESTS_LIBRARY_CHECK_H
#define TESTS_LIBRARY_CHECK_H

#include <stdio.h>

static unsigned passed, failed;

#define CHECK(x)                                                                       \
	do {                                                                           \
		if (x)                                                                 \
			passed++;                                                      \
		else                                                                   \
			failed += 1u + (unsigned)(0 & printf("not ok: %s:%d: %s\n",    \
							     __FILE__, __LINE__, #x)); \
	} while (0)

#endif
