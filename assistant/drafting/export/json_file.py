"""A plan as JSON, in the shape of `docs/drafting-schema.json`: all of it, and read back as it was."""

import json
from datetime import date
from typing import Any

from assistant.drafting.records import A_DEFINIR, Plan

_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def write(plan: Plan, day: date | None = None) -> bytes:
    """The file's bytes; a draft's JSON bears no date.

    Args:
        plan: The plan.
        day: Not used: every format is called alike.
    """
    # Half a character, which no encoding has, is the only thing that needs to be escaped.
    text = json.dumps(plan.as_json(), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", errors="backslashreplace")


def schema() -> dict[str, Any]:
    """The JSON schema of a draft, as it is written (`docs/drafting-schema.json`)."""
    found = Plan.model_json_schema(mode="serialization")
    unknown = {"const": A_DEFINIR, "description": "Aucune valeur connue."}
    fields = found["$defs"]["PlanNode"]["properties"]
    read = Plan.model_json_schema(mode="validation")["$defs"]
    for name in ("indicateur", "budget", "partenaires", "odd"):
        listed = {key: value for key, value in read["PlanNode"]["properties"][name].items() if key != "default"}
        fields[name] = {"anyOf": [listed, unknown], "title": listed.pop("title", name.capitalize())}
    found["$defs"] = {**found["$defs"], **{name: value for name, value in read.items() if name not in found["$defs"]}}
    return {"$schema": _SCHEMA, **found}


if __name__ == "__main__":
    print(json.dumps(schema(), ensure_ascii=False, indent=1))  # noqa: T201
