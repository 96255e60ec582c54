"""What is measured: the requests, the right answers, and how far from the yardstick Sluice may be."""

import dataclasses

PROJECT = "295dacf46a4842fcbf7844dc2dc2489d"
SERVICES = f"/v1/{PROJECT}/vpc-endpoint-services"
DOCUMENTED = f"{SERVICES}/4189d3c2-8882-4871-a3c2-d380272eed88"

BARE_ANSWER = (200, '"description":"the bare answer')
REFUSED = (400, '"code":"EndPoint.3004"')

ALONE, IN_GITHUB, GITHUB = "openapi/vpcep.yaml", "openapi/vpcep.yaml inside GitHub's contract", "GitHub's contract"


@dataclasses.dataclass(frozen=True)
class Case:
    """`status` and `fragment`: what Sluice must answer; `gate` and `prize`: ratios, None where there is none.

    `contract`: what ReadyServer reads, which stands in for Sluice, without a store; None: Sluice itself. Inside GitHub's
    contract, the yardstick is ReadyServer with the contract alone. `allocated`: gate and prize of the bytes allocated
    beyond the yardstick.
    """

    name: str
    what: str
    body: str
    status: int
    fragment: str
    settings: str = "unlimited.yaml"
    gate: float | None = None
    prize: float | None = None
    contract: str | None = None
    allocated: tuple = (None, None)

    @property
    def writes(self):
        """Whether Postgres works for each request."""
        return self.status == 200 and self.contract is None


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


@dataclasses.dataclass(frozen=True)
class StartCase:
    """From the start of the process to its first answer, with `contract`. Seconds, and megabytes of heap after a GC."""

    name: str
    what: str
    contract: str
    seconds: tuple = (3, 2)
    heap: tuple = (60, None)


@dataclasses.dataclass(frozen=True)
class ValidatorCase:
    """No server: the validator by JMH, next to Jackson's token loop."""

    name: str
    what: str


@dataclasses.dataclass(frozen=True)
class HostileCase:
    """Bodies that are made to hold an event loop; `gate`: milliseconds beyond what harmless ones show."""

    name: str
    what: str
    gate: float = 10


CASES = [
    Case("modify", "the documented PUT, stored", "small", 200, '"server_port":23'),
    Case("modify-200", "a PUT with 200 mappings, stored", "ports-200", 200, '"client_port":10199'),
    Case("invalid", "server_port 70000, refused", "invalid", *REFUSED, gate=2.0),
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
    Case(
        "small",
        "the documented PUT, answered without a store",
        "small",
        *BARE_ANSWER,
        contract=ALONE,
        gate=1.2,
        prize=1.08,
        allocated=(2048, 500),
    ),
    Case(
        "ports-200",
        "200 mappings, answered without a store",
        "ports-200",
        *BARE_ANSWER,
        contract=ALONE,
        gate=2.4,
        prize=1.8,
    ),
    Case("invalid-small", "as `invalid`, without a store", "invalid", *REFUSED, contract=ALONE, gate=1.6, prize=1.3),
    Case("invalid-200", "the last of 200 server_ports 70000, refused", "invalid-200", *REFUSED, contract=ALONE),
    Case("github", "as `small`, among 845 operations", "small", *BARE_ANSWER, contract=IN_GITHUB, gate=1.05, prize=1.0),
    ValidatorCase("validator", "the validator alone, next to Jackson's token loop"),
    StartCase("start", "process start to first answer, 5 operations", ALONE, seconds=(1.0, 0.6), heap=(None, None)),
    HostileCase("hostile", "hostile bodies, next to harmless ones, under the blocked-thread checker"),
    StartCase("cold", "process start to first answer, 845 operations", GITHUB),
]
