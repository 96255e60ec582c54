"""The case `soak` of src/bench/proxy: an upstream that misbehaves by a seed, clients that leave; what is left after it."""

import json
import os
import pathlib
import random
import re
import socket
import struct
import threading
import time
import urllib.request

from .bench import jvm_flags
from .cases import ALONE, DOCUMENTED
from .load import Request
from .measure import heap_after_gc
from .mockcases import LISTED
from .processes import ROOT, Failure, clean_environment
from .report import ITSELF, Row

SEED = 20_261_123
LEAVERS = 4
# seconds: a run of wrk is that long at most; what is left must be gone after so many
LONGEST_RUN, PATIENCE = 60, 30
GOOD = 200
SETTINGS = """
listen: {eventLoops: 1}
rateLimits: {mode: 'off'}
validation: {response: 'off'}
contracts: [{file: %s, backend: proxy, upstream: soak}]
upstreams:
  soak:
    targets: ["http://127.0.0.1:%d"]
    firstByteTimeout: 500ms
    idleTimeout: 500ms
    totalTimeout: 2s
    keepAlive: 2s
    breaker: {openFor: 300ms, minimumCalls: 10, windowSize: 20, halfOpenCalls: 3}
"""


def measure(bench, case):
    """The yardstick is Sluice itself, warmed up by the same misbehaviour, before the run."""
    options, port = bench.options, bench.options.port
    upstream = misbehaving(bench, port, port + 1)
    server, flags = proxy(bench, port + 2, port + 3, port)
    wrk = bench.wrk(case.name, [Request("PUT", DOCUMENTED, bench.body("small")), Request("GET", LISTED + "20")])
    try:
        bench.say(f"{case.name}: warming up, {options.warmup} s")
        strain(bench, wrk, server, upstream, options.warmup)
        before = held(server, upstream, wrk)
        bench.say(f"{case.name}: {options.minutes:g} minutes of misbehaviour, seed {SEED}")
        began, runs = time.monotonic(), []
        while (left := began + 60 * options.minutes - time.monotonic()) >= 1:
            runs.append(strain(bench, wrk, server, upstream, min(LONGEST_RUN, int(left))))
        after = held(server, upstream, wrk)
        met = tell(upstream, "report")
    finally:
        server.stop()
        upstream.stop()
    return rows(case, options, before, after, runs), {"sluice": [before, after], "load": runs, "met": met, "flags": flags}


def misbehaving(bench, port, told):
    quiet = f"-Dlogback.configurationFile={ROOT / 'src/bench/logback.xml'}"
    command = [bench.java(), "-XX:+UseSerialGC", quiet, *bench.class_path(), "dev.sluice.bench.MisbehavingUpstream"]
    server = bench.start("the upstream", [*command, str(port), str(told), str(SEED)], port, bench.options.load_core)
    server.told = told
    server.await_ready(f"http://127.0.0.1:{told}/report")
    return server


def tell(upstream, what):
    with urllib.request.urlopen(f"http://127.0.0.1:{upstream.told}/{what}", timeout=10) as answer:
        return answer.read().decode()


def proxy(bench, port, control, behind):
    settings = pathlib.Path(bench.folder) / "soak.yaml"
    settings.write_text(SETTINGS % (json.dumps(str(ROOT / ALONE)), behind))
    command = [str(ROOT / "sluice"), "serve", "-c", str(settings), "-p", str(port), "--control-port", str(control)]
    environment = clean_environment() | {"SLUICE_CONTROL_AUTH": "off"}
    server = bench.start("Sluice", command, port, environment=environment)
    server.control = control
    server.await_ready(f"http://127.0.0.1:{control}/readyz")
    return server, jvm_flags(server.arguments())


def strain(bench, wrk, server, upstream, seconds):
    """wrk, and clients that leave in the middle, while the upstream misbehaves. Returns what wrk saw."""
    tell(upstream, "misbehave")
    over = threading.Event()
    body = bench.body("small")
    leavers = [threading.Thread(target=leave, args=(server.port, body, SEED + i, over)) for i in range(LEAVERS)]
    for leaver in leavers:
        leaver.start()
    try:
        return wrk.run(server.port, seconds)
    finally:
        over.set()
        for leaver in leavers:
            leaver.join()
        tell(upstream, "well")


def leave(port, body, seed, over):
    """Goes away with a part of the request sent, or of the answer read; in good order, or not."""
    choice = random.Random(seed)
    head = f"PUT {DOCUMENTED} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    request = (head + body).encode()
    while not over.wait(0.01):
        with socket.socket() as client:
            client.settimeout(2)
            try:
                client.connect(("127.0.0.1", port))
                client.sendall(request[: choice.choice((1, 40, len(head), len(request) - 1, len(request)))])
                if choice.random() < 0.5:
                    client.recv(choice.choice((1, 100)))
                if choice.random() < 0.5:
                    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            except OSError:
                pass


def held(server, upstream, wrk):
    """What Sluice holds once nobody asks any more, and whether it answers as it should."""
    await_good(server, wrk)
    wrong = sum(wrk.sample(server.port)[0] != 200 for _request in range(GOOD))
    deadline = time.monotonic() + PATIENCE
    while sum(stuck(server, upstream).values()) and time.monotonic() < deadline:
        time.sleep(0.1)
    found = stuck(server, upstream) | {"wrong": wrong, "refused": refused(server), "resident": server.resident()}
    # what only references hold is found by one collection and taken by the next
    heap_after_gc(server)
    return found | {"heap": heap_after_gc(server)}


def await_good(server, wrk):
    """Until the breaker lets requests through again: it takes some good ones."""
    deadline, row = time.monotonic() + PATIENCE, 0
    while row < 20:
        if time.monotonic() > deadline:
            raise Failure(f"Sluice does not answer, though the upstream is well again:\n{server.tail()}")
        row = row + 1 if wrk.sample(server.port)[0] == 200 else 0
        time.sleep(0.02)


def stuck(server, upstream):
    """Connections and requests that Sluice still has. The one to the control port is asked over, and closed."""
    metrics = scraped(server)
    sides = list(sockets(server.pid))
    return {
        "from clients": sum(local == server.port for local, _remote in sides),
        "to the upstream": sum(remote == upstream.port for _local, remote in sides),
        "in flight": metrics.get('sluice_upstream_requests_in_flight{upstream="soak"}', 0),
        "not closed": 1 - metrics.get('sluice_breaker_state{name="soak",state="closed"}', 0),
    }


def scraped(server):
    with urllib.request.urlopen(f"http://127.0.0.1:{server.control}/metrics", timeout=10) as answer:
        lines = re.findall(r"^([^# ]\S*) ([0-9.eE+-]+)$", answer.read().decode(), re.M)
    return {name: float(value) for name, value in lines}


def refused(server):
    return sum(value for name, value in scraped(server).items() if name.startswith("sluice_breaker_refused"))


def sockets(pid):
    """Local and remote ports of the TCP sockets that the process has open and that do not listen."""
    links = (link(f"/proc/{pid}/fd/{name}") for name in os.listdir(f"/proc/{pid}/fd"))
    own = {found[1] for found in (re.fullmatch(r"socket:\[(\d+)]", text) for text in links) if found}
    for table in ("tcp", "tcp6"):
        for line in pathlib.Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in own and fields[3] != "0A":
                yield tuple(int(address.rpartition(":")[2], 16) for address in fields[1:3])


def link(path):
    try:
        return os.readlink(path)
    except FileNotFoundError:
        return ""


def rows(case, options, before, after, runs):
    after_all = f"after {options.minutes:g} min"

    def ratio(figure, key):
        return Row(case.name, f"{figure}, {after_all} by before", [before[key] / 1e6], [after[key] / 1e6], case.gate)

    def none(figure, *keys):
        first, last = (sum(one[key] for key in keys) for one in (before, after))
        return Row(case.name, f"{figure}, {after_all}", [first], [last], 0, judged=ITSELF)

    found = [ratio("MB resident", "resident")]
    if before["heap"] and after["heap"]:
        found.append(ratio("MB of live objects", "heap"))
    found.append(none("connections stuck", "from clients", "to the upstream"))
    found.append(none("requests stuck, breakers not closed", "in flight", "not closed"))
    found.append(none(f"of {GOOD} good requests, answered wrong", "wrong"))
    total = sum(run["requests"] for run in runs)
    found.append(Row(case.name, "answers, of them 200", [total], [sum(run["statuses"].get("200", 0) for run in runs)]))
    return found
