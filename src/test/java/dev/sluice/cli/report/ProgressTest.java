package dev.sluice.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter terminal = new StringWriter();

    @Test
    void showsShareRateAndWhatRemainsBySize() {
        Progress progress = progress(4, 1000);

        after(2000, progress, 250);

        assertThat(terminal).hasToString("\r[#######.......................] 1/4, 0.5/s, 0:06 left\u001b[K");
    }

    @Test
    void isNotDrawnMoreThanTenTimesASecond() {
        Progress progress = progress(1000, 0);

        for (int i = 0; i < 500; i++) {
            after(1, progress, 0);
        }

        assertThat(terminal.toString().split("\r", -1)).hasSize(6);
    }

    @Test
    void goesAwayForOtherOutputAndComesBack() {
        Progress progress = progress(3, 30);
        after(100, progress, 10);

        progress.clear();
        progress.clear();
        String cleared = terminal.toString();
        after(1, progress, 10);

        assertThat(cleared).endsWith("left\u001b[K\r\u001b[K").doesNotEndWith("\u001b[K\r\u001b[K\r\u001b[K");
        assertThat(terminal.toString().substring(cleared.length()))
                .startsWith("\r[####################..........] 2/3");
    }

    @Test
    void isNotDrawnForTheLastDocument() {
        after(100, progress(1, 10), 10);

        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void showsMessagesByTheSizeOfTheirFiles() {
        Progress progress = Progress.ofMessages(new PrintWriter(terminal), nanos::get, 1000);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
        progress.reached(400_000, 500);

        assertThat(terminal)
                .hasToString("\r[###############...............] 400000 messages, 200,000/s, 0:02 left\u001b[K");
    }

    @Test
    void showsNoEndWhereNobodyKnowsIt() {
        Progress progress = Progress.ofMessages(new PrintWriter(terminal), nanos::get, 0);

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
        progress.reached(10, 500);

        assertThat(terminal).hasToString("\r10 messages, 10/s\u001b[K");
    }

    private Progress progress(int documents, long bytes) {
        return Progress.ofDocuments(new PrintWriter(terminal), nanos::get, documents, bytes);
    }

    private void after(long millis, Progress progress, long size) {
        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
        progress.done(size);
    }
}
