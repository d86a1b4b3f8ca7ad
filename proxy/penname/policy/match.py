"""Which requests a scope, an exception or a binding speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True, slots=True)
class Subject:
    """Who asks for what: route name (`openai.chat`), tenant, model and client.

    None is "not known": a request without a model, a server without client keys.
    """

    route: str | None = None
    tenant: str | None = None
    model: str | None = None
    client: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Glob lists (`*`, `?`, `[a-z]`; case counts); an empty list says nothing.

    All lists that say something must match.
    """

    routes: tuple[str, ...] = ()
    tenants: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    clients: tuple[str, ...] = ()

    def certainly(self, subject: Subject) -> bool:
        """Whether it matches for sure: what is not known does not. For what loosens."""
        return self._matches(subject, unknown=False)

    def possibly(self, subject: Subject) -> bool:
        """Whether it may match: what is not known does. For what tightens."""
        return self._matches(subject, unknown=True)

    def _matches(self, subject: Subject, *, unknown: bool) -> bool:
        pairs = (
            (self.routes, subject.route),
            (self.tenants, subject.tenant),
            (self.models, subject.model),
            (self.clients, subject.client),
        )
        return all(_is_in(globs, word, unknown=unknown) for globs, word in pairs)


#: Says nothing, so it matches every request.
ANYBODY = Match()


def _is_in(globs: tuple[str, ...], word: str | None, *, unknown: bool) -> bool:
    if not globs:
        return True
    if word is None:
        return unknown
    return any(fnmatchcase(word, glob) for glob in globs)
