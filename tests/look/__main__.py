"""Takes the pictures into var/look; with words, only those with one of them in their name."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

# A home of its own that is thrown away, and never somebody's own database.
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ.pop("DATABASE_URL", None)
os.environ.pop("TROTH_TEST_HOME", None)

FOLDER = Path("var/look").resolve()
# A Thursday evening, always the same one, so that two runs can be laid side by side.
WHEN = datetime(2026, 11, 19, 19, 40, tzinfo=UTC)


def main(wanted: list[str]) -> int:
    import django
    import time_machine

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tests.look.people import set_the_stage
    from tests.look.pictures import SIZES, take_pictures
    from tests.look.scenes import SCENES
    from tests.look.serving import browsing, serving
    from tests.look.sheet import draw_sheet
    from troth.config.static_files import collect_if_changed

    settings.ROOT_URLCONF = "troth.web.gallery_urls"
    call_command("migrate", interactive=False, verbosity=0)
    collect_if_changed()
    scenes = [scene for scene in SCENES if not wanted or any(word in scene.name for word in wanted)]
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serving() as base, browsing() as browser, time_machine.travel(WHEN):
        for size in SIZES:
            call_command("flush", interactive=False, verbosity=0)
            take_pictures(browser, base, set_the_stage(), scenes, size, FOLDER)
        sheet = draw_sheet(browser, FOLDER, [scene.name for scene in scenes])
    print(f"{len(scenes)} pages and states in four pictures each; all of them: {sheet}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
