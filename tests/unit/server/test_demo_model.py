"""The demo's model: what it makes of surrogates and of plain text."""

from __future__ import annotations

from penname.server.demo_model import answer, pieces


def test_every_surrogate_is_used() -> None:
    """Whatever looks like a surrogate comes back in the answer."""
    words = ["PERSON_k7qf2m9x", "US_SSN_a1bcdefg", "PERSON_b2bcdefg", "API_KEY_c3bcdefg"]
    text = answer(f"I am {words[0]}: {', '.join(words[1:])}.").text
    assert text.startswith(f"Hello {words[0]},")
    assert all(word in text for word in words)


def test_plain_text_is_echoed() -> None:
    """A text without surrogates comes back as it is."""
    assert answer("What is 6 times 7?").text.endswith("\nWhat is 6 times 7?")


def test_tool_gets_the_surrogates() -> None:
    """With a tool at hand, it is called with what was found."""
    call = answer("mail EMAIL_ADDRESS_k7qf2m9x", ["open_ticket", "other"]).call
    assert call is not None
    assert (call.name, call.arguments) == (
        "open_ticket",
        {"email_address": "EMAIL_ADDRESS_k7qf2m9x"},
    )


def test_foreign_tools_are_left_alone() -> None:
    """A coding agent's own tools are never called: it would go on for ever."""
    assert answer("mail EMAIL_ADDRESS_k7qf2m9x", ["Bash", "Edit"]).call is None


def test_pieces_cut_surrogates() -> None:
    """No streamed piece can hold a whole surrogate, and together they are the text."""
    text = answer("PERSON_k7qf2m9x and US_SSN_a1bcdefg").text
    assert "".join(pieces(text)) == text
    assert max(map(len, pieces(text))) < len("X_k7qf2m9x")


def test_stand_ins_are_used_too() -> None:
    """Realistic stand-ins are read like names and numbers: two words are a person."""
    text = answer("I am Memuqadikim Fisisiqapik of Fedeqifalus, card 9999-9499-3548-6029.").text
    assert "Hello Memuqadikim Fisisiqapik," in text
    assert "Fedeqifalus" in text
    assert "9999-9499-3548-6029" in text
