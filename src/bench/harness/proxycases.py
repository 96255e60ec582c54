"""What src/bench/proxy measures: the requests, the right answers, and how far from the bare proxy Sluice may be."""

import dataclasses

from .cases import DOCUMENTED, REFUSED, SERVICES
from .load import Request
from .mockcases import LISTED


@dataclasses.dataclass(frozen=True)
class ProxyCase:
    """One request, with the body that `body` names, and one that must be refused before the upstream sees it.

    `gate`, `prize`: of the CPU per request by the bare proxy's; `late`: gate of p99 by the bare proxy's, at half of
    saturation; `added`: gate of p99 beyond the bare proxy's, in µs; `allocated`: gate and prize of the bytes allocated
    beyond the bare proxy's.
    """

    name: str
    what: str
    method: str = "PUT"
    path: str = DOCUMENTED
    body: str | None = "small"
    bad_path: str = DOCUMENTED
    bad_body: str | None = "invalid"
    bad: tuple = REFUSED
    gate: float | None = None
    prize: float | None = None
    late: float | None = None
    added: float | None = None
    allocated: tuple = (None, None)

    def request(self, bodies):
        return Request(self.method, self.path, self.body and bodies(self.body))

    def bad_request(self, bodies):
        return Request(self.method, self.bad_path, self.bad_body and bodies(self.bad_body))


@dataclasses.dataclass(frozen=True)
class SoakCase:
    """An upstream that misbehaves, and clients that leave: what is left, by what was there before."""

    name: str
    what: str
    gate: float = 1.1


CASES = [
    ProxyCase("put", "the documented PUT", gate=1.3, prize=1.12, added=500),
    ProxyCase("put-200", "a PUT with 200 mappings", body="ports-200", gate=1.9, prize=1.5),
    ProxyCase(
        "get",
        "GET with a path that is judged, and nothing else",
        method="GET",
        body=None,
        bad_path=f"{SERVICES}/not-an-id",
        bad_body=None,
        bad=(400, '"code":"EndPoint.3062"'),
        gate=1.2,
        prize=1.05,
    ),
    ProxyCase(
        "list",
        "GET with path and query parameters",
        method="GET",
        path=LISTED + "20",
        body=None,
        bad_path=LISTED + "1001",
        bad_body=None,
        bad=(400, '"code":"EndPoint.0006"'),
    ),
    SoakCase("soak", "an upstream that misbehaves, clients that leave"),
]
