"""One-way actions on a value, through presidio-anonymizer's operators.

The reversible actions do not come here: they need the vault, and a join of slices is
twenty times cheaper than AnonymizerEngine on the hot path (docs/performance.md).
"""

from __future__ import annotations

import hashlib

from presidio_anonymizer.operators import Mask, Replace

from penname.mask.generalize import generalized
from penname.policy.model import Action, Rule

_REPLACE = Replace()
_MASK = Mask()
#: One masking character of `partial`; plain, so that it survives JSON, HTML and Markdown.
MASKING_CHARACTER = "x"


def one_way(rule: Rule, action: Action, value: str, hash_key: bytes) -> str:
    """The replacement of a value under a one-way action.

    `redact` gives `[TYPE]`, `partial` keeps the last `keep_last` characters
    (never more than half of a value), `hash` a keyed BLAKE2b digest of 16 hex digits
    (equal values stay equal, nothing more), `generalize` what the rule's `to` makes of the
    value, or what `redact` gives where that cannot be done.
    Raises ValueError for an action that is not one-way.
    """
    if action is Action.GENERALIZE:
        coarser = generalized(rule.to, value)
        if coarser is not None:
            return coarser
    if action in (Action.REDACT, Action.GENERALIZE):
        return str(_REPLACE.operate(value, {"new_value": f"[{rule.entity_type}]"}))
    if action is Action.PARTIAL:
        hidden = len(value) - min(rule.keep_last, len(value) // 2)
        params = {"masking_char": MASKING_CHARACTER, "chars_to_mask": hidden, "from_end": False}
        return str(_MASK.operate(value, params))
    if action is Action.HASH:
        digest = hashlib.blake2b(value.encode("utf-8", "surrogatepass"), key=hash_key[:64])
        return f"[{rule.entity_type} {digest.hexdigest()[:16]}]"
    raise ValueError(f"{action} is not a one-way action")
