package dev.sluice.app;

import dev.sluice.document.Unreadable;
import dev.sluice.traffic.AccessLog;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Opens the access log, so that it cannot spoil a file that is none. */
final class AccessLogFile {

    private static final Path STANDARD_OUTPUT = Path.of("-");
    private static final byte[] BEGIN = "{\"time\":\"".getBytes(StandardCharsets.US_ASCII);

    private AccessLogFile() {}

    /** @throws StartException when it cannot be written, or holds something else */
    static AccessLog open(Path path) throws StartException {
        if (path.equals(STANDARD_OUTPUT)) {
            return AccessLog.start(new StandardOutput());
        }
        try {
            if (Files.isRegularFile(path) && Files.size(path) > 0 && !isAccessLog(path)) {
                throw new StartException("cannot append to the access log " + path
                        + ": it holds something else (expected: a new file, or an access log of Sluice)");
            }
            OutputStream stream = new FileOutputStream(path.toFile(), true);
            return AccessLog.start(stream);
        } catch (IOException e) {
            throw new StartException("cannot write the access log " + path + ": " + Unreadable.reason(e), e);
        }
    }

    /** Others write there, too. */
    private static final class StandardOutput extends FileOutputStream {

        StandardOutput() {
            super(FileDescriptor.out);
        }

        @Override
        public void close() {}
    }

    private static boolean isAccessLog(Path path) throws IOException {
        try (InputStream stream = Files.newInputStream(path)) {
            return Arrays.equals(stream.readNBytes(BEGIN.length), BEGIN);
        }
    }
}
