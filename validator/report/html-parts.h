/*
 * html-parts: what is the same in every html report.
 */
#ifndef REPORT_HTML_PARTS_H
#define REPORT_HTML_PARTS_H

extern const char html_style[], html_script[], html_filter[];

#endif
