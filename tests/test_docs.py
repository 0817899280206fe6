"""What the documents point at exists: files, anchors, make targets, commands, and the promised first steps."""

from __future__ import annotations

import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)")


def documents() -> list[Path]:
    """Every Markdown file of the project, as git sees it, else by looking."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.split() if listed.returncode == 0 else []
    found = [ROOT / name for name in names] or [p for p in ROOT.rglob("*.md") if ".venv" not in p.parts]
    return sorted(path for path in found if path.exists())


@lru_cache(maxsize=1)
def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))


def anchors(text: str) -> set[str]:
    """GitHub's anchors of the headings: lower case, punctuation dropped, spaces to hyphens."""
    headings = re.findall(r"^#+ +(.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def broken_links(text: str, folder: Path) -> list[str]:
    """The targets of ``text``'s relative links that are neither a file beside ``folder`` nor an anchor."""
    broken = []
    for target in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = folder / name if name else None
        body = path.read_text(encoding="utf-8") if path and path.suffix == ".md" and path.exists() else text
        if (path and not path.exists()) or (anchor and anchor not in anchors(body)):
            broken.append(target)
    return broken


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# A heading, here\n", encoding="utf-8")
    text = "[a](there.md) [b](there.md#a-heading-here) [c](gone.md) [d](there.md#no) [e](https://example.org/x)"
    assert broken_links(text, tmp_path) == ["gone.md", "there.md#no"]


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_resolve(path: Path) -> None:
    assert broken_links(path.read_text(encoding="utf-8"), path.parent) == []


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_make_targets_that_are_named_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = re.findall(r"`([^`\n]+)`", FENCE.sub("", text)) + [
        line for _, block in FENCE.findall(text) for line in block.splitlines()
    ]
    named = {
        target
        for line in code
        for words in re.findall(r"(?:^|[\s;&])make((?: +[a-z][a-z-]*)+)", line.split("#")[0])
        for target in words.split()
    }
    assert named <= make_targets()


def test_the_readme_starts_with_the_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shells = [block for lang, block in FENCE.findall(readme) if lang == "sh"]
    assert "make demo" in shells[0]
    assert "make test" in readme
    arabic = readme[readme.index('<div dir="rtl">') :]
    assert re.search(r"[\u0621-\u064a]{3}", arabic)
    assert "make demo" in arabic, "the Arabic quickstart"
    assert arabic.count('<div dir="rtl">') == arabic.count("</div>")


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(path: Path) -> None:
    import typer.main

    from app.cli import cli

    text = path.read_text(encoding="utf-8")
    commands = set(getattr(typer.main.get_command(cli), "commands", {}))
    named = set(re.findall(r"(?:`|\.venv/bin/|^|\$ )mawqif ([a-z]+)", text, re.M))
    assert named <= commands


def test_constraints_pin_what_breaks_and_name_no_place() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", pin) for pin in pins)
    versions = {name.lower().replace("_", "-"): version for name, version in (pin.split("==") for pin in pins)}
    assert len(versions) == len(pins), "a package is pinned twice"

    def release(name: str) -> tuple[int, ...]:
        return tuple(int(part) for part in versions[name].split(".")[:3])

    assert release("fastapi") < (0, 151)
    assert release("sqlalchemy") < (2, 1)
    assert (3, 8, 8) <= release("prefect") < (3, 9)
    assert {"torch", "lxml-html-clean", "pytest-timeout", "selenium"} <= set(versions)


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence
