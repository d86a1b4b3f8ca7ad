"""Policy folders on a real disk, for the tests of folders, signing and reloading."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

from penname.policy.folder import load_for_signing
from penname.policy.signatures import FILE_NAME, PrivateKey, key_of, sign

TODAY = dt.date(2026, 11, 24)
KEY = key_of(bytes(range(32)))
STRANGER = key_of(bytes(32))


def policy_text(name: str = "default", revision: str = "1", action: str = "mask") -> str:
    """A small policy with one rule."""
    return (
        f'kind: policy/v1\nname: {name}\nowner: sec@example.org\nrevision: "{revision}"\n'
        f"entities:\n  EMAIL_ADDRESS: {{action: {action}}}\n"
    )


BINDINGS = (
    'kind: bindings/v1\ndefault: default\nbind:\n  - {match: {tenants: ["c-*"]}, policy: c}\n'
)


def fill(folder: Path, **texts: str) -> Path:
    """Writes `NAME.yaml` for each text; two underscores stand for a slash."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def signed(folder: Path, *keys: PrivateKey) -> Path:
    """The folder, with an envelope of what is in it now."""
    _, manifest = load_for_signing(folder, today=TODAY)
    (folder / FILE_NAME).write_bytes(sign(manifest, keys or (KEY,)))
    return folder


class ConfigMap:
    """A folder as the kubelet mounts one: links into `..data`, which is swapped in one step."""

    def __init__(self, mount: Path) -> None:
        self.mount = mount
        self._count = 0
        mount.mkdir(parents=True, exist_ok=True)

    def update(self, **texts: str) -> None:
        """The next state of the volume: what the kubelet's atomic writer does, in its order."""
        self._count += 1
        data = self.mount / f"..2026_11_24_{self._count:02}"
        data.mkdir()
        fill(data, **texts)
        link = self.mount / "..data_tmp"
        link.symlink_to(data.name)
        before = (self.mount / "..data").readlink() if self._count > 1 else None
        os.replace(link, self.mount / "..data")
        for name in {path.name for path in data.iterdir()}:
            if not (self.mount / name).is_symlink():
                (self.mount / name).symlink_to(f"..data/{name}")
        for path in self.mount.iterdir():
            if not path.name.startswith("..") and not path.exists():
                path.unlink()
        if before is not None:
            old = self.mount / before
            for path in sorted(old.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
            old.rmdir()
