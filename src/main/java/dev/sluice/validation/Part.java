package dev.sluice.validation;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * One part of a multipart body.
 *
 * @param file whether it has a file name
 * @param contentType null where it has none
 * @param content within the body
 */
record Part(String name, boolean file, @Nullable String contentType, MultiMap headers, BodyBytes content) {}
