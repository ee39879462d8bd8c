/*
 * simdjson: what its parser costs, to compare with.
 *
 *     simdjson each FILE...     one document a file, all values made (DOM)
 *     simdjson lines FILE...    one document a line, by parse_many()
 *
 * Not part of the program, so it may be C++; built where Debian's libsimdjson-dev is.
 */
#include <simdjson.h>
#include <string>

static bool
parse_file(simdjson::dom::parser &parser, const char *path, bool lines)
{
	simdjson::dom::element value;
	simdjson::dom::document_stream stream;

	if (!lines)
		return parser.load(path).get(value) == simdjson::SUCCESS;
	if (parser.load_many(path).get(stream) != simdjson::SUCCESS)
		return false;
	for (auto document : stream)
		if (document.error() != simdjson::SUCCESS)
			return false;
	return true;
}

int
main(int argc, char **argv)
{
	simdjson::dom::parser parser;
	bool lines = argc > 1 && std::string(argv[1]) == "lines";

	if (argc < 3)
		return 2;
	for (int i = 2; i < argc; i++)
		if (!parse_file(parser, argv[i], lines))
			return 1;
	return 0;
}
