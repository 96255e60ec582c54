"""Load by wrk, which counts the status of every answer."""

import dataclasses
import http.client
import json
import pathlib
import re
import subprocess

from .processes import Failure

LUA = """
%(headers)s
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

SAME = """
wrk.method = %s
wrk.body = %s
"""

RANDOM = """
local requests = {}
function init()
  math.randomseed(seed)
  for _, request in ipairs({%s}) do table.insert(requests, wrk.format(request[1], request[2], nil, request[3])) end
end
function request()
  return requests[math.random(#requests)]
end
"""


@dataclasses.dataclass(frozen=True)
class Request:
    """`fields`: pairs of a name and a value, besides the media type of a body."""

    method: str
    path: str
    body: str | None = None
    fields: tuple = ()

    @property
    def headers(self):
        return dict(self.fields) | ({} if self.body is None else {"Content-Type": "application/json"})

    def as_lua(self):
        return "{" + ",".join(map(quoted, (self.method, self.path, self.body))) + "}"


class Wrk:
    """The same request over and over; of several, which have the same fields, one at random each time.

    `pinned`: what the command of wrk is put behind.
    """

    def __init__(self, folder, name, requests, connections, pinned):
        self.connections, self.pinned = connections, pinned
        self.request = first = requests[0]
        same = len(requests) == 1
        choice = (
            SAME % (quoted(first.method), quoted(first.body))
            if same
            else RANDOM % ",".join(request.as_lua() for request in requests)
        )
        headers = "\n".join(f"wrk.headers[ {quoted(name)} ] = {quoted(value)}" for name, value in first.headers.items())
        self.script = pathlib.Path(folder) / f"{name}.lua"
        self.script.write_text(LUA % {"headers": headers, "choice": choice})

    def run(self, port, seconds):
        command = [*self.pinned, "wrk", "-t2", f"-c{self.connections}", f"-d{seconds}s"]
        command += ["--timeout", "10s", "-s", str(self.script), f"http://127.0.0.1:{port}{self.request.path}"]
        output = subprocess.run(command, capture_output=True, text=True, check=False)
        result = re.search(r"^RESULT (.*)$", output.stdout, re.M)
        if output.returncode != 0 or result is None:
            raise Failure(f"wrk failed ({output.returncode}):\n{output.stdout}{output.stderr}")
        return json.loads(result.group(1))

    def sample(self, port, request=None):
        """Sends one request, its own by default; returns the status and the body that is answered, white space between
        its tokens taken out."""
        sent = request or self.request
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        try:
            body = None if sent.body is None else sent.body.encode()
            connection.request(sent.method, sent.path, body, sent.headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        finally:
            connection.close()
        try:
            return answer.status, json.dumps(json.loads(text), separators=(",", ":"))
        except ValueError:
            return answer.status, text


def quoted(text):
    return "nil" if text is None else f"[=[{text}]=]"
