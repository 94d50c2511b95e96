"""The health of the language model: a real question, and what to do where it is not answered."""

from collections.abc import Iterator

from langchain_core.prompts import ChatPromptTemplate

from assistant.generation.faults import Fault, ModelFault
from assistant.generation.model import LanguageModel
from assistant.generation.usage import in_words
from vectorstore.doctor import Finding, Severity

_PROMPT = ChatPromptTemplate.from_messages([("human", "Réponds en un mot : quelle est la capitale de la {region} ?")])


def examine_model(model: LanguageModel | None) -> Iterator[Finding]:
    """Check the language model, if there is one.

    Args:
        model: The language model, or None.
    """
    if model is None:
        yield Finding(
            "modele_langue", "Modèle de langue", "info", True, "aucun : les réponses sont composées de citations"
        )
        return
    where = f"hors de votre réseau ({model.choice.host})" if model.choice.remote else f"sur place ({model.choice.host})"
    yield Finding("modele_langue_lieu", "Où vont les questions", "info", True, f"{model.name}, {where}")
    run = model.run(_PROMPT, {"region": "Wallonie"})
    try:
        heard = 0
        for piece in run:
            heard += len(piece)
    except ModelFault as fault:
        # One that never stops is there all the same: answers are cut off.
        severity: Severity = "avertissement" if fault.fault is Fault.LOOP else "erreur"
        yield Finding("modele_langue", "Modèle de langue", severity, False, fault.what, fault.remedy)
        return
    first = f"{run.usage.first_token_s or 0:.1f}".replace(".", ",")
    yield Finding(
        "modele_langue", "Modèle de langue", "erreur", heard > 0, f"répond en {first} s ({in_words(run.usage)})"
    )
