"""The case `store`: modifications per second through Sluice and by pgbench, against one Postgres."""

import json

from .cases import PROJECT, SERVICES
from .database import Database, Pgbench
from .load import Request
from .measure import Subject, measured, turns
from .processes import Failure
from .report import Row

POOL_SIZE = 16  # the default of store.poolSize
PGBENCH_WARMUP = 3

OTHERS = 5000

# The other services make the table large enough for an index to be worth its while; ANALYZE tells the planner so, on
# both sides.
SERVICES_SQL = """
INSERT INTO endpoint_service (id, project_id, project_slot, port_id, port_slot, vpc_id, service_name, server_type,
    approval_enabled, client_ports, server_ports, protocols, available_at, created_at, updated_at)
SELECT lpad(n::text, 32, '0')::uuid,
    CASE WHEN n <= {services} THEN '{project}' ELSE lpad((n / 20)::text, 32, '0') END, 100 + n,
    ('1' || lpad(n::text, 31, '0'))::uuid, 1, lpad('2', 32, '0')::uuid, 'az.' || lpad(n::text, 32, '0')::uuid, 'VM',
    true, '{{8080}}', '{{80}}', '{{TCP}}', now(), now(), now()
FROM generate_series(1, {services} + {others}) AS n;
ANALYZE endpoint_service, backend_pair
"""


def measure(bench, case):
    """Returns the rows of the table and the raw runs."""
    options = bench.options
    cores = ",".join(map(str, bench.cores))
    server, flags = bench.sluice(case, cores)
    try:
        database = Database(server.data)
        for statement in SERVICES_SQL.format(project=PROJECT, services=case.services, others=OTHERS).split(";"):
            database.query(statement)
        bodies = [bench.body(name) for name in case.bodies]
        paths = [f"{SERVICES}/00000000-0000-0000-0000-{number:012}" for number in range(1, case.services + 1)]
        requests = [Request("PUT", path, body) for path in paths for body in bodies]
        wrk = bench.wrk(case.name, requests, cores)
        sluice = Subject(server, wrk, 200, '"client_port":8081')
        theirs = Direct(server, database, pgbench(bench, case, database, bodies, bench.pinned(cores)), case.services)
        mine = Direct(server, database, theirs.load, case.services) if options.self else sluice
        sluice.check_sample()
        bench.say(f"{case.name}: warming up, {options.warmup} s")
        sluice.load(options.warmup)
        theirs.load.run(min(PGBENCH_WARMUP, options.warmup))
        bench.say(f"{case.name}: {options.pairs} pairs of {options.seconds} s")
        seconds = options.seconds
        turns([lambda: theirs.run(seconds, bench.cores), lambda: mine.run(seconds, bench.cores)], options.pairs)
        theirs.check_pairs(bodies)
        sluice.check_sample()
    finally:
        server.stop()
    return rows(case, theirs.runs, mine.runs, options.self), {
        "yardstick": theirs.runs,
        "sluice": mine.runs,
        "flags": flags,
    }


def rows(case, theirs, mine, same):
    def figures(name):
        return [run[name] for run in theirs], [run[name] for run in mine]

    for run in theirs + mine:
        run["all_us"] = run["tree_us"] + run["tool_us"]
        run["postgres_us"] = run["tree_us"] - run["jvm_us"]
    bounds = {} if same else {"gate": case.gate, "prize": case.prize}
    return [
        Row(case.name, "modify per second", *figures("per_second"), **bounds, more_is_better=True),
        Row(case.name, "CPU µs with load tool", *figures("all_us")),
        Row(case.name, "CPU µs of Postgres", *figures("postgres_us")),
    ]


def pgbench(bench, case, database, bodies, pinned):
    """The statement with variables for its parameters; one script for each body. pgbench cannot send NULL."""
    statement = bench.output_of("dev.sluice.vpcep.ModifyStatement").strip()
    scripts, variables = [], {"project": PROJECT, "approval": "true"}
    for name, body in zip(case.bodies, bodies):
        ports = json.loads(body)["ports"]
        values = {member: f"{member}_{name}" for member in ("client_port", "server_port", "protocol")}
        for member, variable in values.items():
            variables[variable] = "{" + ",".join(str(port[member]) for port in ports) + "}"
        # a sub-select is evaluated once, not for every row that a plan looks at
        parameters = [":project", "(SELECT lpad(:n::text, 32, '0')::uuid)", ":approval", "NULL", "NULL"]
        parameters += [f":{variable}" for variable in values.values()]
        script = bench.folder / f"{case.name}-{name}.sql"
        script.write_text(f"\\set n random(1, {case.services})\n{filled(statement, parameters)};\n")
        scripts.append(script)
    return Pgbench(database, scripts, variables, POOL_SIZE, pinned)


def filled(statement, parameters):
    for number in range(len(parameters), 0, -1):
        statement = statement.replace(f"${number}", parameters[number - 1])
    return statement


class Direct:
    """The yardstick: pgbench, and whether every service was really modified."""

    def __init__(self, server, database, load, services):
        self.server, self.database, self.load, self.services = server, database, load, services
        self.runs = []

    def run(self, seconds, cores):
        began = self.database.query("SELECT now()")
        self.runs.append(measured(self.server, lambda: self.load.run(seconds), cores))
        modified = self.database.query(f"SELECT count(*) FROM endpoint_service WHERE updated_at > '{began}'")
        if int(modified) != self.services:
            raise Failure(f"pgbench modified {modified} services (expected: {self.services})")

    def check_pairs(self, bodies):
        """The trigger has kept the held pairs in step: one of the example and of each service that stays as it is."""
        held = self.database.query("SELECT count(*) FROM backend_pair")
        expected = self.services * len(json.loads(bodies[0])["ports"]) + OTHERS + 1
        if int(held) != expected:
            raise Failure(f"{held} pairs are held (expected: {expected})")
