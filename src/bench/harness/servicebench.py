"""One case of src/bench/service from the start of its servers to its rows of the table."""

import json
import os
import resource
import subprocess
import time
import urllib.request

from .bench import jvm_flags
from .cases import ALONE, BARE_ANSWER, DOCUMENTED
from .load import Request, Wrk
from .measure import Subject, allocated, foreign_clock, instructions, turns
from .mockbench import MockBench
from .mockcases import SERVICE
from .processes import ROOT, Failure, clean_environment
from .report import ITSELF, Row
from .servicecases import CONTRACT, EACH, TOKEN, CommandCase, CoverageCase, small

SIDE_SECONDS = 3


class ServiceBench(MockBench):
    """Starts what MockBench starts, and the service."""

    def case(self, case):
        """Returns the rows of the table and the raw runs."""
        return {CommandCase: command, CoverageCase: coverage}.get(type(case), verdicts)(self, case)

    def service(self, port):
        """Starts the service alone, with a contract; returns it with the JVM flags that its launcher chose."""
        command = [str(ROOT / "sluice"), "serve", "--service", "--control-port", str(port)]
        environment = clean_environment() | {"SLUICE_CONTROL_TOKEN": TOKEN}
        server = self.start(
            "the service", [*command, "--data", str(self.folder / f"registry-{port}")], port, environment=environment
        )
        server.await_ready(f"http://127.0.0.1:{port}/readyz")
        content = urllib.request.Request(
            f"http://127.0.0.1:{port}/v1/contracts/{CONTRACT}/content",
            (ROOT / ALONE).read_bytes(),
            {"Authorization": f"Bearer {TOKEN}"},
            method="PUT",
        )
        with urllib.request.urlopen(content, timeout=30) as answer:
            if answer.status not in (200, 201):
                raise Failure(f"{ALONE} was not registered: {answer.status}")
        return server, jvm_flags(server.arguments())


def verdicts(bench, case):
    options, port = bench.options, bench.options.port
    request = Request("POST", "/v1/validate", case.body(bench.body), (("Authorization", f"Bearer {TOKEN}"),))
    pinned = bench.pinned(options.load_core)
    wrk = Wrk(bench.folder, case.name, [request], case.connections or options.connections, pinned)
    service, flags = bench.service(port + 1)
    subjects = [Subject(bench.bare("bare Vert.x", port, flags), wrk, *BARE_ANSWER)]
    if options.self:
        service.stop()
        subjects.append(Subject(bench.bare("bare again", port + 1, flags), wrk, *BARE_ANSWER))
    else:
        subjects.append(Subject(service, wrk, 200, case.fragment))
    try:
        bench.warm_up(case.name, subjects)
        bench.by_turns(case.name, subjects)
        for subject in subjects:
            subject.check_sample()
    finally:
        for subject in subjects:
            subject.server.stop()
    return verdict_rows(case, *subjects), {"yardstick": subjects[0].runs, "sluice": subjects[1].runs, "flags": flags}


def verdict_rows(case, bare, sluice):
    def row(figure, of):
        return Row(case.name, figure, [of(run) for run in bare.runs], [of(run) for run in sluice.runs])

    found = [
        row("requests per second", lambda run: run["per_second"]),
        row("CPU µs a request", lambda run: run["jvm_us"]),
    ]
    if case.messages > 1:
        found.append(row("messages per second", lambda run: run["per_second"] * case.messages))
        found.append(row("CPU µs a message", lambda run: run["jvm_us"] / case.messages))
    return found


def command(bench, case):
    """The command on one core, by turns with a program that only reads the lines."""
    count = bench.options.messages
    file = bench.folder / "messages.ndjson"
    with open(file, "w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps(small(number), separators=(",", ":")) + "\n")
    bench.say(f"{case.name}: {count:,} messages, {file.stat().st_size:,} bytes")
    pinned = bench.pinned(bench.options.server_core)
    validate = [*pinned, str(ROOT / "sluice"), "validate", str(ROOT / ALONE), str(file), "--format", "json"]
    read = [*pinned, "wc", "-l", str(file)]
    theirs, mine = [], []

    def reads():
        theirs.append(timed(bench, read, count, 0, str(count)))

    def validates():
        wrong = -(-count // EACH)
        mine.append(timed(bench, validate, count, 1, f'"invalid":{wrong}'))

    turns([reads, reads if bench.options.self else validates], bench.options.pairs)
    if bench.options.self:
        mine = theirs
    gate = (None, None) if bench.options.self else (case.gate, None)
    return [
        Row(
            case.name,
            "messages per second, start included",
            *([run["per_second"] for run in runs] for runs in (theirs, mine)),
            *gate,
            more_is_better=True,
            judged=ITSELF,
        ),
        Row(case.name, "CPU µs a message", *([run["us"] for run in runs] for runs in (theirs, mine))),
    ], {"yardstick": theirs, "sluice": mine}


def timed(bench, arguments, messages, code, fragment):
    """A run of a command whose exit code and output are as they should be."""
    cores = [bench.options.server_core]
    foreign, before, began = foreign_clock(cores), children_seconds(), time.monotonic()
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, env=clean_environment(), cwd=ROOT)
    seconds, cpu = time.monotonic() - began, children_seconds() - before
    text = done.stdout.replace(" ", "")
    if done.returncode != code or fragment not in text:
        raise Failure(
            f"{os.path.basename(arguments[3])} ended with {done.returncode} (expected: {code} and {fragment}):\n"
            f"{done.stdout[:500]}{done.stderr[-1000:]}"
        )
    others = max(0.0, (foreign_clock(cores) - foreign) / seconds)
    return {"seconds": seconds, "per_second": messages / seconds, "us": cpu * 1e6 / messages, "others": others}


def children_seconds():
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def coverage(bench, case):
    """The mock by turns with itself, which does not count."""
    port = bench.options.port
    wrk = bench.wrk(case.name, [Request("PUT", DOCUMENTED, bench.body("small"))])
    subjects = []
    for number, counted in enumerate(("false", "false" if bench.options.self else "true")):
        environment = {"SLUICE_COVERAGE_ON": counted}
        server, flags = bench.mock(port + 2 * number, port + 2 * number + 1, environment=environment)
        subjects.append(Subject(server, wrk, *SERVICE))
    try:
        bench.warm_up(case.name, subjects)
        bench.by_turns(case.name, subjects)
        found = coverage_rows(bench, case, *subjects)
        for subject in subjects:
            subject.check_sample()
    finally:
        for subject in subjects:
            subject.server.stop()
    return found, {"yardstick": subjects[0].runs, "sluice": subjects[1].runs, "flags": flags}


def coverage_rows(bench, case, without, counted):
    gate = None if bench.options.self else case.gate
    times = [[run["jvm_us"] for run in subject.runs] for subject in (without, counted)]
    found = [Row(case.name, "CPU µs", *times, gate)]
    for figure, measure in (("bytes allocated", allocated), ("instructions", instructions)):
        both = [measure(subject, SIDE_SECONDS) for subject in (without, counted)]
        if None not in both:
            found.append(Row(case.name, figure, both[:1], both[1:], gate))
    return found
