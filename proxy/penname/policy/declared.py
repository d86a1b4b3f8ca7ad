"""Recognizers that policy files declare: checked, completed, and tried on their own examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from penname.policy.finder import find
from penname.policy.layers import Layer, Values, part, word
from penname.policy.model import LENIENCE, Mode
from penname.policy.patterns import PatternError, PatternTimeout, check_regex
from penname.policy.plugins import PRESIDIO, SPACY, SPACY_SCORE, Judge, PlugIn, keeps
from penname.policy.readers import Said
from penname.policy.recognizers import PatternSpec, RecognizerSpec

_OFF = Mode.OFF.value


def terms_of(raw: bytes) -> tuple[str, ...]:
    """The terms of a file: one a line, without blanks around it; `#` in front starts a comment.

    Raises UnicodeDecodeError for what is not UTF-8.
    """
    lines = (line.strip() for line in raw.decode("utf-8-sig").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


def check_patterns(layer: Layer) -> None:
    """Problems of every regex of a file, at its place."""
    for said in part(layer.values, "recognizers").values():
        examples = word(part(said.value, "examples"), "match", ())
        texts = tuple(example.value for example in examples)
        for pattern in word(said.value, "patterns", ()):
            if "regex" in pattern:
                regex: Said = pattern["regex"].value
                for problem in check_regex(regex.value, word(pattern, "group", 0), texts):
                    regex.error(problem)


def specs_of(values: Values) -> dict[str, RecognizerSpec]:
    """The recognizers of merged layers by entity type, those that are off too."""
    return {name: _spec(name, said) for name, said in part(values, "recognizers").items()}


def running(specs: Mapping[str, RecognizerSpec]) -> tuple[RecognizerSpec, ...]:
    """Those that run, by entity type."""
    return tuple(specs[name] for name in sorted(specs) if specs[name].mode != _OFF)


def _spec(name: str, said: Said) -> RecognizerSpec:
    values: Values = said.value
    patterns = tuple(
        PatternSpec(p["regex"].value.value, p["score"].value, word(p, "group", 0))
        for p in word(values, "patterns", ())
    )
    file = word(values, "terms_file")
    terms = dict.fromkeys((*word(values, "terms", ()), *(file.value if file is not None else ())))
    keys = ("term_score", "languages", "validator", "mode", "description")
    rest = {key: values[key].value for key in keys if key in values}
    context = tuple(dict.fromkeys(each.lower() for each in word(values, "context", ())))
    plugins = tuple(plugin for plugin, _ in _plugins(values))
    return RecognizerSpec(
        name,
        patterns,
        tuple(terms),
        context=context,
        plugins=plugins,
        where=said.where,
        **rest,
    )


def _plugins(recognizer: Values) -> Iterator[tuple[PlugIn, Said]]:
    """The plug-ins of a recognizer, each with the place of its name."""
    for said in word(recognizer, SPACY, ()):
        name: Said = said["pipeline"].value
        score = word(said, "score", SPACY_SCORE)
        languages = word(said, "languages", ())
        yield PlugIn(SPACY, name.value, word(said, "labels", ()), languages, score), name
    for said in word(recognizer, PRESIDIO, ()):
        name = said["recognizer"].value
        languages = word(said, "languages", ())
        yield PlugIn(PRESIDIO, name.value, word(said, "entities", ()), languages), name


def check_declared(
    values: Values, specs: Mapping[str, RecognizerSpec], judge: Judge | None = None
) -> None:
    """Problems of recognizers as they are after merging: nothing to find with, no entity line,
    an example that fails, a plug-in that `judge` has something against (None: not judged)."""
    lines = part(values, "entities")
    for name, said in part(values, "recognizers").items():
        spec = specs[name]
        if not (spec.patterns or spec.terms or spec.plugins):
            said.error("needs patterns, terms, a terms_file, spacy or presidio")
        if name not in lines:
            said.error(f"recognizer {name} has no line under entities")
        for problem, example in _failing(spec, part(said.value, "examples")):
            example.error(problem)
        if judge is not None and spec.mode != _OFF:
            _check_plugins(said.value, judge)


def _check_plugins(recognizer: Values, judge: Judge) -> None:
    for plugin, said in _plugins(recognizer):
        if problem := judge(plugin):
            said.error(problem)


def _failing(spec: RecognizerSpec, examples: Values) -> Iterator[tuple[str, Said]]:
    wanted = (
        (True, "match", "nothing is found in it"),
        (False, "no_match", "something is found in it"),
    )
    for expected, key, problem in wanted:
        for example in word(examples, key, ()):
            if not (spec.patterns or spec.terms):
                yield (
                    "the example fails: no plug-in runs here, write a policy test",
                    example,
                )
                continue
            try:
                if bool(find(spec, example.value)) is not expected:
                    yield f"the example fails: {problem}", example
            except (PatternError, PatternTimeout) as error:
                yield f"the example fails: {error}", example


def looser_recognizer(old: RecognizerSpec, new: RecognizerSpec) -> str:
    """The first key in which a recognizer finds less than another one did; "" when none."""
    checks = {
        "patterns": all(_is_kept(pattern, new) for pattern in old.patterns),
        "terms": set(old.terms) <= set(new.terms),
        "term_score": not old.terms or new.term_score >= old.term_score,
        "context": set(old.context) <= set(new.context),
        "languages": not new.languages or _covers(new.languages, old.languages),
        "validator": new.validator in ("", old.validator),
        "plugins": all(any(keeps(one, kept) for kept in new.plugins) for one in old.plugins),
        "mode": LENIENCE[Mode(new.mode)] <= LENIENCE[Mode(old.mode)],
    }
    return next((key for key, holds in checks.items() if not holds), "")


def _is_kept(pattern: PatternSpec, spec: RecognizerSpec) -> bool:
    """Whether a recognizer has a pattern, with at least its score."""
    return any(
        (kept.regex, kept.group) == (pattern.regex, pattern.group) and kept.score >= pattern.score
        for kept in spec.patterns
    )


def _covers(wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
    """Whether languages hold all of others; none at all stands for every language."""
    return bool(narrow) and set(narrow) <= set(wide)
