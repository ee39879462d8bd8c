/*
 * html-parts: what is the same in every html report.
 *
 * The Content-Security-Policy of a report allows this style and this script by their
 * SHA-256.  Whoever changes one writes its new digest here: golden.sh of the tests
 * computes both and says what they should be.
 */
#ifndef REPORT_HTML_PARTS_H
#define REPORT_HTML_PARTS_H

extern const char html_style[], html_script[], html_filter[];

#define HTML_STYLE_HASH  "sha256-9B1wbKbhjDZ+4ZGeyOfKdt/6NDUSzQXEeFfzmIOkln4="
#define HTML_SCRIPT_HASH "sha256-ccCUKPsPVYvRZYpu3OnxV6YbAfyxX51pQBjn2BmtDCI="

#endif
