"""The case `hostile`: how long bodies that are made to be dear hold an event loop, next to harmless ones."""

import itertools
import re
import select
import socket
import time

from .measure import turns
from .processes import ROOT, Failure, clean_environment
from .report import MORE, Row

CONTRACT = ROOT / "src/bench/hostile.yaml"
MEGABYTE = 1 << 20
HARMLESS = [
    ("/patterns", b'{"nested":"aaa","either":"aa","commas":"a,b,c,d,e,f,g,h,x"}'),
    ("/trees", b'{"name":"root","children":[{"name":"leaf"}]}'),
    ("/values", b'{"number":1.25,"integer":7,"text":"short","list":["a","b"],"set":[1,2,3],"either":["x"]}'),
]


def bodies():
    """Name, path and body; each breaks its schema, or is no JSON. Those below 256 KiB are held, others streamed."""
    yield "10 MB of brackets", "/trees", b"[" * (10 * MEGABYTE)
    yield "100,000 brackets, closed", "/values", b'{"set":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    yield "deep objects", "/trees", b'{"name":"a","children":[' * 10_000 + b"]}" * 10_000
    yield "a number of 200,000 digits", "/values", b'{"number":' + b"7" * 200_000 + b"}"
    yield "a fraction of 200,000 digits", "/values", b'{"number":0.' + b"7" * 200_000 + b"}"
    yield "1e999999999", "/values", b'{"number":1e999999999,"integer":1e-999999999}'
    yield "100,000 large exponents", "/values", b'{"set":[' + b"1e99," * 40_000 + b"1]}"
    yield "a string of 200,000", "/values", b'{"text":"' + b"x" * 200_000 + b'"}'
    yield "40,000 escapes", "/values", b'{"text":"' + rb"\u0041" * 40_000 + b'"}'
    yield "a string of 10 MB", "/values", b'{"text":"' + b"x" * (10 * MEGABYTE) + b'"}'
    yield "20,000 doubled keys", "/values", b'{"number":1' + b',"number":1' * 20_000 + b"}"
    yield "20,000 unknown keys", "/values", b"{" + b",".join(b'"k%d":1' % n for n in range(20_000)) + b"}"
    yield "keys of one hash", "/values", b"{" + b",".join(b'"%s":1' % key for key in colliding(12)) + b"}"
    yield "bad UTF-8", "/values", b'{"text":"' + b"\xff\xfe\xc0\x80" * 50_000 + b'"}'
    yield "lone surrogates", "/values", b'{"text":"' + rb"\ud800" * 40_000 + b'"}'
    yield "100,000 violations", "/values", b'{"list":[' + b"0," * 100_000 + b"0]}"
    yield "violations of alternatives", "/values", b'{"either":[' + b"0," * 100_000 + b"0]}"
    yield "the same item twice", "/values", b'{"set":[' + b"".join(b"%d," % n for n in range(40_000)) + b"7]}"
    texts = b",".join(b'"%s"' % key for key in colliding(12))
    yield "items of one hash", "/values", b'{"set":[' + texts + b"," + texts[:26] + b"]}"
    for pattern in ("nested", "either"):
        yield f"pattern {pattern}", "/patterns", b'{"%s":"' % pattern.encode() + b"a" * 200_000 + b'!"}'
    yield "pattern commas", "/patterns", b'{"commas":"' + b"a," * 100_000 + b'"}'
    yield "pattern tail", "/patterns", b'{"tail":"' + b"ab" * 100_000 + b'"}'


def colliding(pairs):
    """Texts that have the same String.hashCode."""
    return (b"".join(parts) for parts in itertools.product((b"Aa", b"BB"), repeat=pairs))


def measure(bench, case):
    """Returns the rows of the table and the raw runs."""
    options, hostile = bench.options, list(bodies())
    server = start(bench)
    held = Held(server)
    worst, count = {}, {False: 0, True: 0}
    runs = {False: [], True: []}

    def run(is_hostile, seconds):
        began, sent, found = time.monotonic(), 0, []
        for name, path, body in itertools.cycle(hostile if is_hostile else harmless()):
            if time.monotonic() - began >= seconds and sent >= len(hostile):
                break
            answered = status(server.port, path, body)
            if not (400 <= answered < 500 if is_hostile else answered == 200):
                expected = "4xx" if is_hostile else 200
                raise Failure(f"{name}: answered {answered} (expected: {expected})\n{server.tail()}")
            sent += 1
            times = held.since()
            found += times
            worst[name] = max([worst.get(name, 0), *times])
        return {"requests": sent, "held": found}

    try:
        bench.say(f"{case.name}: warming up, {options.warmup} s each")
        run(True, options.warmup)
        run(False, options.warmup)
        worst.clear()
        bench.say(f"{case.name}: {len(hostile)} bodies, {options.pairs} runs of {options.seconds} s each, by turns")
        both = [lambda kind=kind: runs[kind].append(run(kind, options.seconds)) for kind in (False, True)]
        turns(both, options.pairs)
    finally:
        server.stop()
    dearest = max((name for name, _, _ in hostile), key=lambda name: worst[name])
    if worst[dearest] > 0:
        bench.say(f"{case.name}: the worst of them: {dearest}, {worst[dearest]:.1f} ms")
    return rows(case, runs), {"harmless": runs[False], "hostile": runs[True], "worst": worst}


def rows(case, runs):
    both = [[time for run in runs[kind] for time in run["held"]] for kind in (False, True)]
    sent = [[sum(run["requests"] for run in runs[kind])] for kind in (False, True)]
    worst = [[max([0, *times])] for times in both]
    return [
        Row(case.name, "requests", *sent),
        Row(case.name, "times held over 10 ms", *([len(times)] for times in both)),
        Row(case.name, "ms held at worst", *worst, gate=case.gate, judged=MORE),
    ]


def harmless():
    return [("harmless", path, body) for path, body in HARMLESS]


def start(bench):
    classes = f"{ROOT}/target/test-classes:{ROOT}/target/sluice.jar"
    options = f"-cp {classes} dev.sluice.bench.HostileServer {bench.options.port} {CONTRACT}"
    environment = clean_environment() | {"SLUICE_JAVA_OPTS": options}
    server = bench.start("HostileServer", [str(ROOT / "sluice")], bench.options.port, environment=environment)
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            if status(server.port, *HARMLESS[0]) == 200:
                return server
        except OSError:
            time.sleep(0.02)
    raise Failure(f"HostileServer is not ready after 90 s:\n{server.tail()}")


class Held:
    """What the server has printed about its event loop."""

    def __init__(self, server):
        self.log, self.place = server.log, 0

    def since(self):
        """Milliseconds of each time that the event loop was held, since it was last asked."""
        with open(self.log, "rb") as log:
            log.seek(self.place)
            text = log.read()
        end = text.rfind(b"\n") + 1
        self.place += end
        grown = []
        for found in re.findall(rb"^held ([\d.]+)$", text[:end], re.M):
            time_held = float(found)
            if grown and time_held > grown[-1]:
                grown.pop()
            grown.append(time_held)
        return grown


def status(port, path, body):
    """Of one request on a connection of its own. An answer that comes before the body is sent ends the sending."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    left = memoryview(f"{head}\r\nConnection: close\r\n\r\n".encode() + body)
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        while left:
            readable, writable, _ = select.select([connection], [connection], [], 30)
            if readable or not writable:
                break
            left = left[connection.send(left[: 64 * 1024]) :]
        answer = connection.recv(4096)
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", answer)
    return int(found[1]) if found else 0
