"""Words of a language that are no names: what a dictionary has, and no list of names.

Only the CRC-32 of each word is kept, in order, four bytes a word: a million words of seven
languages take megabytes as strings in every process. Another word has the same one in one case
of ten thousand at most.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Sums = NDArray[np.uint32]


class PlainWords:
    """The plain words of some languages."""

    def __init__(self, sums: Mapping[str, Sums]) -> None:
        self.sums = sums

    def has(self, word: str, languages: Iterable[str]) -> bool:
        """Whether a word is one of those of some languages, in whatever case."""
        wanted = np.uint32(_sum(word))
        for language in languages:
            known = self.sums.get(language)
            if known is not None:
                at = int(known.searchsorted(wanted))
                if at < len(known) and known[at] == wanted:
                    return True
        return False


#: Where nothing is known of words.
NO_WORDS = PlainWords({})


def sums_of(words: Iterable[str]) -> Sums:
    """Words as what is kept of them."""
    return np.array(sorted(set(map(_sum, words))), np.uint32)


def packed(words: PlainWords) -> bytes:
    """The words as a file."""
    file = io.BytesIO()
    arrays: dict[str, Any] = {name: words.sums[name] for name in sorted(words.sums)}
    np.savez(file, **arrays)
    return file.getvalue()


def unpacked(data: bytes) -> PlainWords:
    """What `packed` gave. Raises ValueError when it did not."""
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            sums = {name: file[name] for name in file.files}
    except (zipfile.BadZipFile, OSError, EOFError, KeyError, TypeError, ValueError) as error:
        raise ValueError("no packed words") from error
    if any(one.dtype != np.uint32 or one.ndim != 1 for one in sums.values()):
        raise ValueError("words are packed as something else")
    return PlainWords(sums)


def _sum(word: str) -> int:
    return zlib.crc32(unicodedata.normalize("NFC", word.lower()).encode("utf-8", "replace"))
