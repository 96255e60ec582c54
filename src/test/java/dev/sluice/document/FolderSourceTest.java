package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

    private final Path folder;

    FolderSourceTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void readsNoMoreFilesThanAContractCanNeed() throws IOException, UnavailableException {
        Path file = Files.writeString(folder.resolve("a.yaml"), "a: 1");
        FolderSource source = new FolderSource(folder, DocumentSource.NONE, 2, 100);

        assertThat(source.read(file.toUri()).bytes()).hasSize(4);
        assertThat(source.read(file.toUri()).bytes()).hasSize(4);
        assertThatThrownBy(() -> source.read(file.toUri()))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("too many files (expected: at most 2 for a contract)");
    }

    @Test
    void readsNoMoreBytesThanAContractCanNeed() throws IOException, UnavailableException {
        Path small = Files.writeString(folder.resolve("a.yaml"), "a: 1");
        Path large = Files.writeString(folder.resolve("b.yaml"), "b: 12");
        FolderSource source = new FolderSource(folder, DocumentSource.NONE, 9, 8);

        assertThat(source.read(small.toUri()).bytes()).hasSize(4);
        assertThatThrownBy(() -> source.read(large.toUri()))
                .isInstanceOf(UnavailableException.class)
                .hasMessage("too many bytes (expected: at most 8 for a contract)");
    }

    @Test
    void aFolderThatIsALinkIsTheFolderItLeadsTo() throws IOException, UnavailableException {
        Path real = Files.createDirectories(folder.resolve("real"));
        Files.writeString(real.resolve("a.yaml"), "a: 1");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        FolderSource source = new FolderSource(link, DocumentSource.NONE);

        assertThat(source.read(real.resolve("a.yaml").toRealPath().toUri()).bytes())
                .hasSize(4);
    }
}
