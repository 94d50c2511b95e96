"""The register for citizens: intentions, a person to talk to, the next step, nothing made up."""

from assistant.citizens import around, next_step, opening, speaks_of_need, urgent
from assistant.question import understand
from assistant.screening import screen
from assistant.service import Assistant
from ingest.records import Document
from tests.samples import andenne, check_answer, dps


def test_an_opening_states_intentions_and_promises_nothing() -> None:
    plan, declaration = andenne(), dps()
    assert opening([plan]).startswith("Voici ce que le PST 2025-2030 d'Andenne prévoit.")
    assert "ne garantit pas" in opening([plan])
    assert "Cette déclaration" in opening([declaration])
    assert "prévoient" in opening([plan, declaration])
    assert opening([]) == ""


def test_the_next_step_names_the_centre_only_where_it_is_sure() -> None:
    plan = andenne()
    named = understand("Je cherche un logement à Andenne", "citoyen", [plan])
    open_ = understand("Je cherche un logement", "citoyen", [plan])
    assert "CPAS d'Andenne" in next_step(named, [plan], [])
    assert "votre commune" in next_step(open_, [plan], [])


def test_a_contact_comes_from_a_source_or_not_at_all() -> None:
    plan = andenne()
    question = understand("Je cherche un logement à Andenne", "citoyen", [plan])
    assert not any(map(str.isdigit, next_step(question, [plan], [(plan, node) for node in plan.nodes])))


def test_who_is_spoken_to_as_a_citizen() -> None:
    documents = [andenne()]
    assert speaks_of_need(understand("logement", "citoyen", documents))
    assert speaks_of_need(understand("Je n'arrive plus à payer mon loyer, qui peut m'aider ?", "agent", documents))
    assert not speaks_of_need(understand("Quelles actions visent la jeunesse ?", "agent", documents))
    assert not speaks_of_need(understand("Je voudrais la liste des actions", "agent", documents))


def test_a_body_without_plan_stays_as_it_is() -> None:
    assert around(understand("x", "citoyen", []), [], []) == ("", "")


def test_an_emergency_comes_first_with_whom_to_call() -> None:
    text = urgent(screen("mon mari me frappe", "citoyen").contacts)
    assert text.index("112") < text.index("0800/30.030")
    assert urgent(()) == ""


def test_a_citizen_in_an_emergency_is_answered_too(assistant: Assistant, documents: dict[str, Document]) -> None:
    answer = assistant.ask(
        "On se fait mettre dehors à Bernissart, y a-t-il un logement d'urgence ?", audience="citoyen"
    )
    check_answer(answer, documents)
    assert answer.status == "answered"
    assert answer.answer.startswith("**Parlez d'abord à quelqu'un")
    assert "1718" in answer.answer
    assert answer.citations
    assert "Et maintenant" in answer.answer


def test_staff_get_no_advice(assistant: Assistant) -> None:
    answer = assistant.ask("Que prévoit Bernissart pour le logement d'urgence ?")
    assert "Et maintenant" not in answer.answer
    assert "garanti" not in answer.answer
