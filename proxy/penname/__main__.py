"""`python -m penname` is the command `penname`."""

from __future__ import annotations

from penname.cli.main import main

if __name__ == "__main__":
    main()
