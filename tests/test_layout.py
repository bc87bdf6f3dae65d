"""Imports go one way, and each framework stands in one file (docs/adr/0001)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ORDER = ("corpus", "index", "assistant", "eval", "app")
COMPOSITION_ROOTS = {"app.py", "assistant/__main__.py"}
# Framework: the files that may import it. The training script builds the model that encoder.py
# loads; the quick start in eval/ is a second, independent use by design.
FRAMEWORKS = {
    "chromadb": {"index/vectors.py", "eval/baseline.py"},
    "langchain_chroma": {"index/vectors.py", "eval/baseline.py"},
    "langchain_text_splitters": {"eval/baseline.py"},
    "langchain_core": {
        "assistant/chain.py",
        "index/retriever.py",
        "index/vectors.py",
        "eval/baseline.py",
    },
    "langchain": {"assistant/model.py"},
    "sentence_transformers": {"index/encoder.py", "index/train_encoder.py"},
    "onnxruntime": {"assistant/close_reading.py", "eval/close_export.py"},
    # Trainings; what they train runs without it, but for the encoder.
    "torch": {
        "eval/base_weights.py",
        "eval/close_examples.py",
        "eval/close_export.py",
        "eval/close_network.py",
        "eval/fit_close_reader.py",
        "eval/fit_judge_hard.py",
        "index/encoder.py",
        "index/train_encoder.py",
        "eval/fit_judge.py",
        "eval/judge_network.py",
    },
    # The yardstick under load is an application of its own by design.
    "gradio": {
        "assistant/page_gradio.py",
        "assistant/page_mount.py",
        "assistant/page_sessions.py",
        "eval/load_echo.py",
    },
    "fastapi": {"app.py"},
    "uvicorn": {"assistant/http_server.py"},
    "typer": {
        "assistant/__main__.py",
        "assistant/console.py",
        "assistant/dutch_help.py",
        "assistant/options.py",
    },
}


def sources() -> list[Path]:
    files = [path for folder in ORDER[:-1] for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*files, ROOT / "app.py"]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it, also only for types."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module or ""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", sources(), ids=name)
def test_imports_only_from_the_left(path: Path) -> None:
    if name(path) in COMPOSITION_ROOTS:
        return
    own = ORDER.index(name(path).split("/")[0])
    for module in imports(path):
        top = module.split(".")[0]
        if top in ORDER:
            assert ORDER.index(top) <= own, f"{name(path)} imports {module}"
        assert top not in ("tests", "conftest"), f"{name(path)} imports {module}"


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_a_framework_stands_in_its_own_file(framework: str) -> None:
    users = {
        name(path)
        for path in sources()
        if any(module.split(".")[0] == framework for module in imports(path))
    }
    assert users, f"nothing imports {framework}: take it out of the list and of pyproject.toml"
    assert users <= FRAMEWORKS[framework]


def test_folders_are_flat_and_named_in_the_packages() -> None:
    tracked = {name(path) for path in sources()}
    assert all(file.count("/") <= 1 for file in tracked)
    assert {file.split("/")[0] for file in tracked if "/" in file} == set(ORDER[:-1])


def test_tests_mirror_the_folders_and_are_no_packages() -> None:
    tests = ROOT / "tests"
    assert not list(tests.rglob("__init__.py"))
    folders = {path.name for path in tests.iterdir() if path.is_dir() and path.name[0] not in "._"}
    assert folders <= set(ORDER[:-1])
