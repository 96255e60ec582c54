package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import dev.sluice.app.settings.LogSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogConfiguratorTest {

    private final LoggerContext context = new LoggerContext();

    @AfterEach
    void resetTheLevel() {
        RootLogLevel.set(new LogSettings(LogSettings.Level.INFO, Optional.empty()));
    }

    @Test
    void isFoundByLogback() {
        assertThat(ServiceLoader.load(ch.qos.logback.classic.spi.Configurator.class))
                .hasOnlyElementsOfType(LogConfigurator.class);
        assertThat(((LoggerContext) LoggerFactory.getILoggerFactory())
                        .getLogger("io.netty")
                        .getLevel())
                .isEqualTo(Level.WARN);
    }

    @Test
    void writesOneLinePerEventWithUtcTime() {
        LogConfigurator configurator = new LogConfigurator();

        assertThat(configurator.configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);

        LoggingEvent event = new LoggingEvent();
        event.setLoggerContext(context);
        event.setInstant(Instant.parse("2026-01-02T03:04:05.678Z"));
        event.setLevel(Level.WARN);
        event.setThreadName("main");
        event.setLoggerName("dev.sluice.app.Sluice");
        event.setMessage("first\r\nsecond");
        assertThat(line(event))
                .isEqualTo("2026-01-02T03:04:05.678Z WARN  [main] dev.sluice.app.Sluice: first | second\n");
    }

    @Test
    void theRootLevelCanBeSet() {
        RootLogLevel.set(new LogSettings(LogSettings.Level.ERROR, Optional.empty()));

        assertThat(LoggerFactory.getLogger("anything").isWarnEnabled()).isFalse();
        assertThat(LoggerFactory.getLogger("anything").isErrorEnabled()).isTrue();
    }

    private String line(ILoggingEvent event) {
        Appender<ILoggingEvent> appender = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .next();
        byte[] bytes =
                ((OutputStreamAppender<ILoggingEvent>) appender).getEncoder().encode(event);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
