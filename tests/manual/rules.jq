# rules: hookvet-rules(7) from "hookvet explain -f json" of each rule.

def hex: [recurse(if . >= 16 then . / 16 | floor else empty end) % 16] | reverse
	| map("0123456789ABCDEF"[.:. + 1]) | (if length < 4 then "0" * (4 - length) else "" end) + add;
# Characters that one cannot see are named, as examples of bad text have them.
def visible: explode | map(if . == 10 or (. >= 32 and . < 127) then [.] | implode
		elif . < 32 or (. >= 127 and . <= 160) or (. >= 8203 and . <= 8239) or (. >= 8288 and . <= 8303)
			or (. >= 57344 and . <= 63743) or . == 65279 then "<U+\(hex)>"
		else [.] | implode end) | join("");
# Text of mdoc: no line may look like a macro, backslashes are escaped.
def text: visible | gsub("\\\\"; "\\e") | gsub("(?m)^(?<c>[.'])"; "\\&\(.c)");
# Words are not divided at their hyphens.
def whole: gsub("(?<=[[:alnum:]])-(?=[[:alnum:]])"; "\\-");
# One sentence a line, lines no longer than mandoc likes.
def fill: [splits("\\s+") | select(. != "")]
	| reduce .[] as $w ([""]; if .[-1] == "" then .[-1] = $w
		elif (.[-1] | length) + ($w | length) < 76 and (.[-1] | test("[.!?]$") | not)
		then .[-1] += " " + $w
		else . + [$w] end)
	| map(text | whole) | join("\n");
def sentence: if test("[.!?]$") then . else . + "." end;
def capital: if test("^[a-z]+[A-Z]") then . else (.[:1] | ascii_upcase) + .[1:] end;
def block($title; $body): if ($body // "") == "" then empty
	else ".Pp\n\($title):\n.Bd -literal -offset indent\n\($body | rtrimstr("\n") | text)\n.Ed" end;

def rule:
	".It Cm \(.name)",
	"(\(.severity); found by \({ load: "the reader", schema: "a schema", rule: "code",
		check: "the run", report: "the run" }[.foundBy]))",
	(.summary | capital | sentence | fill),
	(if (.reason // "") != "" then (".Pp", (.reason | sentence | fill)) else empty end),
	block("Bad"; .bad), block("Good"; .good),
	(if (.fix // "") != "" then (".Pp", ("Fix: \(.fix)" | sentence | fill)) else empty end),
	(if (.source // "") != "" then (".Pp", ("Source: \(.source)" | sentence | fill)) else empty end);

. as $rules |
".\\\" Written by \"make man\" from the rules themselves; edit validator/rules/.",
".Dd November 23, 2026",
".Dt HOOKVET-RULES 7",
".Os",
".\\\" Words are not divided, and names not at their hyphens either: one types and seeks them.",
".nr HY 0",
".nr doc-hyphen-flags 0",
".nh",
".cflags 0 -",
".Sh NAME",
".Nm hookvet-rules",
".Nd rules of hookvet",
".Sh DESCRIPTION",
"These are the \($rules | length) rules of",
".Xr hookvet 1 ,",
"with their severities.",
"An",
".Em error",
"is what the service rejects or what cannot work,",
"a",
".Em warning",
"what it accepts but hardly was meant, an",
".Em info",
"what is worth knowing.",
"The names are an interface: they never change.",
"Severities are set by",
".Fl -rule",
"or in",
".Xr hookvet.conf 5 .",
"What is called a safe fix is made by",
".Fl -fix ,",
"a suggested fix by",
".Fl -fix Ns = Ns Cm suggested .",
".Bl -tag -width Ds",
($rules[] | rule),
".El",
".Sh SEE ALSO",
".Xr hookvet 1 ,",
".Xr hookvet.conf 5"
