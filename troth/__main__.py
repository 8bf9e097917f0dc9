"""`python -m troth` is the `troth` command."""

from __future__ import annotations

import sys

from troth.config.cli import main

sys.exit(main())
