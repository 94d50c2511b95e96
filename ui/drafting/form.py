"""The form of a line: its words and its fields."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from assistant.drafting.editing import lines
from assistant.drafting.editing.tables import Table, edited, records, table
from assistant.drafting.editing.vocabulary import categories, goals
from assistant.drafting.records import A_DEFINIR, Budget, Indicator, PlanNode
from ingest.records import Level
from ui import keys
from ui.drafting import state
from ui.markdown import safe

_PAIRS = (("responsable", "service"), ("echeance", "priorite"), ("responsable_mandataire", "responsable_administratif"))
_FIRST = frozenset({"responsable", "service", "echeance", "priorite"})
_INDICATOR = {"libelle": "Indicateur", "cible": "Cible", "atteint": "Atteint", "annee": "Année"}
_BUDGET = {"source": "Source", "annee": "Année", "montant": "Montant", "commentaire": "Commentaire"}
_PLAIN = ("text", *(field for pair in _PAIRS for field in pair), "categorie", "odd", "partenaires", "commentaire")
_LONGEST = 2000
_WITH_FIELDS = frozenset({Level.OS, Level.OO, Level.ACTION, Level.SOUS_ACTION})


def draw(one: PlanNode) -> None:
    """Draw the form of a line; what is typed is kept when it is sent."""
    mark = _mark(one)
    with st.form(f"form-{mark}", border=False, enter_to_submit=False):
        # Streamlit cuts the words that it is given, too: a long line would be saved without its end.
        most = max(_LONGEST, len(one.text))
        st.text_area("Intitulé", value=one.text, key=f"text-{mark}", height=90, max_chars=most)
        if one.level in _WITH_FIELDS:
            _pairs(one, _PAIRS[:2], mark)
            hidden = any(each not in _FIRST for each in one.suggestions) or any(
                each.suggestion for each in one.indicateur
            )
            label = "Plus de champs (avec des suggestions)" if hidden else "Plus de champs"
            with st.expander(label, key=f"more-{mark}"):
                _more(one, mark)
        # A callback: it runs before the page is drawn again, and so knows the version that the form was drawn from.
        st.form_submit_button("Enregistrer", type="primary", icon=":material/save:", on_click=_save, args=(one, mark))
    if one.suggestions or any(each.suggestion for each in one.indicateur):
        st.button(
            "Accepter les valeurs suggérées",
            key=f"values-{one.id}",
            on_click=state.do,
            args=("suggestions acceptées", lambda plan: lines.accept_values(plan, one.id)),
        )


def _mark(one: PlanNode) -> str:
    """What ends the form's keys: it changes with what the form shows, and with nothing else.

    A proposal that is accepted keeps what is typed; a line that another tab changed shows its new words.
    """
    return f"{one.id}-{keys.mark([getattr(one, field) for field in _PLAIN], _indicators(one), _budget(one))}"


def _pairs(one: PlanNode, pairs: Sequence[tuple[str, str]], mark: str) -> None:
    for pair in pairs:
        for column, field in zip(st.columns(2), pair, strict=True):
            column.text_input(_label(one, field), value=_known(one, field), key=f"{field}-{mark}")


def _more(one: PlanNode, mark: str) -> None:
    """The fields that are filled later."""
    _pairs(one, _PAIRS[2:], mark)
    known = categories()
    st.selectbox(
        _label(one, "categorie"),
        [*known, *([one.categorie] if one.categorie not in (*known, A_DEFINIR) else [])],
        index=None if one.categorie == A_DEFINIR else [*known, one.categorie].index(one.categorie),
        key=f"categorie-{mark}",
        accept_new_options=True,
        placeholder=A_DEFINIR,
    )
    st.multiselect(
        _label(one, "odd"),
        range(1, len(goals()) + 1),
        default=[each for each in one.odd if each <= len(goals())],
        format_func=lambda rank: f"{rank}. {goals()[rank - 1]}",
        key=f"odd-{mark}",
        placeholder=A_DEFINIR,
    )
    st.text_area(
        f"{_label(one, 'partenaires')} (un par ligne)",
        value="\n".join(one.partenaires),
        key=f"partenaires-{mark}",
        height=70,
    )
    st.markdown(safe(f"{_label(one, 'indicateur')} (un par rangée)"))
    st.data_editor(_indicators(one), num_rows="dynamic", key=f"indicateur-{mark}", width="stretch")
    st.markdown(safe(f"{_label(one, 'budget')} (un poste par rangée)"))
    st.data_editor(_budget(one), num_rows="dynamic", key=f"budget-{mark}", width="stretch")
    st.text_area(lines.label("commentaire"), value=one.commentaire, key=f"commentaire-{mark}", height=70)


def _indicators(one: PlanNode) -> Table:
    return table([each.model_dump() for each in one.indicateur], _INDICATOR)


def _budget(one: PlanNode) -> Table:
    return table([each.model_dump() for each in one.budget], _BUDGET)


def _save(one: PlanNode, mark: str) -> None:
    words, values = str(st.session_state[f"text-{mark}"]), _values(one, mark)
    state.edit_plan(
        "ligne modifiée",
        lambda plan: lines.fill(lines.rename(plan, one.id, words), one.id, values),
        " · ".join([words, *(value for value in values.values() if isinstance(value, str) and value)]),
    )


def _values(one: PlanNode, mark: str) -> dict[str, Any]:
    held = st.session_state
    if one.level not in _WITH_FIELDS:
        return {}
    values: dict[str, Any] = {
        field: " ".join(str(held[f"{field}-{mark}"] or "").split()) for pair in _PAIRS for field in pair
    }
    values["categorie"] = str(held[f"categorie-{mark}"] or "")
    values["odd"] = tuple(held[f"odd-{mark}"])
    values["partenaires"] = tuple(filter(None, map(str.strip, str(held[f"partenaires-{mark}"] or "").splitlines())))
    values["commentaire"] = str(held[f"commentaire-{mark}"] or "").strip()
    rows = edited(_indicators(one), held[f"indicateur-{mark}"])
    hinted = {each.libelle for each in one.indicateur if each.suggestion}  # One whose words stay is still a suggestion.
    values["indicateur"] = tuple(
        Indicator(**row, suggestion=row["libelle"] in hinted) for row in records(rows, _INDICATOR)
    )
    rows = edited(_budget(one), held[f"budget-{mark}"])
    values["budget"] = tuple(Budget(**row) for row in records(rows, _BUDGET, ["commentaire"]))
    return values


def _label(one: PlanNode, field: str) -> str:
    hinted = field in one.suggestions or (field == "indicateur" and any(each.suggestion for each in one.indicateur))
    return lines.label(field) + (" (suggestion)" if hinted else "")


def _known(one: PlanNode, field: str) -> str:
    value = str(getattr(one, field))
    return "" if value == A_DEFINIR else value
