"""Load at a fixed rate, by FixedRate: answers are measured from when their requests were due."""

import json
import pathlib
import re
import statistics
import subprocess

from .measure import turns
from .processes import Failure
from .report import Row

UNCOUNTED_SECONDS = 3


class FixedRate:
    def __init__(self, bench, name, request):
        self.bench = bench
        self.file = pathlib.Path(bench.folder) / f"{name}.request"
        self.file.write_bytes(as_bytes(request))

    def run(self, subject, rate):
        """Times in µs of a run whose answers were all as they should be."""
        options = self.bench.options
        numbers = [subject.server.port, options.connections, rate, UNCOUNTED_SECONDS, options.seconds]
        java = [self.bench.java(), "-XX:+UseSerialGC", *self.bench.class_path()]
        command = [*self.bench.pinned(options.load_core), *java, "dev.sluice.bench.FixedRate", *map(str, numbers), str(self.file)]
        output = subprocess.run(command, capture_output=True, text=True, check=False)
        found = re.search(r"^RESULT (.*)$", output.stdout, re.M)
        if output.returncode != 0 or found is None:
            raise Failure(f"{subject.server.name} at {rate}/s:\n{output.stdout}{output.stderr}{subject.server.tail()}")
        result = json.loads(found[1]) | {"rate": rate}
        if set(result["statuses"]) != {str(subject.status)}:
            raise Failure(f"{subject.server.name} at {rate}/s: {result['statuses']} (expected: {subject.status} only)")
        return result


def as_bytes(request):
    body = (request.body or "").encode()
    fields = {"Host": "127.0.0.1"} | request.headers | ({"Content-Length": str(len(body))} if body else {})
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"{request.method} {request.path} HTTP/1.1\r\n{head}\r\n".encode() + body


def measure(bench, case, subjects):
    """The bare server and Sluice at half of what the slower of the two does. Not the others: some close connections
    between two requests, which FixedRate takes for a failure."""
    bare, sluice, *_ = subjects
    rate = half(bare, sluice)
    load = FixedRate(bench, case.name, sluice.wrk.request)
    bench.say(f"{case.name}: at {rate:,} requests per second, by turns")
    runs = [lambda subject=subject: subject.rated.append(load.run(subject, rate)) for subject in (bare, sluice)]
    turns(runs, bench.options.pairs)
    return rows(case, bare.rated, sluice.rated, None if bench.options.self else case.late)


def half(*subjects):
    slowest = min(statistics.median(run["per_second"] for run in subject.runs) for subject in subjects)
    return max(1, round(slowest / 2))


def rows(case, bare, sluice, gate):
    def row(figure, key, gate=None):
        return Row(case.name, figure, [run[key] for run in bare], [run[key] for run in sluice], gate)

    return [
        row(f"p50 µs at {bare[0]['rate']:,}/s", "p50"),
        row("p99 µs", "p99", gate),
        row("p99 µs that FixedRate sent late", "late"),
    ]
