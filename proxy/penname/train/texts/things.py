"""Organisations, jobs, nationalities: from lists, and companies that nobody has founded."""

from __future__ import annotations

import random

from penname.train.texts.forms import Pieces
from penname.train.texts.people import Crowd
from penname.train.texts.sheets import sheet
from penname.train.texts.values import listed
from penname.train.texts.words import noun, words

_KINDS = ("tech", "bank", "shop", "university", "hospital", "agency", "team", "band", "media")


def organization(rng: random.Random, crowd: Crowd, language: str, kind: str = "") -> str:
    """An organisation: half of them known, half invented."""
    known = sheet("lists", "org")
    if kind == "company":
        return company(rng, crowd, language)
    if kind in known and kind:
        return rng.choice(known[kind])
    return (
        rng.choice(known[rng.choice(_KINDS)])
        if rng.random() < 0.5
        else company(rng, crowd, language)
    )


def memorial(rng: random.Random, crowd: Crowd, language: str, kind: str) -> str:
    """Something named after somebody: not a person, however much it looks like one."""
    person = crowd.draw(language)
    name = person.family if rng.random() < 0.35 else f"{person.first} {person.family}"
    return rng.choice(listed("memorial", f"{language}_{kind}", f"en_{kind}")).format(name)


def _startup(rng: random.Random) -> str:
    """A coined word, two words as one, or a word or two that mean something else too."""
    chance = rng.random()
    if chance < 0.4:
        return rng.choice(listed("startup", "head")) + rng.choice(listed("startup", "tail"))
    one, other = noun(rng, "en"), noun(rng, "en")
    if chance < 0.7:
        return one.replace(" ", "").capitalize() + other.replace(" ", "").lower()
    before = rng.choice(words("en", "adj"))
    return rng.choice((f"{before} {other}", f"{one} {other}", other)).title()


def company(rng: random.Random, crowd: Crowd, language: str) -> str:
    """An invented company, named as companies of the language are."""
    stems, kinds, forms = (
        sheet("lists", name) for name in ("firm_word", "firm_kind", "legal_form")
    )
    form = rng.choice(forms.get(language, forms["en"]))
    kind = rng.choice(kinds.get(language) or kinds[""])
    chance = rng.random()
    if chance < 0.3:
        name = f"{rng.choice(stems[''])} {rng.choice(kinds[''])}"
        return f"{name} {form}" if rng.random() < 0.55 else name
    if chance < 0.42:
        return _startup(rng)
    if chance < 0.54:
        family = [crowd.draw(language).family for _ in range(rng.choice((2, 3)))]
        joint = rng.choice((" & ", " and ")) if language == "en" else " & "
        return f"{', '.join(family[:-1])}{joint}{family[-1]}" + (
            f" {form}" if rng.random() < 0.3 else ""
        )
    family_name = crowd.draw(language).family
    if chance < 0.60:
        return f"{family_name}-{crowd.draw(language).family}"
    if chance < 0.68:
        return f"{family_name} {form}"
    if language == "en":
        return f"{family_name} {kind}" + (f" {form}" if rng.random() < 0.4 else "")
    return f"{kind} {family_name}" + (f" {form}" if rng.random() < 0.5 else "")


def job(rng: random.Random, language: str) -> str:
    """An occupation."""
    jobs = sheet("lists", "job")
    return rng.choice(jobs.get(language, jobs["en"]))


def nationality(rng: random.Random, language: str) -> Pieces:
    """A nationality, religion or party."""
    words = sheet("lists", "nationality")
    return [(rng.choice(words.get(language) or words[""]), "NATIONALITY")]
