"""Interleaved runs: the yardstick and Sluice by turns, in the order A B B A, so that slow drifts cancel out."""

import os
import pathlib
import re
import resource
import shutil
import signal
import statistics
import subprocess
import time

from .processes import Failure, busy_seconds

INSTRUCTIONS = "instructions:u"
SAMPLES = 32


class Subject:
    """A server under load, the answer that it owes, and what was measured on it.

    `bad`: a request that it must refuse, and the status and a fragment of that answer.
    """

    def __init__(self, server, wrk, status, fragment, bad=None):
        self.server, self.wrk = server, wrk
        self.status, self.fragment, self.bad = status, fragment, bad
        self.runs, self.rated = [], []

    def check_sample(self):
        self.check(self.wrk.request, self.status, self.fragment)
        if self.bad is not None:
            self.check(*self.bad)

    def check_variety(self):
        """Of so many answers at least two differ."""
        answers = {self.wrk.sample(self.server.port) for _ in range(SAMPLES)}
        if len(answers) == 1:
            raise Failure(f"{self.server.name}: {SAMPLES} times the same answer (expected: some that differ)")

    def check(self, sent, expected, fragment):
        status, body = self.wrk.sample(self.server.port, sent)
        if status != expected or fragment not in body:
            raise Failure(
                f"{self.server.name} answered {status} to {sent.method} {sent.path}: {body[:300]}\n"
                f"sent: {(sent.body or '')[:300]}\nexpected: {expected} and {fragment}"
            )

    def load(self, seconds):
        """A run whose answers were all as they should be."""
        try:
            result = self.wrk.run(self.server.port, seconds)
        except Failure as failure:
            raise Failure(f"{self.server.name}: {failure}\n{self.server.tail()}") from None
        wrong = {status: count for status, count in result["statuses"].items() if status != str(self.status)}
        if wrong or result["socket_errors"] or not result["requests"]:
            raise Failure(
                f"{self.server.name}: {result['statuses']} and {result['socket_errors']} socket errors"
                f" in {result['requests']} requests (expected: {self.status} only)\n{self.server.tail()}"
            )
        return result

    def run(self, seconds, cores):
        self.runs.append(measured(self.server, lambda: self.load(seconds), cores))


def measured(server, load, cores):
    """A run of `load`, with what it cost the JVM, its whole tree, the load tool, and everybody else on the cores."""
    foreign, tool, began = foreign_clock(cores), tool_clock(), time.monotonic()
    jvm, tree = server.jvm_seconds(), server.tree_seconds()
    result = load()
    result["jvm_us"] = (server.jvm_seconds() - jvm) * 1e6 / result["requests"]
    result["tree_us"] = (server.tree_seconds() - tree) * 1e6 / result["requests"]
    result["tool_us"] = (tool_clock() - tool) * 1e6 / result["requests"]
    busy = foreign_clock(cores) - foreign - result["tree_us"] * result["requests"] / 1e6
    result["others"] = max(0.0, busy / (time.monotonic() - began) / len(cores))
    result["per_second"] = result["requests"] / result["seconds"]
    return result


def tool_clock():
    """Seconds of the load tools that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime


def foreign_clock(cores):
    """Busy seconds of the cores without those of this script and the load tools that it ran."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    return busy_seconds(cores) - own.ru_utime - own.ru_stime - tool_clock()


def turns(runs, count):
    """Calls all of them by turns: A B, B A, A B, and so on."""
    for number in range(count):
        for run in runs if number % 2 == 0 else reversed(runs):
            run()


def allocated(subject, seconds):
    """Bytes per request that the threads of the JVM allocated, by `jcmd Thread.print -e`; None without jcmd."""
    jcmd = beside_java(subject.server, "jcmd")
    if jcmd is None:
        return None
    before = allocated_by_threads(jcmd, subject.server.pid)
    result = subject.load(seconds)
    after = allocated_by_threads(jcmd, subject.server.pid)
    return (after - before) / result["requests"] if before and after else None


def allocated_by_threads(jcmd, pid):
    output = subprocess.run([jcmd, str(pid), "Thread.print", "-e"], capture_output=True, text=True, check=False)
    scale = {"B": 1, "K": 2**10, "M": 2**20, "G": 2**30}
    found = re.findall(r" allocated=(\d+)([BKMG])", output.stdout)
    return sum(int(amount) * scale[unit] for amount, unit in found)


def heap_after_gc(server):
    """Bytes that live objects have, by `jcmd GC.class_histogram`, which collects first; None without jcmd.

    The least of four: the collector leaves dead objects where they are, as arrays that fill the gap, but every fourth time.
    """
    jcmd = beside_java(server, "jcmd")
    if jcmd is None:
        return None
    totals = []
    # on a busy machine the JVM may not answer in time
    for _again in range(8):
        output = subprocess.run(
            [jcmd, str(server.pid), "GC.class_histogram"], capture_output=True, text=True, check=False
        )
        total = re.search(r"^Total\s+\d+\s+(\d+)", output.stdout, re.MULTILINE)
        if total:
            totals.append(int(total.group(1)))
        if len(totals) == 4:
            break
    return min(totals, default=None)


def beside_java(server, tool):
    java = server.arguments()[0]
    home = pathlib.Path(os.path.realpath(shutil.which(java) or java)).parent / tool
    return str(home) if home.exists() else shutil.which(tool)


def instructions(subject, seconds):
    """User-mode instructions of the JVM per request, by perf; None where the machine does not count them."""
    if shutil.which("perf") is None:
        return None
    perf = subprocess.Popen(
        ["perf", "stat", "-x", ",", "-e", INSTRUCTIONS, "-p", str(subject.server.pid)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        time.sleep(0.2)
        result = subject.load(seconds)
    finally:
        perf.send_signal(signal.SIGINT)
        report = perf.communicate(timeout=10)[1]
    counted = re.search(rf"^(\d+),[^,]*,{re.escape(INSTRUCTIONS)}", report, re.M)
    return int(counted.group(1)) / result["requests"] if counted else None


def spread(values):
    return {"median": statistics.median(values), "min": min(values), "max": max(values)}
