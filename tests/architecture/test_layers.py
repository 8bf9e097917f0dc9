"""The import contracts of pyproject.toml hold, and each catches a planted violation."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from tests.architecture.source import ROOT, modules

PLANTED = {
    # Downwards only.
    "troth/people/queries.py": "import troth.promises.queries\n",
    # Siblings don't know each other.
    "troth/sealing/envelope.py": "import troth.web.views\n",
    # urls, views, forms, actions, queries, models, rules.
    "troth/promises/queries.py": "import troth.promises.actions\n",
    # Rules know no Django, not even by way of another module.
    "troth/promises/rules.py": "import troth.promises.due\n",
    "troth/promises/due.py": "import django.utils.timezone\n",
}


def lint_imports(folder: Path) -> str:
    program = "from importlinter.cli import lint_imports_command as run; run()"
    found = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "NO_COLOR": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )
    return found.stdout + found.stderr


def lay_out(folder: Path, planted: dict[str, str]) -> None:
    """The project's own modules, each empty but for what is planted."""
    shutil.copy(ROOT / "pyproject.toml", folder)
    for module in modules("troth"):
        path = folder / (module.name.replace(".", "/") + ".py")
        is_package = (ROOT / module.name.replace(".", "/")).is_dir()
        if is_package:
            path = path.with_suffix("") / "__init__.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    for name, text in planted.items():
        (folder / name).write_text(text)


def test_layers_hold() -> None:
    assert "0 broken" in lint_imports(ROOT)


def test_each_contract_catches_a_planted_violation(tmp_path: Path) -> None:
    lay_out(tmp_path, PLANTED)
    output = lint_imports(tmp_path)
    assert "troth.people is not allowed to import troth.promises" in output
    assert "troth.sealing is not allowed to import troth.web" in output
    assert "troth.promises.queries is not allowed to import troth.promises.actions" in output
    assert "troth.promises.rules is not allowed to import django" in output
    assert "0 kept, 3 broken" in output


def test_a_capability_without_a_layer_is_caught(tmp_path: Path) -> None:
    lay_out(tmp_path, {})
    (tmp_path / "troth" / "gossip").mkdir()
    (tmp_path / "troth" / "gossip" / "__init__.py").write_text("")
    assert "gossip" in lint_imports(tmp_path)
