"""The embedded Postgres of a running Sluice, used beside Sluice: by psql, and by pgbench as the yardstick."""

import os
import pathlib
import re
import subprocess

from .processes import Failure


class Database:
    """`folder` is what `--data` named."""

    def __init__(self, folder):
        file = next(pathlib.Path(folder).rglob("postmaster.pid"), None)
        if file is None:
            raise Failure(f"no postmaster.pid under {folder}")
        self.port = file.read_text().splitlines()[3]
        password = (file.parent.parent / "password").read_text().strip()
        self.environment = os.environ | {"PGPASSWORD": password, "PGSSLMODE": "disable", "LC_ALL": "C"}
        self.address = ["-h", "127.0.0.1", "-p", self.port, "-U", "sluice"]

    def run(self, command):
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failure(f"{' '.join(command[:3])} … failed ({done.returncode}):\n{done.stdout}{done.stderr}")
        return done.stdout

    def query(self, sql):
        arguments = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", sql]
        return self.run(["psql", *self.address, *arguments, "sluice"]).strip()


class Pgbench:
    """Scripts, one at random for each transaction; `variables` are sent as parameters of the prepared statements."""

    def __init__(self, database, scripts, variables, clients, pinned):
        self.database, self.scripts, self.variables = database, scripts, variables
        self.clients, self.pinned = clients, pinned

    def run(self, seconds):
        command = [*self.pinned, "pgbench", "-n", "-M", "prepared", *self.database.address]
        command += ["-c", str(self.clients), "-j", "2", "-T", str(seconds)]
        command += [f"--define={name}={value}" for name, value in self.variables.items()]
        command += [word for script in self.scripts for word in ("-f", str(script))]
        output = self.database.run([*command, "sluice"])
        done = re.search(r"^number of transactions actually processed: (\d+)", output, re.M)
        rate = re.search(r"^tps = ([\d.]+) \(without initial connection time\)", output, re.M)
        failed = re.search(r"^number of failed transactions: (\d+)", output, re.M)
        if not done or not rate or int(done[1]) == 0 or (failed and int(failed[1]) > 0):
            raise Failure(f"pgbench: not what was expected:\n{output}")
        return {"requests": int(done[1]), "seconds": int(done[1]) / float(rate[1])}
