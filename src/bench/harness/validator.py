"""The case `validator`: how Sluice judges a body, next to how Jackson merely reads its tokens; by JMH, without a server."""

import json

from .report import ITSELF, RATIO, Row

BENCHMARKS = r"ValidationBenchmark\.(accepts|explain|jacksonTokens)"


def measure(bench, case):
    """Returns the rows of the table and what JMH found."""
    file = bench.folder / f"{case.name}.json"
    bench.say(f"{case.name}: JMH, {bench.options.pairs} iterations of each benchmark in each of two JVMs")
    arguments = ["-i", str(bench.options.pairs), "-rf", "json", "-rff", str(file)]
    bench.output_of("org.openjdk.jmh.Main", BENCHMARKS, *arguments)
    results = json.loads(file.read_text())
    found = {(result["benchmark"].rpartition(".")[2], result["params"]["body"]): samples(result) for result in results}

    def row(figure, benchmark, body, gate=None, prize=None, judged=RATIO):
        bounds = {} if bench.options.self else {"gate": gate, "prize": prize}
        ours = found["jacksonTokens" if bench.options.self else benchmark, body]
        return Row(case.name, figure, found["jacksonTokens", body], ours, **bounds, judged=judged)

    rows = [
        row("ns, small body", "accepts", "SMALL", gate=500, prize=250, judged=ITSELF),
        row("ns, 200 ports", "accepts", "PORTS_200", gate=1),
        row("ns, 200 ports", "accepts", "PORTS_200", prize=8000, judged=ITSELF),
        row("ns, bad small body explained", "explain", "INVALID"),
        row("ns, bad 200 ports explained", "explain", "INVALID_200"),
    ]
    return rows, {"yardstick": [], "sluice": [], "jmh": results}


def samples(result):
    return [value for fork in result["primaryMetric"]["rawData"] for value in fork]
