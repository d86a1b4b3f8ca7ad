"""Settings for the whole test run: Hypothesis profiles, chosen by where the run happens."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

from hypothesis import settings

# Where `penname run` keeps its audit log when nothing else is said: never in somebody's home.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="penname-tests-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

# A deadline would fail tests on a busy machine, and says nothing about the code.
settings.register_profile("local", deadline=None, max_examples=100)
# Fixed seeds: a red run on CI is red again when it is repeated. No database: nothing is kept.
settings.register_profile(
    "ci", deadline=None, max_examples=100, derandomize=True, database=None, print_blob=True
)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local")
)
