package dev.sluice.document;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read, in words. */
public final class Unreadable {

    private Unreadable() {}

    public static String reason(@Nullable IOException exception) {
        if (exception instanceof NoSuchFileException) {
            return "no such file";
        }
        if (exception instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (exception instanceof CharacterCodingException) {
            return "not UTF-8 text";
        }
        return exception == null ? "unknown reason" : String.valueOf(exception.getMessage());
    }
}
