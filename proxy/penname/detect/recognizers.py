"""Which recognizers run: one table of our own, one of Presidio's, with a reason each.

Left out of Presidio's set on purpose: UUID, the URL, date, e-mail, IP, card, IBAN, wallet, SSN and
phone recognizers (replaced by `urls`, `dates`, `finders`, `cards`, `ibans`, `wallets` and `phones`:
the stock ones are quadratic or slow on hostile text, look things up on the network, log values, or
miss what was never issued), and the country-specific ones (replaced by `national`, with a check for
every shape that needs one).
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Iterable
from typing import Any

import regex
from presidio_analyzer import EntityRecognizer, PatternRecognizer, RecognizerResult
from presidio_analyzer.predefined_recognizers import MacAddressRecognizer

from penname.detect import (
    account_lines,
    addresses,
    ages,
    banking,
    belongings,
    bics,
    cards,
    companies,
    coordinates,
    dates,
    devices,
    finders,
    handles,
    hometowns,
    ibans,
    jobs,
    licences,
    medical,
    name_columns,
    name_fields,
    national,
    papers,
    passports,
    person_ids,
    phones,
    plates,
    postcodes,
    secrets,
    titles,
    urls,
    vat,
    wallets,
    years,
    zones,
)
from penname.detect.address_seams import Kind, Part, sewn
from penname.detect.context import PART_KEY, SETTLED_KEY
from penname.detect.native import names as native_names
from penname.detect.scan import Guarded, Hit, Recipe
from penname.detect.schemes import DOUBTED

_NAMES = (
    *(*titles.RECIPES, *name_fields.RECIPES, *name_columns.RECIPES),
    *(*native_names.RECIPES, *account_lines.NAMES),
)
#: The recognizers that tell the names of people by tables, and by the words around them.
NAMES_BY_WORDS = frozenset(recipe.name for recipe in _NAMES)

RECIPES: tuple[Recipe, ...] = (
    Recipe("email", "EMAIL_ADDRESS", finders.emails),
    Recipe("street-address", "STREET_ADDRESS", addresses.street_addresses),
    *ibans.RECIPES,
    *wallets.RECIPES,
    Recipe("credit-card", "CREDIT_CARD", cards.credit_cards, cards.CONTEXT, bare=cards.ALONE),
    Recipe(
        "us-ssn",
        "US_SSN",
        finders.us_ssns,
        finders.SSN_WORDS,
        bare=0.3,
    ),
    Recipe(
        "us-ssn-digits", "US_SSN", finders.us_ssn_digits, finders.SSN_WORDS, bare=0.1, hinted=True
    ),
    Recipe("us-ssn-tail", "US_SSN", finders.ssn_tails),
    Recipe("ip-address", "IP_ADDRESS", finders.ip_addresses),
    *secrets.RECIPES,
    *_NAMES,
    *(*handles.RECIPES, *account_lines.RECIPES),
    # No policy has to want these; what is not wanted does not run.
    *phones.RECIPES,
    *(*ages.RECIPES, *dates.RECIPES, *postcodes.RECIPES, *urls.RECIPES, *banking.RECIPES),
    *(*belongings.RECIPES, *years.RECIPES, *jobs.RECIPES, *companies.RECIPES, *hometowns.RECIPES),
    *(*medical.RECIPES, *devices.RECIPES, *plates.RECIPES, *papers.RECIPES, *vat.RECIPES),
    *(*bics.RECIPES, *coordinates.RECIPES, *person_ids.RECIPES),
    *(*passports.RECIPES, *licences.RECIPES, *zones.RECIPES),
)

#: Presidio's own that are taken as they are: linear, no network, checksum or firm shape.
STOCK: tuple[type[PatternRecognizer], ...] = (
    MacAddressRecognizer,  # firm shape
)


class RecipeRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """A Recipe in Presidio's registry."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__(
            supported_entities=[recipe.entity_type],
            name=recipe.name,
            context=list(recipe.context),
        )
        self.bare = recipe.bare
        self._recipe = recipe

    def load(self) -> None:
        """Nothing to load: a recipe is complete."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The recipe's hits. Raises DetectionError when a pattern runs out of time."""
        if not self._recipe.may_count(text, getattr(nlp_artifacts, "key", ())):
            return []
        return _results(self, self._recipe.entity_type, self._recipe.find(text))


def _results(
    recognizer: EntityRecognizer, entity_type: str, hits: Iterable[Hit]
) -> list[RecognizerResult]:
    """Hits as what a recognizer found."""
    said = {
        RecognizerResult.RECOGNIZER_NAME_KEY: recognizer.name,
        RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: recognizer.id,
    }
    return [
        RecognizerResult(
            entity_type=entity_type,
            start=start,
            end=end,
            score=score,
            recognition_metadata=dict(said),
        )
        for start, end, score in hits
    ]


class SewnAddresses(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """Addresses of parts that a name model found, and of streets that patterns know."""

    def __init__(self) -> None:
        super().__init__(supported_entities=["STREET_ADDRESS"], name="sewn-address", context=[])

    def load(self) -> None:
        """Nothing to load."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The addresses of more than one part. Raises DetectionError when a pattern runs out
        of time."""
        parts = [
            Part(one.start, one.end, _PARTS[one.entity_type], one.score)
            for one in getattr(nlp_artifacts, "names", ())
            if one.entity_type in _PARTS and one.score >= _LEAST_PART
        ]
        if any(part.kind is Kind.STREET for part in parts):
            known = addresses.street_addresses(text)
            parts += [Part(start, end, Kind.STREET, score) for start, end, score in known]
        return _results(self, "STREET_ADDRESS", sewn(text, parts))


#: What a name model finds of an address, and how sure it must be.
_PARTS = {"STREET_ADDRESS": Kind.STREET, "LOCATION": Kind.TOWN, "POSTCODE": Kind.CODE}
_LEAST_PART = 0.5


class SchemesRecognizer(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """The numbers of all schemes, or of some types, as one recognizer.

    Its results say which scheme they are of (PART_KEY), so that each is raised by its own words.
    """

    def __init__(self, entity_types: Collection[str] = national.ENTITY_TYPES) -> None:
        super().__init__(supported_entities=sorted(entity_types), name="national", context=[])
        self._finder = national.Finder(entity_types)
        self.parts = national.SCHEMES

    def load(self) -> None:
        """Nothing to load: the tables are complete."""

    def analyze(
        self, text: str, entities: list[str], nlp_artifacts: Any = None
    ) -> list[RecognizerResult]:
        """The numbers of the schemes. Raises DetectionError when the scan runs out of time."""
        return [
            RecognizerResult(
                entity_type=national.SCHEMES[hit.scheme].entity_type,
                start=hit.start,
                end=hit.end,
                score=hit.score,
                recognition_metadata={
                    RecognizerResult.RECOGNIZER_NAME_KEY: national.SCHEMES[hit.scheme].name,
                    RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: self.id,
                    PART_KEY: hit.scheme,
                    SETTLED_KEY: hit.score == DOUBTED,
                },
            )
            for hit in self._finder.find(text, getattr(nlp_artifacts, "key", ()))
        ]


def narrowed(recognizer: EntityRecognizer, wanted: Collection[str]) -> EntityRecognizer:
    """The recognizer, or one for those of its types that are wanted, where that is possible."""
    types = set(recognizer.supported_entities).intersection(wanted)
    if isinstance(recognizer, SchemesRecognizer) and len(types) < len(
        recognizer.supported_entities
    ):
        return SchemesRecognizer(types)
    return recognizer


def pattern_recognizers() -> list[EntityRecognizer]:
    """Fresh instances of everything that works without a language model."""
    stock = [guarded(recognizer()) for recognizer in STOCK]
    recipes = (RecipeRecognizer(recipe) for recipe in RECIPES)
    return [*recipes, SewnAddresses(), SchemesRecognizer(), *stock]


def guarded(recognizer: PatternRecognizer) -> PatternRecognizer:
    """The recognizer with copies of its patterns (they are shared by the whole process)
    whose time-outs raise DetectionError."""
    flags = recognizer.global_regex_flags
    recognizer.patterns = [copy.copy(pattern) for pattern in recognizer.patterns]
    for pattern in recognizer.patterns:
        pattern.compiled_regex = Guarded(regex.compile(pattern.regex, flags))
        pattern.compiled_with_flags = flags
    recognizer.context = [word.lower() for word in recognizer.context]
    return recognizer
