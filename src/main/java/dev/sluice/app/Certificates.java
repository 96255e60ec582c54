package dev.sluice.app;

import dev.sluice.app.watch.FileWatch;
import dev.sluice.app.watch.WatchedFiles;
import dev.sluice.document.FileObserver;
import dev.sluice.net.PemSource;
import dev.sluice.net.ServerTls;
import dev.sluice.net.TlsException;
import io.vertx.core.Future;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a listener's TLS: read at the start, and again when they change. Files that are wrong leave in place what
 * was made of those before. Safe for use by several threads.
 */
final class Certificates {

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String section;
    private final ServerTls tls;
    private final WatchedFiles files = new WatchedFiles(InstantSource.system());
    private final ServerSSLOptions first;
    private final AtomicLong replaced = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    private Certificates(String section, ServerTls tls) throws TlsException {
        this.section = section;
        this.tls = tls;
        this.first = load(files);
    }

    /**
     * @param section of the settings, for messages
     * @throws StartException when a file is missing or wrong
     */
    static Certificates read(String section, ServerTls tls) throws StartException {
        try {
            return new Certificates(section, tls);
        } catch (TlsException wrong) {
            throw new StartException(section + ": " + wrong.getMessage(), wrong);
        }
    }

    /** What the listener starts with. */
    ServerSSLOptions options() {
        return first;
    }

    /** How often other files have been taken. */
    long replaced() {
        return replaced.get();
    }

    /** How often files were wrong, so that those before were kept. */
    long kept() {
        return kept.get();
    }

    /** Gives changes to a listener, which has been started, until the watch is closed. */
    FileWatch watch(Function<ServerSSLOptions, Future<Void>> listener) {
        return FileWatch.start(List.of(files), (group, observer) -> reload(listener, observer));
    }

    private void reload(Function<ServerSSLOptions, Future<Void>> listener, FileObserver observer) {
        try {
            Blocking.await(listener.apply(load(observer)), PATIENCE, "the listener does not take the certificate");
            replaced.incrementAndGet();
            LOG.info("{}: {} was read again: new connections are given it", section, tls.certificate());
        } catch (TlsException | StartException wrong) {
            kept.incrementAndGet();
            LOG.warn("{}: the certificate before is kept: {}", section, wrong.getMessage());
        }
    }

    private ServerSSLOptions load(FileObserver observer) throws TlsException {
        Set<Path> unread = new HashSet<>(tls.files());
        try {
            ServerTls.Loaded loaded = tls.load(
                    file -> {
                        byte[] bytes = PemSource.FILES.read(file);
                        unread.remove(file);
                        observer.asked(file, bytes);
                        return bytes;
                    },
                    InstantSource.system());
            loaded.warnings().forEach(warning -> LOG.warn("{}: {}", section, warning));
            return loaded.options();
        } finally {
            // any of them may be put right
            unread.forEach(file -> observer.asked(file, null));
        }
    }
}
