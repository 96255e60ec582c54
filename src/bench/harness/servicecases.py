"""What src/bench/service measures: the messages, the right verdicts, and how far from the yardstick Sluice may be."""

import dataclasses
import json

from .cases import DOCUMENTED, SERVICES

TOKEN = "token-of-the-benchmark"
CONTRACT = "vpcep"
# of a batch, and of the file that the command line reads, each tenth is wrong
EACH = 10


@dataclasses.dataclass(frozen=True)
class VerdictCase:
    """`messages` in one request: 1, which is wrong where `wrong` says so, or a batch. `fragment` of the right answer."""

    name: str
    what: str
    fragment: str
    messages: int = 1
    wrong: bool = False
    connections: int | None = None

    def body(self, bodies):
        if self.messages == 1:
            return json.dumps({"contract": CONTRACT, "message": put(bodies("invalid" if self.wrong else "small"))})
        several = [put(bodies("small" if number % EACH else "invalid")) for number in range(self.messages)]
        return json.dumps({"contract": CONTRACT, "messages": several})


@dataclasses.dataclass(frozen=True)
class CommandCase:
    """`gate`: messages per second."""

    name: str
    what: str
    gate: float = 200_000


@dataclasses.dataclass(frozen=True)
class CoverageCase:
    """`gate`: CPU, instructions and bytes allocated with coverage by those without."""

    name: str
    what: str
    gate: float = 1.03


def put(body):
    headers = {"content-type": "application/json"}
    return {"request": {"method": "PUT", "url": DOCUMENTED, "headers": headers, "body": body}}


def small(number):
    """A message for the command line, right or wrong."""
    limit = 20 if number % EACH else 1001
    url = f"{SERVICES}?limit={limit}&offset={number % 1000}"
    return {"request": {"method": "GET", "url": url, "headers": {"accept": "application/json"}}}


CASES = [
    VerdictCase("single", "one message a request", '"verdict":"valid"'),
    VerdictCase("single-invalid", "one message a request, wrong", '"verdict":"invalid"', wrong=True),
    VerdictCase(
        "batch", "1,000 messages a request", '"counts":{"invalid":100,"malformed":0,"unjudged":0,"valid":900}', 1000, connections=4
    ),
    CommandCase("cli", "small messages of NDJSON, one core"),
    CoverageCase("coverage", "the mock's documented PUT, counted or not"),
]
