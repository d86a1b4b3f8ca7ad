"""The mixture: which kinds of texts, how often, in which languages. A table of weights.

A kind counts as often as it has templates, times its factor here; kinds without people
(`no_…`) together get their fixed share of each language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from penname.detect.ner.labels import LABELS

#: Language → its share of all texts. `any` are templates without words of a language, filled
#: with values of a language drawn from this same table.
LANGUAGES: Mapping[str, float] = {
    **{"en": 44, "any": 20, "de": 5.5, "fr": 5, "es": 5, "it": 4.5, "nl": 4, "pt": 4},
    **{"pl": 1, "sv": 0.7, "da": 0.7, "no": 0.7, "fi": 0.7, "cs": 0.7, "hu": 0.7, "ro": 0.7},
    **{"tr": 0.7, "id": 0.7, "vi": 0.7, "tl": 0.7, "sw": 0.7, "ca": 0.7, "hr": 0.7},
}
#: Share of a language's texts that are of kinds without people.
NEGATIVE_SHARE = 0.30
#: Kind → how much more often than its number of templates says.
FACTORS: Mapping[str, float] = {
    **dict.fromkeys(("mail", "email2", "ticket", "legal", "echr", "medical", "news", "bio"), 3.0),
    **dict.fromkeys(("fiction", "question", "answers", "obituary", "minutes", "hr", "school"), 3.0),
    **dict.fromkeys(("police", "claim", "bank", "invoice", "travel", "note", "resume"), 2.5),
    **dict.fromkeys(("transcript", "order", "list", "letter", "blog", "wiki", "social"), 2.5),
    **dict.fromkeys(("dating", "insurance", "id"), 2.0),
    **{
        "ids": 1.0,
        "no_chat": 2.0,
        "no_made": 3.0,
        "secrets": 1.0,
        "no_passage": 2.0,
        "alone": 3.0,
        "names": 2.0,
        "table": 2.0,
        "json": 1.5,
        "code": 1.5,
        "address": 1.5,
        "fields": 4.0,
        "no_fields": 6.0,
    },
    **{"short": 5.0, "role": 6.0, "no_log": 2.5, "no_brands": 4.0},
    **{"no_labels": 0.5, "no_sentence": 0.15, "tweet": 2.0},
}
#: Kinds whose texts are often followed by others, of these kinds.
MEDLEYS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("prose", "news", "chat", "tweet", "review", "note", "question", "bio", "fiction"),
        (
            "prose",
            "prose",
            "review",
            "ids",
            "no_prose",
            "no_sentence",
            "no_made",
            "no_made",
            "no_numbers",
        ),
    ),
    **dict.fromkeys(
        ("legal", "medical", "answers", "blog", "wiki", "social", "echr", "transcript"),
        ("prose", "no_prose", "no_sentence", "no_made", "legal", "medical", "wiki", "news", "echr"),
    ),
    "no_prose": ("no_prose", "no_made", "no_sentence", "no_passage", "no_numbers"),
    "no_chat": ("no_chat", "no_sentence", "no_made"),
    "no_made": ("no_made", "no_made", "no_sentence", "no_prose"),
    **dict.fromkeys(("coined", "named"), ("coined", "named", "prose", "no_sentence", "no_prose")),
    "no_numbers": ("no_numbers", "no_sentence", "no_prose"),
    "ids": ("ids", "prose", "chat", "no_sentence", "no_prose", "no_numbers"),
    "no_sentence": ("no_sentence", "no_sentence", "no_prose"),
    "no_labels": ("no_labels",),
    "no_log": ("no_log",),
    "no_brands": ("no_brands", "no_prose", "no_sentence", "no_made"),
    "short": ("short", "short", "prose", "chat", "no_sentence", "no_prose", "no_made"),
    "persona": ("no_prose", "no_sentence"),
}
#: How often another text follows, again and again.
MEDLEY_SHARE = 0.75

_NAMES = frozenset({"GIVEN_NAME", "SURNAME", "NAME"})
_ALL = frozenset(LABELS)
#: What `told=` in a section of templates says: the labels whose values are all marked.
TOLD: Mapping[str, frozenset[str]] = {
    "": _ALL,
    "names": _NAMES,
    "nonames": _ALL - _NAMES - {"USERNAME"},
    "nodates": _ALL - {"DATE"},
    "loose": _ALL
    - {"ORGANIZATION", "PLACE", "CITY", "STATE", "COUNTRY", "DATE", "JOB", "NATIONALITY"}
    - {"TITLE", "USERNAME", "URL"},
}


def told_of(words: Sequence[str]) -> frozenset[str]:
    """What a text made of several templates is told of: what all of them are."""
    return frozenset.intersection(*(TOLD[word] for word in words))


def is_negative(kind: str) -> bool:
    """Whether a kind of text has no people."""
    return kind.startswith("no_")


def weights(counts: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], float]:
    """Weight of each (language, kind), from how many templates each has."""
    sizes = {key: count * FACTORS.get(key[1], 1.0) for key, count in counts.items()}
    totals: dict[tuple[str, bool], float] = {}
    for (language, kind), size in sizes.items():
        group = (language, is_negative(kind))
        totals[group] = totals.get(group, 0.0) + size
    return {
        (language, kind): LANGUAGES[language]
        * _share(language, is_negative(kind), totals)
        * size
        / totals[language, is_negative(kind)]
        for (language, kind), size in sizes.items()
    }


def _share(language: str, negative: bool, totals: Mapping[tuple[str, bool], float]) -> float:
    if (language, not negative) not in totals:
        return 1.0
    return NEGATIVE_SHARE if negative else 1.0 - NEGATIVE_SHARE


def spoken(languages: Sequence[str]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Languages of values for templates without a language, with their weights: less English."""
    found = tuple(language for language in languages if language in LANGUAGES and language != "any")
    return found, tuple(LANGUAGES[language] ** 0.7 for language in found)
