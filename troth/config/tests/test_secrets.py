"""The secret key: one, private, whoever comes first."""

from __future__ import annotations

import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from troth.config.secrets import make_private_folder, read_or_make_secret_key


def test_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    key = read_or_make_secret_key(path)
    assert len(key) >= 50
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_or_make_secret_key(path) == key
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_starting_many_at_once_makes_one_key(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        keys = set(pool.map(read_or_make_secret_key, [tmp_path / "secret.key"] * 16))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret.key"]


def test_damaged_key_is_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "secret.key"
    path.write_text("short")
    with pytest.raises(RuntimeError, match="damaged"):
        read_or_make_secret_key(path)
    assert path.read_text() == "short"


def test_folder_is_closed_to_others(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "troth"
    make_private_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    make_private_folder(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
