package dev.sluice.traffic.message;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a file of messages from its beginning to its end, and holds one at a time. Confined to one thread. */
public interface TrafficReader extends Closeable {

    /**
     * @return null at the end
     * @throws IOException when it cannot be read on
     */
    @Nullable
    TrafficEntry next() throws IOException;
}
