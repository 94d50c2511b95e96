"""A model's answer as JSON held to a schema; read tolerantly, and never trusted without it."""

import json
import re
from collections.abc import Mapping
from threading import Event
from typing import TypeVar

from langchain_core.prompts import ChatPromptTemplate
from pydantic import BaseModel, ValidationError

from assistant.answer import Usage
from assistant.generation.faults import Fault, ModelFault
from assistant.generation.model import JSON_OBJECT, LanguageModel
from assistant.generation.usage import both

_OBJECT = re.compile(r"\{.*\}", re.DOTALL)
_T = TypeVar("_T", bound=BaseModel)


def asked_json(
    model: LanguageModel,
    prompt: ChatPromptTemplate,
    variables: Mapping[str, str],
    schema: type[_T],
    stop: Event | None = None,
) -> tuple[_T | None, Usage]:
    """What a model writes when it is held to a schema, or None where that is nothing of the kind.

    A server that refuses one way of holding it is asked the other way. A fault is no error here: what came before it
    may be whole.

    Args:
        model: The language model.
        prompt: The messages.
        variables: A value for each of its variables.
        schema: The JSON that is wanted.
        stop: Set by a reader who waits no longer.
    """
    usage = Usage()
    written = ""
    for form in dict.fromkeys((model.json_form, JSON_OBJECT)):
        model.json_form = form
        run, written = model.run(prompt, variables, stop, schema), ""
        try:
            for piece in run:
                written += piece
        except ModelFault as fault:
            if not written and fault.fault in (Fault.SERVER, Fault.BROKEN) and form != JSON_OBJECT:
                usage = both(usage, run.usage)
                continue
        usage = both(usage, run.usage)
        break
    found = _OBJECT.search(written)
    try:
        return (schema.model_validate(json.loads(found.group(0))) if found else None), usage
    except (ValueError, ValidationError):
        return None, usage
