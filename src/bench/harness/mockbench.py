"""One case of src/bench/mock from the start of its servers to its rows of the table."""

import contextlib
import os

from . import mockruns, rate
from .bench import Bench, jvm_flags
from .cases import ALONE, BARE_ANSWER, DOCUMENTED
from .measure import Subject
from .mockcases import LoopsCase, MemoryCase, StartsCase
from .processes import ROOT, clean_environment
from .report import Row


class MockBench(Bench):
    """`others`: the other mocks that are there."""

    def __init__(self, options, folder, stack, say, others=()):
        super().__init__(options, folder, stack, say)
        self.others = others

    def case(self, case):
        """Returns the rows of the table and the raw runs."""
        measures = {LoopsCase: mockruns.loops, StartsCase: mockruns.starts, MemoryCase: mockruns.memory}
        return measures.get(type(case), answers)(self, case)

    def mock(self, port, control, flags=(), cores=None, environment=None):
        """Starts Sluice as its users do; returns it with the JVM flags that its launcher chose."""
        command = [str(ROOT / "sluice"), "mock", str(ROOT / ALONE), "-p", str(port), "--control-port", str(control)]
        given = clean_environment() | (environment or {})
        server = self.start("Sluice", [*command, *flags], port, cores, environment=given)
        server.await_ready(f"http://127.0.0.1:{port}{DOCUMENTED}")
        return server, jvm_flags(server.arguments())

    @contextlib.contextmanager
    def jdk(self, home):
        """What is started meanwhile runs on this JDK."""
        before = os.environ.get("JAVA_HOME")
        if home is not None:
            os.environ["JAVA_HOME"] = str(home)
        try:
            yield
        finally:
            if home is not None:
                del os.environ["JAVA_HOME"]
                if before is not None:
                    os.environ["JAVA_HOME"] = before


def answers(bench, case):
    subjects, flags = started(bench, case)
    try:
        bench.warm_up(case.name, subjects)
        bench.by_turns(case.name, subjects)
        bare, sluice, *others = subjects
        found = rows(bench, case, bare, sluice)
        if case.late is not None:
            found += rate.measure(bench, case, subjects)
        for subject in subjects:
            subject.check_sample()
        if case.varies and not bench.options.self:
            sluice.check_variety()
        memory = [subject.server.resident() for subject in subjects]
        found.append(Row(case.name, "MB resident", *([value / 1e6] for value in memory[:2])))
    finally:
        for subject in subjects:
            subject.server.stop()
    servers = {
        subject.server.name: {"runs": subject.runs, "rated": subject.rated, "resident": resident}
        for subject, resident in zip(subjects, memory)
    }
    return found, {"yardstick": bare.runs, "sluice": sluice.runs, "flags": flags, "servers": servers}


def rows(bench, case, bare, sluice):
    figures = [[run["jvm_us"] for run in subject.runs] for subject in (bare, sluice)]
    bounds = (None, None) if bench.options.self else (case.gate, case.prize)
    return [Row(case.name, "CPU µs", *figures, *bounds), *bench.sides(case, bare, sluice)]


def started(bench, case):
    """The bare server, Sluice and the other mocks, and the JVM flags of the first two."""
    port = bench.options.port
    wrk = bench.wrk(case.name, [case.request(bench.body)])
    bad = case.bad and (case.bad_request(bench.body), *case.bad)
    sluice, flags = bench.mock(port + 1, port + 2, case.flags)
    subjects = [Subject(bench.bare("bare Vert.x", port, flags), wrk, *BARE_ANSWER)]
    if bench.options.self:
        sluice.stop()
        return [*subjects, Subject(bench.bare("bare again", port + 1, flags), wrk, *BARE_ANSWER)], flags
    subjects.append(Subject(sluice, wrk, *case.answer, bad))
    for number, other in enumerate(bench.others):
        if other.name in case.others:
            server = other.start(bench, port + 3 + number, case.flags)
            theirs = bad and (bad[0], bad[1], "")
            subjects.append(Subject(server, wrk, case.answer[0], "", theirs))
    return subjects, flags
