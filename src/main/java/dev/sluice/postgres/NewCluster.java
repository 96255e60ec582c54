package dev.sluice.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/** Makes an empty cluster that never trusted anybody, whole or not at all. */
final class NewCluster {

    private static final String ACCESS = """
            # Sluice's own server: its own role, and the superuser for its care. Nobody else, and nobody without a password.
            host  sluice  sluice    127.0.0.1/32  scram-sha-256
            host  all     postgres  127.0.0.1/32  scram-sha-256
            """;

    private final PostgresPrograms programs;
    private final Path log;
    private final Duration timeout;

    NewCluster(PostgresPrograms programs, Path log, Duration timeout) {
        this.programs = programs;
        this.log = log;
        this.timeout = timeout;
    }

    /** @param password the file to write a new password to */
    void make(Path cluster, Path password) throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        PrivateFiles.file(password, HexFormat.of().formatHex(secret));
        // under another name until it is complete: what a crash leaves behind is thrown away
        Path part = cluster.resolveSibling("cluster.new");
        PrivateFiles.delete(part);
        List<String> arguments = List.of(
                "--auth=scram-sha-256",
                "--pwfile=" + password,
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions",
                "--pgdata=" + part);
        if (!programs.run(log, timeout, "initdb", arguments)) {
            throw new StoreException("The embedded Postgres could not be set up (its log is " + log + "): "
                    + String.join(" / ", Files.readAllLines(log)) + "; mend that, " + StoreException.EXTERNAL);
        }
        Files.writeString(part.resolve("pg_hba.conf"), ACCESS);
        Files.move(part, cluster, StandardCopyOption.ATOMIC_MOVE);
    }
}
