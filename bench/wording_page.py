"""The section of `docs/benchmarks.md` on what a language model adds and costs."""

import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bench.report import Results, table

_VERDICTS = ("fidèle", "infidèle", "vide")


def section(results: Results, judged: Mapping[tuple[str, str], str]) -> str:
    """The section, without its marks.

    Args:
        results: What `bench.wording.measure` found.
        judged: The judgements by hand, by case and sentence.
    """
    answers = results["answers"]
    on = results["machine"]
    return "\n".join(
        [
            f"""## With a language model

`{results["command"]}` with `{results["model"]}` on {on["date"]}: {on["cores"]} cores shared with the model's server
(llama.cpp, a multilingual instruct model of 1.5 billion parameters in 4 bits, about 14 tokens/s). {len(answers)}
answerable questions of the development cases, answered without the model and with it in the same run. Load average
{results["load"][0]:.1f} at the start, {results["load"][1]:.1f} at the end, the server's own two threads included: other
work ran beside it, and the times are upper bounds. What the model wrote was checked once more after the run with the
rules that reading it led to (`--replay`): on other sentences, expect less.
""",
            _side_by_side(answers),
            _times(answers),
            _judged(answers, judged),
        ]
    )


def _side_by_side(answers: Sequence[Mapping[str, Any]]) -> str:
    worded = [one for one in answers if one["mode"] == "generative"]
    rows = []
    for name, group in (("all", answers), ("worded by the model", worded)):
        for side in ("extractive", "generative"):
            scores = [one[side] for one in group]
            rows.append(
                [
                    f"{name}, {'without' if side == 'extractive' else 'with'} the model",
                    f"{len(group)}",
                    _mean([one["recall"] for one in scores]),
                    _mean([one["precision"] for one in scores]),
                    f"{sum(one['citations'] for one in scores)}",
                    f"{sum(one['false_friends'] for one in scores)}",
                ]
            )
    modes = Counter(_what(one) for one in answers)
    told = ", ".join(f"{number} {name}" for name, number in modes.most_common())
    return f"""### Citations

What became of the questions: {told}.

{table(["answers", "questions", "citation recall", "citation precision", "citations", "false friends"], rows)}
"""


def _what(one: Mapping[str, Any]) -> str:
    if one["mode"] == "generative":
        return "worded"
    return "fell back on the quotes" if one["usage"] else "answered without asking it (exact answers, refusals)"


def _times(answers: Sequence[Mapping[str, Any]]) -> str:
    asked = [one for one in answers if one["usage"] and one["usage"]["first_token_s"] is not None]
    rows = [
        ["without the model, whole answer", *_spread([one["extractive_ms"] / 1000 for one in answers])],
        ["with it, first word", *_spread([one["usage"]["first_token_s"] for one in asked])],
        ["with it, whole answer", *_spread([one["usage"]["seconds"] for one in asked])],
    ]
    tokens = statistics.median([one["usage"]["prompt_tokens"] for one in asked]) if asked else 0
    return f"""### Times

Median prompt: {tokens:.0f} tokens. The server reads about 60 to 100 tokens a second here: that is the wait for the
first word.

{table(["seconds", "median", "slowest"], rows)}
"""


def _judged(answers: Sequence[Mapping[str, Any]], judged: Mapping[tuple[str, str], str]) -> str:
    counted: dict[str, Counter[str]] = {"kept": Counter(), "struck": Counter()}
    whole, worded = 0, 0
    read = [one for one in answers if any((one["id"], it["text"]) in judged for it in one["sentences"])]
    for one in read:
        shown: list[str] = []
        worded += one["mode"] == "generative"
        for it in one["sentences"]:
            verdict = judged.get((one["id"], it["text"]), "non jugée")
            kept = it["struck"] is None and one["mode"] == "generative"
            counted["kept" if kept else "struck"][verdict] += 1
            if kept:
                shown.append(verdict)
        whole += bool(shown) and "infidèle" not in shown
    rows = [[name, *(f"{found[verdict]}" for verdict in _VERDICTS)] for name, found in counted.items()]
    return f"""### Faithfulness, judged by hand

Every sentence of {len(read)} answers was read beside its sources (`evals/judged-sentences.jsonl`): faithful when its
sources say it, unfaithful when they do not or say otherwise, empty when it says nothing of the question. Of
the {worded} that were shown in the model's words, {whole} held no unfaithful sentence. « Struck » holds also the
sentences of answers that fell back on quotes.

{table(["sentences", "faithful", "unfaithful", "empty"], rows)}
"""


def _mean(values: Sequence[float | None]) -> str:
    known = [one for one in values if one is not None]
    return f"{statistics.fmean(known):.2f}" if known else "—"


def _spread(values: Sequence[float]) -> tuple[str, str]:
    return (f"{statistics.median(values):.2f}", f"{max(values):.2f}") if values else ("—", "—")
