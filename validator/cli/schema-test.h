/*
 * schema-test: test files in the form of the official JSON Schema Test Suite.
 *
 *   [ { "description": "...", "schema": ...,
 *       "tests": [ { "description": "...", "data": ..., "valid": true } ] } ]
 */
#ifndef CLI_SCHEMA_TEST_H
#define CLI_SCHEMA_TEST_H

#include <stddef.h>

#include "project/command.h"

/*
 * Runs the files: a line for each failure, a table of the files, the closing line
 * "N passed, N failed, N skipped".
 */
enum verdict schema_test(const struct options *o, const char *const *names, size_t n);

#endif
