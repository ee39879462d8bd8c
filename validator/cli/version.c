/* version: see the header. */
#include "cli/version.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#ifdef HAVE_IDN2
#include <idn2.h>
#endif
#include <jansson.h>
#ifdef HAVE_NETTLE
#include <nettle/version.h>
#endif
#include <pcre2.h>
#ifdef HAVE_UNISTRING
#include <unistring/version.h>
#endif
#ifdef HAVE_YAML
#include <yaml.h>
#endif

#include "base/sandbox.h"

#ifndef HOOKVET_VERSION
#define HOOKVET_VERSION "unknown"
#endif

/* Of the library that is there now, which may not be the one that it was built with. */
static void
libraries(FILE *fp)
{
	char version[64] = "", unicode[64] = "";

	(void)pcre2_config(PCRE2_CONFIG_VERSION, version);
	(void)pcre2_config(PCRE2_CONFIG_UNICODE_VERSION, unicode);
	fprintf(fp, "jansson: %s\n", jansson_version_str());
	fprintf(fp, "PCRE2: %s\n", version);
	fprintf(fp, "properties in patterns: Unicode %s (PCRE2)\n", unicode);
#ifdef HAVE_IDN2
	fprintf(fp, "internationalised host names: yes (libidn2 %s)\n",
		idn2_check_version(NULL));
#else
	fputs("internationalised host names: no (built without libidn2)\n", fp);
#endif
#ifdef HAVE_NETTLE
	fprintf(fp, "signatures: yes (nettle %d.%d)\n", nettle_version_major(),
		nettle_version_minor());
#else
	fputs("signatures: no (built without nettle)\n", fp);
#endif
#ifdef HAVE_YAML
	fprintf(fp, "YAML: yes (libyaml %s)\n", yaml_get_version_string());
#else
	fputs("YAML: no (built without libyaml)\n", fp);
#endif
#ifdef HAVE_UNISTRING
	fprintf(fp, "columns of characters: libunistring %d.%d\n",
		_libunistring_version >> 16, _libunistring_version >> 8 & 255);
#else
	fputs("columns of characters: by ranges (built without libunistring)\n", fp);
#endif
}

/* Whether it works is seen by doing it. */
static void
sandbox(FILE *fp)
{
	int files = sandbox_files(NULL, 0, SANDBOX_WRITING);
	bool calls = sandbox_calls(false);
	const char *why = sandbox_left_out();

	if (why == NULL)
		why = "the system has none, or refuses it";
	if (files != 0 && calls)
		fprintf(fp, "sandbox: landlock %d, seccomp\n", files);
	else if (files != 0)
		fprintf(fp, "sandbox: landlock %d (no seccomp: %s)\n", files, why);
	else if (calls)
		fputs("sandbox: seccomp\n", fp);
	else
		fprintf(fp, "sandbox: none (%s)\n", why);
}

void
version_print(FILE *fp)
{
	fprintf(fp, "hookvet %s\n", HOOKVET_VERSION);
	libraries(fp);
	sandbox(fp);
}
