package dev.sluice.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Postgres server of Sluice's own, in Sluice's data folder: durable, on 127.0.0.1 only, with a password, in private
 * folders. It is started again, on the same port, when its process ends by itself or is killed. Safe for any thread;
 * every method blocks. No shutdown hook: who starts it closes it, after what uses it; a server that outlives a killed
 * Sluice is stopped by the next one.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Duration INITDB = Duration.ofMinutes(2);
    private static final int PORT_ATTEMPTS = 3;
    private static final String MAJOR_VERSION = "18";

    private final EmbeddedSettings settings;
    private final Path cluster;
    private final FolderClaim claim;
    private final StoreAddress address;
    private final Revival revival;

    private EmbeddedPostgres(EmbeddedSettings settings, FolderClaim claim, StoreAddress address) {
        this.settings = settings;
        this.cluster = cluster(settings);
        this.claim = claim;
        this.address = address;
        this.revival = Revival.of(new Same(settings.at(address.port())));
    }

    /** The server on the port that its clients know. */
    private record Same(EmbeddedSettings settings) implements Revival.Server {

        @Override
        public boolean runs() throws IOException {
            return Postmaster.find(cluster(settings)).isPresent();
        }

        @Override
        public void start() throws IOException {
            EmbeddedPostgres.start(settings);
        }
    }

    /**
     * Starts the server; makes its cluster, role and database where they are missing.
     *
     * @param url where this Sluice can be seen: told to another one that wants the same folder
     * @throws StoreException when the folder is taken or the server cannot start
     */
    public static EmbeddedPostgres start(EmbeddedSettings settings, String url) {
        try {
            PrivateFiles.folder(settings.folder());
            FolderClaim claim = FolderClaim.of(settings.folder(), url);
            try {
                PrivateFiles.file(log(settings), "");
                return new EmbeddedPostgres(settings, claim, start(settings));
            } catch (IOException | RuntimeException e) {
                stop(cluster(settings), settings.stopTimeout());
                claim.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException(
                    "The embedded Postgres cannot use " + settings.folder() + " (" + e + "): choose another folder with"
                            + " --data, " + StoreException.EXTERNAL,
                    e);
        }
    }

    private static StoreAddress start(EmbeddedSettings settings) throws IOException {
        Path cluster = cluster(settings);
        stop(cluster, settings.stopTimeout());
        Postmaster.awaitOrphans(cluster);
        Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        PostgresPrograms programs = PostgresPrograms.unpack(settings.binaries());
        Path log = log(settings);
        Password password = password(settings, programs, log);
        for (int attempt = 1; ; attempt++) {
            int port = settings.port() == 0 ? freePort() : settings.port();
            List<String> arguments = List.of(
                    "start",
                    "-w",
                    "-s",
                    "-t",
                    Long.toString(settings.startTimeout().toSeconds()),
                    "-D",
                    cluster.toString(),
                    "-l",
                    log.toString(),
                    "-o",
                    ServerOptions.line(port));
            if (programs.run(log, settings.startTimeout().plusSeconds(5), "pg_ctl", arguments)) {
                return OwnDatabase.ensure(port, password);
            }
            stop(cluster, settings.stopTimeout());
            if (settings.port() != 0 || attempt == PORT_ATTEMPTS || !tail(log).contains("could not bind")) {
                throw new StoreException("The embedded Postgres did not start: " + tail(log)
                        + "; mend that (the log is " + log + "), " + StoreException.EXTERNAL);
            }
        }
    }

    private static Password password(EmbeddedSettings settings, PostgresPrograms programs, Path log)
            throws IOException {
        Path file = settings.folder().resolve("password");
        Path cluster = cluster(settings);
        if (!Files.exists(cluster)) {
            new NewCluster(programs, log, INITDB).make(cluster, file);
        }
        String version = Files.readString(cluster.resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new StoreException("The data in " + cluster + " is of Postgres " + version
                    + ", and the embedded one is " + MAJOR_VERSION + ": move it over with pg_dump, "
                    + StoreException.EXTERNAL);
        }
        if (!Files.exists(file)) {
            throw new StoreException("The password of the embedded Postgres is missing: put " + file + " back, "
                    + StoreException.EXTERNAL);
        }
        return new Password(Files.readString(file).strip());
    }

    /** How to reach it. */
    public StoreAddress address() {
        return address;
    }

    /** The process id of the server, while it runs. */
    public Optional<Long> pid() {
        try {
            return Postmaster.find(cluster).map(Postmaster::pid);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the server and gives the folder back. Closing twice does no harm. */
    @Override
    public void close() {
        revival.close();
        try {
            stop(cluster, settings.stopTimeout());
            claim.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(Path cluster, Duration patience) throws IOException {
        Optional<Postmaster> server = Postmaster.find(cluster);
        if (server.isPresent()) {
            server.get().stop(patience);
        }
    }

    private static Path cluster(EmbeddedSettings settings) {
        return settings.folder().resolve("cluster").toAbsolutePath();
    }

    /** Begun anew with each start of Sluice; a server that is started again goes on in it. */
    private static Path log(EmbeddedSettings settings) {
        return settings.folder().resolve("server.log");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(" / ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
