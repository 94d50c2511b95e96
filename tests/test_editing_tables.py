"""Tables as a page edits them: what is typed comes back, what is blank is « à définir »."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.drafting.editing.tables import edited, records, table
from assistant.drafting.records import A_DEFINIR

_NAMES = {"source": "Source", "commentaire": "Commentaire"}
_WORD = st.one_of(st.just(A_DEFINIR), st.sampled_from(("Commune", "12 000 €", "Wallonie")))
_ROWS = st.lists(st.builds(lambda a, b: {"source": a, "commentaire": b}, _WORD, st.sampled_from(("", "x"))), max_size=4)


@given(_ROWS)
def test_a_table_that_nobody_touched_says_the_same(rows: list[dict[str, str]]) -> None:
    again = records(edited(table(rows, _NAMES), {}), _NAMES, ["commentaire"])
    assert again == [one for one in rows if one["source"] != A_DEFINIR or one["commentaire"]]


def test_cells_are_changed_rows_added_and_taken_out() -> None:
    held = table([{"source": "Commune", "commentaire": ""}, {"source": "x", "commentaire": "y"}], _NAMES)
    changes = {
        "edited_rows": {0: {"Source": "  Wallonie "}},
        "added_rows": [{"Commentaire": "à voir"}, {}],
        "deleted_rows": [1],
    }
    assert records(edited(held, changes), _NAMES, ["commentaire"]) == [
        {"source": "Wallonie", "commentaire": ""},
        {"source": A_DEFINIR, "commentaire": "à voir"},
    ]
