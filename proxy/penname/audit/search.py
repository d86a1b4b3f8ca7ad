"""Was this value ever sent? Found by index tokens, without opening a record.

Records carry tokens of the values that were found in them (docs/audit-format.md, 4.3). The
same token is made of the value that is asked for, under each segment's keys and each set of
scopes; so an identity is needed, and no record's content is opened unless a caller does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from penname.audit.reader import LogReader, ReadRecord, Span
from penname.audit.seal import MissingKeyError, NoKeyError, Opener, SealError
from penname.audit.stored import Stored, segments
from penname.policy.entities import ENTITY_TYPES

#: How many sets of scopes of a segment have their tokens kept.
_MOST_KEPT = 4096


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that has the value. `types` are the entity types as which it was found there."""

    index: int
    time: str
    event: str
    segment: int
    line_no: int
    types: tuple[str, ...]
    stored: Stored = field(repr=False, compare=False)


@dataclass(slots=True)
class Coverage:
    """What was searched, and what could not be: so that "not found" can be weighed.

    `no_key` are segments that no identity opens, `damaged` segments whose keys are missing or
    altered. `erased` and `closed` count records with tokens whose scope keys were destroyed, or
    do not open; `records` those with tokens that were compared.
    """

    segments: int = 0
    records: int = 0
    no_key: list[int] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    erased: int = 0
    closed: int = 0

    @property
    def is_whole(self) -> bool:
        return not (self.no_key or self.damaged or self.erased or self.closed)


class ValueSearch:
    """A search for one value in one log: iterate over it for the hits, then see `coverage`.

    Raises ReadError. The value stands in no repr and no error. Goes through the log once.
    """

    def __init__(
        self, reader: LogReader, value: str, types: Iterable[str], span: Span | None = None
    ) -> None:
        self._reader = reader
        self._pairs = tuple((kind, value) for kind in sorted(set(types)))
        self._wanted = (span or Span()).filter()
        self.coverage = Coverage()

    def __iter__(self) -> Iterator[Hit]:
        for seg in segments(self._reader.folder):
            opener = self._opener(seg)
            if opener is not None:
                self.coverage.segments += 1
                yield from self._in_segment(seg, opener)

    def opened(self, hit: Hit) -> ReadRecord:
        """The record of a hit."""
        return self._reader.read(hit.stored)

    def _opener(self, seg: int) -> Opener | None:
        try:
            return self._reader.opener(seg)
        except NoKeyError:
            self.coverage.no_key.append(seg)
        except SealError:
            self.coverage.damaged.append(seg)
        return None

    def _in_segment(self, seg: int, opener: Opener) -> Iterator[Hit]:
        kept: dict[tuple[str, ...], dict[str, str] | SealError] = {}
        for stored in self._reader.stored((seg,)):
            clear = stored.sealed.clear
            if not clear.x or not self._wanted(stored):
                continue
            tokens = kept.get(clear.k)
            if tokens is None:
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                tokens = kept[clear.k] = self._tokens(opener, clear.k)
            if isinstance(tokens, SealError):
                self._count(seg, tokens)
                continue
            self.coverage.records += 1
            if not tokens.keys().isdisjoint(clear.x):
                types = tuple(sorted(tokens[one] for one in clear.x if one in tokens))
                yield Hit(clear.n, clear.t, clear.e, seg, stored.line_no, types, stored)

    def _tokens(self, opener: Opener, refs: Sequence[str]) -> dict[str, str] | SealError:
        """Token -> entity type, for records with these scopes; or why there is none."""
        try:
            return {opener.tokens(refs, (pair,))[0]: pair[0] for pair in self._pairs}
        except SealError as error:
            return error

    def _count(self, seg: int, error: SealError) -> None:
        if isinstance(error, MissingKeyError) and self._reader.keyring.is_erased(seg, error.ref):
            self.coverage.erased += 1
        else:
            self.coverage.closed += 1


def find_value(
    reader: LogReader,
    value: str,
    entity_type: str | None = None,
    *,
    more_types: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
) -> ValueSearch:
    """Searches a log for a value: as one entity type, else as any that penname knows.

    `more_types` are those of own recognizers, which a search for all types cannot know.
    """
    types = [entity_type] if entity_type else [*ENTITY_TYPES, *more_types]
    return ValueSearch(reader, value, types, Span(since, until))
