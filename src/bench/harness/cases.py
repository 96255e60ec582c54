"""What is measured: the requests, the right answers, and how far from the yardstick Sluice may be."""

import dataclasses

PROJECT = "295dacf46a4842fcbf7844dc2dc2489d"
SERVICES = f"/v1/{PROJECT}/vpc-endpoint-services"
DOCUMENTED = f"{SERVICES}/4189d3c2-8882-4871-a3c2-d380272eed88"

BARE_ANSWER = (200, '"description":"the bare answer')


@dataclasses.dataclass(frozen=True)
class Case:
    """`status` and `fragment`: what Sluice must answer; `gate` and `prize`: ratios, None where there is none."""

    name: str
    what: str
    body: str
    status: int
    fragment: str
    settings: str = "unlimited.yaml"
    gate: float | None = None
    prize: float | None = None

    @property
    def writes(self):
        """Whether Postgres works for each request."""
        return self.status == 200


@dataclasses.dataclass(frozen=True)
class StoreCase:
    """Modifications of `services` services, one at random with one of the bodies, through Sluice and by pgbench.

    `gate` and `prize`: of the modifications per second that pgbench makes, how many Sluice must make.
    """

    name: str
    what: str
    bodies: tuple
    services: int = 64
    settings: str = "store.yaml"
    gate: float = 0.7
    prize: float = 0.9


CASES = [
    Case("modify", "the documented PUT, stored", "small", 200, '"server_port":23'),
    Case("modify-200", "a PUT with 200 mappings, stored", "ports-200", 200, '"client_port":10199'),
    Case("invalid", "server_port 70000, refused", "invalid", 400, '"code":"EndPoint.3004"', gate=2.0),
    Case(
        "limited",
        "over the project's limit, refused",
        "small",
        429,
        '"error_code":"APIGW.0308"',
        settings="limited.yaml",
        gate=1.2,
    ),
    StoreCase("store", "modify per second, next to pgbench", ("small", "other")),
]
