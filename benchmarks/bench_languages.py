"""Languages: how well they are told, and what is masked in texts where nobody is named.

    python -m benchmarks.bench_languages [--catalogues DIR] [--count 300] [--names MODEL,MODEL]

Reads the translations of programs that are installed, as gettext keeps them (LANGUAGE/LC_MESSAGES/
*.mo): texts of one sentence or two that tens of thousands of people wrote. `--names` are values
of PENNAME_NAMES; each is an engine under the default policy. Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gettext
import random
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from penname.detect.config import EngineConfig, parse_models
from penname.detect.contract import Segment
from penname.detect.engine import Engine, build_engine
from penname.policy.load import default_policy_path, load_policy
from penname.policy.model import Action, Policy
from penname.text.languages import KNOWN, languages

CATALOGUES = Path("/usr/share/locale")
#: What a format string, a tag, an option or a mark for the keyboard is.
_MACHINE = re.compile(
    r"%[\w().\-*]*|\{[^}]*\}|\\[a-z]|<[^>]*>|&|_(?=\w)|`[^`']*'|--?[a-zA-Z][\w-]*"
)
#: On which the policy is judged.
TODAY = dt.date(2026, 12, 1)
_LEAST, _MOST = 40, 300
#: Folders of catalogues that go by another name than the language has.
_FOLDERS: Mapping[str, str] = {"zh_CN": "zh", "no": "nb"}


@dataclass(frozen=True, slots=True)
class Told:
    """How the texts of one language were told. Shares, 0 to 1."""

    texts: int
    right: float
    unknown: float
    wrong: float
    named: float


def sentences(catalogue: Path) -> Iterator[str]:
    """The texts of a catalogue that are sentences and are translated."""
    with catalogue.open("rb") as file:
        found = gettext.GNUTranslations(file)
    for said, text in vars(found)["_catalog"].items():
        if said and text != said:
            for line in text.splitlines():
                words = " ".join(_MACHINE.sub(" ", line).split())
                letters = sum(character.isalpha() for character in words)
                if _LEAST <= len(words) <= _MOST and letters > 0.7 * len(words):
                    yield words


def texts_of(folder: Path, count: int, seed: int = 7) -> dict[str, list[str]]:
    """Language → up to `count` texts of its catalogues, for languages that have at least 20."""
    found: dict[str, set[str]] = {}
    for home in sorted(folder.iterdir()):
        name = _FOLDERS.get(home.name, home.name)
        if name in KNOWN:
            for file in sorted((home / "LC_MESSAGES").glob("*.mo")):
                found.setdefault(name, set()).update(_read(file))
    rng = random.Random(seed)
    kept = {name: sorted(texts) for name, texts in sorted(found.items()) if len(texts) >= 20}
    return {name: rng.sample(texts, min(count, len(texts))) for name, texts in kept.items()}


def _read(file: Path) -> list[str]:
    try:
        return list(sentences(file))
    except (OSError, ValueError, LookupError):
        return []


def told(name: str, texts: Sequence[str]) -> Told:
    """How well the texts of a language are told."""
    answers = [languages(text) for text in texts]
    count = len(texts)
    right = sum(name in answer for answer in answers)
    unknown = sum(not answer for answer in answers)
    named = sum(map(len, answers)) / max(1, count - unknown)
    return Told(count, right / count, unknown / count, (count - right - unknown) / count, named)


def masked(texts: Sequence[str], engine: Engine, policy: Policy) -> float:
    """The share of the characters that a policy masks."""
    return sum(_masked(text, engine, policy) for text in texts) / sum(map(len, texts))


def _masked(text: str, engine: Engine, policy: Policy) -> int:
    covered = bytearray(len(text))
    for span in engine.analyze(Segment(text), policy.profile):
        value = text[span.start : span.end]
        decision = policy.decide(span, value, TODAY)
        if decision is not None and decision.action is not Action.ALLOW:
            covered[span.start : span.end] = b"\1" * len(value)
    return sum(covered)


def milliseconds(texts: Sequence[str]) -> float:
    """Processor time for each KB (1,000 characters)."""
    start = time.process_time()
    for text in texts:
        languages(text)
    return (time.process_time() - start) * 1e6 / sum(map(len, texts))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--catalogues", type=Path, default=CATALOGUES)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--names", default="")
    options = parser.parse_args()
    names = [name for name in options.names.split(",") if name]
    engines = [build_engine(EngineConfig(parse_models(name))) for name in names]
    policy = load_policy(default_policy_path())
    found = texts_of(options.catalogues, options.count)
    heads = ["Language", "texts", "told", "unknown", "wrong", "named at once"]
    print("| " + " | ".join([*heads, *(f"masked, {name}" for name in names)]) + " |")
    print("|---" * (len(heads) + len(names)) + "|")
    for name, texts in found.items():
        one = told(name, texts)
        shares = [one.right, one.unknown, one.wrong]
        cells = [name, f"{one.texts}", *(f"{share:.1%}" for share in shares), f"{one.named:.1f}"]
        cells += [f"{masked(texts, engine, policy):.1%}" for engine in engines]
        print("| " + " | ".join(cells) + " |", flush=True)
    every = [text for texts in found.values() for text in texts]
    print(f"\n{milliseconds(every):.3f} ms for each KB of short texts", end="; ")
    print(f"{milliseconds([' '.join(every)]):.5f} ms of a long one")


if __name__ == "__main__":
    main()
