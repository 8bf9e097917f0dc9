"""The promise between two of the tests of wording."""

from __future__ import annotations

from troth.promises.wording.tests.conftest import between, clock, kept, owned

__all__ = ["between", "clock", "kept", "owned"]
