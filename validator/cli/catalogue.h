/*
 * catalogue: products as users name them, for the subcommands that take some.
 */
#ifndef CLI_CATALOGUE_H
#define CLI_CATALOGUE_H

struct catalogue;
struct catalogue_product;

/* The product of that exact id; NULL after it said which one is similar. */
const struct catalogue_product *
product_named(const struct catalogue *c, const char *name);

#endif
