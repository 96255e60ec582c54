package dev.sluice.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the bytes of PEM files come from: the disk, and perhaps through somebody who watches what is read. */
@FunctionalInterface
public interface PemSource {

    /** The files themselves. */
    PemSource FILES = Files::readAllBytes;

    byte[] read(Path file) throws IOException;
}
