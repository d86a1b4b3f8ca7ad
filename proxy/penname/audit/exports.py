"""The forms in which the log's events leave it, by name: for sinks and for exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from penname.audit import ecs, flat, ocsf
from penname.audit.flat import Lost
from penname.audit.record import AuditRecord


class Form(Protocol):
    """How events become objects for JSON: the modules `penname.audit.flat`, `.ocsf`, `.ecs`."""

    def exported(
        self,
        origin: str,
        index: int,
        time: str,
        event: str,
        record: AuditRecord | None,
        detail: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]: ...

    def checkpoint(self, text: str, time: str) -> dict[str, Any]: ...

    def dropped(self, lost: Lost, time: str) -> dict[str, Any]: ...


FORMS: Mapping[str, Form] = {"jsonl": flat, "ocsf": ocsf, "ecs": ecs}
