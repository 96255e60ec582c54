package dev.sluice.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a zip in memory. What it would unpack to is counted while it does, whatever the archive says; links, doubled
 * files, codes and anything broken are refused.
 *
 * @param maxFiles that it may have
 * @param maxBytes of all files together
 */
record ZipFiles(int maxFiles, long maxBytes) {

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int UNIX = 3;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int FOLDER = 0040000;

    /** What macOS puts into archives beside the files. */
    private static final String FORKS = "__MACOSX/";

    Map<String, byte[]> read(byte[] archive) throws BundleException {
        refuseLinks(ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN));
        Map<String, byte[]> files = new LinkedHashMap<>();
        long left = maxBytes;
        int entries = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                if (entries > 2 * maxFiles) {
                    throw new BundleException("too many entries (expected: at most " + maxFiles + " files)", true);
                }
                if (entry.isDirectory() || entry.getName().startsWith(FORKS)) {
                    continue;
                }
                byte[] bytes = zip.readNBytes(Math.toIntExact(left + 1));
                left -= bytes.length;
                if (left < 0) {
                    throw new BundleException("too many bytes (expected: at most " + maxBytes + " unpacked)", true);
                }
                if (files.put(entry.getName(), bytes) != null) {
                    throw new BundleException("a file is there twice (expected: each once)");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BundleException("no zip that can be read (expected: one without a password, names in UTF-8)");
        }
        return files;
    }

    /** The stream does not tell of them: they stand in the archive's directory. */
    private void refuseLinks(ByteBuffer archive) throws BundleException {
        try {
            int end = end(archive);
            int entries = archive.getShort(end + 10) & 0xffff;
            int at = archive.getInt(end + 16);
            for (int i = 0; i < entries; i++) {
                if (archive.getInt(at) != ENTRY) {
                    throw new BundleException("the zip's directory is broken (expected: a whole zip, not a part)");
                }
                int mode = archive.getInt(at + 38) >>> 16;
                int type = mode & FILE_TYPE;
                if (archive.get(at + 5) == UNIX && type != 0 && type != REGULAR && type != FOLDER) {
                    throw new BundleException(
                            "the zip has a link, or something else that is no file (expected: files)");
                }
                at += ENTRY_LENGTH
                        + (archive.getShort(at + 28) & 0xffff)
                        + (archive.getShort(at + 30) & 0xffff)
                        + (archive.getShort(at + 32) & 0xffff);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new BundleException("the zip's directory is broken (expected: a whole zip, not a part)");
        }
    }

    private static int end(ByteBuffer archive) throws BundleException {
        int last = archive.limit() - END_LENGTH;
        for (int at = last; at >= 0 && at >= last - LONGEST_COMMENT; at--) {
            if (archive.getInt(at) == END) {
                return at;
            }
        }
        throw new BundleException("the zip's end is missing (expected: a whole zip)");
    }
}
