"""The files of deploy/: valid, hardened, and true to the Makefile and the configuration."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from penname.server.config import Config, ConfigError, from_env

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted((DEPLOY / "kubernetes").glob("*.yaml"))
HADOLINT = shutil.which("hadolint", path=str(Path(sys.executable).parent))

Document = dict[str, Any]
KINDS = ("Deployment", "StatefulSet")


def documents() -> list[Document]:
    return [
        document for path in MANIFESTS for document in yaml.safe_load_all(path.read_text("utf-8"))
    ]


def pod_specs() -> list[Document]:
    return [d["spec"]["template"]["spec"] for d in documents() if d["kind"] in KINDS]


def containers(spec: Document) -> list[Document]:
    return [*spec.get("initContainers", ()), *spec["containers"]]


def environment(container: Document) -> dict[str, str]:
    return {one["name"]: one["value"] for one in container.get("env", ())}


def proxies() -> list[tuple[Document, Document]]:
    """(pod, container) for each container that runs penname itself."""
    return [
        (spec, container)
        for spec in pod_specs()
        for container in containers(spec)
        if any(name.startswith("PENNAME_") for name in environment(container))
    ]


def compose() -> Document:
    loaded: Document = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return loaded


def hadolint(path: Path) -> subprocess.CompletedProcess[str]:
    assert HADOLINT is not None
    command = [HADOLINT, "--failure-threshold", "style", str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603


def test_dockerfile_has_no_remarks() -> None:
    """hadolint finds nothing, not even in style."""
    result = hadolint(DEPLOY / "Dockerfile")
    assert (result.returncode, result.stdout) == (0, "")


def test_linter_finds_planted_mistake(tmp_path: Path) -> None:
    """hadolint would say something: it does for a root user and an unpinned base."""
    bad = tmp_path / "Dockerfile"
    bad.write_text("FROM python\nRUN cd /tmp && pip install requests\nUSER root\n", "utf-8")
    result = hadolint(bad)
    assert result.returncode != 0
    assert "DL3006" in result.stdout


def pip_installs(text: str) -> list[str]:
    """The arguments of every `pip install`, an editable install counted as a plain one."""
    joined = text.replace("\\\n", " ")
    found = re.findall(r"(?:-m pip|\$\(PIP\)) install ([^\n&]+)", joined)
    return [" ".join(one.split()).replace("-e .", ".") for one in found]


def test_dockerfile_installs_like_makefile() -> None:
    """The image holds exactly what `make run` installs."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    recipe = makefile.partition("\n$(VENV)/.run:")[2].partition("\n\n")[0]
    wanted = pip_installs(recipe)
    assert len(wanted) == 2
    assert pip_installs((DEPLOY / "Dockerfile").read_text("utf-8")) == wanted


def test_dockerfile_copies_exist() -> None:
    """What the Dockerfile copies from the context stands in .dockerignore's exceptions."""
    copied = [
        word
        for line in re.findall(
            r"^COPY (?!--)(.+)$", (DEPLOY / "Dockerfile").read_text("utf-8"), re.M
        )
        for word in line.split()[:-1]
    ]
    allowed = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert set(copied) == allowed


def test_image_runs_as_nobody() -> None:
    """The last stage sets a numeric user that is not root, after its last RUN."""
    last = (DEPLOY / "Dockerfile").read_text("utf-8").rpartition("\nFROM ")[2]
    assert re.search(r"^USER 65532:65532$", last, re.M)
    assert not re.search(r"^RUN", last.partition("\nUSER ")[2], re.M)


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_manifests_fit_their_schema(path: Path) -> None:
    """Every document validates strictly: an unknown field is an error."""
    for document in yaml.safe_load_all(path.read_text("utf-8")):
        kubernetes_validate.validate(document, "1.34", strict=True)


def test_validator_finds_planted_mistake() -> None:
    """The strict check would say something: it does for a misspelt securityContext."""
    document = copy.deepcopy(documents()[0])
    spec = document["spec"]["template"]["spec"]
    spec["securityContextt"] = spec.pop("securityContext")
    with pytest.raises(kubernetes_validate.ValidationError):
        kubernetes_validate.validate(document, "1.34", strict=True)


def restricted_violations(spec: Document) -> Iterator[str]:
    """What of a pod breaks the Pod Security Standard "restricted", and our own additions."""
    pod = spec["securityContext"]
    if not pod.get("runAsNonRoot") or pod["seccompProfile"]["type"] != "RuntimeDefault":
        yield "pod"
    if spec.get("automountServiceAccountToken", True):
        yield "token"
    for container in containers(spec):
        context = container.get("securityContext", {})
        if context.get("allowPrivilegeEscalation", True) or context.get("privileged"):
            yield f"{container['name']}: privileges"
        if context.get("capabilities") != {"drop": ["ALL"]}:
            yield f"{container['name']}: capabilities"
        if not context.get("readOnlyRootFilesystem"):
            yield f"{container['name']}: writable root"
        if "memory" not in container.get("resources", {}).get("limits", {}):
            yield f"{container['name']}: no memory limit"


def test_pods_are_restricted() -> None:
    """Every pod obeys the Pod Security Standard "restricted" and has a read-only root."""
    assert [list(restricted_violations(spec)) for spec in pod_specs()] == [[], []]


def test_configurations_are_accepted() -> None:
    """The environment of every proxy is one with which penname starts."""
    compose_env = compose()["services"]["penname"]["environment"]
    for env in [*(environment(container) for _, container in proxies()), compose_env]:
        assert isinstance(from_env(env), Config)


def test_gateway_without_keys_refused() -> None:
    """The image's own address needs client keys: without them penname does not start."""
    text = (DEPLOY / "Dockerfile").read_text("utf-8")
    env = dict(re.findall(r"(PENNAME_[A-Z_]+)=(\S+)", text))
    with pytest.raises(ConfigError) as caught:
        from_env(env)
    assert caught.value.code == 5


def test_drain_fits_grace_period() -> None:
    """Kubernetes and compose wait longer than penname drains."""
    for spec, container in proxies():
        pause = container.get("lifecycle", {}).get("preStop", {}).get("sleep", {})
        drain = from_env(environment(container)).drain_s + pause.get("seconds", 0)
        assert drain < spec["terminationGracePeriodSeconds"]
    service = compose()["services"]["penname"]
    assert from_env(service["environment"]).drain_s < int(service["stop_grace_period"][:-1])


def test_mounted_files_are_named() -> None:
    """Every file that a proxy is told to read lies in a volume that is mounted there."""
    for _, container in proxies():
        mounts = [mount["mountPath"] for mount in container["volumeMounts"]]
        paths = [value for value in environment(container).values() if value.startswith("/")]
        assert paths
        for path in paths:
            assert any(path.startswith(f"{mount}/") for mount in mounts), path


def test_root_key_is_mounted_closed() -> None:
    """The root key is a Secret's file, readable by the pod's group and written by nobody."""
    for spec, container in proxies():
        folder = Path(environment(container)["PENNAME_ROOT_KEY_FILE"]).parent
        mounts = {mount["mountPath"]: mount for mount in container["volumeMounts"]}
        assert mounts[str(folder)]["readOnly"] is True
        volumes = {volume["name"]: volume for volume in spec["volumes"]}
        assert volumes[mounts[str(folder)]["name"]]["secret"]["defaultMode"] == 0o440
        assert spec["securityContext"]["fsGroup"] == spec["securityContext"]["runAsGroup"]
        holders = [c["name"] for c in containers(spec) if str(folder) in str(c)]
        assert holders == ["penname"]


def test_probes_are_complete() -> None:
    """A proxy has all three probes; one on loopback is asked from inside the container."""
    for _, container in proxies():
        inside = environment(container)["PENNAME_LISTEN"].startswith("127.")
        for kind in ("startupProbe", "readinessProbe", "livenessProbe"):
            assert ("exec" in container[kind]) == inside
            assert ("/livez" if kind == "livenessProbe" else "/readyz") in str(container[kind])


def test_sidecar_starts_before_app() -> None:
    """The sidecar is a native one: an init container that goes on running."""
    spec = next(spec for spec, c in proxies() if environment(c)["PENNAME_LISTEN"][:4] == "127.")
    assert [c["name"] for c in spec["initContainers"] if c.get("restartPolicy") == "Always"] == [
        "penname"
    ]
    urls = list(environment(spec["containers"][0]).values())
    assert all(url.startswith("http://127.0.0.1:8080/") for url in urls)


def test_compose_services_are_hardened() -> None:
    """No service is privileged, root, or can write to its root file system."""
    for name, service in compose()["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert service["user"] == "65532:65532", name
        assert "no-new-privileges:true" in service["security_opt"], name
        assert not service.get("privileged"), name
        assert service.get("network_mode") is None, name


def test_compose_publishes_on_loopback() -> None:
    """Ports are published on this machine only."""
    ports = [port for one in compose()["services"].values() for port in one.get("ports", ())]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_compose_app_has_no_way_out() -> None:
    """The application's only network is internal, so it cannot reach a provider directly."""
    loaded = compose()
    assert loaded["services"]["app"]["networks"] == ["inside"]
    assert loaded["networks"]["inside"] == {"internal": True}


def test_compose_files_exist() -> None:
    """Every file that compose.yaml takes from the repository is there."""
    for one in compose()["configs"].values():
        assert (DEPLOY / one["file"]).is_file()
