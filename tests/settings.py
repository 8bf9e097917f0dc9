"""The settings of the tests: production's own, with cheap keys and a home of their own."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

# Before production's settings are read, which make the folder and its secret. Processes that
# pytest starts beside this one find the folder in the environment.
if "TROTH_TEST_HOME" not in os.environ:
    _home = tempfile.mkdtemp(prefix="troth-test-")
    os.environ["TROTH_TEST_HOME"] = _home
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["TROTH_HOME"] = os.environ["TROTH_TEST_HOME"]
for _name in ("TROTH_HOSTS", "TROTH_MAIL_URL", "TROTH_MAIL_FROM", "TROTH_DEBUG", "TROTH_DEMO"):
    os.environ.pop(_name, None)
os.environ["TROTH_OPERATOR"] = "Robin, at home in Utrecht"

from troth.config.settings import *  # noqa: E402, F403
from troth.config.settings import ALLOWED_HOSTS, DATABASES, TROTH_HOME  # noqa: E402
from troth.sealing import WrapCost  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in earnest: a database in memory would leave out the journal and the locks.
    DATABASES["default"]["TEST"] = {"NAME": TROTH_HOME / "test.sqlite3"}
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
LOCAL_HOSTS = ALLOWED_HOSTS
TROTH_KEY_COST = WrapCost(memory_kib=64, passes=1)
