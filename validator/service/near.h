/* near: names of the catalogue that may have been meant by one that is wrong. */
#ifndef SERVICE_NEAR_H
#define SERVICE_NEAR_H

#include <stddef.h>

#include "base/str.h"

struct catalogue;
struct catalogue_product;

enum { NEAR_MOST = 5 };

/* Those that are near, nearest first; of a product, or of all (NULL). */
size_t near_products(const struct catalogue *c, struct str wanted,
		     struct str names[NEAR_MOST]);
size_t near_events(const struct catalogue *c, const struct catalogue_product *p,
		   struct str wanted, struct str names[NEAR_MOST]);

#endif
