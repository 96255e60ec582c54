package dev.sluice.cli;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Locale;

/** Standard output that says when it fails, which {@link System#out} keeps to itself. */
final class StandardOutput {

    private StandardOutput() {}

    /** In the encoding of the terminal. */
    static Writer ofProcess() {
        String encoding = System.getProperty("sun.stdout.encoding");
        Charset charset = encoding == null ? Charset.defaultCharset() : Charset.forName(encoding);
        return over(new FileOutputStream(FileDescriptor.out), charset);
    }

    static Writer over(OutputStream stream, Charset charset) {
        return new BufferedWriter(new OutputStreamWriter(stream, charset));
    }

    /** Whether who read it has gone, as {@code head} does when it has seen enough: no fault of anybody. */
    static boolean isGone(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
