package dev.sluice.contract;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a contract writes its errors ({@code x-sluice-errors}); RFC 9457 problem details where it does not say.
 *
 * @param problems by the name of a problem type: what the dialect calls it
 * @param codes by code: the catalogue
 * @param fallback for a problem that the dialect does not name
 */
public record ErrorDialect(Map<String, Entry> problems, Map<String, Entry> codes, Entry fallback) {

    /** RFC 9457, for whoever does not say otherwise. */
    public static final ErrorDialect PROBLEM_DETAILS =
            new ErrorDialect(Map.of(), Map.of(), new Entry(null, null, null, ProblemDetails.shape()));

    /** An {@link Entry#message} that stands for what is wrong in the very request, where that is known. */
    public static final String MESSAGE_IS_DETAIL = "$detail";

    /**
     * @param status null: the problem type's own
     * @param code null where the dialect has no codes
     * @param message null: the problem type's title
     */
    public record Entry(
            @Nullable Integer status,
            @Nullable String code,
            @Nullable String message,
            Shape shape) {}

    /** What one error looks like: its parts in order, ready to be written one after the other. */
    public record Shape(String contentType, List<Part> body, Map<String, String> headers) {

        /** One without further headers. */
        public Shape(String contentType, List<Part> body) {
            this(contentType, body, Map.of());
        }

        /** The same with some values written already: as JSON, by the slot. */
        Shape with(Map<Value, String> known) {
            List<Part> parts = new ArrayList<>();
            Buffer literal = Buffer.buffer();
            for (Part part : body) {
                String value = part instanceof Part.Slot slot ? known.get(slot.value()) : null;
                if (value != null) {
                    literal.appendString(value);
                } else if (part instanceof Part.Literal text) {
                    literal.appendBuffer(text.bytes());
                } else {
                    parts.add(new Part.Literal(literal));
                    parts.add(part);
                    literal = Buffer.buffer();
                }
            }
            parts.add(new Part.Literal(literal));
            return new Shape(contentType, List.copyOf(parts), headers);
        }
    }

    public sealed interface Part {

        /** JSON text that is the same for every error (UTF-8). */
        record Literal(Buffer bytes) implements Part {}

        /**
         * A value, written as JSON.
         *
         * @param longest how many characters (code points) a text may have; what is beyond is cut off
         */
        record Slot(Value value, int longest) implements Part {

            public Slot(Value value) {
                this(value, Integer.MAX_VALUE);
            }

            public String bounded(String text) {
                return text.length() <= longest || text.codePointCount(0, text.length()) <= longest
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, longest));
            }
        }

        /**
         * A member with a text, left out where there is none to tell.
         *
         * @param before JSON text that comes in front of the text: a comma and the member's name
         */
        record Member(Buffer before, Slot slot) implements Part {}

        /**
         * A list of violations, left out where there are none.
         *
         * @param before JSON text that comes in front of the list: a comma and the member's name
         */
        record Violations(Buffer before, List<Part> item) implements Part {}
    }

    public enum Value {
        CODE,
        STATUS,
        /** The dialect's message, else the problem type's title. */
        MESSAGE,
        /** What is wrong in this very request. */
        DETAIL,
        /** All that is known, in one text: the violations, else the detail, else the message. */
        SUMMARY,
        REQUEST_ID,
        /** The problem type's name. */
        TYPE,
        VIOLATION_IN,
        /** The parameter's name; empty in a body. */
        VIOLATION_NAME,
        VIOLATION_POINTER,
        VIOLATION_KEYWORD,
        VIOLATION_SCHEMA_POINTER,
        VIOLATION_MESSAGE,
        /** The parameter's name; in a body the pointer. */
        VIOLATION_WHERE,
        /** Where and what, in one line. */
        VIOLATION_TEXT
    }

    /** The entry for a problem: by the code of its first violation, else by its name. */
    public Entry entry(String problem, @Nullable String code) {
        Entry byCode = code == null ? null : codes.get(code);
        return byCode != null ? byCode : problems.getOrDefault(problem, fallback);
    }
}
