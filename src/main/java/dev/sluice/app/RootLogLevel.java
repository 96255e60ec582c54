package dev.sluice.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.sluice.app.settings.LogSettings;
import org.slf4j.LoggerFactory;

/** The least serious level that is written by loggers that have none of their own. */
final class RootLogLevel {

    private RootLogLevel() {}

    /** Does nothing under a logging library other than the one that comes with Sluice. */
    static void set(LogSettings settings) {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
            root.setLevel(Level.toLevel(settings.level().name()));
        }
    }
}
