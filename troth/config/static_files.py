"""Collects and compresses the static files when they differ from what was collected last."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from troth import __version__


def collect_if_changed() -> bool:
    """Returns whether anything had to be collected."""
    mark = Path(settings.STATIC_ROOT) / ".fingerprint"
    fingerprint = _fingerprint()
    if mark.is_file() and mark.read_text(encoding="ascii") == fingerprint:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.write_text(fingerprint, encoding="ascii")
    return True


def _fingerprint() -> str:
    facts = [__version__, settings.STORAGES["staticfiles"]["BACKEND"]]
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            facts.append(f"{name} {file.st_size} {file.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(facts)).encode()).hexdigest()
