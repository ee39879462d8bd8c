# python3-jsonschema: check files (.jsonl: their lines) against a schema, as one run of
# a program: python3 jsonschema.py SCHEMA FILE...
import json
import sys

del sys.path[0]  # this file has the library's name
from jsonschema.validators import validator_for  # noqa: E402

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
validator = validator_for(schema)(schema)
bad = 0
for name in sys.argv[2:]:
    with open(name, encoding="utf-8") as file:
        for text in file if name.endswith(".jsonl") else [file.read()]:
            bad += not validator.is_valid(json.loads(text))
sys.exit(1 if bad else 0)
