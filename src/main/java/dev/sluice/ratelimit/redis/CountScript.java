package dev.sluice.ratelimit.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The script that counts, and the name under which Redis remembers it.
 *
 * @param hash as {@code EVALSHA} takes it
 */
record CountScript(String text, String hash) {

    static CountScript read() {
        try (InputStream in = Objects.requireNonNull(CountScript.class.getResourceAsStream("count.lua"))) {
            byte[] bytes = in.readAllBytes();
            return new CountScript(new String(bytes, StandardCharsets.UTF_8), Sha1.of(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
