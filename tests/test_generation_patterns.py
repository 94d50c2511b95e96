"""The expressions of `generation.yaml` that the checks of a model's sentences look for."""

from assistant.generation.patterns import patterns, said, says
from ingest.vocabulary import load

LISTS = ("denials", "rights", "machine", "silent", "verdicts", "judgements", "strong", "planned")


def test_every_expression_compiles_and_finds_nothing_in_nothing() -> None:
    for name in LISTS:
        assert len(patterns(name)) == len(load("generation")[name])
        assert not says(name, "")


def test_what_is_found_is_told() -> None:
    assert said("strong", "c'est toujours obligatoire") == ["toujours", "obligatoire"]
    assert says("verdicts", "oui, c'est prevu")
    assert not says("verdicts", "le plan dit oui")
