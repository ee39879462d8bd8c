# mistakes: of a document that is right, documents with one mistake each, and the place of
# it: a name that is misspelt, a member that is missing, a value of another type, a word
# with a letter twice.
def pointer: map("/" + (tostring | gsub("~"; "~0") | gsub("/"; "~1"))) | join("");
def twice: .[:2] + .[1:];

. as $doc
| paths as $p
| $p[:-1] as $in
| $p[-1] as $last
| getpath($p) as $value
| (if ($last | type) == "string" and ($last | length) > 2 then
     { kind: "name", where: ($in + [$last | twice] | pointer),
       doc: ($doc | setpath($in; getpath($in) | with_entries(if .key == $last then .key |= twice else . end))) }
   else empty end),
  (if ($last | type) == "string" then
     { kind: "missing", where: ($in | pointer), doc: ($doc | delpaths([$p])) }
   else empty end),
  { kind: "type", where: ($p | pointer),
    doc: ($doc | setpath($p; if ($value | type) == "number" then [] else 12345 end)) },
  (if ($value | type) == "string" and ($value | length) > 1 then
     { kind: "word", where: ($p | pointer), doc: ($doc | setpath($p; $value | twice)) }
   else empty end)
