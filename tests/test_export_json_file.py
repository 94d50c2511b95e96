"""The JSON schema that is published is the one of the records, and drafts follow it."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from assistant.drafting.export import exported
from assistant.drafting.export.json_file import schema
from assistant.drafting.records import Plan
from tests.drafts import QUICK, plans, trooz

PUBLISHED = Path(__file__).parents[1] / "docs" / "drafting-schema.json"


def test_the_published_schema_is_current() -> None:
    remedy = "Écrivez-le à nouveau : python -m assistant.drafting.export.json_file > docs/drafting-schema.json"
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == schema(), remedy


@settings(max_examples=25, deadline=None, phases=QUICK)
@given(plan=plans())
def test_drafts_follow_the_schema(plan: Plan) -> None:
    checker = pytest.importorskip("jsonschema")
    checker.validate(json.loads(exported(plan, ".json")), schema())


def test_the_file_is_the_contract_s_json() -> None:
    assert json.loads(exported(trooz(), ".json")) == trooz().as_json()
    assert Plan.model_validate_json(exported(trooz(), ".json")) == trooz()
