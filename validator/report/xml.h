/*
 * xml: text within XML and HTML.
 *
 * What safe.h hides is shown in its way first, so that no character is left
 * which XML 1.0 (2.2) does not have; then the five entities.
 */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include <stdio.h>

#include "base/str.h"

/* Fit for content and for an attribute's value in either kind of quotes. */
void xml_text(FILE *fp, struct str text);
void xml_string(FILE *fp, const char *text);

/* NAME="TEXT" with a blank before it. */
void xml_attribute(FILE *fp, const char *name, const char *text);

#endif
