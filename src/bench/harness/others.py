"""Other mocks, where they are installed: started with the settings that make them fastest."""

import json
import os
import pathlib
import re
import shutil
import subprocess

from .cases import ALONE, SERVICES
from .measure import spread
from .processes import ROOT, clean_environment
from .report import grid, interval

VERSIONS = {"Prism": "5.16", "WireMock": "3.13"}
UUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
PROJECTS = r"/v1/[0-9a-f]{32}/vpc-endpoint-services"
PORT = {"type": "integer", "minimum": 1, "maximum": 65535}


class Prism:
    """Stoplight's, of the PATH or of --prism; it reads the same contract. Nothing is logged."""

    name = "Prism"

    def __init__(self, command):
        self.command = command
        self.version = said([command, "--version"])

    def start(self, bench, port, flags):
        command = [self.command, "mock", "-h", "127.0.0.1", "-p", str(port), "-v", "silent", *dynamic(flags)]
        return awaited(bench, self, [*command, str(ROOT / ALONE)], port)


class WireMock:
    """The standalone jar of --wiremock, or `wiremock` on the PATH. It reads no contract: what it judges is written by
    hand. Without journal, log and templates."""

    name = "WireMock"

    def __init__(self, command):
        self.is_jar = command.endswith(".jar")
        self.command = command
        self.version = said(["java", "-jar", command, "--version"] if self.is_jar else [command, "--version"])

    def start(self, bench, port, flags):
        folder = pathlib.Path(bench.folder) / "wiremock"
        (folder / "mappings").mkdir(parents=True, exist_ok=True)
        (folder / "mappings" / "all.json").write_text(json.dumps({"mappings": list(stubs())}))
        command = [bench.java(), "-jar", self.command] if self.is_jar else [self.command]
        command += ["--port", str(port), "--bind-address", "127.0.0.1", "--root-dir", str(folder), "--disable-banner"]
        command += ["--no-request-journal", "--disable-request-logging", "--disable-response-templating"]
        command += ["--disable-gzip", "--async-response-enabled", "false"]
        return awaited(bench, self, command, port)


def dynamic(flags):
    """Sluice's flags as Prism has them."""
    return ["-d", *(flag for flag in flags if flag != "--dynamic")] if "--dynamic" in flags else []


def awaited(bench, other, command, port):
    server = bench.start(f"{other.name} {other.version}", command, port, environment=clean_environment())
    server.await_ready(f"http://127.0.0.1:{port}{SERVICES}?limit=20")
    return server


def stubs():
    """A valid PUT and a valid list get 200, everything else 400."""
    members = {"client_port": PORT, "server_port": PORT, "protocol": {"enum": ["TCP", "UDP"]}}
    mapping = {"type": "object", "required": ["client_port", "server_port"], "properties": members}
    ports = {"type": "array", "maxItems": 200, "items": mapping}
    properties = {"approval_enabled": {"type": "boolean"}, "ports": ports}
    schema = {"type": "object", "properties": properties}
    json_type = {"Content-Type": "application/json"}
    service = {"status": 200, "headers": json_type, "body": json.dumps({"id": "4189d3c2", "service_name": "x" * 600})}
    put = {"method": "PUT", "urlPathPattern": f"{PROJECTS}/{UUID}"}
    yield {"request": put | {"bodyPatterns": [{"matchesJsonSchema": schema}]}, "response": service, "priority": 1}
    listed = {"method": "GET", "urlPathPattern": PROJECTS}
    limit = {"limit": {"matches": "[0-9]{1,3}|1000"}}
    yield {"request": listed | {"queryParameters": limit}, "response": service, "priority": 1}
    yield {"request": {"method": "ANY"}, "response": {"status": 400, "body": "{}"}, "priority": 9}


def said(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=clean_environment())
    found = re.search(r"\d+\.\d+[\w.-]*", done.stdout + done.stderr)
    return found[0] if done.returncode == 0 and found else "of an unknown version"


def found(options, say):
    """The other mocks that are installed; what is missing, or not of the version in the README, is said."""
    for kind, given in ((Prism, options.prism), (WireMock, options.wiremock)):
        command = given or shutil.which(kind.name.lower())
        if command is None or not os.path.exists(command):
            say(f"{kind.name}: skipped (expected: `{kind.name.lower()}` on the PATH, or --{kind.name.lower()} FILE)")
            continue
        other = kind(command)
        if not other.version.startswith(VERSIONS[kind.name]):
            say(f"{kind.name}: {other.version} (the README's figures: {VERSIONS[kind.name]})")
        yield other


def table(raw):
    """All servers of the cases in which another mock took part; nothing where none did."""
    lines = []
    for case, measured in raw.items():
        servers = measured.get("servers", {})
        if len(servers) > 2:
            bare = next(iter(servers.values()))
            lines += [line(case, name, server, bare) for name, server in servers.items()]
    head = ["case", "server", "CPU µs", "× bare", "requests/s", "p50 µs", "p99 µs", "at", "MB"]
    return grid([head, *lines]) if lines else None


def line(case, name, server, bare):
    cpu, theirs = ([run["tree_us"] for run in one["runs"]] for one in (server, bare))
    ratio = spread([mine / other for mine, other in zip(cpu, theirs)])
    cells = [case, name, interval(spread(cpu)), interval(ratio, 2)]
    cells.append(interval(spread([run["per_second"] for run in server["runs"]])))
    rated = server["rated"]
    for key in ("p50", "p99"):
        cells.append(interval(spread([run[key] for run in rated])) if rated else "")
    cells.append(f"{rated[0]['rate']:,}/s" if rated else "")
    return [*cells, f"{server['resident'] / 1e6:,.0f}"]
