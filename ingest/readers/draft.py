"""The JSON of a draft (`docs/drafting-schema.json`): the tree and every field are explicit, nothing is inferred."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ingest.errors import UnreadableFileError
from ingest.given import LEVELS, Given, Line, ordered
from ingest.packing import bound, listed, packed
from ingest.records import Level, Period
from ingest.source import Source, SourceWriter
from ingest.vocabulary import load

_INDICATOR, _BUDGET = ("libelle", "indicator"), ("montant", "budget")
_EVIDENCE = {"brouillon": "draft", "pst": "title"}


def read(data: bytes, name: str) -> Source:
    """Read a draft.

    Raises:
        UnreadableFileError: If it is no JSON, or no draft of a plan.
    """
    try:
        plan = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas un fichier JSON lisible.", "Exportez à nouveau le projet de plan en .json."
        ) from error
    try:
        given = _given(plan)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableFileError(
            f"« {name} » n'est pas le JSON d'un projet de plan ({_why(error)}).",
            "Donnez un fichier écrit par « pst draft -o projet.json » (format : docs/drafting-schema.json).",
        ) from error
    writer = SourceWriter()
    writer.give(given)
    return writer.source()


def _given(plan: Mapping[str, Any]) -> Given:
    """The plan that a draft's JSON holds.

    Raises:
        KeyError: If a field that every draft has is absent.
        ValueError: If a value is none that the field can have; TypeError, AttributeError likewise.
    """
    lines = [_line(node) for node in plan["nodes"]]
    if len({line.id for line in lines}) < len(lines):
        raise ValueError("deux lignes ont le même identifiant")
    if lost := {line.parent for line in lines} - {None} - {line.id for line in lines}:
        raise ValueError(f"la ligne « {sorted(map(str, lost))[0]} » n'existe pas")
    years = plan.get("period")
    exports = load("exports")
    return Given(
        evidence=exports[_EVIDENCE[plan.get("kind", "brouillon")]],
        title=str(plan.get("title") or exports["title"]),
        organisation=str(plan["organisation"]) if plan.get("organisation") else None,
        period=Period(int(years["start"]), int(years["end"])) if years else None,
        lines=ordered(lines),
        record=json.dumps(plan),
    )


def _line(node: Mapping[str, Any]) -> Line:
    level = Level(node["level"])
    if level not in LEVELS:
        raise ValueError(f"le niveau « {level} » n'est pas celui d'un plan")
    parent = node["parent"]
    return Line(
        id=str(node["id"]),
        parent=str(parent) if parent is not None else None,
        level=level,
        text=str(node["text"]),
        number=" ".join(str(node.get("number") or "").split()),
        kind=node.get("kind"),
        attributes=tuple(attributes(node)),
    )


def attributes(node: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields that a line of a draft fills, as a document holds them.

    Args:
        node: The line, in the contract's shape.
    """
    exports = load("exports")
    for field, key in exports["fields"].items():
        value = _value(field, node.get(field))
        if value and value != exports["unknown"]:
            yield key, value
    if (origin := node.get("origin", "plan")) != "plan":
        yield "origine", exports["origins"].get(origin, str(origin))
    if node.get("inspired_by"):
        yield "inspiree_de", listed(map(str, node["inspired_by"]))
    if node.get("dps_items"):
        yield "engagements", listed(bound((one["id"], one["axis"], one["text"])) for one in node["dps_items"])
    if node.get("autres"):
        yield "autres_mentions", listed(bound(map(str, pair)) for pair in node["autres"])


def _value(field: str, value: Any) -> str:  # noqa: ANN401
    if value is None or isinstance(value, str):
        return " ".join((value or "").split())
    if field in ("indicateur", "budget"):
        main, names = _INDICATOR if field == "indicateur" else _BUDGET
        return listed(structured(one, main, names) for one in value)
    return listed(map(str, value))


def structured(one: Mapping[str, Any], main: str, names: str) -> str:
    """An indicator or a budget line as one value with its named parts.

    Args:
        one: Its fields.
        main: The name of the field that stands first.
        names: Where `exports.yaml` names the others.
    """
    exports = load("exports")
    unknown = exports["unknown"]
    parts: list[tuple[str, str]] = []
    for key, name in exports[names].items():
        value = one.get(key)
        if value is True:
            parts.append((name, ""))
        elif value and str(value) != unknown:
            parts.append((name, str(value)))
    first = " ".join(str(one.get(main) or "").split()) or unknown
    if first == unknown and not parts:
        # Nothing known of a line that is there is not the same as no line.
        parts = [(exports[names]["annee"], unknown)]
    return packed(first, parts)


def _why(error: Exception) -> str:
    return f"« {error.args[0]} » absent" if isinstance(error, KeyError) and error.args else str(error)[:120]
