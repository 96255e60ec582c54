package dev.sluice.app;

import dev.sluice.app.settings.ControlSettings;
import dev.sluice.app.settings.DataFolder;
import dev.sluice.app.settings.Secret;
import dev.sluice.app.settings.Settings;
import dev.sluice.control.ControlAccess;
import dev.sluice.postgres.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What operators show. One that nobody has set is made anew at each start, and kept in a file that only this user may
 * read, for as long as the server runs. Used by one thread.
 */
final class ControlToken {

    private static final Logger LOG = LoggerFactory.getLogger(ControlToken.class);

    /** 192 bits: nobody guesses them. */
    private static final int RANDOM_BYTES = 24;

    private final Settings settings;
    private final @Nullable String made;
    private @Nullable Path file;

    private ControlToken(Settings settings, @Nullable String made) {
        this.settings = settings;
        this.made = made;
    }

    static ControlToken of(Settings settings) {
        boolean wanted = settings.control().auth() == ControlSettings.Auth.TOKEN
                && settings.control().token().isEmpty();
        return new ControlToken(settings, wanted ? random() : null);
    }

    private static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    ControlAccess access() {
        ControlSettings control = settings.control();
        boolean metrics = control.metrics() == ControlSettings.Auth.TOKEN;
        String token = made != null ? made : control.token().map(Secret::value).orElse(null);
        return control.auth() == ControlSettings.Auth.OFF || token == null
                ? ControlAccess.OPEN
                : ControlAccess.withToken(token, metrics);
    }

    /**
     * Puts one that was made where this user finds it.
     *
     * @param port that the operator calls: of several servers of one user, each has a file of its own
     */
    void write(int port) {
        if (made == null) {
            return;
        }
        Path folder = DataFolder.of(settings.store().data());
        Path target = folder.resolve("control-" + port + ".token");
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.file(target, made + "\n");
            file = target;
        } catch (IOException e) {
            LOG.info("the token of the control port is not kept in {}: {}", target, e.toString());
        }
    }

    /** For whoever started the server; empty where it was set, or none is asked for. */
    Optional<Started.Token> told() {
        return Optional.ofNullable(made).map(text -> new Started.Token(text, Optional.ofNullable(file)));
    }

    void forget() {
        Path written = file;
        file = null;
        if (written == null) {
            return;
        }
        try {
            Files.deleteIfExists(written);
        } catch (IOException e) {
            LOG.debug("{} stays behind", written, e);
        }
    }
}
