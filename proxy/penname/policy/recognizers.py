"""What a policy asks of detection: recognizers of its own, and which entity types it needs.

Data only, so that it can travel to the worker processes. `detect.custom` runs it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields

from penname.policy.hashed import Hashed
from penname.policy.plugins import PlugIn
from penname.text.surrogate import CORE, LITERAL, NUMBER

#: A name of an entity type becomes the front of a surrogate; longer ones cost tokens.
TYPE_NAME_MAX = 40
_TYPE_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*", re.ASCII)
_CORE = re.compile(CORE, re.ASCII | re.IGNORECASE)
#: What of a policy a recognizer comes from: `recognizers:`, or its entries under `deny:`.
DECLARED, DENIED = "policy", "deny"


def type_name_problem(name: str) -> str:
    """Why a name cannot be that of an entity type; empty when it can.

    It stands in front of a surrogate's core, in the tables of shapes that find surrogates in
    any case: so letters and digits that survive everywhere, and nothing like a core in it.
    """
    if _TYPE_NAME.fullmatch(name) is None:
        return "must be upper-case words joined by '_', such as EMPLOYEE_ID"
    if len(name) > TYPE_NAME_MAX:
        return f"must have at most {TYPE_NAME_MAX} characters"
    if name in (LITERAL, NUMBER):
        return "is a name that penname keeps for itself"
    if any(_CORE.fullmatch(part) for part in name.split("_")):
        return "must not hold a part that looks like the end of a surrogate"
    return ""


@dataclass(frozen=True, slots=True)
class PatternSpec:
    """One regex. `score` from 0 to 1; `group` is the part of a match that is the value."""

    regex: str
    score: float
    group: int = 0


@dataclass(frozen=True, slots=True)
class RecognizerSpec:
    """A recognizer that a policy file declares for one entity type.

    The type may be new, or one that penname has recognizers for already: then this one
    adds to them. `terms` are words or phrases in any case, found between word borders, with
    `term_score`; so are `hashed` ones. `context` words nearby (lower case) raise a score by 0.35.
    `validator` is a name in `policy.validators`; what fails it is no find. What `plugins` find
    is taken as it is. `mode` is a Mode's word. `source` is what of the policy it comes from.
    """

    entity_type: str
    patterns: tuple[PatternSpec, ...] = ()
    terms: tuple[str, ...] = field(default=(), repr=False)
    hashed: tuple[Hashed, ...] = field(default=(), repr=False)
    term_score: float = 0.85
    context: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    validator: str = ""
    mode: str = "enforce"
    source: str = DECLARED
    plugins: tuple[PlugIn, ...] = ()
    description: str = field(default="", compare=False)
    where: str = field(default="", compare=False)

    @property
    def name(self) -> str:
        """The name that the spans of this recognizer carry."""
        return recognizer_name(self.entity_type, self.source)


def recognizer_name(entity_type: str, source: str = DECLARED) -> str:
    """The name that the spans of a policy's recognizer carry."""
    return f"{source}/{entity_type}"


def is_of_policy(recognizer: str) -> bool:
    """Whether the recognizer that a span names is one of some policy."""
    return recognizer.startswith((f"{DECLARED}/", f"{DENIED}/"))


#: Fields of a RecognizerSpec that change nothing in what is found.
_NOT_DETECTION = frozenset({"where", "description", "mode"})


@dataclass(frozen=True, slots=True)
class Profile:
    """What one policy wants detected. `wanted` None means every type that there is.

    Types that are not wanted need not be looked for: without a name type in it the
    language model does not run at all. `digest` (hex) tells profiles apart.
    """

    wanted: frozenset[str] | None = None
    recognizers: tuple[RecognizerSpec, ...] = ()
    digest: str = ""

    @classmethod
    def of(
        cls, wanted: Iterable[str] | None, recognizers: Iterable[RecognizerSpec] = ()
    ) -> Profile:
        """The profile with its digest. Recognizers that are off, and those of types that are
        not wanted, are left out."""
        types = None if wanted is None else frozenset(wanted)
        asked = (spec for spec in recognizers if types is None or spec.entity_type in types)
        running = (spec for spec in asked if spec.mode != "off")
        specs = tuple(sorted(running, key=lambda spec: (spec.entity_type, spec.source)))
        said = [
            None if types is None else sorted(types),
            [_said(spec) for spec in specs],
        ]
        raw = json.dumps(said, ensure_ascii=True, separators=(",", ":")).encode()
        return cls(types, specs, hashlib.sha256(raw).hexdigest())


def _said(spec: RecognizerSpec) -> dict[str, object]:
    """The fields of a recognizer that say what is found, as plain JSON. Not by `asdict`, which
    would copy each of perhaps 100,000 terms."""
    plain = {f.name: getattr(spec, f.name) for f in fields(spec) if f.name not in _NOT_DETECTION}
    return plain | {
        "patterns": [asdict(pattern) for pattern in spec.patterns],
        "hashed": [one.written for one in spec.hashed],
        "plugins": [asdict(plugin) for plugin in spec.plugins],
    }


#: What is asked without a policy: every type, no recognizers but our own.
EVERYTHING = Profile.of(None)
