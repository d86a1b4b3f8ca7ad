"""Which record somebody means."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from penname.audit.reader import LogReader
from penname.cli.audit.finding import Found, found_records
from penname.cli.audit.reading import readers
from penname.cli.exits import Exit, Failure
from tests.unit.cli.audit.logs import DPO, Writer, exchanges, small_log


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogReader]:
    """A small log, opened by who may."""
    with readers([small_log(tmp_path / "log")], (DPO,)) as found:
        yield found[0]


def indices(found: list[Found]) -> list[int]:
    return [read.index for read, _ in found]


@pytest.mark.parametrize("which", ["9", "09"])
def test_a_number_is_a_record(log: LogReader, which: str) -> None:
    """Digits name one record."""
    assert indices(found_records([log], which)) == [9]


def test_separated_digits_are_a_number(tmp_path: Path) -> None:
    """Numbers may be given as they are shown, with commas."""
    folder = Writer(tmp_path / "log").add(*exchanges(0, 501)).end()
    with readers([folder]) as found:
        assert indices(found_records(found, "1,000")) == [1000]


@pytest.mark.parametrize("which", ["0", "6", "11"])
def test_no_record_is_told(log: LogReader, which: str) -> None:
    """The first line of a segment is no record, and nothing is behind the last one."""
    with pytest.raises(Failure, match=f"has no record {which}") as caught:
        found_records([log], which)
    assert caught.value.exit_code == Exit.USAGE


def test_a_request_has_several_records(log: LogReader) -> None:
    """The id of a request gives its records, in order."""
    assert indices(found_records([log], "req-1")) == [3, 4]
    with pytest.raises(Failure, match="no record with the request id req-99"):
        found_records([log], "req-99")


def test_a_receipt_is_a_record(tmp_path: Path) -> None:
    """A receipt gives its record, where the record is still the same."""
    writer = Writer(tmp_path / "log").add(*exchanges(0, 2))
    receipt = writer.receipts[2]
    with readers([writer.end()]) as found:
        assert indices(found_records(found, str(receipt))) == [3]
        altered = str(receipt).replace(receipt.leaf.hex(), "0" * 64)
        with pytest.raises(Failure, match="the log was altered") as caught:
            found_records(found, altered)
        assert caught.value.exit_code == Exit.FINDINGS
        with pytest.raises(Failure, match="there is no log other here"):
            found_records(found, f"other/3/{receipt.leaf.hex()}")


def test_a_number_means_one_log(tmp_path: Path) -> None:
    """Where there are several logs a number is not enough; a receipt is."""
    small_log(tmp_path / "a")
    other = Writer(tmp_path / "b", origin="penname/b").add(*exchanges(0, 1))
    other.end()
    with readers([tmp_path / "a", tmp_path / "b"], (DPO,)) as found:
        with pytest.raises(Failure, match="name one: "):
            found_records(found, "1")
        assert found_records(found, str(other.receipts[0]))[0][1].origin == "penname/b"
        assert indices(found_records(found, "req-0")) == [1, 2, 1, 2]
