from dataclasses import replace

from assistant.explorer import naming
from ingest.themes import thesaurus
from tests.samples import andenne, dps, nameless, note


def test_documents_are_called_by_their_owner_kind_and_years() -> None:
    assert naming.label(andenne()) == "Andenne — PST 2025-2030"
    assert naming.label(dps()) == "Huy — DPS 2018-2024"
    assert naming.label(nameless()) == "Organisation non nommée (solidaire-pst.txt) — PST"
    assert naming.label(note()).startswith("Note juridique — ")


def test_no_two_documents_share_a_name() -> None:
    first = andenne()
    same, twin = replace(first, id="b", file="b.txt"), replace(first, id="c", file="b.txt")
    names = naming.labels([first, same, twin, dps()])
    assert len(set(names.values())) == 4
    assert names[dps().id] == naming.label(dps())


def test_fields_have_french_names_and_leave_out_what_is_unknown() -> None:
    node = replace(andenne().nodes[0], attributes=(("echeance", "2027"), ("budget", "À définir"), ("odd", "1 ; 3")))
    assert naming.fields(node) == (("Échéance", "2027"), ("ODD", "1 ; 3"))


def test_themes_read_as_names() -> None:
    assert naming.theme("jeunesse") == "Jeunesse"
    names = [naming.theme(one) for one in thesaurus().concepts]
    assert "Synergies entre la commune et le CPAS" in names
    assert "Aide sociale et revenu d’intégration" in names
    assert len(set(names)) == len(names)
    assert all(name[0].isupper() or not name[0].isalpha() for name in names)
