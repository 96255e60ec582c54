"""The cases `start` and `cold`: from the start of a process to its first answer, and the heap that stays. Fresh JVMs each time."""

import time

from .measure import foreign_clock, heap_after_gc, turns
from .report import ITSELF, Row


def measure(bench, case):
    """Returns the rows of the table and the raw runs."""
    options = bench.options
    contract = bench.contract(case.contract)
    bench.say(f"{case.name}: one start that does not count")
    server, flags = bench.ready(options.port + 1, case.contract)
    server.stop()
    theirs, mine = [], []

    def bare(port):
        return bench.bare("bare", port, flags)

    def ours(port):
        return bare(port) if options.self else bench.ready(port, case.contract)[0]

    bench.say(f"{case.name}: {options.pairs} pairs of starts, {contract.stat().st_size:,} bytes of contract")
    turns(
        [
            lambda: theirs.append(start(bare, options.port, bench.cores)),
            lambda: mine.append(start(ours, options.port + 1, bench.cores)),
        ],
        options.pairs,
    )
    return rows(case, theirs, mine, options.self), {"yardstick": theirs, "sluice": mine, "flags": flags}


def start(launch, port, cores):
    foreign, began = foreign_clock(cores), time.monotonic()
    server = launch(port)
    seconds = time.monotonic() - began
    try:
        cpu = server.tree_seconds()
        busy = foreign_clock(cores) - foreign - cpu
        others = max(0.0, busy / seconds / len(cores))
        return {"seconds": seconds, "cpu_seconds": cpu, "heap": heap_after_gc(server), "others": others}
    finally:
        server.stop()


def rows(case, theirs, mine, same):
    def figures(name, scale=1):
        return [run[name] / scale for run in theirs], [run[name] / scale for run in mine]

    seconds, heap = ((None, None), (None, None)) if same else (case.seconds, case.heap)
    found = [
        Row(case.name, "s to the first answer", *figures("seconds"), *seconds, judged=ITSELF),
        Row(case.name, "CPU s to the first answer", *figures("cpu_seconds")),
    ]
    if all(run["heap"] for run in theirs + mine):
        found.append(Row(case.name, "MB of heap after GC", *figures("heap", 1e6), *heap, judged=ITSELF))
    return found
