package dev.sluice.coverage;

import dev.sluice.exchange.Parameters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** What of an exchange is counted. Asked during one call only. */
interface Seen {

    /** Not decoded, without the question mark. */
    @Nullable
    String query();

    MultiMap headers();

    /** What the request has for all parameters; null where they have not been read, or are not valid. */
    @Nullable
    Parameters parameters();

    /** The text of a path parameter, decoded; null where it is not known. */
    @Nullable
    String path(int parameter);

    @Nullable
    String requestType();

    /** Whether the request had a body. */
    boolean hasRequestBody();

    @Nullable
    Buffer requestBody();

    /** 0 where there was no answer. */
    int status();

    @Nullable
    String type();

    boolean hasBody();

    @Nullable
    Buffer body();
}
