"""One case from the start of its servers to its rows of the table."""

import os
import pathlib
import shutil
import subprocess

from . import store
from .cases import BARE_ANSWER, DOCUMENTED, StoreCase
from .load import Wrk
from .measure import Subject, allocated, instructions, pairs
from .processes import Failure, Server
from .report import Row

ROOT = pathlib.Path(__file__).resolve().parents[3]
SIDE_SECONDS = 3


class Bench:
    """Runs cases. `stack` stops what was started; `say` takes a line of progress."""

    def __init__(self, options, folder, stack, say):
        self.options, self.folder, self.stack, self.say = options, pathlib.Path(folder), stack, say
        self.cores = (options.server_core, options.load_core)

    def build(self):
        self.say("building")
        checked(["mvn", "-B", "-q", "-ntp", "-P", "bench", "-DskipTests", "-Dspotless.check.skip=true", "test-compile"])
        checked([str(ROOT / "sluice"), "--version"])
        self.output_of("dev.sluice.bench.Bodies", str(self.folder / "bodies"))

    def output_of(self, main, *arguments):
        return checked([self.java(), *self.class_path(), main, *arguments])

    def case(self, case):
        """Returns the rows of the table and the raw runs."""
        if isinstance(case, StoreCase):
            return store.measure(self, case)
        core = str(self.options.load_core)
        wrk = Wrk(
            self.folder, case.name, "PUT", [DOCUMENTED], [self.body(case.body)], self.options.connections, core
        )
        ours, flags = self.second_bare() if self.options.self else self.sluice(case)
        bare = self.bare("bare", self.options.port, flags)
        theirs = Subject(bare, wrk, *BARE_ANSWER)
        owed = BARE_ANSWER if self.options.self else (case.status, case.fragment)
        mine = Subject(ours, wrk, *owed)
        try:
            self.warm_up(case, theirs, mine)
            self.say(f"{case.name}: {self.options.pairs} pairs of {self.options.seconds} s")
            seconds = self.options.seconds
            pairs(
                lambda: theirs.run(seconds, self.cores), lambda: mine.run(seconds, self.cores), self.options.pairs
            )
            rows = [*self.times(case, theirs, mine), *self.sides(case, theirs, mine)]
            theirs.check_sample()
            mine.check_sample()
        finally:
            bare.stop()
            ours.stop()
        raw = {"yardstick": theirs.runs, "sluice": mine.runs, "flags": flags}
        return rows, raw

    def body(self, name):
        return (self.folder / "bodies" / f"{name}.json").read_text()

    def warm_up(self, case, theirs, mine):
        if case.status == 429 and not self.options.self:
            mine.wrk.sample(mine.server.port)  # the one request that the limit allows
        theirs.check_sample()
        mine.check_sample()
        self.say(f"{case.name}: warming up, {self.options.warmup} s each")
        for subject in (theirs, mine):
            subject.load(self.options.warmup)

    def times(self, case, theirs, mine):
        bare, jvm = ([run["jvm_us"] for run in subject.runs] for subject in (theirs, mine))
        if self.options.self:
            return [Row(case.name, "CPU µs", bare, jvm)]
        rows = [Row(case.name, "CPU µs", bare, jvm, case.gate, case.prize)]
        if case.writes:
            rows.append(Row(case.name, "CPU µs with Postgres", bare, [run["tree_us"] for run in mine.runs]))
        return rows

    def sides(self, case, theirs, mine):
        """Figures that other work on the machine does not blur, from one run each."""
        rows = []
        for figure, measure in (("bytes allocated", allocated), ("instructions", instructions)):
            both = [measure(subject, SIDE_SECONDS) for subject in (theirs, mine)]
            if None not in both:
                rows.append(Row(case.name, figure, both[:1], both[1:]))
        return rows

    def sluice(self, case, cores=None):
        """Starts Sluice; returns it with the JVM flags that its launcher chose."""
        port, control = self.options.port + 1, self.options.port + 2
        data = self.folder / f"data-{case.name}"
        command = [str(ROOT / "sluice"), "serve", "-c", str(ROOT / "src/bench/settings" / case.settings)]
        command += ["-p", str(port), "--control-port", str(control), "--data", str(data)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("SLUICE_")}
        server = self.start("Sluice", command, port, cores, data=str(data), environment=clean)
        server.await_ready(f"http://127.0.0.1:{control}/readyz")
        return server, jvm_flags(server.arguments())

    def second_bare(self):
        return self.bare("the second bare server", self.options.port + 1, []), []

    def bare(self, name, port, flags):
        quiet = f"-Dlogback.configurationFile={ROOT / 'src/bench/logback.xml'}"
        command = [self.java(), *flags, quiet, *self.class_path(), "dev.sluice.bench.BareServer", str(port), "1"]
        server = self.start(name, command, port)
        server.await_ready(f"http://127.0.0.1:{port}/")
        return server

    def start(self, name, command, port, cores=None, data=None, environment=None):
        log = self.folder / f"{port}.log"
        server = Server(name, command, cores or str(self.options.server_core), log, port, data, environment)
        self.stack.callback(server.stop)
        return server

    def java(self):
        home = os.environ.get("JAVA_HOME")
        java = os.path.join(home, "bin", "java") if home else shutil.which("java")
        if java is None or not os.path.exists(java):
            raise Failure("no java (expected: on the PATH or under JAVA_HOME)", 2)
        return java

    def class_path(self):
        libraries = (ROOT / "target/bench/classpath").read_text().strip()
        return ["-cp", f"{ROOT}/target/test-classes:{ROOT}/target/classes:{libraries}"]


def jvm_flags(arguments):
    """What the launcher tells the JVM, without what it tells Sluice: collector, heap, access, Netty."""
    flags = []
    for argument in arguments[1:]:
        if not argument.startswith(("-X", "--add-", "--enable-", "-Dio.netty", "-Dvertx", "-D")):
            break
        if argument.startswith(("-X", "--", "-Dio.netty", "-Dvertx")):
            flags.append(argument)
    return flags


def checked(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command[:3])} … failed ({done.returncode}):\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout
