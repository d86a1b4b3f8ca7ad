"""Differences between the recognizers that two policies declare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from penname.policy.changes import (
    Change,
    Effect,
    both,
    counted,
    falls,
    grows,
    is_acted_on,
    rises,
    shrinks,
    worst,
)
from penname.policy.model import LENIENCE, Mode, Policy
from penname.policy.plugins import SPACY, PlugIn, keeps
from penname.policy.recognizers import RecognizerSpec
from penname.policy.strictness import shown


def recognizer_changes(before: Policy, after: Policy) -> Iterator[Change]:
    """One change for each recognizer that came or went, and for each key of the others."""
    was = {spec.entity_type: spec for spec in before.recognizers}
    now = {spec.entity_type: spec for spec in after.recognizers}
    for name in both(was, now):
        key = f"recognizers.{name}"
        if name not in was:
            new = now[name]
            yield Change(rises(False, _counts(new, after)), key, "", _words(new), new.where)
        elif name not in now:
            old = was[name]
            effect = falls(False, _counts(old, before))
            yield Change(effect, key, _words(old), "", old.where, old.where)
        else:
            yield from _key_changes(key, was[name], now[name], before, after)


def _counts(spec: RecognizerSpec, policy: Policy) -> bool:
    """Whether what it finds is acted on."""
    return spec.mode == Mode.ENFORCE and is_acted_on(policy, spec.entity_type)


def _words(spec: RecognizerSpec) -> str:
    parts = [counted(len(spec.patterns), "pattern")] if spec.patterns else []
    parts += [counted(len(spec.terms), "term")] if spec.terms else []
    parts += [plugin.rule for plugin in spec.plugins]
    parts += [f"mode {spec.mode}"] if spec.mode != Mode.ENFORCE else []
    return ", ".join(parts)


def _key_changes(
    key: str, old: RecognizerSpec, new: RecognizerSpec, before: Policy, after: Policy
) -> Iterator[Change]:
    in_force = _counts(old, before) and _counts(new, after)
    for name, (effect_of, words_of) in _KEYS.items():
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if name == "mode":
            effect = _mode(old, new, before, after)
        else:
            effect = effect_of(was, now) if in_force else Effect.NEUTRAL
        yield Change(effect, f"{key}.{name}", *words_of(was, now), new.where, old.where)


def _mode(old: RecognizerSpec, new: RecognizerSpec, before: Policy, after: Policy) -> Effect:
    if LENIENCE[Mode(new.mode)] < LENIENCE[Mode(old.mode)]:
        return rises(False, _counts(new, after))
    return falls(False, _counts(old, before))


def _patterns(was: Any, now: Any) -> Effect:
    """More patterns and higher scores find more."""
    old = {(one.regex, one.group): one.score for one in was}
    new = {(one.regex, one.group): one.score for one in now}
    scores = (rises(old[key], new[key]) for key in old.keys() & new.keys())
    return worst([grows(old, new), *scores])


def _pattern_words(was: Any, now: Any) -> tuple[str, str]:
    """The patterns that are only in one of both."""

    def only(some: Any, others: Any) -> str:
        return ", ".join(f"{one.regex} ({one.score:g})" for one in some if one not in others)

    return only(was, now), only(now, was)


def _term_words(was: Any, now: Any) -> tuple[str, str]:
    """Terms can be the names of people and projects: only how many there are."""
    fresh = len(set(now) - set(was))
    words = counted(len(now), "term")
    return counted(len(was), "term"), f"{words}, {fresh} of them new" if fresh else words


def _plugins(was: Any, now: Any) -> Effect:
    """More plug-ins, labels and languages find more."""
    kept = all(any(keeps(old, new) for new in now) for old in was)
    return Effect.TIGHTENS if kept else Effect.LOOSENS


def _plugin_words(was: Any, now: Any) -> tuple[str, str]:
    def words(plugins: Any) -> str:
        return "; ".join(_plugin_text(plugin) for plugin in plugins)

    return words(was), words(now)


def _plugin_text(plugin: PlugIn) -> str:
    parts = [plugin.rule, *(", ".join(each) for each in (plugin.labels, plugin.languages) if each)]
    return " ".join([*parts, *([f"({plugin.score:g})"] if plugin.kind == SPACY else [])])


def _languages(was: Any, now: Any) -> Effect:
    """None named is every language."""
    if not now:
        return Effect.TIGHTENS
    return grows(was, now) if was else Effect.LOOSENS


def _validator(was: Any, now: Any) -> Effect:
    """What fails a validator is no find; two validators cannot be ranked."""
    return Effect.LOOSENS if now else Effect.TIGHTENS


def _plain(was: Any, now: Any) -> tuple[str, str]:
    return shown(was), shown(now)


_KEYS: Mapping[str, tuple[Callable[[Any, Any], Effect], Callable[[Any, Any], tuple[str, str]]]] = {
    "patterns": (_patterns, _pattern_words),
    "terms": (grows, _term_words),
    "term_score": (rises, _plain),
    "context": (grows, _plain),
    "languages": (_languages, _plain),
    "validator": (_validator, _plain),
    "plugins": (_plugins, _plugin_words),
    "mode": (shrinks, _plain),
}
