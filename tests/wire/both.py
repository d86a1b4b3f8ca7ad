"""One case on both ends: through penname a client sees what it sees directly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.wire.ends import End
from tests.wire.leaks import assert_no_leak
from tests.wire.planted import Planted
from tests.wire.scenarios.case import Case
from tests.wire.upstream.app import Upstream


def unsealed(seen: Any) -> Any:
    """What was seen, without the seals: a vendor computes them over the text it received.

    That a seal comes back unbroken is checked by the upstream, which refuses it otherwise.
    """
    if isinstance(seen, dict):
        return {
            key: bool(value) if key in ("signature", "encrypted_content") else unsealed(value)
            for key, value in seen.items()
        }
    if isinstance(seen, (list, tuple)):
        return [unsealed(value) for value in seen]
    return seen


def difference(seen: Any, expected: Any, where: str = "$") -> str | None:
    """The first place where two JSON-like values differ, seals aside; None when there is none."""
    if isinstance(seen, dict) and isinstance(expected, dict):
        for key in [*expected, *(key for key in seen if key not in expected)]:
            missing = "<missing>"
            found = difference(seen.get(key, missing), expected.get(key, missing), f"{where}.{key}")
            if found:
                return found
        return None
    if isinstance(seen, list) and isinstance(expected, list) and len(seen) == len(expected):
        places = (
            difference(a, b, f"{where}[{index}]")
            for index, (a, b) in enumerate(zip(seen, expected, strict=True))
        )
        return next((place for place in places if place), None)
    return (
        None if seen == expected else f"at {where}:\n  seen     {seen!r}\n  expected {expected!r}"
    )


def assert_same(seen: Any, expected: Any) -> None:
    """Fail with the first place where two runs differ, seals aside."""
    found = difference(unsealed(seen), unsealed(expected))
    assert found is None, found


@dataclass(frozen=True, slots=True, repr=False)
class Both:
    """The two ends of one upstream."""

    upstream: Upstream
    direct: End
    proxied: End
    planted: Planted

    async def compare(self, case: Case) -> Any:
        """Run a case directly and through penname; assert equality and that nothing leaked.

        Gives what the client saw. The upstream keeps the requests of the second run.
        """
        self.upstream.play(*case.scripts)
        expected = await case.run(self.direct, self.planted)
        assert case.missing(expected, self.planted) == [], "the case itself shows nothing"
        self.upstream.play(*case.scripts)
        seen = await case.run(self.proxied, self.planted)
        assert_no_leak(self.upstream.recorded, self.planted)
        assert_same(seen, expected)
        return seen
