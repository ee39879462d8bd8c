/*
 * print: vsnprintf() for sentences.
 *
 * A finding is put together from a dozen formats, nearly all of %s, %.*s, %c and
 * numbers as they are: these are done here, ten times as fast; any other format is
 * left to the C library as a whole.  For buf and arena, which everybody else uses.
 */
#ifndef BASE_PRINT_H
#define BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

/* Returns the length of all of it; what fits into room bytes is written, with a NUL. */
size_t print(char *to, size_t room, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
