package dev.sluice.app;

import dev.sluice.app.settings.AuthSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.watch.FileWatch;
import dev.sluice.app.watch.WatchedFiles;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.CertificateScheme;
import dev.sluice.auth.Scheme;
import dev.sluice.auth.TokenScheme;
import dev.sluice.auth.Tokens;
import dev.sluice.auth.TokensException;
import dev.sluice.document.FileObserver;
import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who tells who calls, as the settings say. A file of tokens is read at the start, and again when it changes; one that is wrong
 * leaves those before in place. Safe for use by several threads.
 */
final class Callers {

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);

    /** Bytes of a file of tokens. */
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Scheme scheme;
    private final WatchedFiles files = new WatchedFiles(InstantSource.system());
    private final @Nullable Path file;
    private final AtomicLong replaced = new AtomicLong();
    private final AtomicLong kept = new AtomicLong();

    private Callers(AuthSettings auth) throws StartException {
        switch (auth.scheme()) {
            case TOKEN -> {
                // the settings have been refused without
                Path tokens = auth.tokens().orElseThrow();
                file = tokens;
                try {
                    scheme = new TokenScheme(load(tokens, files));
                } catch (TokensException | IOException wrong) {
                    throw new StartException("auth.tokens: " + reason(tokens, wrong), wrong);
                }
            }
            case CERTIFICATE -> {
                file = null;
                scheme = new CertificateScheme(auth.certificateName());
            }
            default -> {
                file = null;
                scheme = new AnonymousScheme();
            }
        }
    }

    /** @throws StartException when the file of tokens cannot be read, or is wrong */
    static Callers read(Settings settings) throws StartException {
        return new Callers(settings.auth());
    }

    Scheme scheme() {
        return scheme;
    }

    /** Whether there is a file that may change. */
    boolean isWatched() {
        return file != null;
    }

    /** How often another file has been taken. */
    long replaced() {
        return replaced.get();
    }

    /** How often a file was wrong, so that what was before was kept. */
    long kept() {
        return kept.get();
    }

    /** Takes changes, until it is closed. */
    FileWatch watch() {
        return FileWatch.start(List.of(files), (group, observer) -> reload(observer));
    }

    private void reload(FileObserver observer) {
        Path tokens = file;
        if (tokens == null || !(scheme instanceof TokenScheme known)) {
            return;
        }
        try {
            Tokens read = load(tokens, observer);
            known.replace(read);
            replaced.incrementAndGet();
            LOG.info("auth: {} was read again: {} tokens", tokens, read.size());
        } catch (TokensException | IOException wrong) {
            kept.incrementAndGet();
            LOG.warn("auth: the tokens before are kept: {}", reason(tokens, wrong));
        }
    }

    private static String reason(Path file, Exception wrong) {
        return wrong instanceof IOException unreadable
                ? file + " cannot be read: " + Unreadable.reason(unreadable)
                : String.valueOf(wrong.getMessage());
    }

    private static Tokens load(Path file, FileObserver observer) throws TokensException, IOException {
        byte[] bytes = null;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IOException("more than " + MOST_BYTES + " bytes");
            }
            bytes = Files.readAllBytes(file);
            return Tokens.parse(file.toString(), bytes);
        } finally {
            // also one that is wrong may be put right
            observer.asked(file, bytes);
        }
    }
}
