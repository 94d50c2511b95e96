"""JSON asked of a model: held to a schema, read tolerantly, None where it is nothing of the kind."""

import pytest
from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel

from assistant.generation.structured import asked_json
from tests.fakes import scripted


class Wanted(BaseModel):
    mots: list[str]


PROMPT = ChatPromptTemplate.from_messages([("human", "{texte}")])


@pytest.mark.parametrize(
    "written",
    ['{"mots": ["a"]}', 'Voici :\n```json\n{"mots": ["a"]}\n```', '{"mots": ["a"], "autre": 3}'],
)
def test_json_is_read_whatever_stands_around_it(written: str) -> None:
    model, _ = scripted([written])
    found, usage = asked_json(model, PROMPT, {"texte": "x"}, Wanted)
    assert found == Wanted(mots=["a"])
    assert usage.calls == 1


@pytest.mark.parametrize("script", [["rien"], ['{"mots": 3}'], ['{"mots": ['], [ConnectionError("refused")]])
def test_anything_else_is_nothing(script: list[str | float | Exception]) -> None:
    model, _ = scripted(script)
    assert asked_json(model, PROMPT, {"texte": "x"}, Wanted)[0] is None
