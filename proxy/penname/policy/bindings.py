"""Bindings: which requests get which policy, and how a new revision is rolled out.

`kind: bindings/v1` is a file of its own, beside the policies, so that the digest of a
policy does not move when a percentage does.

    default: default            # for every request that no binding takes
    bind:
      - match: {tenants: ["clinic-*"]}
        policy: hipaa
        stable: "2026.11.1"     # needed when the folder holds several revisions
        candidate: {revision: "2026.11.2", mode: shadow, percent: 20, key: conversation}

The first binding that matches for sure wins. `default` may have `stable` and `candidate`
as well. Buckets are passed in: this module has no secret and no chance. The file's grammar
is `policy.binding_grammar`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from types import MappingProxyType

from penname.policy.digest import digest_of
from penname.policy.match import Match, Subject
from penname.policy.model import Policy

#: What a roll-out may be keyed by. Whatever has the same word stays on the same side.
KEYS = ("conversation", "tenant", "client")
MODES = ("shadow", "enforce")

#: Name of the binding that takes what no other takes.
DEFAULT = "default"

#: (name, revision) → the policy.
Shelf = Mapping[tuple[str, str], Policy]

#: The bucket of a request for one of KEYS: 0 ≤ x < 100, or 100 when it is not known.
Bucket = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A policy on its way in: counted only (`shadow`), or in force for `percent` of the keys."""

    policy: Policy
    mode: str = "shadow"
    percent: float = 100.0
    key: str = "conversation"

    def takes(self, bucket: Bucket) -> bool:
        """Whether it speaks for a request. Raising the percentage keeps those that it had."""
        return self.percent >= 100.0 or bucket(self.key) < self.percent


@dataclass(frozen=True, slots=True)
class Chosen:
    """The policy of a request; the one that is only counted, if any; the binding's name."""

    policy: Policy
    shadow: Policy | None = None
    name: str = DEFAULT


@dataclass(frozen=True, slots=True)
class Binding:
    """One part of the traffic and its policy. `where` is the file:line of the binding."""

    name: str
    match: Match
    policy: Policy
    candidate: Candidate | None = None
    where: str = ""

    def chosen(self, bucket: Bucket) -> Chosen:
        candidate = self.candidate
        if candidate is None or not candidate.takes(bucket):
            return Chosen(self.policy, None, self.name)
        if candidate.mode == "enforce":
            return Chosen(candidate.policy, None, self.name)
        return Chosen(self.policy, candidate.policy, self.name)


@dataclass(frozen=True, slots=True)
class PolicySet:
    """Every policy of a server and who gets which. `bindings` ends with the default.

    `policies` holds all that were loaded, also those that no binding names. `digest` is
    SHA-256, hex, over the bindings and the digests of the policies that they name.
    """

    bindings: tuple[Binding, ...]
    policies: Shelf
    digest: str

    @classmethod
    def of(cls, bindings: tuple[Binding, ...], policies: Shelf) -> PolicySet:
        said = [_said(binding) for binding in bindings]
        return cls(bindings, MappingProxyType(dict(policies)), digest_of(said))

    @classmethod
    def single(cls, policy: Policy) -> PolicySet:
        """One policy for everybody."""
        everybody = Binding(DEFAULT, Match(), policy)
        return cls.of((everybody,), {(policy.name, policy.revision): policy})

    @classmethod
    def unbound(cls, policies: Shelf) -> PolicySet | None:
        """Without bindings the only policy, or the one called `default`, is everybody's; None
        where there is no such policy."""
        chosen = list(policies.values())
        if len(chosen) > 1:
            chosen = [policy for policy in chosen if policy.name == DEFAULT]
        return cls.of(cls.single(chosen[0]).bindings, policies) if len(chosen) == 1 else None

    @property
    def default(self) -> Policy:
        """The policy of a request of which nothing is known."""
        return self.bindings[-1].policy

    @property
    def in_use(self) -> tuple[Policy, ...]:
        """Every policy that some request may get, stable or candidate; each once, in order."""
        found: dict[tuple[str, str], Policy] = {}
        for binding in self.bindings:
            candidates = [] if binding.candidate is None else [binding.candidate.policy]
            for policy in (binding.policy, *candidates):
                found.setdefault((policy.name, policy.revision), policy)
        return tuple(found.values())

    def choose(self, subject: Subject, bucket: Bucket) -> Chosen:
        """The policy of a request: of the first binding that matches for sure."""
        for binding in self.bindings[:-1]:
            if binding.match.certainly(subject):
                return binding.chosen(bucket)
        return self.bindings[-1].chosen(bucket)


def bucket_of(secret: bytes, name: str, word: str) -> float:
    """Where a word stands between 0 and 100, for good: keyed BLAKE2b (RFC 7693), 48 bits of it.

    `secret` (at most 64 bytes) keeps clients from choosing their side. `name` is the key of
    the roll-out (one of KEYS) or any longer salt.
    """
    said = name.encode() + b"\0" + word.encode("utf-8", "surrogatepass")
    raw = hashlib.blake2b(said, key=secret, digest_size=6).digest()
    return int.from_bytes(raw) / 2**48 * 100.0


def _said(binding: Binding) -> dict[str, object]:
    """What a binding decides, as plain JSON; the place in the file is left out."""
    candidate = binding.candidate
    return {
        "name": binding.name,
        "match": asdict(binding.match),
        "policy": binding.policy.digest,
        "candidate": candidate
        and {
            "policy": candidate.policy.digest,
            "mode": candidate.mode,
            "percent": candidate.percent,
            "key": candidate.key,
        },
    }
