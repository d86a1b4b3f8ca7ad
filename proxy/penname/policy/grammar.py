"""The grammar of `kind: policy/v1` as tables: every key, how it is read, what it is for.

Tables only. What a policy *means* is worked out after all files that it extends were
merged (`policy.resolve`), so that no default of a parent is frozen before its child spoke.
The JSON Schema for editors is made from the same tables.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from penname.policy.entities import ENTITY_TYPES
from penname.policy.hashed import TERM_PATTERN, VALUE_PATTERN, Hashed, read_term, read_value
from penname.policy.model import PARTS, RESTORE_PLACES, ROLES, Action, Mode, Severity
from penname.policy.patterns import PatternError, linear
from penname.policy.plugin_grammar import PRESIDIO_PLUGIN, SPACY_PLUGIN
from penname.policy.problems import Context, did_you_mean
from penname.policy.readers import (
    DAY_S,
    Field,
    Reader,
    boolean,
    choice,
    date,
    duration,
    integer,
    keyed,
    label,
    listing,
    number,
    one_or_more,
    placed,
    quoted,
    said_table,
    text,
    value_text,
)
from penname.policy.terms import term_problem
from penname.policy.tree import Node, Scalar
from penname.policy.type_names import NEW_TYPE, known_type, type_or_group
from penname.policy.validators import VALIDATORS

KIND = "policy/v1"
LANGUAGES = ("en",)
VAULT_SCOPES = ("request", "conversation", "tenant")
#: From what keeps least to what keeps most.
AUDIT_CONTENTS = ("none", "masked", "sealed")
_YEAR_S = 365 * DAY_S
_ACTIONS = tuple(action.value for action in Action)
_TOOL = "tool:"

_ACTION = choice(_ACTIONS)
_ON_REPLY = choice(
    (action for action in _ACTIONS if action != Action.ROUTE),
    {"route": "for requests: an answer has been routed already"},
)
_SCORE = number(0.0, 1.0)
_MODE = choice(mode.value for mode in Mode)


def _read_restore_place(node: Node, context: Context) -> str | None:
    word = node.text if isinstance(node, Scalar) else ""
    if word in RESTORE_PLACES or (word.startswith(_TOOL) and len(word) > len(_TOOL)):
        return word
    known = ", ".join((*RESTORE_PLACES, "tool:NAME"))
    hint = did_you_mean(word, RESTORE_PLACES)
    context.error(node.place, f"{quoted(word)} is not one of {known}", hint)
    return None


_RESTORE_PLACE = Reader(
    _read_restore_place,
    {"anyOf": [{"enum": list(RESTORE_PLACES)}, {"type": "string", "pattern": "^tool:."}]},
)


def _read_linear(node: Node, context: Context) -> str | None:
    """A regex that decides what is let through: it runs in linear time, or not at all."""
    regex: str | None = value_text(node, context)
    try:
        if regex is not None:
            linear(regex)
    except PatternError as error:
        context.error(node.place, f"bad regex: {error} (look-around is not possible here)")
        return None
    return regex


_LINEAR = Reader(_read_linear, {"type": "string", "minLength": 1})


def _read_term(node: Node, context: Context) -> str | None:
    term: str | None = value_text(node, context)
    problem = "" if term is None else term_problem(term)
    if problem:
        context.error(node.place, problem)
    return None if problem else term


_TERM = Reader(_read_term, text.schema)


def _hashed(read: Callable[[str], Hashed | None], pattern: str, shape: str) -> Reader:
    """A hashed value, or a hashed term: `shape` is how it looks, for a message."""

    def read_node(node: Node, context: Context) -> Hashed | None:
        word = node.text if isinstance(node, Scalar) else ""
        found = read(word)
        if found is None:
            context.error(node.place, f"must be {shape} (`penname feedback` makes it)")
        return found

    return Reader(read_node, {"type": "string", "pattern": f"^{pattern}$"})


_HASHED_VALUE = _hashed(read_value, VALUE_PATTERN, "SCHEME:SALT:HASH")
_HASHED_TERM = _hashed(read_term, TERM_PATTERN, "SCHEME:SALT:ATOMS.LETTERS:HASH")

CHANGE: dict[str, Field] = {
    "action": Field(_ACTION, doc="What is done with a value in a request."),
    "on_reply": Field(_ON_REPLY, doc="What is done with a value that the model made up itself."),
    "min_score": Field(_SCORE, doc="From which score on a find counts, 0 to 1."),
    "restore": Field(
        listing(_RESTORE_PLACE),
        doc="Where an answer gets the value back: text, tool_arguments, urls, tool:NAME (a glob).",
    ),
    "mode": Field(_MODE, doc="enforce: acted on. shadow: only counted. off: not looked at."),
    "keep_last": Field(integer(1, 12), doc="How many characters `partial` leaves at the end."),
    "to": Field(
        one_or_more(text),
        doc="The target of `generalize` (one word), or the upstream tags that `route` needs.",
    ),
}
ENTITY: Mapping[str, Field] = CHANGE | {
    "severity": Field(
        choice(severity.value for severity in Severity),
        doc="How bad a leak would be; for reports, it decides nothing.",
    ),
    "locked": Field(boolean, doc="No file that extends this one, and no exception, may loosen it."),
}

_GLOBS = listing(text, least=1, most=1_000)
MATCH: Mapping[str, Field] = {
    "routes": Field(_GLOBS, doc="Calls, such as openai.chat; globs."),
    "tenants": Field(_GLOBS, doc="Tenants; globs. A request without one does not match."),
    "models": Field(_GLOBS, doc="Models that are asked for; globs."),
    "clients": Field(_GLOBS, doc="Names of client keys; globs."),
}

PATTERN: Mapping[str, Field] = {
    "regex": Field(
        placed(text), required=True, doc="A regular expression, best without look-around."
    ),
    "score": Field(_SCORE, required=True, doc="How sure a match is, 0 to 1."),
    "group": Field(
        integer(0, 99), doc="Which group of the match is the value. Default: all of it."
    ),
}
EXAMPLES: Mapping[str, Field] = {
    "match": Field(listing(placed(value_text)), doc="Texts in which something must be found."),
    "no_match": Field(listing(placed(value_text)), doc="Texts in which nothing may be found."),
}
RECOGNIZER: Mapping[str, Field] = {
    "description": Field(text, doc="What it finds, for people."),
    "patterns": Field(
        listing(said_table(PATTERN), least=1, most=100), doc="Regular expressions; any one counts."
    ),
    "terms": Field(listing(_TERM, least=1), doc="Words or phrases, in any case."),
    "terms_file": Field(placed(text), doc="A file with one term a line; # starts a comment."),
    "term_score": Field(_SCORE, doc="How sure a term is, 0 to 1. Default: 0.85."),
    "context": Field(
        listing(text, least=1, most=200), doc="Words nearby that raise a score by 0.35."
    ),
    "languages": Field(listing(choice(LANGUAGES), least=1), doc="Only for texts in these."),
    "validator": Field(choice(VALIDATORS), doc="A check that every match of a regex must pass."),
    "spacy": Field(
        one_or_more(said_table(SPACY_PLUGIN)), doc="What a spaCy pipeline finds; or several."
    ),
    "presidio": Field(
        one_or_more(said_table(PRESIDIO_PLUGIN)),
        doc="What a Presidio recognizer finds; or several.",
    ),
    "mode": Field(_MODE, doc="shadow: what it finds is only counted. off: it does not run."),
    "examples": Field(said_table(EXAMPLES), doc="Run when the policy is loaded."),
}

LIMITS_DOC = "Bounds over which a request is refused, never half-masked."
_AUDIT_CONTENT = Field(choice(AUDIT_CONTENTS), doc="What a record holds of the texts.")
AUDIT: Mapping[str, Field] = {
    "content": _AUDIT_CONTENT,
    "retention": Field(duration(10 * _YEAR_S), doc="How long records are kept, such as 400d, 6y."),
}
INSPECT: Mapping[str, Field] = {
    "roles": Field(listing(choice(ROLES)), doc="Whose texts are searched for new values."),
    "parts": Field(listing(choice(PARTS)), doc="Which parts of a request are searched."),
}
VAULT: Mapping[str, Field] = {
    "scope": Field(choice(VAULT_SCOPES), doc="Within what a value keeps its surrogate."),
    "ttl": Field(duration(366 * DAY_S), doc="How long a surrogate can be turned back."),
}
DESTINATIONS: Mapping[str, Field] = {
    "require_tags": Field(
        listing(text, least=1), doc="Only upstreams that the operator gave all these tags."
    ),
}

_WHO: dict[str, Field] = {
    "id": Field(label, required=True, doc="Its name in reports; unique in the policy."),
    "reason": Field(text, required=True, doc="Why it is right."),
    "owner": Field(text, required=True, doc="Who answers for it."),
    "expires": Field(date, required=True, doc="Its last day, at most 366 days from today."),
}
_REVIEW: dict[str, Field] = {
    "approved_by": Field(text, doc="Who agreed."),
    "ticket": Field(text, doc="Where it was asked for."),
}
_REVIEWED = {"created": Field(date, doc="The day on which it came.")} | _REVIEW


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables that name entity types, for one set of them."""

    limits: Mapping[str, Field]
    allow: Mapping[str, Field]
    deny: Mapping[str, Field]
    scope: Mapping[str, Field]
    exception: Mapping[str, Field]
    top: Mapping[str, Field]


def _entries(name: Reader, names: Reader) -> tuple[dict[str, Field], dict[str, Field]]:
    """The tables of allow and of deny entries. `name`: of an entity type; `names`: or a group."""
    for_whom = Field(said_table(MATCH), doc="For which requests. Default: all.")
    allow = _WHO | {
        "entities": Field(listing(names, least=1), required=True, doc="Of which types."),
        "values": Field(listing(value_text, least=1), doc="The values, exactly as they stand."),
        "hashed": Field(
            listing(placed(_HASHED_VALUE), least=1),
            doc="Hashes of values that must not stand here; made by `penname feedback`.",
        ),
        "regex": Field(_LINEAR, doc="Must match the whole value."),
        "match": for_whom,
        **_REVIEWED,
    }
    deny = _WHO | {
        "entity": Field(name, required=True, doc="Of which type they are."),
        "terms": Field(listing(_TERM, least=1), doc="Words or phrases, in any case."),
        "hashed": Field(
            listing(placed(_HASHED_TERM), least=1),
            doc="Hashes of terms that must not stand here; made by `penname feedback`.",
        ),
        "match": for_whom,
        **_REVIEWED,
    }
    return allow, deny


def tables(known: Collection[str]) -> Tables:
    """The tables for the types that some recognizer finds: built-in or declared by a policy."""
    name, names = known_type(known), type_or_group(known)
    limits: dict[str, Field] = {
        "max_body_bytes": Field(integer(1_024, 1_073_741_824), doc="The largest request."),
        "max_findings": Field(integer(1, 10_000_000), doc="The most values in one request."),
        "max_distinct": Field(
            keyed(name, integer(0, 10_000_000)),
            doc="The most different values of a type in one request: against bulk exports. "
            "Spellings of one thing count once.",
        ),
    }
    match = said_table(MATCH)
    allow, deny = _entries(name, names)
    scope = {
        "id": _WHO["id"],
        "match": Field(match, required=True, doc="For which requests."),
        "entities": Field(keyed(names, said_table(CHANGE)), doc="Rules, stricter than elsewhere."),
        "min_score": Field(_SCORE, doc="No threshold is above this one."),
        "mode": Field(_MODE, doc="No mode is more lenient than this one."),
        "audit": Field(said_table({"content": _AUDIT_CONTENT}), doc="What records hold."),
    }
    exception = _WHO | {
        "match": Field(match, required=True, doc="For which requests."),
        "entities": Field(keyed(names, said_table(CHANGE)), required=True, doc="What is changed."),
        **_REVIEW,
    }
    top: dict[str, Field] = {
        "kind": Field(choice((KIND,)), required=True, doc="The kind of this file."),
        "name": Field(label, required=True, doc="The policy's name, for bindings and records."),
        "title": Field(text, doc="One line for people."),
        "description": Field(text, doc="What the policy is for."),
        "owner": Field(text, required=True, doc="Who answers for the policy."),
        "revision": Field(label, required=True, doc="Its version; raise it with every change."),
        "status": Field(
            choice(("experimental", "test", "stable", "deprecated")), doc="How ready it is."
        ),
        "references": Field(listing(text), doc="Laws, standards, tickets that it serves."),
        "extends": Field(
            listing(placed(text), most=16),
            doc="Policies that this one starts from, left to right; it may tighten them.",
        ),
        "hash_key_file": Field(
            placed(text), doc="A file with the key of this file's hashes: 64 hex digits or more."
        ),
        "mode": Field(_MODE, doc="enforce: acted on. shadow: only counted. off: not looked at."),
        "on_error": Field(
            choice(
                ("block",),
                {"pass": "not possible: penname never forwards what it could not read"},
            ),
            doc="What happens when detection fails: the request is refused.",
        ),
        "languages": Field(listing(choice(LANGUAGES), least=1), doc="Languages of the texts."),
        "min_score": Field(_SCORE, doc="The threshold where nothing nearer says one, 0 to 1."),
        "inspect": Field(said_table(INSPECT), doc="What is searched. Default: everything."),
        "defaults": Field(said_table(ENTITY), doc="What an entity line does not say itself."),
        "recognizers": Field(
            keyed(NEW_TYPE, said_table(RECOGNIZER)), doc="Recognizers of your own, by type."
        ),
        "entities": Field(
            keyed(names, said_table(ENTITY)), doc="One line for each entity type, or group of them."
        ),
        "limits": Field(said_table(limits), doc=LIMITS_DOC),
        "vault": Field(said_table(VAULT), doc="How values are remembered."),
        "destinations": Field(said_table(DESTINATIONS), doc="Where requests may go."),
        "audit": Field(said_table(AUDIT), doc="What the audit log keeps."),
        "scopes": Field(listing(placed(said_table(scope))), doc="Parts that are stricter."),
        "allow": Field(listing(placed(said_table(allow))), doc="Values that are let through."),
        "deny": Field(
            listing(placed(said_table(deny))), doc="Terms that the recognizers miss; until a day."
        ),
        "exceptions": Field(
            listing(placed(said_table(exception))), doc="The only way to loosen: dated, owned."
        ),
    }
    return Tables(limits, allow, deny, scope, exception, top)


_BUILT_IN = tables(ENTITY_TYPES)
TOP = _BUILT_IN.top
LIMITS = _BUILT_IN.limits
ALLOW = _BUILT_IN.allow
DENY = _BUILT_IN.deny
SCOPE = _BUILT_IN.scope
EXCEPTION = _BUILT_IN.exception
