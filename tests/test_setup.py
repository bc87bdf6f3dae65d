"""Packaging and set-up: what is installed, what `make` does, what a wrong Python hears."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES: list[str] = PROJECT["tool"]["setuptools"]["packages"]


def requirements() -> list[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"]
    return [Requirement(r) for r in (*PROJECT["project"]["dependencies"], *extras["test"])]


def locked(name: str) -> dict[str, str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    pins = [line.split(";")[0].strip().split("==") for line in lines if line and line[0] != "#"]
    return {canonicalize_name(package): pin for package, pin in pins}


def tracked() -> list[str]:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("geen git-werkmap")
    return subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()


@pytest.mark.parametrize("requirement", requirements(), ids=str)
def test_a_dependency_is_in_its_range_here_and_in_the_lock(requirement: Requirement) -> None:
    assert requirement.specifier.contains(version(requirement.name))
    assert requirement.specifier.contains(locked("test.lock")[canonicalize_name(requirement.name)])


def test_every_dependency_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    lines = text.split("dependencies = [")[1].split("]")[0].strip().splitlines()
    assert [line for line in lines if not re.search(r'",\s+# \S', line)] == []


def test_the_locks_agree_and_suit_every_index() -> None:
    run, test = locked("run.lock"), locked("test.lock")
    assert {name: test[name] for name in run} == run
    assert not [pin for pin in test.values() if "+" in pin]


def test_data_files_are_packaged() -> None:
    data: dict[str, list[str]] = PROJECT["tool"]["setuptools"]["package-data"]
    covered = {
        path.relative_to(ROOT).as_posix()
        for package, globs in data.items()
        for glob in globs
        for path in (ROOT / package).glob(glob)
    }
    wanted = {
        file
        for file in tracked()
        if file.split("/")[0] in PACKAGES and not file.endswith((".py", ".gitignore"))
    }
    assert wanted - covered == set()


def test_installed_is_what_is_declared() -> None:
    assert PACKAGES == ["corpus", "index", "assistant", "eval"]
    assert PROJECT["tool"]["setuptools"]["py-modules"] == ["app"]
    assert "Private :: Do Not Upload" in PROJECT["project"]["classifiers"]


def make(*arguments: str, cwd: Path = ROOT, path: str | None = None) -> subprocess.CompletedProcess[str]:  # fmt: skip
    if shutil.which("make") is None:
        pytest.skip("geen make")
    environment = {"PATH": path or os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8"}
    return subprocess.run(
        [shutil.which("make") or "make", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_bare_make_lists_every_target() -> None:
    listed = make().stdout
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert phony is not None
    for target in phony.group(1).split():
        assert re.search(rf"^  make {target}\s+\S", listed, re.MULTILINE), target


@pytest.mark.parametrize("target", ["setup", "chat", "test", "eval"])
def test_targets_install_and_index_first(target: str, tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    plan = make("-n", target, cwd=tmp_path).stdout
    steps = ("requirements/venv", "run.lock", "--no-deps -e .", "beleid index")
    places = [plan.index(step) for step in steps]
    assert places == sorted(places)
    assert ("test.lock" in plan) == (target == "test")


def python_that_says(folder: Path, answer: str) -> None:
    """A `python3` in ``folder`` that runs nothing and claims a version."""
    fake = folder / "python3"
    fake.write_text(f'#!/bin/sh\ncase "$2" in *print*) echo "{answer}";; *) exit 1;; esac\n')
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(("found", "said"), [(None, "geen enkele"), ("3.9", "3.9")])
def test_no_or_an_older_python_is_told_what_to_do(
    tmp_path: Path, found: str | None, said: str
) -> None:
    if found is not None:
        python_that_says(tmp_path, found)
    done = subprocess.run(
        ["/bin/sh", str(ROOT / "requirements" / "venv"), str(tmp_path / "venv")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2
    assert f"Python 3.11 of nieuwer is nodig; gevonden: {said}." in done.stderr
    assert "make setup PYTHON=" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_the_python_that_is_named_is_used(tmp_path: Path) -> None:
    python_that_says(tmp_path, "3.9")  # first on the path, and too old
    subprocess.run(
        ["/bin/sh", str(ROOT / "requirements" / "venv"), str(tmp_path / "venv"), sys.executable],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert (tmp_path / "venv" / "bin" / "python").exists()


@pytest.mark.parametrize("script", ["requirements/venv", "requirements/lock", ".ci/run"])
def test_scripts_can_run(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    shell = path.read_text(encoding="utf-8").splitlines()[0].split()[-1].removeprefix("#!")
    subprocess.run([Path(shell).name, "-n", str(path)], check=True)


def test_ci_requires_a_browser_and_runs_the_same_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "BELEID_REQUIRE_BROWSER=1" in script
    assert script.rstrip().endswith("make test")
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
    assert ".ci/run" in workflow
