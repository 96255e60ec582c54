package dev.sluice.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

    @Test
    void keepsWhatIsPrinted() {
        assertThat(Printable.of("/paths/~1ä → 名 \uD83D\uDE00")).isEqualTo("/paths/~1ä → 名 \uD83D\uDE00");
    }

    @Test
    void escapesWhatMovesCursorsOrReversesText() {
        assertThat(Printable.of("a\u001b[2J\n\u009b\u202e\u2028\ud800"))
                .isEqualTo("a\\u001b[2J\\u000a\\u009b\\u202e\\u2028\\ud800");
        assertThat(Printable.of("\uDB40\uDC41")).isEqualTo("\\u{e0041}");
    }
}
