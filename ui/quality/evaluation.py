"""Evaluations on the page: a case file, its cases, a run in the background, the runs of before."""

from collections.abc import Sequence

import streamlit as st

from assistant.administration.evaluating import CaseFile, case_files, fits, runs
from assistant.administration.tasks import Evaluate, Lane
from assistant.evaluation.history import Mark, Run, difference
from assistant.evaluation.scoreboard import KINDS
from assistant.service import Assistant
from prompts import text
from ui.library import html, work
from ui.markdown import safe

_MEASURES = {
    "behaviour": "Bonne réaction",
    "recall": "Passages retrouvés",
    "precision": "Passages justes",
    "exact_count": "Comptes exacts",
    "verified": "Citations vérifiées",
}
_STATUS = {"answered": "a répondu", "refused": "n’a pas répondu", "clarify": "a demandé une précision"}
_FAILURES = 30


def draw(service: Assistant) -> None:
    """Draw the choice of cases and the results."""
    st.markdown(safe(text("qualite_evaluation")))
    found = {one.label: one for one in case_files(service.settings.home)}
    if not found:
        st.markdown(safe(text("qualite_sans_cas")))
        return
    files = frozenset(one.file for one in service.documents())
    chosen = st.selectbox(
        "Série de questions",
        list(found),
        key="case-file",
        format_func=lambda name: _called(found[name], files),
        help="Des questions dont on connaît déjà la bonne réponse : l’assistant y répond, et on compare.",
    )
    one = found[chosen]
    kinds = list(dict.fromkeys(case.kind for case in one.cases))
    picked = st.multiselect(
        "Sortes de questions (toutes si rien n’est choisi)",
        kinds,
        format_func=lambda kind: (KINDS.get(kind) or kind).capitalize(),
        key=f"kinds-{chosen}",
        placeholder="Toutes",
    )
    ids = [case.id for case in one.cases if (not picked or case.kind in picked) and fits(case, files)]
    busy = work.works(Lane.EVALUATION)
    label = f"Évaluer {len(ids)} question{'s' if len(ids) > 1 else ''}"
    if st.button(label, type="primary", disabled=busy or not ids, key="evaluate"):
        work.start(Evaluate(file=str(one.path), cases=tuple(ids)))
        st.rerun()
    if not ids:
        st.caption(safe("Aucune de ces questions ne porte sur les documents de la bibliothèque."))
    _results(one, runs(service.settings.home, one))


def _called(one: CaseFile, files: frozenset[str]) -> str:
    """A series, with how many of its questions are about documents of the library."""
    number = one.fitting(files)
    return f"{one.label} (sur vos documents : {number} question{'s' if number > 1 else ''} sur {len(one.cases)})"


def _results(file: CaseFile, kept: Sequence[Run]) -> None:
    st.header("Résultats", anchor=False)
    if not kept:
        st.markdown(safe("Cette série n’a pas encore été évaluée ici."))
        return
    rows = [
        (f"{one.date.astimezone():%d/%m/%Y %H:%M}", str(len(one.cases)), *(_share(one.total.get(m)) for m in _MEASURES))
        for one in kept
    ]
    st.html(html.table("Les dernières évaluations", ("Date", "Questions", *_MEASURES.values()), rows))
    with st.expander("Ce que disent ces mesures"):
        st.markdown(safe(text("qualite_mesures")))
    if file.held_out:
        st.caption(safe("Les questions de cette série sont gardées à part : on n’en regarde que les totaux."))
        return
    _changes(kept)
    failed = [one for one in kept[0].cases if _is_failed(one)]
    st.header("À revoir dans la dernière", anchor=False)
    if not failed:
        st.markdown(safe("Toutes les questions ont reçu la réaction, les citations et les comptes attendus."))
        return
    asked = {case.id: case.question for case in file.cases}
    shown = [(html.said(asked.get(one.id, one.id)), html.said(_why(one))) for one in failed[:_FAILURES]]
    caption = f"{len(failed)} question{'s' if len(failed) > 1 else ''} sur {len(kept[0].cases)}"
    st.html(html.table(caption, ("Question", "Ce qui manque"), shown))


def _changes(kept: Sequence[Run]) -> None:
    """What has changed since the run before that asked some of the same questions."""
    now = kept[0]
    for before in kept[1:]:
        since = difference(before, now)
        if since.compared:
            same = "" if since.same_library else ", avec une autre bibliothèque"
            told = f"{len(since.better)} mieux, {len(since.worse)} moins bien, sur {since.compared} questions communes"
            st.caption(safe(f"Depuis le {before.date.astimezone():%d/%m/%Y %H:%M}{same} : {told}."))
            return


def _is_failed(one: Mark) -> bool:
    return not one.behaviour or one.exact_count is False or (one.recall is not None and one.recall < 1)


def _why(one: Mark) -> str:
    parts = []
    if not one.behaviour:
        parts.append(f"{_STATUS.get(one.status, one.status)}, ce n’était pas attendu")
    if one.exact_count is False:
        parts.append("compte faux")
    if one.recall is not None and one.recall < 1:
        parts.append(f"{_share(one.recall)} des passages attendus")
    return " ; ".join(parts)


def _share(value: float | None) -> str:
    return "—" if value is None else f"{value:.0%}".replace("%", "\u00a0%")
