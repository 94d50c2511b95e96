"""An understood question in words, for its asker to check."""

from typing import TYPE_CHECKING

from assistant.intent import Intent
from ingest.nouns import full_noun, noun
from ingest.records import Level
from ingest.themes import thesaurus
from ingest.vocabulary import load

if TYPE_CHECKING:
    from assistant.question import Question

_INTENTS = {
    Intent.COUNT: "Comptage",
    Intent.COMPARISON: "Comparaison",
    Intent.STRUCTURE: "Structure des plans",
    Intent.NODE: "Élément d'un plan",
    Intent.PASSAGE: "Recherche dans les textes",
}
_EVERYWHERE = "tous les CPAS"


def in_words(question: "Question") -> str:
    """« Actions · thème : la jeunesse · tous les CPAS · compris : jeunesse (« jeunese ») »."""
    parts = [_lead(question)]
    if question.number:
        parts.append(f"{noun(question.number[0])} {question.number[1]}")
    if question.facts:
        names = load("questions")["fact_names"]
        parts.append("fait demandé : " + _join([names[kind] for kind in question.facts]))
    parts += _subjects(question)
    if question.volet:
        parts.append(f"volet {question.volet}")
    parts.append(_where(question))
    if question.period:
        parts.append(f"mandature {question.period}")
    if left_out := _left_out(question):
        parts.append("sans " + _join(left_out))
    if question.unparsed:
        parts.append("non pris en compte : " + _join([f"« {words} »" for words in question.unparsed]))
    if question.corrected:
        read = [f"{right} (« {typed} »)" for typed, right in question.corrected]
        parts.append("compris : " + ", ".join(dict.fromkeys(read)))
    return " · ".join(parts)


def _lead(question: "Question") -> str:
    unit = _unit(question)
    if question.intent is Intent.LISTING:
        return unit[0].upper() + unit[1:] if unit else "Liste"
    lead = _INTENTS[question.intent]
    return f"{lead} · {unit}" if unit and question.intent is Intent.COUNT else lead


def _unit(question: "Question") -> str:
    level = question.level or question.unit
    return full_noun(level, 2) if level and level is not Level.VOLET else ""


def _subjects(question: "Question") -> list[str]:
    concepts = thesaurus().concepts
    labels = [concepts[concept].label for concept in question.concepts]
    words = list(dict.fromkeys(word for clause in question.clauses for word in clause.words))
    found = [f"thème{'s' if len(labels) > 1 else ''} : {', '.join(labels)}"] if labels else []
    return found + ([f"mot{'s' if len(words) > 1 else ''} : {', '.join(words)}"] if words else [])


def _where(question: "Question") -> str:
    named = question.named
    if named.names:
        return ", ".join(named.names)
    if named.unknown:
        return ", ".join(named.unknown)
    return f"{_EVERYWHERE} sauf {_join(list(named.excluded))}" if named.excluded else _EVERYWHERE


def _left_out(question: "Question") -> list[str]:
    concepts = thesaurus().concepts
    levels = [full_noun(level, 2) for level in question.excluded_levels]
    volets = [f"volet {kind}" for kind in question.excluded_volets]
    topics = [
        # A part of a theme that is asked for: its name would say that nothing is left.
        f"« {topic.surface} »" if topic.concept in question.concepts else concepts[topic.concept].label
        for clause in question.excluded
        for topic in clause.topics
    ]
    words = [f"« {word} »" for clause in question.excluded for word in clause.words]
    return list(dict.fromkeys([*levels, *volets, *topics, *words]))


def _join(parts: list[str]) -> str:
    return "".join(parts) if len(parts) < 2 else f"{', '.join(parts[:-1])} et {parts[-1]}"
