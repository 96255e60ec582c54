package dev.sluice.exchange;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, as it came.
 *
 * @param path not decoded, without the query
 * @param query not decoded, without the question mark; null when there is none
 * @param headers names in any case
 */
public record Message(String method, String path, @Nullable String query, MultiMap headers) {}
