"""The cases of src/bench/mock that are more than one request over and over: event loops, starts, memory."""

import pathlib
import re
import time

from . import cold
from .cases import ALONE, DOCUMENTED, PROJECT, StartCase
from .load import Request
from .measure import Subject, heap_after_gc, turns
from .mockcases import SERVICE
from .report import Row

# seconds: long, since each run opens its connections anew, and what is left of closed ones waits for the next full collection
LONGEST_RUN = 120


def loops(bench, case):
    """One and two event loops, on the same two cores, which they share with the load."""
    port, cores = bench.options.port, ",".join(map(str, bench.cores))
    wrk = bench.wrk(case.name, [Request("PUT", DOCUMENTED, bench.body("small"))], cores)
    subjects = []
    for number in (1, 1 if bench.options.self else 2):
        place = port + 2 * len(subjects)
        loops = {"SLUICE_LISTEN_EVENT_LOOPS": str(number)}
        server, flags = bench.mock(place, place + 1, cores=cores, environment=loops)
        subjects.append(Subject(server, wrk, *SERVICE))
    try:
        bench.warm_up(case.name, subjects)
        bench.by_turns(case.name, subjects)
    finally:
        for subject in subjects:
            subject.server.stop()
    figures = [[run["jvm_us"] for run in subject.runs] for subject in subjects]
    gate = None if bench.options.self else case.gate
    found = [Row(case.name, "CPU µs, 2 loops by 1", *figures, gate)]
    return found, {"yardstick": subjects[0].runs, "sluice": subjects[1].runs, "flags": flags}


def starts(bench, case):
    """Fresh processes by turns, on both cores; the first, which may make an archive of classes, does not count."""
    rows, raw = [], {}
    for home in [None, *bench.options.jdk]:
        with bench.jdk(home):
            version = feature_release(bench.java())
            prize = case.prize if version < 25 else case.later_prize
            named = StartCase(case.name, case.what, ALONE, seconds=(case.gate, prize), heap=(None, None))
            theirs, mine = started(bench, case.name, version)
        found = cold.rows(named, theirs, mine, bench.options.self)
        for row in found:
            row.figure += f", JDK {version}"
        rows += found
        raw |= {f"yardstick {version}": theirs, f"sluice {version}": mine}
    return rows, raw


def started(bench, name, version):
    port, cores = bench.options.port, ",".join(map(str, bench.cores))
    server, flags = bench.mock(port + 1, port + 2, cores=cores)
    server.stop()
    bench.say(f"{name}: {bench.options.pairs} pairs of starts on JDK {version}")

    def bare(place):
        return bench.bare("bare Vert.x", place, flags, cores)

    def ours(place):
        return bare(place) if bench.options.self else bench.mock(place, place + 1, cores=cores)[0]

    theirs, mine = [], []
    turns(
        [
            lambda: theirs.append(cold.start(bare, port, bench.cores)),
            lambda: mine.append(cold.start(ours, port + 1, bench.cores)),
        ],
        bench.options.pairs,
    )
    return theirs, mine


def feature_release(java):
    release = pathlib.Path(java).resolve().parents[1] / "release"
    return int(re.search(r'^JAVA_VERSION="(\d+)', release.read_text(), re.M)[1])


def memory(bench, case):
    """The yardstick is Sluice itself, warmed up, at the begin of the run."""
    options, port = bench.options, bench.options.port
    requests = [
        Request("PUT", path, bench.body(body)) for path in paths(case.projects) for body in ("small", "ports-200")
    ]
    server, flags = bench.mock(port + 1, port + 2)
    subject = Subject(server, bench.wrk(case.name, requests), *SERVICE)
    try:
        bench.warm_up(case.name, [subject])
        began = time.monotonic()
        series = [held(server)]
        bench.say(f"{case.name}: {options.minutes:g} minutes at saturation")
        while (left := began + 60 * options.minutes - time.monotonic()) >= 1:
            subject.run(min(LONGEST_RUN, int(left)), bench.cores)
            series.append({"resident": server.resident()})
        series[-1] = held(server)
        subject.check_sample()
    finally:
        server.stop()
    return memory_rows(case, options, series), {"sluice": subject.runs, "series": series, "flags": flags}


def paths(projects):
    for number in range(projects):
        project = PROJECT[:-4] + f"{number:04x}"
        yield DOCUMENTED.replace(PROJECT, project)


def held(server):
    resident = server.resident()
    return {"resident": resident, "heap": heap_after_gc(server)}


def memory_rows(case, options, series):
    def row(figure, key):
        first, last = ([one[key] / 1e6] for one in (series[0], series[-1]))
        return Row(case.name, f"{figure}, after {options.minutes:g} min by before", first, last, case.gate)

    found = [row("MB resident", "resident")]
    if series[0]["heap"] and series[-1]["heap"]:
        found.append(row("MB of heap after GC", "heap"))
    return found
