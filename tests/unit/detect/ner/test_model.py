"""The model: windows to the network and back, and a folder that is not whole is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.config import EngineError
from penname.detect.ner.model import Found, Logits, NameModel, OnnxNetwork, load
from penname.detect.ner.pieces import FIRST, LAST, LINE, TITLE, Pieces
from penname.detect.ner.plain_words import PlainWords, packed, sums_of
from penname.detect.ner.tags import TAGS
from penname.detect.ner.windows import SIZE
from tests.unit.detect.ner.tiny_onnx import lookup

_PIECES = Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "anna", "tom", "##my", "and"])
_ANNA, _TOM, _MY = 4, 5, 6


_VOCABULARY = b"[PAD]\n[UNK]\n[CLS]\n[SEP]\nanna\ntom\n##my\nand\n"


def _table(pieces: int = 8, tags: int = len(TAGS), sure: float = 16) -> Logits:
    """Tags by piece: one piece is a given name, all others are outside."""
    table = np.zeros((pieces, tags), np.float32)
    table[:, 0] = 8
    if pieces > _ANNA and tags == len(TAGS):
        table[_ANNA, TAGS.index("B-GIVEN_NAME")] = sure
    return table


class Stub:
    """A network that takes pieces with these numbers for names, and notes what it was given."""

    def __init__(self, *names: int) -> None:
        self._names = names
        self.calls: list[tuple[list[int], list[int]]] = []

    def __call__(self, pieces: Sequence[int], kinds: Sequence[int]) -> Logits:
        self.calls.append((list(pieces), list(kinds)))
        logits = np.zeros((len(pieces), len(TAGS)), np.float32)
        logits[:, 0] = 8
        for at, piece in enumerate(pieces):
            if piece in self._names:
                logits[at, TAGS.index("B-GIVEN_NAME")] = 16
        return logits


def _model(network: Stub) -> NameModel:
    return NameModel(network, _PIECES, {"PERSON": 0.5}, "stub")


def _found(text: str, *names: int) -> list[str]:
    return [text[one.start : one.end] for one in _model(Stub(*names)).read(text)]


def test_network_gets_pieces_and_kinds() -> None:
    """Pieces between the two special ones; each with its word's kind."""
    network = Stub()
    _model(network).read("and Tommy")
    assert network.calls == [
        ([FIRST, 7, _TOM, _MY, LAST], [0, LINE, TITLE, TITLE, 0]),
    ]


def test_pieces_of_a_word_vote() -> None:
    """A word's answer is the mean of its pieces'."""
    assert _found("and Tommy", _TOM, _MY) == ["Tommy"]
    assert _found("and Tom", _TOM) == ["Tom"]
    (chance,) = [one.chance for one in _model(Stub(_TOM)).read("Tommy")]
    assert chance == pytest.approx(0.5, abs=0.01)


def test_every_window_is_read_by_itself() -> None:
    """Names are found in all windows, once each, and no call is longer than a window."""
    network = Stub(_ANNA)
    text = "anna and and " * 200
    found = _model(network).read(text)
    assert [text[one.start : one.end] for one in found] == ["anna"] * 200
    assert all(len(pieces) <= SIZE + 2 for pieces, _ in network.calls)
    assert len(network.calls) > 3


def test_nothing_is_read_of_no_words() -> None:
    """A text without words does not reach the network."""
    network = Stub(_ANNA)
    assert _model(network).read(" \n\u200b ") == []
    assert network.calls == []


@given(st.text(st.characters() | st.sampled_from("ant omy\n,")))
def test_any_text_has_spans_in_range(text: str) -> None:
    """Whatever the text, what is found lies in it, and nothing crosses a line."""
    for one in _model(Stub(_ANNA, _TOM)).read(text):
        assert isinstance(one, Found)
        assert 0 <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]


def _folder(tmp_path: Path, **files: bytes) -> Path:
    whole = {
        "model.onnx": b"none",
        "vocabulary.txt": b"[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n",
        "model.json": json.dumps({"version": "1", "thresholds": {"PERSON": 0.5}}).encode(),
        "names.txt": b"",
        "words.npz": packed(PlainWords({"en": sums_of(["table"])})),
    }
    for name, content in {**whole, **{k.replace("_", "."): v for k, v in files.items()}}.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({}, "does not load"),
        ({"vocabulary_txt": b"a\nb\n"}, "not whole"),
        ({"vocabulary_txt": b"\xff"}, "not whole"),
        ({"names_txt": b"\xff"}, "not whole"),
        ({"words_npz": b"words"}, "not whole"),
        ({"model_json": b"{"}, "not whole"),
        ({"model_json": b"[]"}, "not whole"),
        ({"model_json": b'{"version": "1"}'}, "not whole"),
        ({"model_json": b'{"version": "1", "thresholds": {"PERSON": "x"}}'}, "not whole"),
        ({"model_json": b'{"version": "1", "thresholds": {"MOOD": 0.5}}'}, "other thresholds"),
        ({"model_json": b'{"version": "1", "thresholds": {"PERSON": 0}}'}, "other thresholds"),
    ],
)
def test_broken_folders_are_refused(tmp_path: Path, files: dict[str, bytes], reason: str) -> None:
    """A file that is not what it should be is an EngineError."""
    with pytest.raises(EngineError, match=reason):
        load(_folder(tmp_path, **files))


def test_missing_files_are_refused(tmp_path: Path) -> None:
    """A folder without the files is an EngineError, not a download."""
    with pytest.raises(EngineError, match="not whole"):
        load(tmp_path)
    (_folder(tmp_path, model_onnx=lookup(_table())) / "names.txt").unlink()
    with pytest.raises(EngineError, match="not whole"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("onnx", "reason"),
    [
        (b"", "does not load"),
        (b"none", "does not load"),
        (lookup(_table())[:-9], "does not load"),
        (lookup(_table(), ("input_ids", "kinds")), "other inputs"),
        (lookup(_table(), ("pieces",)), "other inputs"),
    ],
)
def test_broken_networks_are_refused(onnx: bytes, reason: str) -> None:
    """Bytes that are no network, or one that takes something else, are an EngineError."""
    with pytest.raises(EngineError, match=reason):
        OnnxNetwork(onnx)


def test_networks_give_a_row_for_each_piece() -> None:
    """A network in ONNX gives what it says, the same each time."""
    network = OnnxNetwork(lookup(_table()))
    rows = network([FIRST, _ANNA, LAST], [0, LINE, 0])
    assert rows.shape == (3, len(TAGS))
    assert rows.argmax(axis=1).tolist() == [0, TAGS.index("B-GIVEN_NAME"), 0]


@pytest.mark.parametrize(
    "onnx",
    [
        lookup(_table(tags=3)),
        lookup(_table(), output="scores"),
        lookup(_table(pieces=3)),
    ],
    ids=["other tags", "other outputs", "unknown piece"],
)
def test_failing_networks_are_runtime_errors(onnx: bytes) -> None:
    """What goes wrong in a run is a RuntimeError: the engine refuses the request."""
    network = OnnxNetwork(onnx)
    with pytest.raises(RuntimeError, match="the name model"):
        network([FIRST, _ANNA, LAST], [0, LINE, 0])


def test_whole_folders_are_loaded(tmp_path: Path) -> None:
    """A folder with all files is a model whose version tells it from any other."""
    folder = _folder(tmp_path, model_onnx=lookup(_table()), vocabulary_txt=_VOCABULARY)
    model = load(folder)
    text = "and Anna"
    assert [text[one.start : one.end] for one in model.read(text)] == ["Anna"]
    assert model.thresholds == {"PERSON": 0.5}
    other = load(_folder(tmp_path, model_onnx=lookup(_table(sure=9)), vocabulary_txt=_VOCABULARY))
    assert model.version.startswith("1-")
    assert model.version != other.version
    assert load(tmp_path).version == other.version
    (tmp_path / "names.txt").write_bytes(b"tom\n")
    assert load(tmp_path).version != other.version
    assert [word.is_name for word in load(tmp_path)._pieces.words("and TOM")] == [False, True]
