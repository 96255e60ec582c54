package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    private static final Path HERE = Path.of(".sluice").toAbsolutePath();

    @Test
    void theFolderThatWasAskedForWins(@TempDir Path home) {
        assertThat(DataFolder.of(Optional.of(home.resolve("x")))).isEqualTo(home.resolve("x"));
    }

    @Test
    void elseItIsBelowHomeAndNotYetMade(@TempDir Path home) {
        assertThat(DataFolder.in(home.toString())).isEqualTo(home.resolve(".local/share/sluice"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void withoutAHomeThatCanBeWrittenItIsBelowTheWorkingFolder(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve(".local"), "a file");

        assertThat(DataFolder.in(home.toString())).isEqualTo(HERE);
        assertThat(DataFolder.in("?")).isEqualTo(HERE);
        assertThat(DataFolder.in(null)).isEqualTo(HERE);
    }
}
