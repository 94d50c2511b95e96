"""The thesaurus on the page: a theme's words, the effect of changing them, saving and taking back."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.administration import additions, editing
from assistant.administration.effects import Effect, Element, effects, elements, recognised
from assistant.administration.tasks import Lane, Retag
from assistant.service import Assistant
from ingest.additions import Additions, dump, merged, parse
from ingest.nouns import called, shortened
from ingest.vocabulary import packaged
from prompts import text
from ui import failure, keys
from ui.library import html, work
from ui.markdown import safe

_NEW = ""
_FIELDS = {
    "terms": ("Mots du thème", "Une action qui dit l’un d’eux est dans le thème."),
    "questions": ("Mots des questions", "Ce que disent les gens ; ils ne servent qu’à comprendre les questions."),
    "weak": ("Mots qui suggèrent le thème", "Ils ne suffisent pas à eux seuls."),
    "false_friends": ("Faux amis", "Expressions qui contiennent un mot du thème et veulent dire autre chose."),
}
_PROPOSED = "thesaurus-proposed"
"""The theme that is changed, all the additions as they would be, and a mark of those that they were made from."""
_CHANGED = (
    "Le thésaurus a été modifié depuis que cet effet a été calculé : rien n’a été enregistré. Relisez les mots du "
    "thème, puis demandez à nouveau à voir l’effet."
)
_TRIED = "essai"


def draw(service: Assistant) -> None:
    """Draw the editor."""
    st.markdown(safe(text("bibliotheque_thesaurus")))
    file = service.settings.thesaurus
    current = additions.current(file)
    shipped = packaged("thesaurus")
    entries = {str(one["id"]): one for one in merged(shipped, current)["concepts"]}
    tried = st.text_input("Essayer une question", st.query_params.get(_TRIED, ""), max_chars=300, key="tried")
    if tried.strip():
        _recognised("Thèmes reconnus aujourd’hui", tried, list(entries.values()))
    own = {str(one["id"]): one for one in shipped["concepts"]}
    names = {name: str(one["label"]) for name, one in entries.items()}
    ordered = sorted(names, key=lambda name: names[name].casefold())
    concept = st.selectbox(
        "Thème",
        [_NEW, *ordered],
        index=None,
        key="concept",
        format_func=lambda name: names[name] + (" (modifié)" if name in current.concepts else "") if name else _fresh(),
        placeholder="Choisissez un thème, ou un nouveau",
    )
    if concept is not None:
        with failure.told():
            _edit(service, current, entries, own, concept, tried)
    _history(service, current)


def _fresh() -> str:
    return "Nouveau thème…"


def _edit(
    service: Assistant,
    current: Additions,
    entries: Mapping[str, Mapping[str, Any]],
    own: Mapping[str, Mapping[str, Any]],
    concept: str,
    tried: str,
) -> None:
    entry = entries.get(concept, {})
    with st.form(f"theme-{concept}", border=True):
        label = str(entry.get("label", ""))
        if concept not in own:
            label = st.text_input("Nom du thème, comme après « sur »", label, max_chars=80, placeholder="la ruralité")
        lists = {name: _phrases(name, entry, concept) for name in _FIELDS}
        asked = st.form_submit_button("Voir l’effet", type="primary")
    if asked:
        name = concept or editing.slug(label, list(entries))
        _propose(concept, editing.edited(current, own.get(name), name, label, lists), current)
    proposed = st.session_state.get(_PROPOSED)
    if proposed is not None and proposed[0] == concept:
        if proposed[2] == _state(current):
            _preview(service, current, proposed[1], tried)
        else:
            st.session_state.pop(_PROPOSED)
            st.warning(safe(_CHANGED))
    if concept in current.concepts and st.button("Revenir aux mots du produit", key=f"reset-{concept}"):
        _propose(concept, editing.without(current, concept), current)
        st.rerun()


def _propose(concept: str, wanted: Additions, current: Additions) -> None:
    st.session_state[_PROPOSED] = (concept, dump(wanted), _state(current))


def _state(current: Additions) -> str:
    """What changes with any save, a colleague's too: a proposal holds all the additions, and would undo theirs."""
    return keys.mark(dump(current))


def _shown(entry: Mapping[str, Any]) -> str:
    """What changes with a theme's words: its form then holds the new ones."""
    return keys.mark(*(tuple(map(str, entry.get(name) or ())) for name in _FIELDS))


def _phrases(name: str, entry: Mapping[str, Any], concept: str) -> tuple[str, ...]:
    """A list of a theme's phrases, one a line."""
    title, meaning = _FIELDS[name]
    held = "\n".join(map(str, entry.get(name) or ()))
    key = f"{name}-{concept}-{_shown(entry)}"
    typed = st.text_area(title, held, height=160 if name == "terms" else 110, key=key)
    st.caption(safe(meaning))
    return editing.phrases(typed or "")


def _preview(service: Assistant, current: Additions, proposed: str, tried: str) -> None:
    shipped = packaged("thesaurus")
    before, after = merged(shipped, current)["concepts"], merged(shipped, parse(proposed, "aperçu"))["concepts"]
    library = _library(str(service.shelf.current), service) if service.shelf.current else ()
    found = effects(library, before, after)
    st.header("Effet de ces changements", anchor=False)
    if not found:
        st.markdown(safe("Rien ne change : ces mots sont déjà ceux du thème."))
        return
    for one in found:
        _effect(one, len(library))
    if tried.strip():
        _recognised("Thèmes reconnus ensuite", tried, after)
    with st.container(horizontal=True):
        if st.button("Enregistrer", type="primary", disabled=work.works(Lane.LIBRARY), key="save-thesaurus"):
            if work.start(Retag(additions=proposed)):
                st.session_state.pop(_PROPOSED, None)
            st.rerun()
        if st.button("Abandonner", key="drop-thesaurus"):
            st.session_state.pop(_PROPOSED, None)
            st.rerun()


def _effect(one: Effect, total: int) -> None:
    gone = f"{one.lost} le perdent" if one.lost else "aucun ne le perd"
    came = f"{one.gained} élément{'s' if one.gained > 1 else ''} gagne{'nt' if one.gained > 1 else ''} ce thème"
    told = f"**{one.label}** : {came if one.gained else 'aucun élément ne gagne ce thème'}, {gone} "
    st.markdown(safe(f"{told}({one.before} avant, {one.after} après, sur {total})."))
    if not one.gained and not one.lost:
        st.caption(safe("Seule la compréhension des questions change."))
    if one.is_wide(total):
        share = f"{one.after / total:.0%}".replace("%", " %")
        st.html(
            html.listed([("warn", f"Ce thème couvrirait {share} de la bibliothèque : ses mots sont trop larges.", "")])
        )
    for title, shown in (("Exemples d’éléments qui le gagnent", one.gaining), ("… qui le perdent", one.losing)):
        if shown:
            st.html(html.table(title, ("Élément", "Document"), map(_example, shown)))


def _example(one: Element) -> tuple[str, str]:
    words = f"{called(one.node)} : {shortened(one.node.text, 160)}" if one.node.number else one.node.text[:200]
    return html.said(words), html.said(one.document)


def _recognised(title: str, question: str, entries: Sequence[Mapping[str, Any]]) -> None:
    found = recognised(question, entries)
    st.caption(safe(f"{title} : {', '.join(found) if found else 'aucun'}."))


def _history(service: Assistant, current: Additions) -> None:
    kept = additions.versions(service.settings.thesaurus)
    changed = len(current.concepts)
    if changed:
        st.caption(safe(f"{changed} thème{'s' if changed > 1 else ''} modifié{'s' if changed > 1 else ''} ici."))
    if kept and st.button(
        "Annuler le dernier enregistrement", disabled=work.works(Lane.LIBRARY), icon=":material/undo:"
    ):
        work.start(Retag(additions=None))
        st.rerun()


@st.cache_resource(max_entries=1, show_spinner="Lecture des éléments…")
def _library(snapshot: str, _service: Assistant) -> tuple[Element, ...]:
    return elements(_service.tree(one.id) for one in _service.documents())
