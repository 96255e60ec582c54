package dev.sluice.app.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.FileObserver;
import dev.sluice.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each change of a file is noticed, once it is whole; what is no change is not. */
@Timeout(60)
class FileWatchTest {

    @TempDir
    private Path folder = Path.of("");

    private Path root = Path.of("");
    private Path part = Path.of("");
    private final List<String> readings = new CopyOnWriteArrayList<>();
    private final WatchedFiles files = new WatchedFiles(InstantSource.system());
    private FileWatch watch = FileWatch.start(List.of(), (index, observer) -> {});

    @BeforeEach
    void start() throws IOException {
        watch.close();
        root = Files.writeString(folder.resolve("root"), "part first");
        part = Files.writeString(Files.createDirectory(folder.resolve("below")).resolve("part"), "one");
        read(0, files);
        watch = FileWatch.start(List.of(files), this::read);
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    /** A reader of one file that names another one, if it begins with that word. */
    private void read(int index, FileObserver observer) {
        String text = take(root, observer);
        readings.add(text.startsWith("part") ? text + " " + take(part, observer) : text);
    }

    private static String take(Path file, FileObserver observer) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            observer.asked(file, bytes);
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            observer.asked(file, null);
            return "(gone)";
        }
    }

    private void awaitReading(String text) {
        Eventually.holds(() -> readings.get(readings.size() - 1).equals(text));
    }

    @Test
    void aFileThatIsWrittenInPlaceIsReadAgain() throws IOException {
        Files.writeString(root, "part second");

        awaitReading("part second one");
        assertThat(readings).containsExactly("part first one", "part second one");
    }

    @Test
    void aFileThatIsReplacedByRenamingIsReadAgain() throws IOException {
        Path next = Files.writeString(folder.resolve("root.tmp"), "part second");
        Files.move(next, root, StandardCopyOption.ATOMIC_MOVE);

        awaitReading("part second one");
    }

    @Test
    void aFileThatIsReferredToIsReadAgain() throws IOException {
        Files.writeString(part, "two");

        awaitReading("part first two");
    }

    @Test
    void aFileThatIsNotReferredToAnyMoreIsNotWatched() throws IOException {
        Files.writeString(root, "alone");
        awaitReading("alone");
        Files.writeString(part, "two");
        Files.writeString(root, "at last");

        awaitReading("at last");
        assertThat(readings).containsExactly("part first one", "alone", "at last");
    }

    @Test
    void aFileThatComesBackIsReadAgain() throws IOException {
        Files.delete(part);
        awaitReading("part first (gone)");
        Files.writeString(part, "two");

        awaitReading("part first two");
    }

    @Test
    void aFileOfTheSameTimeAndSizeIsReadAgain() throws IOException {
        FileTime time = Files.getLastModifiedTime(root);
        Files.writeString(root, "part other");
        Files.setLastModifiedTime(root, time);

        awaitReading("part other one");
    }

    @Test
    void aFileThatOnlyHasAnotherTimeIsNotReadAgain() throws IOException {
        Files.setLastModifiedTime(root, FileTime.fromMillis(1_000));
        Files.writeString(part, "two");

        awaitReading("part first two");
        assertThat(readings).containsExactly("part first one", "part first two");
    }

    @Test
    void aFileBehindASymbolicLinkIsReadAgain() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = Files.writeString(elsewhere.resolve("target"), "linked");
        Files.delete(root);
        Files.createSymbolicLink(root, target);
        awaitReading("linked");
        Path other = Files.writeString(elsewhere.resolve("other"), "linked anew");
        Path link = Files.createSymbolicLink(folder.resolve("link"), other);
        Files.move(link, root, StandardCopyOption.ATOMIC_MOVE);

        awaitReading("linked anew");
    }

    /** Pieces follow each other more quickly than a file has to stay unchanged. */
    @Test
    void aFileIsReadWhenItIsWhole() throws IOException {
        Files.writeString(root, "whole");
        for (int i = 0; i < 200; i++) {
            Files.writeString(root, " " + i, StandardOpenOption.APPEND);
        }
        Files.writeString(root, " end", StandardOpenOption.APPEND);

        Eventually.holds(() -> readings.get(readings.size() - 1).endsWith(" end"));
        assertThat(readings).hasSize(2);
    }

    @Test
    void groupsAreReadEachForItself() throws IOException {
        Path other = Files.writeString(folder.resolve("other"), "1");
        Map<Integer, String> groups = new ConcurrentHashMap<>();
        WatchedFiles first = new WatchedFiles(InstantSource.system());
        WatchedFiles second = new WatchedFiles(InstantSource.system());
        take(root, first);
        take(other, second);
        try (FileWatch both = FileWatch.start(
                List.of(first, second),
                (index, observer) ->
                        groups.merge(index, take(index == 0 ? root : other, observer), (old, next) -> next))) {
            assertThat(both).isNotNull();
            write(other, "2");
            Eventually.holds(() -> groups.equals(Map.of(1, "2")));
            write(root, "3");
            Eventually.holds(() -> groups.equals(Map.of(0, "3", 1, "2")));
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
