"""What src/bench/mock measures: the requests, the right answers, and how far from the bare server a mock may be."""

import dataclasses

from .cases import DOCUMENTED, REFUSED, SERVICES
from .load import Request

LISTED = f"{SERVICES}?endpoint_service_name=az&status=available&sort_key=created_at&sort_dir=asc&offset=40&limit="
SERVICE = (200, '"service_name"')
PAGE = (200, '"total_count"')


@dataclasses.dataclass(frozen=True)
class MockCase:
    """One request, without a body or with the one that `body` names.

    `answer` and `bad`: status and a fragment of the right answer, and of that to a bad request, whose path or body is
    `bad_path` or `bad_body`. `flags`: of the command mock. `varies`: whether the answers must differ. `gate`, `prize`:
    of the CPU per request by the bare server's; `late`: gate of p99 by the bare server's, at half of saturation;
    `allocated`: gate and prize of the bytes allocated beyond the bare server's.
    `others`: the other mocks that can do the same.
    """

    name: str
    what: str
    answer: tuple
    method: str = "PUT"
    path: str = DOCUMENTED
    body: str | None = "small"
    fields: tuple = ()
    bad_path: str = DOCUMENTED
    bad_body: str | None = "invalid"
    bad: tuple | None = REFUSED
    flags: tuple = ()
    varies: bool = False
    gate: float | None = None
    prize: float | None = None
    late: float | None = None
    allocated: tuple = (None, None)
    others: tuple = ("Prism", "WireMock")

    def request(self, bodies):
        return Request(self.method, self.path, self.body and bodies(self.body), self.fields)

    def bad_request(self, bodies):
        return Request(self.method, self.bad_path, self.bad_body and bodies(self.bad_body), self.fields)


@dataclasses.dataclass(frozen=True)
class LoopsCase:
    """Two event loops next to one, on the same two cores: CPU per request."""

    name: str
    what: str
    gate: float = 1.1


@dataclasses.dataclass(frozen=True)
class StartsCase:
    """From the command to the first answer, in seconds: gate, and prizes on JDK 17 and from JDK 25 on."""

    name: str
    what: str
    gate: float = 1.0
    prize: float = 0.6
    later_prize: float = 0.4


@dataclasses.dataclass(frozen=True)
class MemoryCase:
    """Memory at the end of a run at saturation, by that at its begin."""

    name: str
    what: str
    gate: float = 1.1
    projects: int = 64


LIST = {
    "method": "GET",
    "path": LISTED + "20",
    "body": None,
    "bad_path": LISTED + "1001",
    "bad_body": None,
    "bad": (400, '"code":"EndPoint.0006"'),
}

CASES = [
    MockCase("put", "the documented PUT", SERVICE, gate=1.2, prize=1.08, late=1.5),
    MockCase("put-200", "a PUT with 200 mappings", SERVICE, body="ports-200", gate=2.4, prize=1.8),
    MockCase("list", "GET with path and query parameters", PAGE, **LIST, gate=1.25, prize=1.12),
    MockCase(
        "dynamic",
        "the PUT, answered from a seeded pool",
        SERVICE,
        flags=("--dynamic", "--seed", "7"),
        varies=True,
        gate=1.5,
        prize=1.25,
        others=("Prism",),
    ),
    MockCase(
        "prefer",
        "the same, asked for by the request",
        SERVICE,
        fields=(("Prefer", "dynamic=true"),),
        varies=True,
        others=("Prism",),
    ),
    MockCase("refused", "server_port 70000", REFUSED, body="invalid", bad=None),
    LoopsCase("loops", "the PUT, two event loops next to one"),
    StartsCase("start", "command to first answer"),
    MemoryCase("memory", "the PUT at saturation, by many projects"),
]
