package dev.sluice.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of a contract as one zip. */
public final class PackedBundle {

    /** What is kept was counted when it came. */
    private static final ZipFiles UNBOUNDED = new ZipFiles(Integer.MAX_VALUE / 2, Integer.MAX_VALUE - 8L);

    private PackedBundle() {}

    /** The same files give the same bytes. */
    public static byte[] pack(Bundle bundle) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return bytes.toByteArray();
    }

    static Bundle unpack(String root, byte[] zip) {
        try {
            return new Bundle(root, UNBOUNDED.read(zip));
        } catch (BundleException e) {
            throw new IllegalStateException("what was packed cannot be unpacked", e);
        }
    }
}
