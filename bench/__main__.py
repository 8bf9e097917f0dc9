"""`python -m bench [NAME ...]`: measure, print a table, write var/bench.json.

A name is a figure's, or that of a part, which is a module here: `lookback`, `practices`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence

from bench import (
    content,
    couple,
    decade,
    export,
    memory,
    opening,
    pages,
    practices,
    queries,
    rhythms,
    search,
    start,
    throughput,
    transfer,
    writing,
)
from bench.figure import Figure
from bench.lookback import associations, between, certainty, cost, falls
from bench.server import ROOT

# Which names each group gives; a group is measured whole.
GROUPS: dict[tuple[str, ...], Callable[[], list[Figure]]] = {
    ("open_50_rows_vs_50_checks",): opening.figures,
    ("floor_vs_empty_view", "today_vs_floor"): pages.figures,
    ("today_queries",): queries.figures,
    ("pair_page_vs_floor", "promises_page_vs_floor", "poll_vs_floor"): couple.figures,
    (
        "run_step_vs_floor",
        "recall_step_vs_floor",
        "tonight_vs_floor",
        "today_rituals_vs_floor",
    ): practices.figures,
    ("export_1y_vs_read",): export.figures,
    ("today_10k_vs_fresh", "promises_10k_vs_fresh", "history_page_10k_vs_fresh"): decade.figures,
    ("pg_today_vs_sqlite_today",): decade.figures_of_postgres,
    ("search_500_vs_open", "backup_vs_copy"): search.figures,
    ("extend_100k_vs_bulk_insert",): rhythms.figures,
    ("write_10y_vs_inserts",): writing.figures,
    ("today_c16_vs_c1",): throughput.figures,
    ("first_visit_kb", "repeat_visit_kb"): transfer.figures,
    ("server_rss_mb",): memory.figures,
    ("check_content_s",): content.figures,
    ("cold_start_s",): start.figures,
    (
        "false_alarm_3y",
        "delay_vs_oracle_90",
        "delay_vs_oracle_180",
        "delay_vs_oracle_540",
        "delay_vs_oracle_180_small",
        "false_alarm_gap_clumped_vs_cusum",
    ): falls.figures,
    ("calibration_error", "coverage_90_worst", "coverage_90_mean"): certainty.figures,
    (
        "repair_median_coverage_90",
        "repair_slower_coverage_90",
        "pulse_coverage_90",
    ): between.figures,
    ("good_weeks_false",): associations.figures,
    ("watch_update_us", "replay_3y_vs_numpy_cumsum", "cold_import_mb"): cost.figures,
}


def main(wanted: Sequence[str]) -> int:
    """0 if every figure that was wanted holds, 1 if one doesn't, 2 for an unknown name."""
    known = [name for names in GROUPS for name in names]
    wanted = [name for given in wanted for name in _names_of_part(given) or [given]]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"No figure is called {unknown[0]}. There are: {', '.join(known)}", file=sys.stderr)
        return 2
    began = time.monotonic()
    measured: list[Figure] = []
    for names, measure in GROUPS.items():
        if wanted and not set(names) & set(wanted):
            continue
        for figure in measure():
            if not wanted or figure.name in wanted:
                measured.append(figure)
                print(figure.as_line(), flush=True)
    _write(measured)
    print(f"Measured in {time.monotonic() - began:.0f} s.")
    return 0 if all(figure.holds for figure in measured) else 1


def _names_of_part(part: str) -> list[str]:
    return [
        name
        for names, measure in GROUPS.items()
        for name in names
        if measure.__module__.split(".")[1] == part
    ]


def _write(measured: Sequence[Figure]) -> None:
    """Figures that weren't measured this time stay as they were."""
    path = ROOT / "var" / "bench.json"
    path.parent.mkdir(exist_ok=True)
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    entries = {entry["name"]: entry for entry in earlier}
    entries |= {figure.name: figure.as_entry() for figure in measured}
    known = [name for names in GROUPS for name in names]
    kept = [entries[name] for name in known if name in entries]
    path.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
