"""One case of src/bench/proxy from the start of its servers to its rows of the table."""

import pathlib
import shutil

from . import rate, soak
from .bench import Bench, jvm_flags
from .cases import ALONE, BARE_ANSWER, DOCUMENTED
from .measure import Subject
from .processes import ROOT, clean_environment
from .proxycases import SoakCase
from .report import Row

ANSWER = '{"description":"the bare answer: of nginx, which never varies","padding":"' + "x" * 600 + '"}'
UPSTREAM = """
worker_processes 1; daemon off; pid {folder}/upstream.pid; error_log {folder}/upstream.error;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; client_body_buffer_size 64k;
  server {{ listen 127.0.0.1:{port}; location / {{ default_type application/json; return 200 '{answer}'; }} }}
}}
"""
PROXY = """
worker_processes 1; daemon off; pid {folder}/proxy.pid; error_log {folder}/proxy.error;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 1000000000; client_body_buffer_size 64k;
  proxy_temp_path {folder}/proxy-answers;
  upstream behind {{ server 127.0.0.1:{behind}; keepalive 256; keepalive_requests 1000000000; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{ proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }}
  }}
}}
"""


class ProxyBench(Bench):
    def case(self, case):
        """Returns the rows of the table and the raw runs."""
        if isinstance(case, SoakCase):
            return soak.measure(self, case)
        upstream = self.upstream(self.options.port)
        subjects, flags = self.subjects_of(case)
        try:
            self.warm_up(case.name, subjects)
            self.by_turns(case.name, subjects)
            bare, sluice, *others = subjects
            figures = [[run["jvm_us"] for run in subject.runs] for subject in (bare, sluice)]
            found = [Row(case.name, "CPU µs", *figures, case.gate, case.prize), *self.sides(case, bare, sluice)]
            for other in others:
                theirs = [run["tree_us"] for run in other.runs]
                found.append(Row(case.name, f"CPU µs of {other.server.name}", figures[0], theirs))
            if case.added is not None:
                rates = rate.measure(self, case, subjects)
                found += rates
                found.append(self.added(case, bare, sluice))
            for subject in subjects:
                subject.check_sample()
        finally:
            for subject in subjects:
                subject.server.stop()
            upstream.stop()
        servers = {subject.server.name: {"runs": subject.runs, "rated": subject.rated} for subject in subjects}
        return found, {"yardstick": bare.runs, "sluice": sluice.runs, "flags": flags, "servers": servers}

    @staticmethod
    def added(case, bare, sluice):
        """p99 beyond the bare proxy's, pair by pair, as milliseconds by the gate's."""
        beyond = [max(0.0, mine["p99"] - theirs["p99"]) for theirs, mine in zip(bare.rated, sluice.rated)]
        allowed = [case.added] * len(beyond)
        return Row(case.name, "p99 µs beyond the bare proxy's, by what is allowed", allowed, beyond, 1.0)

    def subjects_of(self, case):
        """The bare proxy, Sluice, and nginx where it is, and the JVM flags of the first two."""
        port = self.options.port
        wrk = self.wrk(case.name, [case.request(self.body)])
        bad = (case.bad_request(self.body), *case.bad)
        sluice, flags = self.proxy(port + 2, port + 3)
        subjects = [Subject(self.bare_proxy(port + 1, flags), wrk, *BARE_ANSWER)]
        if self.options.self:
            sluice.stop()
            return [*subjects, Subject(self.bare_proxy(port + 2, flags), wrk, *BARE_ANSWER)], flags
        subjects.append(Subject(sluice, wrk, *BARE_ANSWER, bad))
        nginx = shutil.which("nginx")
        if nginx is not None:
            text = PROXY.format(folder=self.folder, port=port + 4, behind=port)
            subjects.append(Subject(self.nginx(nginx, "nginx", text, port + 4, None), wrk, *BARE_ANSWER))
        return subjects, flags

    def upstream(self, port):
        """On the core of the load: what it costs is not the proxy's."""
        nginx = shutil.which("nginx")
        if nginx is None:
            return self.bare("the upstream", port, ["-XX:+UseSerialGC"], self.options.load_core)
        text = UPSTREAM.format(folder=self.folder, port=port, answer=ANSWER)
        return self.nginx(nginx, "the upstream", text, port, self.options.load_core)

    def nginx(self, command, name, text, port, core):
        file = pathlib.Path(self.folder) / f"nginx-{port}.conf"
        file.write_text(text)
        server = self.start(name, [command, "-p", str(self.folder), "-c", str(file)], port, core)
        server.await_ready(f"http://127.0.0.1:{port}{DOCUMENTED}")
        return server

    def bare_proxy(self, port, flags):
        quiet = f"-Dlogback.configurationFile={ROOT / 'src/bench/logback.xml'}"
        arguments = [str(port), "1", str(self.options.port)]
        command = [self.java(), *flags, quiet, *self.class_path(), "dev.sluice.bench.BareProxy", *arguments]
        server = self.start("bare proxy", command, port)
        server.await_ready(f"http://127.0.0.1:{port}{DOCUMENTED}")
        return server

    def proxy(self, port, control):
        """Starts Sluice as its users do; returns it with the JVM flags that its launcher chose."""
        settings = pathlib.Path(self.folder) / "proxy.yaml"
        settings.write_text("listen: {eventLoops: 1}\nrateLimits: {mode: 'off'}\n")
        upstream = f"http://127.0.0.1:{self.options.port}"
        command = [str(ROOT / "sluice"), "proxy", str(ROOT / ALONE), upstream, "-c", str(settings)]
        command += ["-p", str(port), "--control-port", str(control)]
        server = self.start("Sluice", command, port, environment=clean_environment())
        server.await_ready(f"http://127.0.0.1:{port}{DOCUMENTED}")
        return server, jvm_flags(server.arguments())
