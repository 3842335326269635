"""Masks for what an engine must not see, and the frame around what it must."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.inline import OBJECT, Atom, Lifted, Wrap, atom, crossing, lay
from l10n.translate.frame import Known, framed, guarded
from l10n.translate.masks import FORMS, Form, masked, unmasked, usable

CODE = Atom("`x`", "code x")


@pytest.mark.parametrize("form", FORMS)
@given(words=st.lists(st.sampled_from(["open", "ouvre", OBJECT, "и", "看", ",", "1"]), max_size=8).map(" ".join))
def test_what_is_masked_comes_back(form: Form, words: str) -> None:
    lifted = Lifted(words, (CODE,) * words.count(OBJECT))
    asked = masked(lifted, form)
    answer = unmasked(asked, asked.sentence)
    assert answer is not None
    assert (answer.words, answer.order) == (words, tuple(range(words.count(OBJECT))))


@pytest.mark.parametrize(
    ("form", "answer", "words"),
    [
        (FORMS[0], "Откройте xx1 сейчас.", f"Откройте {OBJECT} сейчас."),
        (FORMS[0], "现在打开XX1吧。", f"现在打开{OBJECT}吧。"),
        (FORMS[2], "现在打开（1）吧。", f"现在打开{OBJECT}吧。"),
        (FORMS[1], "Откройте ABC - 1.", f"Откройте {OBJECT}."),
        (FORMS[0], "Откройте XX12.", None),
        (FORMS[0], "Откройте XX1 и XX1.", None),
        (FORMS[0], "Откройте FXX1.", None),
        (FORMS[0], "Откройте.", None),
    ],
    ids=["case", "Han around", "full-width", "blanks inside", "other number", "doubled", "inside a word", "lost"],
)
def test_a_mask_counts_as_models_write_it(form: Form, answer: str, words: str | None) -> None:
    found = unmasked(masked(Lifted(f"Open {OBJECT} now.", (CODE,)), form), answer)
    assert (found.words if found else None) == words


def test_masks_may_change_places() -> None:
    asked = masked(Lifted(f"{OBJECT} before {OBJECT}.", (CODE, Atom("`y`", "code y"))), FORMS[0])
    found = unmasked(asked, "XX2 after XX1.")
    assert found is not None
    assert found.order == (1, 0)


def test_thousands_of_masks_take_no_long() -> None:
    count = 20_000
    atoms = tuple(Atom(f"{number}%", "number") for number in range(count))
    asked = masked(Lifted(f"is {OBJECT} and " * count, atoms), FORMS[0])
    started = process_time()
    found = unmasked(asked, asked.sentence)
    assert found is not None
    assert found.order == tuple(range(count))
    assert process_time() - started < 5


def test_thousands_of_spans_take_no_long() -> None:
    words = "**a** is 12 and " * 20_000
    known = [Known(at, at + 2, "12", "number") for at in range(9, len(words), 16)]
    wraps = tuple(Wrap(at, at + 5, "", "", "strong") for at in range(0, len(words), 16))
    started = process_time()
    found = guarded(Lifted(words, (), wraps), known, str, words)
    assert (len(found.atoms), found.wraps[1].start) == (20_000, 15)
    assert (framed(found).start, framed(found).end) == (0, len(found.words) - 1)
    assert process_time() - started < 5


def test_a_form_that_the_words_contain_is_not_used() -> None:
    assert not usable(FORMS[0], "Model XX7 is out.")
    assert usable(FORMS[0], "Model XS7 is out.")


def test_places_lead_from_the_words_to_the_sentence_and_back() -> None:
    lifted = Lifted(f"Open {OBJECT} now.", (CODE,))
    asked = masked(lifted, FORMS[0])
    assert asked.sentence[asked.places[7] :] == " now."[1:] or asked.sentence[asked.places[6] :] == " now."
    answer = unmasked(asked, "Open XX1 now.")
    assert answer is not None
    assert answer.words[answer.places[8] :] == " now."


# --- the frame ---


def test_protected_words_become_atoms_and_markup_around_nothing_else_goes_with_them() -> None:
    lifted = Lifted("Read a.txt now.", (), (Wrap(5, 10, "**", "**", "strong"),))
    found = guarded(lifted, [atom(5, 10, "file a.txt")], str)
    assert found == Lifted(f"Read {OBJECT} now.", (Atom("**a.txt**", "strong"),))


def test_a_protected_span_that_would_cut_markup_is_left_to_the_engine() -> None:
    lifted = Lifted("Read a.txt now.", (), (Wrap(5, 6, "**", "**", "strong"),))
    assert guarded(lifted, [atom(5, 10, "file a.txt")], str) == lifted


@pytest.mark.parametrize(
    ("words", "atoms", "inside"),
    [
        (" Hello. ", (), "Hello."),
        (f"Hello.{OBJECT}", (Atom("[^1]", "footnote 1"),), "Hello."),
        (f"{OBJECT} Hello.", (Atom("![a](b)", "image b"),), "Hello."),
        (f"{OBJECT} runs.", (CODE,), f"{OBJECT} runs."),
        ("  ", (), ""),
    ],
    ids=["blanks", "footnote", "image", "code is a word", "nothing"],
)
def test_what_stands_at_the_edges_is_not_for_the_engine(words: str, atoms: tuple[Atom, ...], inside: str) -> None:
    assert framed(Lifted(words, atoms)).inside.words == inside


def test_markup_around_all_words_stays_around_the_new_ones() -> None:
    lifted = Lifted(" Hello. ", (), (Wrap(1, 7, "**", "**", "strong"),))
    frame = framed(lifted)
    assert frame.inside.wraps == ()
    assert lay(frame.around(Lifted("Привет, мир."))) == " **Привет, мир.** "


NESTED = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 6)), max_size=5).map(
    lambda spans: tuple(Wrap(start, min(start + length, 12), "<", ">", "b") for start, length in sorted(spans))
)


@given(words=st.text(st.sampled_from(["a", "b", " ", OBJECT]), min_size=12, max_size=12), wraps=NESTED)
def test_a_frame_around_its_own_words_is_the_sentence(words: str, wraps: tuple[Wrap, ...]) -> None:
    wraps = tuple(wrap for wrap in wraps if wrap.start < wrap.end)
    lifted = Lifted(words, (CODE,) * words.count(OBJECT), wraps)
    if crossing(wraps):
        with pytest.raises(ValueError, match="cannot be placed"):
            lay(lifted)
        return
    frame = framed(lifted)
    assert lay(frame.around(frame.inside)) == lay(lifted)
