"""That somebody has values shown: recorded in a log before anything is shown."""

from __future__ import annotations

import getpass
import os
from collections.abc import Sequence

from penname.audit.recipients import Identity
from penname.audit.record import AuditRecord
from penname.cli.audit.finding import Found
