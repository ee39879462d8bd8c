# rules: hookvet-rules(7) from "hookvet rules -f json".

# Text of mdoc: no line may look like a macro, backslashes are escaped.
def text: gsub("\\\\"; "\\e") | gsub("(?m)^(?<c>[.'])"; "\\&\(.c)");
# One sentence a line, lines no longer than mandoc likes.
def fill: [splits("\\s+") | select(. != "")]
	| reduce .[] as $w ([""]; if .[-1] == "" then .[-1] = $w
		elif (.[-1] | length) + ($w | length) < 76 and (.[-1] | test("[.!?]$") | not)
		then .[-1] += " " + $w
		else . + [$w] end)
	| map(text) | join("\n");
def sentence: if test("[.!?]$") then . else . + "." end;
def capital: (.[:1] | ascii_upcase) + .[1:];
# One line: what would read as a macro, or end a macro's line, is made plain.
def block($title; $body): if ($body // "") == "" then empty
	else ".Pp\n\($title):\n.Bd -literal -offset indent\n\($body | rtrimstr("\n") | text)\n.Ed" end;

def rule:
	".It Cm \(.name)",
	"(\(.severity); found by \({ load: "the reader", schema: "a schema", rule: "code",
		check: "the run", drift: "comparison" }[.foundBy]))",
	(.summary | capital | sentence | fill),
	(if (.reason // "") != "" then (".Pp", (.reason | sentence | fill)) else empty end),
	block("Bad"; .bad), block("Good"; .good),
	(if (.fix // "") != "" then (".Pp", ("Fix: \(.fix)" | sentence | fill)) else empty end),
	(if (.source // "") != "" then (".Pp", ("Source: \(.source)" | sentence | fill)) else empty end);

.rules as $rules |
".\\\" Written by \"make man\" from the rules themselves; edit validator/rules/.",
".Dd November 23, 2026",
".Dt HOOKVET-RULES 7",
".Os",
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
