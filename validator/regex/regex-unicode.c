/* regex-unicode: the names that \p{..} may have. */
#include "regex/regex-unicode.h"

#include <stdio.h>

/*
 * PCRE2's name of each property, and behind it the others, with "=".  Pointers to them
 * would all be relocated at each start.
 */
enum { LONGEST = 32 };

/* clang-format off */

/* General_Category, from PropertyValueAliases.txt. */
static const char categories[][LONGEST] = {
	"C", "=Other", "Cc", "=Control", "=cntrl", "Cf", "=Format", "Cn", "=Unassigned",
	"Co", "=Private_Use", "Cs", "=Surrogate", "L", "=Letter", "LC", "=Cased_Letter",
	"Ll", "=Lowercase_Letter", "Lm", "=Modifier_Letter", "Lo", "=Other_Letter",
	"Lt", "=Titlecase_Letter", "Lu", "=Uppercase_Letter",
	"M", "=Mark", "=Combining_Mark", "Mc", "=Spacing_Mark", "Me", "=Enclosing_Mark",
	"Mn", "=Nonspacing_Mark", "N", "=Number", "Nd", "=Decimal_Number", "=digit",
	"Nl", "=Letter_Number", "No", "=Other_Number", "P", "=Punctuation", "=punct",
	"Pc", "=Connector_Punctuation", "Pd", "=Dash_Punctuation",
	"Pe", "=Close_Punctuation", "Pf", "=Final_Punctuation",
	"Pi", "=Initial_Punctuation", "Po", "=Other_Punctuation",
	"Ps", "=Open_Punctuation", "S", "=Symbol", "Sc", "=Currency_Symbol",
	"Sk", "=Modifier_Symbol", "Sm", "=Math_Symbol", "So", "=Other_Symbol",
	"Z", "=Separator", "Zl", "=Line_Separator", "Zp", "=Paragraph_Separator",
	"Zs", "=Space_Separator",
};

/* Script; the last rows are younger than the Unicode 14 of PCRE2 10.42. */
static const char scripts[][LONGEST] = {
	"Adlm", "=Adlam", "Aghb", "=Caucasian_Albanian", "Ahom", "Arab", "=Arabic",
	"Armi", "=Imperial_Aramaic", "Armn", "=Armenian", "Avst", "=Avestan",
	"Bali", "=Balinese", "Bamu", "=Bamum", "Bass", "=Bassa_Vah", "Batk", "=Batak",
	"Beng", "=Bengali", "Bhks", "=Bhaiksuki", "Bopo", "=Bopomofo",
	"Brah", "=Brahmi", "Brai", "=Braille", "Bugi", "=Buginese", "Buhd", "=Buhid",
	"Cakm", "=Chakma", "Cans", "=Canadian_Aboriginal", "Cari", "=Carian", "Cham",
	"Cher", "=Cherokee", "Chrs", "=Chorasmian", "Copt", "=Coptic", "=Qaac",
	"Cpmn", "=Cypro_Minoan", "Cprt", "=Cypriot", "Cyrl", "=Cyrillic",
	"Deva", "=Devanagari", "Diak", "=Dives_Akuru", "Dogr", "=Dogra",
	"Dsrt", "=Deseret", "Dupl", "=Duployan", "Egyp", "=Egyptian_Hieroglyphs",
	"Elba", "=Elbasan", "Elym", "=Elymaic", "Ethi", "=Ethiopic",
	"Geor", "=Georgian", "Glag", "=Glagolitic", "Gong", "=Gunjala_Gondi",
	"Gonm", "=Masaram_Gondi", "Goth", "=Gothic", "Gran", "=Grantha",
	"Grek", "=Greek", "Gujr", "=Gujarati", "Guru", "=Gurmukhi", "Hang", "=Hangul",
	"Hani", "=Han", "Hano", "=Hanunoo", "Hatr", "=Hatran", "Hebr", "=Hebrew",
	"Hira", "=Hiragana", "Hluw", "=Anatolian_Hieroglyphs", "Hmng", "=Pahawh_Hmong",
	"Hmnp", "=Nyiakeng_Puachue_Hmong", "Hung", "=Old_Hungarian",
	"Ital", "=Old_Italic", "Java", "=Javanese", "Kali", "=Kayah_Li",
	"Kana", "=Katakana", "Khar", "=Kharoshthi", "Khmr", "=Khmer", "Khoj", "=Khojki",
	"Kits", "=Khitan_Small_Script", "Knda", "=Kannada", "Kthi", "=Kaithi",
	"Lana", "=Tai_Tham", "Laoo", "=Lao", "Latn", "=Latin", "Lepc", "=Lepcha",
	"Limb", "=Limbu", "Lina", "=Linear_A", "Linb", "=Linear_B", "Lisu",
	"Lyci", "=Lycian", "Lydi", "=Lydian", "Mahj", "=Mahajani", "Maka", "=Makasar",
	"Mand", "=Mandaic", "Mani", "=Manichaean", "Marc", "=Marchen",
	"Medf", "=Medefaidrin", "Mend", "=Mende_Kikakui", "Merc", "=Meroitic_Cursive",
	"Mero", "=Meroitic_Hieroglyphs", "Mlym", "=Malayalam", "Modi",
	"Mong", "=Mongolian", "Mroo", "=Mro", "Mtei", "=Meetei_Mayek",
	"Mult", "=Multani", "Mymr", "=Myanmar", "Nand", "=Nandinagari",
	"Narb", "=Old_North_Arabian", "Nbat", "=Nabataean", "Newa", "Nkoo", "=Nko",
	"Nshu", "=Nushu", "Ogam", "=Ogham", "Olck", "=Ol_Chiki", "Orkh", "=Old_Turkic",
	"Orya", "=Oriya", "Osge", "=Osage", "Osma", "=Osmanya", "Ougr", "=Old_Uyghur",
	"Palm", "=Palmyrene", "Pauc", "=Pau_Cin_Hau", "Perm", "=Old_Permic",
	"Phag", "=Phags_Pa", "Phli", "=Inscriptional_Pahlavi",
	"Phlp", "=Psalter_Pahlavi", "Phnx", "=Phoenician", "Plrd", "=Miao",
	"Prti", "=Inscriptional_Parthian", "Rjng", "=Rejang",
	"Rohg", "=Hanifi_Rohingya", "Runr", "=Runic", "Samr", "=Samaritan",
	"Sarb", "=Old_South_Arabian", "Saur", "=Saurashtra", "Sgnw", "=SignWriting",
	"Shaw", "=Shavian", "Shrd", "=Sharada", "Sidd", "=Siddham",
	"Sind", "=Khudawadi", "Sinh", "=Sinhala", "Sogd", "=Sogdian",
	"Sogo", "=Old_Sogdian", "Sora", "=Sora_Sompeng", "Soyo", "=Soyombo",
	"Sund", "=Sundanese", "Sylo", "=Syloti_Nagri", "Syrc", "=Syriac",
	"Tagb", "=Tagbanwa", "Takr", "=Takri", "Tale", "=Tai_Le",
	"Talu", "=New_Tai_Lue", "Taml", "=Tamil", "Tang", "=Tangut",
	"Tavt", "=Tai_Viet", "Telu", "=Telugu", "Tfng", "=Tifinagh", "Tglg", "=Tagalog",
	"Thaa", "=Thaana", "Thai", "Tibt", "=Tibetan", "Tirh", "=Tirhuta",
	"Tnsa", "=Tangsa", "Toto", "Ugar", "=Ugaritic", "Vaii", "=Vai",
	"Vith", "=Vithkuqi", "Wara", "=Warang_Citi", "Wcho", "=Wancho",
	"Xpeo", "=Old_Persian", "Xsux", "=Cuneiform", "Yezi", "=Yezidi", "Yiii", "=Yi",
	"Zanb", "=Zanabazar_Square", "Zinh", "=Inherited", "=Qaai", "Zyyy", "=Common",
	"Zzzz", "=Unknown", "Kawi", "Nagm", "=Nag_Mundari", "Gara", "=Garay",
	"Gukh", "=Gurung_Khema", "Krai", "=Kirat_Rai", "Onao", "=Ol_Onal",
	"Sunu", "=Sunuwar", "Todr", "=Todhri", "Tutg", "=Tulu_Tigalari",
	"Sidt", "=Sidetic", "Tols", "=Tolong_Siki", "Berf", "=Beria_Erfe",
	"Tayo", "=Tai_Yo",
};

/* Binary properties. */
static const char binaries[][LONGEST] = {
	"ASCII", "Any", "Assigned", "AHex", "=ASCII_Hex_Digit", "Alpha", "=Alphabetic",
	"Bidi_C", "=Bidi_Control", "Bidi_M", "=Bidi_Mirrored", "CI", "=Case_Ignorable",
	"Cased", "CWCF", "=Changes_When_Casefolded", "CWCM", "=Changes_When_Casemapped",
	"CWL", "=Changes_When_Lowercased", "CWKCF", "=Changes_When_NFKC_Casefolded",
	"CWT", "=Changes_When_Titlecased", "CWU", "=Changes_When_Uppercased", "Dash",
	"DI", "=Default_Ignorable_Code_Point", "Dep", "=Deprecated",
	"Dia", "=Diacritic", "Emoji", "EComp", "=Emoji_Component",
	"EMod", "=Emoji_Modifier", "EBase", "=Emoji_Modifier_Base",
	"EPres", "=Emoji_Presentation", "ExtPict", "=Extended_Pictographic",
	"Ext", "=Extender", "Gr_Base", "=Grapheme_Base", "Gr_Ext", "=Grapheme_Extend",
	"Hex", "=Hex_Digit", "IDSB", "=IDS_Binary_Operator",
	"IDST", "=IDS_Trinary_Operator", "IDC", "=ID_Continue", "IDS", "=ID_Start",
	"Ideo", "=Ideographic", "Join_C", "=Join_Control",
	"LOE", "=Logical_Order_Exception", "Lower", "=Lowercase", "Math",
	"NChar", "=Noncharacter_Code_Point", "Pat_Syn", "=Pattern_Syntax",
	"Pat_WS", "=Pattern_White_Space", "QMark", "=Quotation_Mark", "Radical",
	"RI", "=Regional_Indicator", "STerm", "=Sentence_Terminal",
	"SD", "=Soft_Dotted", "Term", "=Terminal_Punctuation",
	"UIdeo", "=Unified_Ideograph", "Upper", "=Uppercase",
	"VS", "=Variation_Selector", "space", "=White_Space", "XIDC", "=XID_Continue",
	"XIDS", "=XID_Start",
};

/* clang-format on */

#define COUNT(table) (sizeof(table) / sizeof(table[0]))

static const char *
bare(const char *name)
{
	return name + (*name == '=');
}

static const char *
lookup(const char (*table)[LONGEST], size_t n, struct str name)
{
	const char *pcre2 = NULL;

	for (size_t i = 0; i < n; i++) {
		if (*table[i] != '=')
			pcre2 = table[i];
		if (str_is(name, bare(table[i])))
			return pcre2;
	}
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
	if (strcmp(found, "Assigned") == 0) {
		negated = !negated;
		found = "Cn";
	}
	snprintf(out, PROPERTY_SPELLING, "\\%c{%s%.7s}", negated ? 'P' : 'p', kind,
		 found);
	return true;
}

const char *
property_name(size_t i)
{
	if (i < COUNT(categories))
		return bare(categories[i]);
	i -= COUNT(categories);
	return i < COUNT(binaries) ? bare(binaries[i]) : NULL;
}

const char *
property_script(size_t i)
{
	return i < COUNT(scripts) ? bare(scripts[i]) : NULL;
}
