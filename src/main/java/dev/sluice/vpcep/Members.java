package dev.sluice.vpcep;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.schema.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members of a JSON object that has kept its contract. Where the contract is laxer than the tables are, the request
 * is invalid, not the server broken.
 */
record Members(JsonValue.ObjectValue object) {

    static Members of(@Nullable JsonValue value) {
        if (value instanceof JsonValue.ObjectValue object) {
            return new Members(object);
        }
        throw invalid("expected an object");
    }

    @Nullable
    String text(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        // Postgres has no NUL in texts
        if (value instanceof JsonValue.StringValue text && text.value().indexOf('\0') < 0) {
            return text.value();
        }
        throw invalid(name + ": expected a string without NUL");
    }

    @Nullable
    UUID id(String name) {
        String text = text(name);
        UUID id = parsedId(text);
        if (text != null && id == null) {
            throw invalid(name + ": expected a UUID");
        }
        return id;
    }

    /** Null when the text is null or no UUID. */
    static @Nullable UUID parsedId(@Nullable String text) {
        if (text == null || text.length() != 36 || text.charAt(8) != '-' || text.charAt(13) != '-') {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    @Nullable
    Boolean flag(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.BooleanValue flag) {
            return flag.value();
        }
        throw invalid(name + ": expected a boolean");
    }

    @Nullable
    List<JsonValue> list(String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof JsonValue.ArrayValue array) {
            return array.items();
        }
        throw invalid(name + ": expected an array");
    }

    int port(String name) {
        if (object.get(name) instanceof JsonValue.NumberValue number) {
            int port = whole(number.value(), 0, 65536);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw invalid(name + ": expected 1 to 65535");
    }

    /** The number, or the bound that it lies beyond; never expanded, whatever its exponent. */
    static int whole(BigDecimal number, int least, int most) {
        if (number.compareTo(BigDecimal.valueOf(least)) <= 0) {
            return least;
        }
        return number.compareTo(BigDecimal.valueOf(most)) >= 0 ? most : number.intValue();
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw invalid(name + ": expected");
        }
        return value;
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(Problem.of(ProblemType.INVALID_REQUEST, detail));
    }
}
