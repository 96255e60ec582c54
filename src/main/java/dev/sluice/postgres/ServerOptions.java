package dev.sluice.postgres;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of the embedded server. On the command line, where no file and no ALTER SYSTEM can weaken them.
 *
 * @see <a href="https://www.postgresql.org/docs/18/runtime-config.html">Server configuration</a>
 */
final class ServerOptions {

    private ServerOptions() {}

    static String line(int port) {
        return Stream.of(
                        // durable: an acknowledged write survives a crash of the machine
                        "fsync=on",
                        "synchronous_commit=on",
                        "full_page_writes=on",
                        // private: loopback only, no socket file
                        "listen_addresses=127.0.0.1",
                        "unix_socket_directories=",
                        "password_encryption=scram-sha-256",
                        // modest
                        "max_connections=100",
                        "shared_buffers=128MB",
                        "max_wal_size=512MB",
                        "max_parallel_workers_per_gather=0",
                        "jit=off",
                        "deadlock_timeout=200ms",
                        "timezone=UTC",
                        // a refused duplicate is daily work: it must not fill the disk with log
                        "log_min_messages=fatal",
                        "log_checkpoints=off")
                .map(option -> "-c " + option)
                .collect(Collectors.joining(" ", "-p " + port + " ", ""));
    }
}
