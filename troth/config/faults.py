"""What `troth check` looks at: settings, content, migrations, and each capability's own rows."""

from __future__ import annotations

import django

from troth.config.content import content_faults


def all_faults() -> list[str]:
    django.setup()
    faults = [*_setting_faults(), *content_faults()]
    pending = pending_migrations()
    if pending:
        # Without its tables no capability can look at its rows.
        return [*faults, *(f"Not migrated yet: {name}" for name in pending)]
    return faults + row_faults()


def pending_migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _ in plan]


def _setting_faults() -> list[str]:
    from django.conf import settings
    from django.core.checks import WARNING, run_checks

    found = run_checks(include_deployment_checks=settings.IS_HOSTED)
    return [
        str(message) for message in found if message.level >= WARNING and not message.is_silenced()
    ]


def row_faults() -> list[str]:
    from troth.config.lost_rows import lost_rows
    from troth.web.capabilities import offered

    own = [
        f"{capability}: {fault}"
        for capability, find_faults in offered("checks", "find_faults")
        for fault in find_faults()
    ]
    return [*lost_rows(), *own]
