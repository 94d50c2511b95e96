"""Every sentence of a language model, held against the sources that it cites: kept, or struck out with a reason.

A sentence is kept when its quotes stand in its sources, when each of its figures, names and addresses does, when it
denies nothing that they do not deny, and when most of what it says is theirs. One that cites nothing is given the
source that holds it, or is struck out. The thresholds are those of `docs/benchmarks.md`, set on sentences judged by
hand.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Struck
from assistant.generation.evidence import Source
from assistant.generation.hardfacts import breaks_series, counted, hard_facts, holds
from assistant.generation.overreach import echoes_instructions, overreach
from assistant.generation.patterns import says
from assistant.generation.sentences import Sentence, sentences, trailing
from assistant.verify import verify
from ingest.folding import fold_spaces
from ingest.french import analyse, question_words
from ingest.vocabulary import load

SUPPORT = 0.75
"""The share of a sentence's words, rare ones counting more, that its sources have to hold."""
FOUND = 0.75
"""The same for a source that the model did not cite itself."""
_MIN_KEPT = 0.5
"""Below this share of its sentences, an answer is not worth showing."""
SILENT = "ne dit rien de la question"
"""Why a sentence on the model itself, or on what it did not find, is not kept."""
_QUOTE = re.compile(r"«\s*([^«»]+?)\s*»|“([^“”]+)”|\"([^\"]+)\"")
_MIN_QUOTED = 2
_MAX_WIDER = 3
"""How many sources a sentence may be given besides or in place of those that it cites."""
_SAME = 0.8
"""The share of each other's words from which a sentence only says a row of a listing again."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What is left of an answer.

    Attributes:
        text: The sentences kept, with their marks and their layout.
        cited: The numbers of the sources that they rest on.
        kept: How many of its sentences were kept.
        struck: Those that were not.
    """

    text: str
    cited: tuple[int, ...]
    kept: int
    struck: tuple[Struck, ...]

    @property
    def enough(self) -> bool:
        """Whether what is left still answers."""
        total = self.kept + len(self.struck)
        return bool(self.cited) and total > 0 and self.kept / total >= _MIN_KEPT


class Reviewer:
    """Holds sentences against sources.

    Args:
        sources: The sources that the model was given.
        idf: How rare an index term is.
        citizen: Whether the answer is for the public: an intention must not read as a right.
        listed: Whether the sources stand below as the rows of a listing: what only says one again is left out.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        idf: Callable[[str], float],
        *,
        citizen: bool = False,
        listed: bool = False,
    ) -> None:
        self._sources = {one.n: one for one in sources}
        self._idf = idf
        self._citizen = citizen
        self._listed = listed

    def review(self, text: str) -> Reviewed:
        """Check a whole answer.

        Args:
            text: The answer, its marks in order (`assistant.generation.marks`).
        """
        pieces: list[tuple[Sentence, str]] = []
        struck, cited, kept = [], dict[int, None](), 0
        said: set[str] = set()
        for sentence in sentences(trailing(text)):
            if sentence.empty or sentence.title:
                reason = self._strange(sentence) if not sentence.empty else None
                pieces.append((sentence, "\n" if reason else sentence.raw))
                continue
            again = sentence.text in said
            said.add(sentence.text)
            if again or (self._listed and self._repeats(sentence)):
                pieces.append((sentence, "\n"))
                continue
            marks, reason = self._judge(sentence)
            if reason is not None:
                struck.append(Struck(text=sentence.text, reason=reason))
                pieces.append((sentence, "\n" if sentence.raw.endswith("\n") else ""))
                continue
            kept += 1
            cited.update(dict.fromkeys(marks))
            pieces.append((sentence, sentence.raw if sentence.marks == marks else _marked(sentence.raw, marks)))
        return Reviewed(_joined(pieces), tuple(sorted(cited)), kept, tuple(struck))

    def _judge(self, sentence: Sentence) -> tuple[tuple[int, ...], str | None]:
        """The sources that a sentence rests on, or why it rests on none."""
        folded = fold_spaces(sentence.text)
        if says("machine", folded) or says("silent", folded) or echoes_instructions(sentence.text):
            return (), SILENT
        if self._citizen and says("rights", folded):
            return (), "présente une intention du plan comme un droit ou une décision"
        if sentence.marks:
            reason = self._unsupported(sentence, [self._sources[n] for n in sentence.marks], SUPPORT)
            wider = self._wider(sentence) if reason is not None else ()
            return (wider, None) if wider else (sentence.marks, reason)
        for source in sorted(self._sources.values(), key=lambda one: -self._share(sentence, [one])):
            if self._unsupported(sentence, [source], FOUND) is None:
                return (source.n,), None
        return (), "ne cite aucune source, et aucune ne le dit"

    def _wider(self, sentence: Sentence) -> tuple[int, ...]:
        """The few sources that bear out a sentence whose own marks do not: models say more than the one they cite."""
        chosen: list[Source] = []
        for _ in range(_MAX_WIDER):
            left = [one for one in self._sources.values() if one not in chosen]
            if not left:
                break
            best = max(left, key=lambda one: (self._share(sentence, [*chosen, one]), one.n in sentence.marks, -one.n))
            if chosen and self._share(sentence, [*chosen, best]) <= self._share(sentence, chosen):
                break
            chosen.append(best)
            if self._unsupported(sentence, chosen, FOUND) is None:
                return tuple(sorted(one.n for one in chosen))
        return ()

    def _repeats(self, sentence: Sentence) -> bool:
        """Whether a sentence only announces rows, or says one again."""
        if sentence.text.rstrip().endswith(":"):
            return True
        said = frozenset(analyse(sentence.text))
        rows = [frozenset(analyse(one.words)) for one in self._sources.values()]
        return bool(said) and any(len(said & row) >= _SAME * max(len(said), len(row)) for row in rows)

    def _unsupported(self, sentence: Sentence, cited: Sequence[Source], least: float) -> str | None:
        evidence = "\n".join(one.text for one in cited)
        for match in _QUOTE.finditer(sentence.text):
            quote = next(filter(None, match.groups()))
            if len(quote.split()) >= _MIN_QUOTED and not self._stands(quote, cited):
                return "met entre guillemets des mots qui ne sont pas dans ses sources"
        own = counted(sentence.text) & {len(cited), len(sentence.marks)}
        for fact in hard_facts(sentence.text):
            if not holds(evidence, fact) and not (fact.isdigit() and int(fact) in own):
                kind = "le nombre" if fact[0].isdigit() else "le nom"
                return f"{kind} « {fact} » n'est pas dans ses sources"
        if any(breaks_series(one.words, sentence.text) for one in cited):
            return "sépare des chiffres de l'année que ses sources leur donnent"
        said = fold_spaces("\n".join(one.words for one in cited))
        if says("denials", fold_spaces(sentence.text)) and not says("denials", said):
            return "nie ce que ses sources ne nient pas"
        beyond = overreach(sentence.text, cited, list(self._sources.values()))
        if beyond is not None:
            return beyond
        if self._share(sentence, cited) < least:
            return "ses sources n'en disent pas assez"
        return None

    def _stands(self, quote: str, cited: Sequence[Source]) -> bool:
        return any(verify(quote, one.document).shown for one in cited) or any(
            fold_spaces(quote) in fold_spaces(one.text) for one in cited
        )

    def _share(self, sentence: Sentence, cited: Sequence[Source]) -> float:
        """How much of what a sentence says its sources hold; one that says nothing of its own is held."""
        held = frozenset[str]().union(*(one.terms for one in cited))
        # Figures are written in many ways, and held against the sources on their own.
        terms = [
            term
            for term in dict.fromkeys(analyse(sentence.text))
            if term not in _plain_terms() and not term[:1].isdigit()
        ]
        wanted = sum(map(self._idf, terms))
        return sum(self._idf(term) for term in terms if term in held) / wanted if wanted else 1.0

    def _strange(self, title: Sentence) -> str | None:
        """Why a title is left out: it names what no source names."""
        every = "\n".join(one.text for one in self._sources.values())
        return next((fact for fact in hard_facts(title.text) if not holds(every, fact)), None)


def _marked(raw: str, marks: Sequence[int]) -> str:
    """A sentence with these marks and no others, before its last stop."""
    raw = re.sub(r"[ \t]*\[\d{1,3}\]", "", raw)
    added = "".join(f" [{one}]" for one in marks)
    found = re.search(r"[ \t]*([.!?…]*)(\s*)$", raw)
    assert found is not None
    return f"{raw[: found.start()]}{added}{found.group(1)}{found.group(2)}"


def _joined(pieces: Sequence[tuple[Sentence, str]]) -> str:
    """The pieces kept; a title with nothing left under it goes too."""
    lines = "".join(piece for _, piece in pieces).splitlines()
    out: list[str] = []
    for line in lines:
        if re.search(r"\w", line) is None:
            line = ""
        if line or (out and out[-1]):
            out.append(line)
    while True:
        trimmed = [
            line
            for at, line in enumerate(out)
            if not (_heads(line) and (at + 1 == len(out) or all(not one or _heads(one) for one in out[at + 1 :])))
        ]
        if trimmed == out:
            break
        out = trimmed
    return "\n".join(out).strip()


def _heads(line: str) -> bool:
    (only,) = sentences(line) if len(sentences(line)) == 1 else (None,)
    return only is not None and only.title


@cache
def _plain_terms() -> frozenset[str]:
    """The terms of the words that only tell how an answer is put."""
    return question_words() | frozenset(term for word in load("generation")["reporting"] for term in analyse(str(word)))
