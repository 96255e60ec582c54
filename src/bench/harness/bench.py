"""One case from the start of its servers to its rows of the table."""

import os
import pathlib
import shutil
import subprocess

from . import cold, hostile, store, validator
from .cases import ALONE, BARE_ANSWER, DOCUMENTED, GITHUB, IN_GITHUB, REFUSED
from .cases import HostileCase, StartCase, StoreCase, ValidatorCase
from .load import Request, Wrk
from .measure import Subject, allocated, instructions, turns
from .processes import ROOT, Failure, Server, clean_environment
from .report import MORE, Row

SIDE_SECONDS = 3
# of Sluice's classes: a server of other classes would be slower with it than with the JVM's own
ARCHIVE = ("-XX:SharedArchiveFile=", "-XX:AOTCache=", "-Xlog:cds", "-Xlog:aot")
# where Linux weighs sessions against each other, a process of one is not favoured by its own niceness
FAVOUR = 'echo "$0" 2>/dev/null >/proc/self/autogroup; exec nice -n "$0" "$@"'
GITHUB_FILE = "github.com/api.github.com.json"


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
        others = {HostileCase: hostile, StartCase: cold, StoreCase: store, ValidatorCase: validator}
        if type(case) in others:
            return others[type(case)].measure(self, case)
        wrk = self.wrk(case.name, [Request("PUT", DOCUMENTED, self.body(case.body))])
        theirs, mine, flags = self.subjects(case, wrk)
        try:
            if case.status == 429 and not self.options.self:
                wrk.sample(mine.server.port)  # the one request that the limit allows
            self.warm_up(case.name, [theirs, mine])
            self.by_turns(case.name, [theirs, mine])
            rows = [*self.times(case, theirs, mine), *self.sides(case, theirs, mine)]
            theirs.check_sample()
            mine.check_sample()
        finally:
            theirs.server.stop()
            mine.server.stop()
        raw = {"yardstick": theirs.runs, "sluice": mine.runs, "flags": flags}
        return rows, raw

    def subjects(self, case, wrk):
        """The yardstick, what is held against it, and the JVM flags of both."""
        port, same = self.options.port, self.options.self
        bad = (Request("PUT", DOCUMENTED, self.body("invalid")), *REFUSED) if case.status == 200 else None
        if case.contract == IN_GITHUB:
            alone, flags = self.ready(port, ALONE)
            other, _ = self.ready(port + 1, ALONE if same else IN_GITHUB)
            return Subject(alone, wrk, *BARE_ANSWER, bad), Subject(other, wrk, *BARE_ANSWER, bad), flags
        if same:
            ours, flags = self.second_bare()
        else:
            ours, flags = self.ready(port + 1, case.contract) if case.contract else self.sluice(case)
        bare = Subject(self.bare("bare", port, flags), wrk, *BARE_ANSWER)
        if same:
            return bare, Subject(ours, wrk, *BARE_ANSWER), flags
        # without a store it answers what the bare server does, to the byte
        owed = wrk.sample(port) if case.contract and case.status == 200 else (case.status, case.fragment)
        return bare, Subject(ours, wrk, *owed, bad), flags

    def body(self, name):
        return (self.folder / "bodies" / f"{name}.json").read_text()

    def wrk(self, name, requests, cores=None):
        return Wrk(self.folder, name, requests, self.options.connections, self.pinned(cores or self.options.load_core))

    def pinned(self, cores):
        """What a command is put behind, so that it runs on these cores, as favoured as the options say."""
        favour = [] if self.options.nice is None else ["sh", "-c", FAVOUR, str(self.options.nice)]
        return ["taskset", "-c", str(cores), *favour]

    def warm_up(self, name, subjects):
        for subject in subjects:
            subject.check_sample()
        self.say(f"{name}: warming up, {self.options.warmup} s each")
        for subject in subjects:
            subject.load(self.options.warmup)

    def by_turns(self, name, subjects, cores=None):
        seconds = self.options.seconds
        self.say(f"{name}: {self.options.pairs} runs of {seconds} s each, by turns")
        runs = [lambda subject=subject: subject.run(seconds, cores or self.cores) for subject in subjects]
        turns(runs, self.options.pairs)

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
        bounds = (None, None) if self.options.self else case.allocated
        for figure, measure, most in (
            ("bytes allocated", allocated, bounds),
            ("instructions", instructions, (None, None)),
        ):
            both = [measure(subject, SIDE_SECONDS) for subject in (theirs, mine)]
            if None not in both:
                rows.append(Row(case.name, figure, both[:1], both[1:], *most, judged=MORE))
        return rows

    def sluice(self, case, cores=None):
        """Starts Sluice; returns it with the JVM flags that its launcher chose."""
        port, control = self.options.port + 1, self.options.port + 2
        data = self.folder / f"data-{case.name}"
        command = [str(ROOT / "sluice"), "serve", "-c", str(ROOT / "src/bench/settings" / case.settings)]
        command += ["-p", str(port), "--control-port", str(control), "--data", str(data)]
        server = self.start("Sluice", command, port, cores, data=str(data), environment=clean_environment())
        server.await_ready(f"http://127.0.0.1:{control}/readyz")
        return server, jvm_flags(server.arguments())

    def ready(self, port, contract):
        """Starts ReadyServer; returns it with the JVM flags. The launcher starts it, as it starts Sluice: its options
        for the JVM end in a class of ours, and what follows is the class's arguments."""
        # the jar first, as in the archive of classes that the launcher names
        classes = f"{ROOT}/target/sluice.jar:{ROOT}/target/test-classes"
        options = f"-cp {classes} dev.sluice.bench.ReadyServer {port} 1 {self.contract(contract)}"
        environment = clean_environment() | {"SLUICE_JAVA_OPTS": options}
        server = self.start(f"ReadyServer with {contract}", [str(ROOT / "sluice")], port, environment=environment)
        server.await_ready(f"http://127.0.0.1:{port}{'/zen' if contract == GITHUB else DOCUMENTED}")
        return server, jvm_flags(server.arguments())

    def contract(self, contract):
        """The file of it, in a folder whose name has no space."""
        alone = ROOT / ALONE
        if contract == ALONE:
            return alone
        github, merged = self.folder / "github.json", self.folder / "merged.json"
        if not github.exists():
            shutil.copyfile(self.options.corpus / GITHUB_FILE, github)
        if contract == IN_GITHUB and not merged.exists():
            self.output_of("dev.sluice.bench.MergedContract", str(github), str(alone), str(merged))
        return merged if contract == IN_GITHUB else github

    def second_bare(self):
        return self.bare("the second bare server", self.options.port + 1, []), []

    def bare(self, name, port, flags, cores=None):
        quiet = f"-Dlogback.configurationFile={ROOT / 'src/bench/logback.xml'}"
        command = [self.java(), *flags, quiet, *self.class_path(), "dev.sluice.bench.BareServer", str(port), "1"]
        server = self.start(name, command, port, cores)
        server.await_ready(f"http://127.0.0.1:{port}/")
        return server

    def start(self, name, command, port, cores=None, data=None, environment=None):
        log = self.folder / f"{port}.log"
        pinned = [*self.pinned(cores or self.options.server_core), *command]
        server = Server(name, pinned, log, port, data, environment)
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
    """What the launcher tells the JVM, without what is Sluice's own: collector, heap, access, Netty."""
    flags = []
    for argument in arguments[1:]:
        if not argument.startswith(("-X", "--add-", "--enable-", "--sun-", "-D")):
            break
        if argument.startswith(ARCHIVE):
            continue
        if argument.startswith(("-X", "--", "-Dio.netty", "-Dvertx")):
            flags.append(argument)
    return flags


def checked(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command[:3])} … failed ({done.returncode}):\n{done.stdout[-3000:]}{done.stderr[-3000:]}")
    return done.stdout
