package dev.sluice.traffic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exchange in which something was found, without its secrets, and cut where it is long.
 *
 * @param path as it came, but for secrets
 * @param query as it came, but for secrets; null when there was none
 * @param status of the answer that broke the contract; 0 where it was the request
 * @param contentType null where there was none
 * @param headers the names of the message's fields: values are never kept
 * @param body JSON or a form without secrets, else how long it was; null where it was not held
 */
public record Exemplar(
        String requestId,
        String method,
        String path,
        @Nullable String query,
        int status,
        @Nullable String contentType,
        List<String> headers,
        @Nullable String body) {}
