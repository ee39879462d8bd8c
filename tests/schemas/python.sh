#!/bin/sh
# The built-in schemas are standard JSON Schema: Python's jsonschema, which knows
# nothing of x-hookvet, accepts what is valid and refuses what they are to find.
cd "$(dirname "$0")/../.." || exit 2
: "${PROG:=build/hookvet}"
if ! python3 -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null; then
	echo "skipped: python3-jsonschema is not installed"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
fi
exec python3 -W ignore - "$PROG" <<'EOF'
import glob, json, os, subprocess, sys
import jsonschema

prog = sys.argv[1]
base = "https://schemas.hookvet.example/cybersource/"
store = {}
for name in glob.glob("schemas/*/*.schema.json"):
    with open(name, encoding="utf-8") as f:
        schema = json.load(f)
    store[schema["$id"]] = schema
passed = failed = 0


def check(ok, text):
    global passed, failed
    passed, failed = passed + ok, failed + (not ok)
    if not ok:
        print("failed: " + text)


def accepts(kind, doc):
    schema = store[base + kind + ".schema.json"]
    resolver = jsonschema.RefResolver(base, schema, store)
    checker = jsonschema.FormatChecker(["date", "json-pointer"])
    return jsonschema.Draft202012Validator(
        schema, resolver=resolver, format_checker=checker).is_valid(doc)


def findings(name, *options):
    out = subprocess.run([prog, "check", "--no-config", "-q", "-f", "json", *options, name],
                         capture_output=True, check=False).stdout
    return json.loads(out)["findings"]


for schema in store.values():
    try:
        jsonschema.Draft202012Validator.check_schema(schema)
        check(True, "")
    except jsonschema.SchemaError as e:
        check(False, schema["$id"] + ": " + e.message)

# What has to be refused: every finding of a keyword says its kind of document.
kinds = {"create-v1": "create-request", "create-v2": "create-request",
         "update": "update-request", "status": "status-request",
         "replay": "replay-request"}
for name in sorted(glob.glob("corpus/valid/*/*.json")):
    folder = name.split("/")[2]
    if folder in kinds:
        with open(name, encoding="utf-8") as f:
            check(accepts(kinds[folder], json.load(f)), name + " is refused")
for name in sorted(glob.glob("corpus/examples/*-*.json")):
    kind = os.path.basename(name)[:-5].replace("-v1", "")
    if base + kind + ".schema.json" in store:
        with open(name, encoding="utf-8") as f:
            check(accepts(kind, json.load(f)), name + " is refused")

rules = """missing-field wrong-type unknown-field value-not-allowed pattern-mismatch
    out-of-range wrong-length number-as-string missing-recommended-field mixed-shapes
    misplaced-field field-alias undocumented-field malformed-event-type
    empty-event-types event-types-shape oauth-config-missing oauth-token-type
    unused-security-config scope-shape status-not-settable read-only-field""".split()
for rule in rules:
    for name in sorted(glob.glob("corpus/invalid/" + rule + "/*.json")):
        if os.path.exists(name[:-5] + ".args"):
            continue
        with open(name, encoding="utf-8") as f:
            doc = json.load(f)
        found = [x for x in findings(name) if x["rule"] == rule]
        near = "near-miss" in name
        check(bool(found) != near, name)
        if found:
            check(not accepts(found[0]["kind"], doc), name + " is accepted")

print("%d passed, %d failed, 0 skipped" % (passed, failed))
sys.exit(failed != 0)
EOF
