"""The name model itself: a folder with the network, its vocabulary, its thresholds, a list of
names that are no words, and words that are no names.

The network runs in onnxruntime on one thread, one window at a time: what a text yields depends on
that text alone, not on what is read beside it. Nothing is downloaded and nothing reported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as states

from penname.detect.config import EngineError
from penname.detect.ner.decode import GROUPS, Chances, decoded
from penname.detect.ner.pieces import FIRST, LAST, Pieces, Word
from penname.detect.ner.plain_words import NO_WORDS, PlainWords, unpacked
from penname.detect.ner.tags import TAGS
from penname.detect.ner.windows import Window, windows

#: The model that penname brings along.
OWN = Path(__file__).parent / "data"

Logits = NDArray[np.float32]

_FAILURES = tuple(
    state
    for state in vars(states).values()
    if isinstance(state, type) and issubclass(state, Exception)
)


class Network(Protocol):
    """What gives tags to pieces."""

    def __call__(self, pieces: Sequence[int], kinds: Sequence[int]) -> Logits:
        """A row of TAGS for each piece. Raises RuntimeError."""
        ...


class OnnxNetwork:
    """A network in ONNX. Raises EngineError when it is not one of ours."""

    def __init__(self, onnx: bytes) -> None:
        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.enable_mem_pattern = False  # it remembers every length that it has seen
        options.log_severity_level = 4
        try:
            self._session: Any = onnxruntime.InferenceSession(
                onnx, options, providers=["CPUExecutionProvider"]
            )
        except _FAILURES as error:
            raise EngineError(f"the name model does not load ({type(error).__name__})") from error
        inputs = {one.name: one.type for one in self._session.get_inputs()}
        if inputs != {"pieces": "tensor(int64)", "kinds": "tensor(int64)"}:
            raise EngineError("the name model takes other inputs than pieces and kinds")

    def __call__(self, pieces: Sequence[int], kinds: Sequence[int]) -> Logits:
        given = {
            "pieces": np.array([pieces], dtype=np.int64),
            "kinds": np.array([kinds], dtype=np.int64),
        }
        try:
            (logits,) = self._session.run(["logits"], given)
        except _FAILURES as error:
            raise RuntimeError(f"the name model failed ({type(error).__name__})") from error
        rows: Logits = logits[0]
        if rows.shape != (len(pieces), len(TAGS)):
            raise RuntimeError("the name model gives other tags")
        return rows


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text has one of a group, in code points, and the chance that it is one."""

    start: int
    end: int
    group: str
    chance: float


class NameModel:
    """Reads texts: words to the network, its answers to spans."""

    def __init__(
        self,
        network: Network,
        pieces: Pieces,
        thresholds: Mapping[str, float],
        version: str,
        plain: PlainWords = NO_WORDS,
    ) -> None:
        self._network = network
        self._pieces = pieces
        self.thresholds = thresholds
        self.version = version
        self.plain = plain

    def read(self, text: str) -> list[Found]:
        """What a text has of each group; linear in its length. Raises RuntimeError."""
        words = self._pieces.words(text)
        if not words:
            return []
        chances = np.concatenate([self._chances(words, part) for part in windows(text, words)])
        return [
            Found(words[one.start].start, words[one.end - 1].end, one.name, one.chance)
            for one in decoded(words, chances, self.thresholds)
        ]

    def _chances(self, words: Sequence[Word], window: Window) -> Chances:
        """A row of chances for each word that a window answers for."""
        read = words[window.first : window.stop]
        pieces = [FIRST, *(piece for word in read for piece in word.pieces), LAST]
        kinds = [0, *(word.kind for word in read for _ in word.pieces), 0]
        counts = np.array([len(word.pieces) for word in read])
        starts = np.concatenate(([0], counts[:-1])).cumsum()
        logits = self._network(pieces, kinds)[1:-1]
        of_words: Logits = np.add.reduceat(logits, starts, axis=0)
        of_words /= counts[:, None]
        return _softmax(of_words[window.start - window.first : window.end - window.first])


def _softmax(logits: Logits) -> Chances:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    shares: Chances = powers / powers.sum(axis=1, keepdims=True)
    return shares


def load(folder: Path = OWN) -> NameModel:
    """The model in a folder. Raises EngineError when it is not there, or not whole."""
    try:
        onnx = (folder / "model.onnx").read_bytes()
        vocabulary = (folder / "vocabulary.txt").read_bytes()
        said = (folder / "model.json").read_bytes()
        names = (folder / "names.txt").read_bytes()
        words = (folder / "words.npz").read_bytes()
    except OSError as error:
        raise EngineError(f"the name model is not whole ({type(error).__name__})") from error
    digest = hashlib.blake2b(onnx + vocabulary + said + names + words, digest_size=8).hexdigest()
    try:
        plain = unpacked(words)
        pieces = Pieces(vocabulary.decode().splitlines(), names.decode().splitlines())
        settings = json.loads(said)
        thresholds = {str(name): float(least) for name, least in settings["thresholds"].items()}
        version = f"{settings['version']}-{digest}"
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"the name model is not whole ({type(error).__name__})") from error
    if not thresholds.keys() <= GROUPS.keys() or not all(0 < x <= 1 for x in thresholds.values()):
        raise EngineError("the name model has other thresholds")
    return NameModel(OnnxNetwork(onnx), pieces, thresholds, version, plain)
