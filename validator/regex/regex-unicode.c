/* regex-unicode: the names that \p{..} may have. */
#include "regex/regex-unicode.h"

#include <stdio.h>

struct name {
	const char *name, *pcre2;
};

/* clang-format off */

/* General_Category, from PropertyValueAliases.txt. */
static const struct name categories[] = {
	{"C", "C"}, {"Other", "C"}, {"Cc", "Cc"}, {"Control", "Cc"}, {"cntrl", "Cc"},
	{"Cf", "Cf"}, {"Format", "Cf"}, {"Cn", "Cn"}, {"Unassigned", "Cn"},
	{"Co", "Co"}, {"Private_Use", "Co"}, {"Cs", "Cs"}, {"Surrogate", "Cs"},
	{"L", "L"}, {"Letter", "L"}, {"LC", "LC"}, {"Cased_Letter", "LC"}, {"Ll", "Ll"},
	{"Lowercase_Letter", "Ll"}, {"Lm", "Lm"}, {"Modifier_Letter", "Lm"},
	{"Lo", "Lo"}, {"Other_Letter", "Lo"}, {"Lt", "Lt"}, {"Titlecase_Letter", "Lt"},
	{"Lu", "Lu"}, {"Uppercase_Letter", "Lu"}, {"M", "M"}, {"Mark", "M"},
	{"Combining_Mark", "M"}, {"Mc", "Mc"}, {"Spacing_Mark", "Mc"}, {"Me", "Me"},
	{"Enclosing_Mark", "Me"}, {"Mn", "Mn"}, {"Nonspacing_Mark", "Mn"}, {"N", "N"},
	{"Number", "N"}, {"Nd", "Nd"}, {"Decimal_Number", "Nd"}, {"digit", "Nd"},
	{"Nl", "Nl"}, {"Letter_Number", "Nl"}, {"No", "No"}, {"Other_Number", "No"},
	{"P", "P"}, {"Punctuation", "P"}, {"punct", "P"}, {"Pc", "Pc"},
	{"Connector_Punctuation", "Pc"}, {"Pd", "Pd"}, {"Dash_Punctuation", "Pd"},
	{"Pe", "Pe"}, {"Close_Punctuation", "Pe"}, {"Pf", "Pf"},
	{"Final_Punctuation", "Pf"}, {"Pi", "Pi"}, {"Initial_Punctuation", "Pi"},
	{"Po", "Po"}, {"Other_Punctuation", "Po"}, {"Ps", "Ps"},
	{"Open_Punctuation", "Ps"}, {"S", "S"}, {"Symbol", "S"}, {"Sc", "Sc"},
	{"Currency_Symbol", "Sc"}, {"Sk", "Sk"}, {"Modifier_Symbol", "Sk"},
	{"Sm", "Sm"}, {"Math_Symbol", "Sm"}, {"So", "So"}, {"Other_Symbol", "So"},
	{"Z", "Z"}, {"Separator", "Z"}, {"Zl", "Zl"}, {"Line_Separator", "Zl"},
	{"Zp", "Zp"}, {"Paragraph_Separator", "Zp"}, {"Zs", "Zs"},
	{"Space_Separator", "Zs"},
};

/* Script; the last rows are younger than the Unicode 14 of PCRE2 10.42. */
static const struct name scripts[] = {
	{"Adlm", "Adlm"}, {"Adlam", "Adlm"}, {"Aghb", "Aghb"},
	{"Caucasian_Albanian", "Aghb"}, {"Ahom", "Ahom"}, {"Arab", "Arab"},
	{"Arabic", "Arab"}, {"Armi", "Armi"}, {"Imperial_Aramaic", "Armi"},
	{"Armn", "Armn"}, {"Armenian", "Armn"}, {"Avst", "Avst"}, {"Avestan", "Avst"},
	{"Bali", "Bali"}, {"Balinese", "Bali"}, {"Bamu", "Bamu"}, {"Bamum", "Bamu"},
	{"Bass", "Bass"}, {"Bassa_Vah", "Bass"}, {"Batk", "Batk"}, {"Batak", "Batk"},
	{"Beng", "Beng"}, {"Bengali", "Beng"}, {"Bhks", "Bhks"}, {"Bhaiksuki", "Bhks"},
	{"Bopo", "Bopo"}, {"Bopomofo", "Bopo"}, {"Brah", "Brah"}, {"Brahmi", "Brah"},
	{"Brai", "Brai"}, {"Braille", "Brai"}, {"Bugi", "Bugi"}, {"Buginese", "Bugi"},
	{"Buhd", "Buhd"}, {"Buhid", "Buhd"}, {"Cakm", "Cakm"}, {"Chakma", "Cakm"},
	{"Cans", "Cans"}, {"Canadian_Aboriginal", "Cans"}, {"Cari", "Cari"},
	{"Carian", "Cari"}, {"Cham", "Cham"}, {"Cher", "Cher"}, {"Cherokee", "Cher"},
	{"Chrs", "Chrs"}, {"Chorasmian", "Chrs"}, {"Copt", "Copt"}, {"Coptic", "Copt"},
	{"Qaac", "Copt"}, {"Cpmn", "Cpmn"}, {"Cypro_Minoan", "Cpmn"}, {"Cprt", "Cprt"},
	{"Cypriot", "Cprt"}, {"Cyrl", "Cyrl"}, {"Cyrillic", "Cyrl"}, {"Deva", "Deva"},
	{"Devanagari", "Deva"}, {"Diak", "Diak"}, {"Dives_Akuru", "Diak"},
	{"Dogr", "Dogr"}, {"Dogra", "Dogr"}, {"Dsrt", "Dsrt"}, {"Deseret", "Dsrt"},
	{"Dupl", "Dupl"}, {"Duployan", "Dupl"}, {"Egyp", "Egyp"},
	{"Egyptian_Hieroglyphs", "Egyp"}, {"Elba", "Elba"}, {"Elbasan", "Elba"},
	{"Elym", "Elym"}, {"Elymaic", "Elym"}, {"Ethi", "Ethi"}, {"Ethiopic", "Ethi"},
	{"Geor", "Geor"}, {"Georgian", "Geor"}, {"Glag", "Glag"},
	{"Glagolitic", "Glag"}, {"Gong", "Gong"}, {"Gunjala_Gondi", "Gong"},
	{"Gonm", "Gonm"}, {"Masaram_Gondi", "Gonm"}, {"Goth", "Goth"},
	{"Gothic", "Goth"}, {"Gran", "Gran"}, {"Grantha", "Gran"}, {"Grek", "Grek"},
	{"Greek", "Grek"}, {"Gujr", "Gujr"}, {"Gujarati", "Gujr"}, {"Guru", "Guru"},
	{"Gurmukhi", "Guru"}, {"Hang", "Hang"}, {"Hangul", "Hang"}, {"Hani", "Hani"},
	{"Han", "Hani"}, {"Hano", "Hano"}, {"Hanunoo", "Hano"}, {"Hatr", "Hatr"},
	{"Hatran", "Hatr"}, {"Hebr", "Hebr"}, {"Hebrew", "Hebr"}, {"Hira", "Hira"},
	{"Hiragana", "Hira"}, {"Hluw", "Hluw"}, {"Anatolian_Hieroglyphs", "Hluw"},
	{"Hmng", "Hmng"}, {"Pahawh_Hmong", "Hmng"}, {"Hmnp", "Hmnp"},
	{"Nyiakeng_Puachue_Hmong", "Hmnp"}, {"Hung", "Hung"}, {"Old_Hungarian", "Hung"},
	{"Ital", "Ital"}, {"Old_Italic", "Ital"}, {"Java", "Java"},
	{"Javanese", "Java"}, {"Kali", "Kali"}, {"Kayah_Li", "Kali"}, {"Kana", "Kana"},
	{"Katakana", "Kana"}, {"Khar", "Khar"}, {"Kharoshthi", "Khar"},
	{"Khmr", "Khmr"}, {"Khmer", "Khmr"}, {"Khoj", "Khoj"}, {"Khojki", "Khoj"},
	{"Kits", "Kits"}, {"Khitan_Small_Script", "Kits"}, {"Knda", "Knda"},
	{"Kannada", "Knda"}, {"Kthi", "Kthi"}, {"Kaithi", "Kthi"}, {"Lana", "Lana"},
	{"Tai_Tham", "Lana"}, {"Laoo", "Laoo"}, {"Lao", "Laoo"}, {"Latn", "Latn"},
	{"Latin", "Latn"}, {"Lepc", "Lepc"}, {"Lepcha", "Lepc"}, {"Limb", "Limb"},
	{"Limbu", "Limb"}, {"Lina", "Lina"}, {"Linear_A", "Lina"}, {"Linb", "Linb"},
	{"Linear_B", "Linb"}, {"Lisu", "Lisu"}, {"Lyci", "Lyci"}, {"Lycian", "Lyci"},
	{"Lydi", "Lydi"}, {"Lydian", "Lydi"}, {"Mahj", "Mahj"}, {"Mahajani", "Mahj"},
	{"Maka", "Maka"}, {"Makasar", "Maka"}, {"Mand", "Mand"}, {"Mandaic", "Mand"},
	{"Mani", "Mani"}, {"Manichaean", "Mani"}, {"Marc", "Marc"}, {"Marchen", "Marc"},
	{"Medf", "Medf"}, {"Medefaidrin", "Medf"}, {"Mend", "Mend"},
	{"Mende_Kikakui", "Mend"}, {"Merc", "Merc"}, {"Meroitic_Cursive", "Merc"},
	{"Mero", "Mero"}, {"Meroitic_Hieroglyphs", "Mero"}, {"Mlym", "Mlym"},
	{"Malayalam", "Mlym"}, {"Modi", "Modi"}, {"Mong", "Mong"},
	{"Mongolian", "Mong"}, {"Mroo", "Mroo"}, {"Mro", "Mroo"}, {"Mtei", "Mtei"},
	{"Meetei_Mayek", "Mtei"}, {"Mult", "Mult"}, {"Multani", "Mult"},
	{"Mymr", "Mymr"}, {"Myanmar", "Mymr"}, {"Nand", "Nand"},
	{"Nandinagari", "Nand"}, {"Narb", "Narb"}, {"Old_North_Arabian", "Narb"},
	{"Nbat", "Nbat"}, {"Nabataean", "Nbat"}, {"Newa", "Newa"}, {"Nkoo", "Nkoo"},
	{"Nko", "Nkoo"}, {"Nshu", "Nshu"}, {"Nushu", "Nshu"}, {"Ogam", "Ogam"},
	{"Ogham", "Ogam"}, {"Olck", "Olck"}, {"Ol_Chiki", "Olck"}, {"Orkh", "Orkh"},
	{"Old_Turkic", "Orkh"}, {"Orya", "Orya"}, {"Oriya", "Orya"}, {"Osge", "Osge"},
	{"Osage", "Osge"}, {"Osma", "Osma"}, {"Osmanya", "Osma"}, {"Ougr", "Ougr"},
	{"Old_Uyghur", "Ougr"}, {"Palm", "Palm"}, {"Palmyrene", "Palm"},
	{"Pauc", "Pauc"}, {"Pau_Cin_Hau", "Pauc"}, {"Perm", "Perm"},
	{"Old_Permic", "Perm"}, {"Phag", "Phag"}, {"Phags_Pa", "Phag"},
	{"Phli", "Phli"}, {"Inscriptional_Pahlavi", "Phli"}, {"Phlp", "Phlp"},
	{"Psalter_Pahlavi", "Phlp"}, {"Phnx", "Phnx"}, {"Phoenician", "Phnx"},
	{"Plrd", "Plrd"}, {"Miao", "Plrd"}, {"Prti", "Prti"},
	{"Inscriptional_Parthian", "Prti"}, {"Rjng", "Rjng"}, {"Rejang", "Rjng"},
	{"Rohg", "Rohg"}, {"Hanifi_Rohingya", "Rohg"}, {"Runr", "Runr"},
	{"Runic", "Runr"}, {"Samr", "Samr"}, {"Samaritan", "Samr"}, {"Sarb", "Sarb"},
	{"Old_South_Arabian", "Sarb"}, {"Saur", "Saur"}, {"Saurashtra", "Saur"},
	{"Sgnw", "Sgnw"}, {"SignWriting", "Sgnw"}, {"Shaw", "Shaw"},
	{"Shavian", "Shaw"}, {"Shrd", "Shrd"}, {"Sharada", "Shrd"}, {"Sidd", "Sidd"},
	{"Siddham", "Sidd"}, {"Sind", "Sind"}, {"Khudawadi", "Sind"}, {"Sinh", "Sinh"},
	{"Sinhala", "Sinh"}, {"Sogd", "Sogd"}, {"Sogdian", "Sogd"}, {"Sogo", "Sogo"},
	{"Old_Sogdian", "Sogo"}, {"Sora", "Sora"}, {"Sora_Sompeng", "Sora"},
	{"Soyo", "Soyo"}, {"Soyombo", "Soyo"}, {"Sund", "Sund"}, {"Sundanese", "Sund"},
	{"Sylo", "Sylo"}, {"Syloti_Nagri", "Sylo"}, {"Syrc", "Syrc"},
	{"Syriac", "Syrc"}, {"Tagb", "Tagb"}, {"Tagbanwa", "Tagb"}, {"Takr", "Takr"},
	{"Takri", "Takr"}, {"Tale", "Tale"}, {"Tai_Le", "Tale"}, {"Talu", "Talu"},
	{"New_Tai_Lue", "Talu"}, {"Taml", "Taml"}, {"Tamil", "Taml"}, {"Tang", "Tang"},
	{"Tangut", "Tang"}, {"Tavt", "Tavt"}, {"Tai_Viet", "Tavt"}, {"Telu", "Telu"},
	{"Telugu", "Telu"}, {"Tfng", "Tfng"}, {"Tifinagh", "Tfng"}, {"Tglg", "Tglg"},
	{"Tagalog", "Tglg"}, {"Thaa", "Thaa"}, {"Thaana", "Thaa"}, {"Thai", "Thai"},
	{"Tibt", "Tibt"}, {"Tibetan", "Tibt"}, {"Tirh", "Tirh"}, {"Tirhuta", "Tirh"},
	{"Tnsa", "Tnsa"}, {"Tangsa", "Tnsa"}, {"Toto", "Toto"}, {"Ugar", "Ugar"},
	{"Ugaritic", "Ugar"}, {"Vaii", "Vaii"}, {"Vai", "Vaii"}, {"Vith", "Vith"},
	{"Vithkuqi", "Vith"}, {"Wara", "Wara"}, {"Warang_Citi", "Wara"},
	{"Wcho", "Wcho"}, {"Wancho", "Wcho"}, {"Xpeo", "Xpeo"}, {"Old_Persian", "Xpeo"},
	{"Xsux", "Xsux"}, {"Cuneiform", "Xsux"}, {"Yezi", "Yezi"}, {"Yezidi", "Yezi"},
	{"Yiii", "Yiii"}, {"Yi", "Yiii"}, {"Zanb", "Zanb"},
	{"Zanabazar_Square", "Zanb"}, {"Zinh", "Zinh"}, {"Inherited", "Zinh"},
	{"Qaai", "Zinh"}, {"Zyyy", "Zyyy"}, {"Common", "Zyyy"}, {"Zzzz", "Zzzz"},
	{"Unknown", "Zzzz"}, {"Kawi", "Kawi"}, {"Nagm", "Nagm"},
	{"Nag_Mundari", "Nagm"}, {"Gara", "Gara"}, {"Garay", "Gara"}, {"Gukh", "Gukh"},
	{"Gurung_Khema", "Gukh"}, {"Krai", "Krai"}, {"Kirat_Rai", "Krai"},
	{"Onao", "Onao"}, {"Ol_Onal", "Onao"}, {"Sunu", "Sunu"}, {"Sunuwar", "Sunu"},
	{"Todr", "Todr"}, {"Todhri", "Todr"}, {"Tutg", "Tutg"},
	{"Tulu_Tigalari", "Tutg"}, {"Sidt", "Sidt"}, {"Sidetic", "Sidt"},
	{"Tols", "Tols"}, {"Tolong_Siki", "Tols"}, {"Berf", "Berf"},
	{"Beria_Erfe", "Berf"}, {"Tayo", "Tayo"}, {"Tai_Yo", "Tayo"},
};

/* Binary properties; ^ in front: the complement. */
static const struct name binaries[] = {
	{"ASCII", "ASCII"}, {"Any", "Any"}, {"Assigned", "^Cn"},
	{"ASCII_Hex_Digit", "AHex"}, {"AHex", "AHex"}, {"Alphabetic", "Alpha"},
	{"Alpha", "Alpha"}, {"Bidi_Control", "Bidi_C"}, {"Bidi_C", "Bidi_C"},
	{"Bidi_Mirrored", "Bidi_M"}, {"Bidi_M", "Bidi_M"}, {"Case_Ignorable", "CI"},
	{"CI", "CI"}, {"Cased", "Cased"}, {"Changes_When_Casefolded", "CWCF"},
	{"CWCF", "CWCF"}, {"Changes_When_Casemapped", "CWCM"}, {"CWCM", "CWCM"},
	{"Changes_When_Lowercased", "CWL"}, {"CWL", "CWL"},
	{"Changes_When_NFKC_Casefolded", "CWKCF"}, {"CWKCF", "CWKCF"},
	{"Changes_When_Titlecased", "CWT"}, {"CWT", "CWT"},
	{"Changes_When_Uppercased", "CWU"}, {"CWU", "CWU"}, {"Dash", "Dash"},
	{"Default_Ignorable_Code_Point", "DI"}, {"DI", "DI"}, {"Deprecated", "Dep"},
	{"Dep", "Dep"}, {"Diacritic", "Dia"}, {"Dia", "Dia"}, {"Emoji", "Emoji"},
	{"Emoji_Component", "EComp"}, {"EComp", "EComp"}, {"Emoji_Modifier", "EMod"},
	{"EMod", "EMod"}, {"Emoji_Modifier_Base", "EBase"}, {"EBase", "EBase"},
	{"Emoji_Presentation", "EPres"}, {"EPres", "EPres"},
	{"Extended_Pictographic", "ExtPict"}, {"ExtPict", "ExtPict"},
	{"Extender", "Ext"}, {"Ext", "Ext"}, {"Grapheme_Base", "Gr_Base"},
	{"Gr_Base", "Gr_Base"}, {"Grapheme_Extend", "Gr_Ext"}, {"Gr_Ext", "Gr_Ext"},
	{"Hex_Digit", "Hex"}, {"Hex", "Hex"}, {"IDS_Binary_Operator", "IDSB"},
	{"IDSB", "IDSB"}, {"IDS_Trinary_Operator", "IDST"}, {"IDST", "IDST"},
	{"ID_Continue", "IDC"}, {"IDC", "IDC"}, {"ID_Start", "IDS"}, {"IDS", "IDS"},
	{"Ideographic", "Ideo"}, {"Ideo", "Ideo"}, {"Join_Control", "Join_C"},
	{"Join_C", "Join_C"}, {"Logical_Order_Exception", "LOE"}, {"LOE", "LOE"},
	{"Lowercase", "Lower"}, {"Lower", "Lower"}, {"Math", "Math"},
	{"Noncharacter_Code_Point", "NChar"}, {"NChar", "NChar"},
	{"Pattern_Syntax", "Pat_Syn"}, {"Pat_Syn", "Pat_Syn"},
	{"Pattern_White_Space", "Pat_WS"}, {"Pat_WS", "Pat_WS"},
	{"Quotation_Mark", "QMark"}, {"QMark", "QMark"}, {"Radical", "Radical"},
	{"Regional_Indicator", "RI"}, {"RI", "RI"}, {"Sentence_Terminal", "STerm"},
	{"STerm", "STerm"}, {"Soft_Dotted", "SD"}, {"SD", "SD"},
	{"Terminal_Punctuation", "Term"}, {"Term", "Term"},
	{"Unified_Ideograph", "UIdeo"}, {"UIdeo", "UIdeo"}, {"Uppercase", "Upper"},
	{"Upper", "Upper"}, {"Variation_Selector", "VS"}, {"VS", "VS"},
	{"White_Space", "space"}, {"space", "space"}, {"XID_Continue", "XIDC"},
	{"XIDC", "XIDC"}, {"XID_Start", "XIDS"}, {"XIDS", "XIDS"},
};

/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof(table[0]))

static const char *
lookup(const struct name *table, size_t n, struct str name)
{
	for (size_t i = 0; i < n; i++)
		if (str_is(name, table[i].name))
			return table[i].pcre2;
	return NULL;
}

static bool
cut_prefix(struct str *text, const char *prefix)
{
	if (!str_starts(*text, str_from(prefix)))
		return false;
	*text = str_slice(*text, strlen(prefix), text->len);
	return true;
}

bool
property_find(struct str text, bool negated, char out[PROPERTY_SPELLING])
{
	const char *kind = "", *found;

	if (cut_prefix(&text, "Script_Extensions=") || cut_prefix(&text, "scx=")) {
		kind = "scx:";
		found = lookup(scripts, COUNT(scripts), text);
	} else if (cut_prefix(&text, "Script=") || cut_prefix(&text, "sc=")) {
		kind = "sc:";
		found = lookup(scripts, COUNT(scripts), text);
	} else if (cut_prefix(&text, "General_Category=") || cut_prefix(&text, "gc=")) {
		found = lookup(categories, COUNT(categories), text);
	} else {
		found = lookup(categories, COUNT(categories), text);
		if (found == NULL)
			found = lookup(binaries, COUNT(binaries), text);
	}
	if (found == NULL)
		return false;
	if (*found == '^') {
		negated = !negated;
		found++;
	}
	snprintf(out, PROPERTY_SPELLING, "\\%c{%s%s}", negated ? 'P' : 'p', kind,
		 found);
	return true;
}

const char *
property_name(size_t i)
{
	if (i < COUNT(categories))
		return categories[i].name;
	i -= COUNT(categories);
	return i < COUNT(binaries) ? binaries[i].name : NULL;
}

const char *
property_script(size_t i)
{
	return i < COUNT(scripts) ? scripts[i].name : NULL;
}
