"""Regular expressions that users write: linear time where possible.

google-re2 never backtracks, so a pattern that it can compile needs no time budget.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import re2


class PatternError(Exception):
    """A regex that cannot be used; the message says why and quotes only the pattern."""


@lru_cache(maxsize=1024)
def linear(pattern: str) -> Any:
    """The compiled pattern of google-re2. Raises PatternError."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise PatternError(str(error)) from None


def fully_matches(pattern: str, text: str) -> bool:
    """Whether a pattern that google-re2 can run matches a whole text. Raises PatternError."""
    return linear(pattern).fullmatch(text) is not None
