package dev.sluice.app.watch;

import dev.sluice.document.FileObserver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that something was made of, and whether they still hold what they held then. A file of another time or size
 * has changed only if its bytes have; one that was written a moment before it was looked at is read again, because a
 * further change may have left its time as it was. Confined to one thread at a time.
 */
public final class WatchedFiles implements FileObserver {

    /** The coarsest clock of a file system, and then some. */
    private static final long RACY_MILLIS = 3_000;

    private static final int BLOCK = 1 << 16;
    private static final String NOTHING = "";

    private final InstantSource clock;
    private Map<Path, Seen> files = new LinkedHashMap<>();

    public WatchedFiles(InstantSource clock) {
        this.clock = clock;
    }

    /** @param settled whether a change that the stamp does not tell can be ruled out */
    private record Seen(Stamp stamp, String digest, boolean settled) {}

    /** Takes a file in, with what was read of it just now. */
    @Override
    public void asked(Path file, byte @Nullable [] bytes) {
        Path path = file.toAbsolutePath();
        if (bytes != null && !Files.isRegularFile(path)) {
            // a pipe can be read only once
            return;
        }
        String digest = bytes == null ? digest(path) : text(digest().digest(bytes));
        files.put(path, new Seen(Stamp.of(path), digest, false));
    }

    /** Where its files are. */
    Set<Path> folders() {
        Set<Path> folders = new HashSet<>();
        for (Path file : files.keySet()) {
            Path folder = file.getParent();
            if (folder != null) {
                folders.add(folder);
            }
        }
        return folders;
    }

    /** Whether some file is away that was there. */
    boolean haveGone() {
        return files.entrySet().stream()
                .anyMatch(file -> file.getValue().stamp.regular()
                        && !Stamp.of(file.getKey()).regular());
    }

    /** Whether some file holds something else than when it was taken in. */
    boolean haveChanged() {
        for (Map.Entry<Path, Seen> file : files.entrySet()) {
            Seen seen = file.getValue();
            Stamp stamp = Stamp.of(file.getKey());
            if (seen.settled && stamp.equals(seen.stamp)) {
                continue;
            }
            long now = clock.millis();
            String digest = digest(file.getKey());
            if (!digest.equals(seen.digest)) {
                return true;
            }
            file.setValue(new Seen(stamp, digest, now - stamp.modifiedMillis() > RACY_MILLIS));
        }
        return false;
    }

    /** How they look now: equal to another look when nothing was written in between. */
    Map<Path, Stamp> stamps() {
        Map<Path, Stamp> stamps = new HashMap<>();
        files.keySet().forEach(file -> stamps.put(file, Stamp.of(file)));
        return stamps;
    }

    /** Forgets all files, so that they can be taken in anew. */
    void clear() {
        files = new LinkedHashMap<>();
    }

    private static String digest(Path file) {
        if (!Files.isRegularFile(file)) {
            return NOTHING;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            MessageDigest digest = digest();
            byte[] block = new byte[BLOCK];
            for (int length = stream.read(block); length >= 0; length = stream.read(block)) {
                digest.update(block, 0, length);
            }
            return text(digest.digest());
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private static String text(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
