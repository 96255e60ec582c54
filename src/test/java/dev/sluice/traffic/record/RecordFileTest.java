package dev.sluice.traffic.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording stays within its size, in whole lines, and for its owner only. */
class RecordFileTest {

    @TempDir
    private Path folder = Path.of("");

    private Path path() {
        return folder.resolve("record.ndjson");
    }

    private static void write(RecordFile file, String lines) throws IOException {
        byte[] bytes = lines.getBytes(StandardCharsets.UTF_8);
        file.write(bytes, bytes.length);
    }

    @Test
    void makesWayWhenItIsLargeAndKeepsSoMany() throws Exception {
        try (RecordFile file = RecordFile.open(path(), 10, 2)) {
            for (int i = 1; i <= 5; i++) {
                write(file, "line " + i + "..\n");
            }
        }

        assertThat(path()).hasContent("line 5..\n");
        assertThat(folder.resolve("record.ndjson.1")).hasContent("line 4..\n");
        assertThat(folder.resolve("record.ndjson.2")).hasContent("line 3..\n");
        assertThat(folder.resolve("record.ndjson.3")).doesNotExist();
    }

    @Test
    void keepsNoneWhereNoneIsToBeKept() throws Exception {
        try (RecordFile file = RecordFile.open(path(), 10, 0)) {
            write(file, "12345678\n");
            write(file, "abcdefgh\n");
        }

        assertThat(path()).hasContent("abcdefgh\n");
        assertThat(folder.resolve("record.ndjson.1")).doesNotExist();
    }

    @Test
    void goesOnBehindWhatIsThere() throws Exception {
        Files.writeString(path(), "before\n");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r--r--"));
        try (RecordFile file = RecordFile.open(path(), 100, 1)) {
            write(file, "after\n");
        }

        assertThat(path()).hasContent("before\nafter\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @Test
    void isReadByItsOwnerOnlyAlsoAfterItMadeWay() throws Exception {
        try (RecordFile file = RecordFile.open(path(), 1, 1)) {
            write(file, "a\n");
            write(file, "b\n");
        }

        for (String name : new String[] {"record.ndjson", "record.ndjson.1"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void hasOneWriter() throws Exception {
        try (RecordFile file = RecordFile.open(path(), 100, 1)) {
            write(file, "a\n");
            assertThatThrownBy(() -> RecordFile.open(path(), 100, 1)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void beginsAnewWhereSomebodyHasTakenItAway() throws Exception {
        try (RecordFile file = RecordFile.open(path(), 100, 1)) {
            write(file, "a\n");
            Files.move(path(), folder.resolve("away"));
            file.check();
            write(file, "b\n");
            file.check();
            write(file, "c\n");
        }

        assertThat(folder.resolve("away")).hasContent("a\n");
        assertThat(path()).hasContent("b\nc\n");
    }

    @Test
    void aFolderThatIsGoneIsAFailureUntilItIsBack() throws Exception {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        try (RecordFile file = RecordFile.open(inner.resolve("r"), 100, 1)) {
            write(file, "a\n");
            Files.delete(inner.resolve("r"));
            Files.delete(inner);
            assertThatThrownBy(file::check).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> write(file, "b\n")).isInstanceOf(IOException.class);

            Files.createDirectory(inner);
            file.check();
            write(file, "c\n");
        }

        assertThat(inner.resolve("r")).hasContent("c\n");
    }
}
