"""What src/bench/run, src/bench/mock and src/bench/service share: their options, and the way from the build to the table and raw runs."""

import argparse
import contextlib
import datetime
import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile

from .processes import ROOT, Failure, refuse_taken, require
from .report import table

NOISE = 0.05


def parser(description, cases):
    """With the options that both have."""
    made = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--case", action="append", choices=[case.name for case in cases], help="only this; repeatable")
    made.add_argument("--pairs", type=positive, default=5, help="pairs per case (default 5)")
    made.add_argument("--seconds", type=positive, default=5, help="length of one measured run (default 5)")
    made.add_argument("--warmup", type=positive, default=15, help="seconds before the first pair (default 15)")
    made.add_argument("--connections", type=positive, default=64, help="of the load (default 64)")
    made.add_argument("--port", type=positive, default=18080, help="first of some ports (default 18080)")
    made.add_argument("--server-core", type=int, default=0, metavar="CORE", help="of the servers (default 0)")
    made.add_argument("--load-core", type=int, default=1, metavar="CORE", help="of the load (default 1)")
    made.add_argument("--nice", type=int, metavar="N", help="of servers and load; below 0 as root, on a busy machine")
    made.add_argument("--self", action="store_true", help="the yardstick against itself: noise")
    return made


def parse(made):
    options = made.parse_args()
    cores = {options.server_core, options.load_core}
    if len(cores) != 2 or not cores <= os.sched_getaffinity(0):
        made.error(f"cores {sorted(cores)} (expected: two of {sorted(os.sched_getaffinity(0))})")
    return options


def positive(text):
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{value} (expected: 1 or more)")
    return value


def minutes(text):
    value = float(text)
    if not 0 < value <= 1440:
        raise argparse.ArgumentTypeError(f"{text} (expected: more than 0, at most 1440)")
    return value


def run(options, bench_of, cases, tools, ports, more=lambda rows, raw: ()):
    """Measures the cases and prints the table, its notes and the lines of `more`. Returns the exit code."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        require(["mvn", "wrk", "taskset", "setpriv", *tools])
        refuse_taken(range(options.port, options.port + ports))
        rows, raw = measure(options, bench_of, cases)
    except Failure as failure:
        say(str(failure))
        return failure.code
    except KeyboardInterrupt:
        return 130
    print(table(rows, "the yardstick again" if options.self else "Sluice"))
    for line in (*more(rows, raw), *notes(options, raw)):
        print(line)
    print(f"raw runs: {store(options, rows, raw)}")
    return 1 if any(row.missed for row in rows) else 0


def measure(options, bench_of, cases):
    target = ROOT / "target" / "bench"
    target.mkdir(parents=True, exist_ok=True)
    rows, raw = [], {}
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="run-", dir=target, ignore_cleanup_errors=True))
        bench = bench_of(options, folder, stack, say)
        bench.build()
        for case in cases:
            new_rows, raw[case.name] = bench.case(case)
            rows += new_rows
    return rows, raw


def notes(options, raw):
    runs = [run for case in raw.values() for runs in case.values() if isinstance(runs, list) for run in runs]
    others = [run["others"] for run in runs if isinstance(run, dict) and "others" in run]
    if others and statistics.median(others) > NOISE:
        share = f"{statistics.median(others):.0%}"
        yield f"NOISY: other processes used {share} of the two cores (median over the runs); run it again in quiet"
    if options.pairs < 5 or options.warmup < 15:
        yield "a look, not a figure: fewer than 5 pairs or less than 15 s of warm-up"
    if options.self:
        yield "the yardstick against itself: a ratio off 1.00 is noise"


def store(options, rows, raw):
    now = datetime.datetime.now(datetime.timezone.utc)
    file = ROOT / "target" / "bench" / f"runs-{now:%Y%m%dT%H%M%SZ}.json"
    commit = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    report = {
        "time": now.isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "system": platform.platform(),
        "options": vars(options),
        "rows": [row.as_json() for row in rows],
        "runs": raw,
    }
    file.write_text(json.dumps(report, indent=2, default=str) + "\n")
    return file.relative_to(ROOT)


def say(line):
    print(line, file=sys.stderr, flush=True)
