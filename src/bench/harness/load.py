"""Load by wrk, which counts the status of every answer."""

import http.client
import json
import pathlib
import re
import subprocess

from .processes import Failure

LUA = """
wrk.method = "%(method)s"
wrk.headers["Content-Type"] = "application/json"
local threads = {}
function setup(thread)
  table.insert(threads, thread)
  thread:set("seed", #threads)
end
%(choice)s
statuses = {}
function response(status)
  local key = tostring(status)
  statuses[key] = (statuses[key] or 0) + 1
end
function done(summary, latency, requests)
  local total = {}
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses")) do total[status] = (total[status] or 0) + count end
  end
  local parts = {}
  for status, count in pairs(total) do table.insert(parts, string.format('"%%s":%%d', status, count)) end
  local errors = summary.errors
  io.write(string.format(
    '\\nRESULT {"requests":%%d,"seconds":%%f,"bytes":%%d,"p99_ms":%%f,"statuses":{%%s},'
      .. '"socket_errors":%%d}\\n',
    summary.requests, summary.duration / 1e6, summary.bytes, latency:percentile(99) / 1e3,
    table.concat(parts, ","), errors.connect + errors.read + errors.write + errors.timeout))
end
"""

SAME = """wrk.body = [=[%s]=]"""

RANDOM = """
local requests = {}
function init()
  math.randomseed(seed)
  for _, path in ipairs({%s}) do
    for _, body in ipairs({%s}) do table.insert(requests, wrk.format(nil, path, nil, body)) end
  end
end
function request()
  return requests[math.random(#requests)]
end
"""


class Wrk:
    """One method on every path with every body: the same request over and over, or one at random each time."""

    def __init__(self, folder, name, method, paths, bodies, connections, cores):
        self.connections = connections
        self.cores = cores
        self.method, self.path, self.body = method, paths[0], bodies[0]
        same = len(paths) == len(bodies) == 1
        choice = SAME % bodies[0] if same else RANDOM % (quoted(paths), quoted(bodies))
        self.script = pathlib.Path(folder) / f"{name}.lua"
        self.script.write_text(LUA % {"method": method, "choice": choice})

    def run(self, port, seconds):
        command = ["taskset", "-c", self.cores, "wrk", "-t2", f"-c{self.connections}", f"-d{seconds}s"]
        command += ["--timeout", "10s", "-s", str(self.script), f"http://127.0.0.1:{port}{self.path}"]
        output = subprocess.run(command, capture_output=True, text=True, check=False)
        result = re.search(r"^RESULT (.*)$", output.stdout, re.M)
        if output.returncode != 0 or result is None:
            raise Failure(f"wrk failed ({output.returncode}):\n{output.stdout}{output.stderr}")
        return json.loads(result.group(1))

    def sample(self, port, body=None):
        """Sends one request, with its own body by default; returns the status and the body that is answered, white
        space between its tokens taken out."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            sent = (self.body if body is None else body).encode()
            connection.request(self.method, self.path, sent, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        try:
            return answer.status, json.dumps(json.loads(text), separators=(",", ":"))
        except ValueError:
            return answer.status, text


def quoted(texts):
    return ",".join(f"[=[{text}]=]" for text in texts)
