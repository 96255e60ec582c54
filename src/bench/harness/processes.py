"""Starts servers on one core, reads what they cost from /proc, and leaves nothing running."""

import glob
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[3]
TICKS = os.sysconf("SC_CLK_TCK")


class Failure(Exception):
    """A reason to stop, in words for the reader. `code` is the exit code."""

    def __init__(self, message, code=1):
        super().__init__(message)
        self.code = code


def refuse_taken(ports):
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise Failure(f"port {port} is taken (expected: free; --port moves all of them)", 2) from None


class Server:
    """One server, mostly a JVM; `data`: the folder of its embedded Postgres, if any."""

    def __init__(self, name, command, log, port, data=None, environment=None):
        self.name = name
        self.port = port
        self.data = data
        self.log = pathlib.Path(log)
        # pdeathsig: also when this script is killed without a chance to clean up
        with open(self.log, "wb") as out:
            self.process = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", *command],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                env=environment,
            )
        self.pid = self.process.pid

    def await_ready(self, url, seconds=90):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise Failure(f"{self.name} ended with {self.process.returncode} at its start:\n{self.tail()}")
            try:
                with urllib.request.urlopen(url, timeout=2) as answer:
                    if answer.status == 200:
                        return
            except (OSError, urllib.error.URLError):
                time.sleep(0.005)
        raise Failure(f"{self.name} is not ready after {seconds} s ({url}):\n{self.tail()}")

    def tail(self):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])

    def arguments(self):
        return [word.decode() for word in pathlib.Path(f"/proc/{self.pid}/cmdline").read_bytes().split(b"\0")][:-1]

    def jvm_seconds(self):
        """User and system seconds of the JVM alone."""
        return own_seconds(self.pid)

    def tree_seconds(self):
        """The same with its children and with its Postgres, whose server has left the process tree."""
        roots = [self.pid, *self.postmasters()]
        return sum(own_seconds(pid, reaped=True) for pid in with_descendants(roots))

    def resident(self):
        """Bytes of memory that the process and its children hold."""
        return sum(resident(pid) for pid in with_descendants([self.pid]))

    def postmasters(self):
        if self.data is None:
            return []
        files = glob.glob(os.path.join(self.data, "**", "postmaster.pid"), recursive=True)
        pids = [int(pathlib.Path(file).read_text().split()[0]) for file in files]
        return [pid for pid in pids if is_postgres(pid)]

    def stop(self):
        postmasters = self.postmasters()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for pid in postmasters:
            end_postgres(pid)


def own_seconds(pid, reaped=False):
    try:
        fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return 0.0
    ticks = int(fields[11]) + int(fields[12])
    if reaped:
        ticks += int(fields[13]) + int(fields[14])
    return ticks / TICKS


def resident(pid):
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.M)
    return int(found[1]) * 2**10 if found else 0


def with_descendants(roots):
    children = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                fields = pathlib.Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            children.setdefault(int(fields[1]), []).append(int(entry))
    found, waiting = set(), list(roots)
    while waiting:
        pid = waiting.pop()
        if pid not in found:
            found.add(pid)
            waiting.extend(children.get(pid, []))
    return found


def is_postgres(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/comm").read_text().strip() == "postgres"
    except FileNotFoundError:
        return False


def end_postgres(pid):
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if not is_postgres(pid):
            return
        os.kill(pid, number)
        deadline = time.monotonic() + 5
        while is_postgres(pid) and time.monotonic() < deadline:
            time.sleep(0.05)


def busy_seconds(cores):
    """What all processes used of these cores, stolen time included."""
    busy = 0
    for line in pathlib.Path("/proc/stat").read_text().splitlines():
        fields = line.split()
        if fields[0] in {f"cpu{core}" for core in cores}:
            user, nice, system, _idle, _wait, irq, softirq, steal = map(int, fields[1:9])
            busy += user + nice + system + irq + softirq + steal
    return busy / TICKS


def clean_environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("SLUICE_")}


def require(tools):
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        raise Failure(f"missing: {', '.join(missing)} (expected on the PATH; see the head of src/bench/run)", 2)
