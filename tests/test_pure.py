"""A compiled wheel: the Python beside a compiled module is read where it is asked for, and explanations always read it."""

import configparser
import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES, SourceFileLoader
from pathlib import Path

import pytest

import hatch_build
from luoshi import pure
from luoshi.cli import main
from luoshi.explanation.recorder import record

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples/qingchuan-2026.txt"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the grammar is compiled."""
    monkeypatch.setattr("luoshi.cli.explain.is_compiled", lambda: True)


def test_the_python_is_found_beside_the_compiled_module(tmp_path: Path) -> None:
    (tmp_path / "rules.py").write_text("", encoding="utf-8")
    (tmp_path / f"rules{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    package = tmp_path / "nouns"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / f"__init__{EXTENSION_SUFFIXES[0]}").write_bytes(b"")
    for name, file in (("rules", "rules.py"), ("nouns", "nouns/__init__.py")):
        spec = pure.Sources.find_spec(f"luoshi.{name}", [str(tmp_path)])
        assert spec is not None
        assert (spec.origin, type(spec.loader)) == (str(tmp_path / file), SourceFileLoader)
    assert pure.Sources.find_spec("luoshi.missing", [str(tmp_path)]) is None
    assert pure.Sources.find_spec("rules", [str(tmp_path)]) is None


@pytest.mark.parametrize(("asked", "first"), [("1", True), ("", False)])
def test_the_variable_is_looked_at_before_anything_is_imported(asked: str, first: bool) -> None:
    program = "import sys, luoshi; print(getattr(sys.meta_path[0], '__name__', '') == 'Sources'); import luoshi.ledger.build"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, pure.ASKED: asked},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() == str(first)


def test_an_explanation_of_compiled_grammar_is_made_by_its_python(
    compiled: None, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ending:
        main(["explain", str(EXAMPLE), "--headline", "--indicator", "gdp", "--lang", "zh"])
    assert ending.value.code == 0
    assert capfd.readouterr().out.startswith("条目 e")


def test_what_cannot_be_watched_says_so() -> None:
    with pytest.raises(pure.CompiledError, match="LUOSHI_PURE=1"):
        record(lambda: None, len)


def test_without_being_asked_for_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Path] = []
    monkeypatch.setattr(
        hatch_build, "compiled", lambda source, room: asked.append(room) or [room / "luoshi/x.so"]
    )
    hook = hatch_build.CompiledGrammar(str(tmp_path), {}, None, None, str(tmp_path), "wheel")  # type: ignore[arg-type]
    for version, wanted in (("standard", "0"), ("editable", "1")):
        monkeypatch.setenv("LUOSHI_COMPILE", wanted)
        build: dict[str, object] = {"force_include": {}}
        hook.initialize(version, build)
        assert build == {"force_include": {}}
    assert not asked
    hook.initialize("standard", build)
    library = str(tmp_path / "build/compiled/luoshi/x.so")
    assert build == {"force_include": {library: "luoshi/x.so"}, "pure_python": False, "infer_tag": True}


def test_what_compiling_would_change_is_left_out() -> None:
    """A compiled class works out a cached_property each time it is asked."""
    names = {
        path.relative_to(ROOT / "src").as_posix()
        for package in hatch_build._PACKAGES
        for path in (ROOT / "src/luoshi" / package).rglob("*.py")
    }
    assert names >= hatch_build._LEFT_OUT
    cached = {
        name for name in names if "cached_property" in (ROOT / "src" / name).read_text(encoding="utf-8")
    }
    assert cached <= hatch_build._LEFT_OUT


def test_packages_of_extras_need_not_be_there_to_compile() -> None:
    """mypyc refuses an import that it cannot find; what the checks pass by is passed by there too."""
    told = configparser.ConfigParser()
    told.read_string(hatch_build.types(ROOT / "pyproject.toml"))
    assert told["mypy"] == {"strict": "True"}
    for package in ("rapidocr", "cv2"):
        assert told[f"mypy-{package}.*"]["ignore_missing_imports"] == "True"
