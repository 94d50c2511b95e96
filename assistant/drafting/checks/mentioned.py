"""Whether a plan speaks of something at all: in its lines, in their fields, or in the text around them."""

from collections.abc import Callable, Sequence

from assistant.drafting.checks.outline import Outline, said
from assistant.drafting.checks.rules import check, enumerated, plural
from assistant.drafting.checks.words import find
from assistant.drafting.records import Check, PlanNode

_SHOWN = 200


def mentioned(
    outline: Outline,
    rule: str,
    words: str,
    given: Sequence[PlanNode] = (),
    subject: str = "",
    is_said: Callable[[str], bool] | None = None,
) -> Check:
    """A rule that asks for a mention anywhere.

    Args:
        outline: The plan.
        rule: Its id.
        words: The list of `checks.yaml` that tells a mention.
        given: Lines whose fields mention it, whatever their words.
        subject: How a finding calls what those fields give.
        is_said: What tells a mention in a line of the text around, where the words alone do not.
    """
    is_said = is_said or (lambda line: find(line, words) is not None)
    held = [(node, find(text, words)) for node, text in said(outline.plan.nodes) if is_said(text)]
    if held:
        named = enumerated([outline.name(node) + (f" (« {one} »)" if one else "") for node, one in held], len(held))
        return check(rule, True, f"{plural(len(held), 'ligne')} : {named}.", (node.id for node, _ in held))
    if given:
        nodes = [node.id for node in given]
        return check(rule, True, f"{plural(len(given), 'ligne')} avec un champ qui dit les {subject}.", nodes)
    return _around(outline, rule, words, is_said)


def _around(outline: Outline, rule: str, words: str, is_said: Callable[[str], bool]) -> Check:
    """The text that stands around the lines; where it is not at hand, that is said."""
    for line in outline.prose.split("\n"):
        if is_said(line):
            return check(rule, True, f"Dans le texte autour des lignes du plan : « {_cut(line, words)} ».")
    if outline.prose:
        return check(rule, False, "Rien n'en parle, ni dans les lignes du plan, ni dans le texte autour.")
    told = (
        "Aucune ligne n'en parle."
        if outline.is_draft
        else "Aucune ligne n'en parle ; le texte autour des lignes n'a pas été relu."
    )
    return check(rule, False, told)


def _cut(line: str, words: str, around: int = 60) -> str:
    """A mention with a few words around it."""
    plain = " ".join(line.split())
    found = find(plain, words)
    if found is None:
        return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN].rsplit(' ', 1)[0]} …"
    at = max(plain.find(found), 0)
    start, end = max(0, at - around), min(len(plain), at + len(found) + around)
    start = plain.find(" ", start) + 1 if start else 0
    end = plain.rfind(" ", 0, end) if end < len(plain) else end
    return f"{'… ' if start else ''}{plain[start:end]}{' …' if end < len(plain) else ''}"
