package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real signals to a real process. */
@Timeout(120)
class ProcessSignalsTest {

    @Test
    void theFirstSignalIsARequestToStop() throws IOException, InterruptedException {
        Process process = start("end");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");

            terminate(process);

            assertThat(out.readLine()).isEqualTo("told");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theSecondSignalEndsTheProcessAtOnce() throws IOException, InterruptedException {
        Process process = start("hang");
        try (BufferedReader out = process.inputReader()) {
            assertThat(out.readLine()).isEqualTo("ready");
            terminate(process);
            assertThat(out.readLine()).isEqualTo("told");

            terminate(process);

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(128 + 15);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String mode) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), SignalProbe.class.getName(), mode)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** SIGTERM: the one signal that no shell lets its children ignore. */
    private static void terminate(Process process) {
        assertThat(process.toHandle().destroy()).isTrue();
    }
}
