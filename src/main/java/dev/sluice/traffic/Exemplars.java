package dev.sluice.traffic;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes down a message of which something was found. Stateless; safe for any number of event loops. */
final class Exemplars {

    private static final int LONGEST_PATH = 512;
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TYPE = 128;
    private static final int MOST_HEADERS = 64;

    private final boolean values;

    /** @param values whether values are shown that are no secrets */
    Exemplars(boolean values) {
        this.values = values;
    }

    Exemplar of(Exchange exchange, Evidence evidence) {
        Message message = exchange.message();
        Redaction redaction = new Redaction(exchange.contract().secrets(), values);
        String contentType = evidence.headers().get("Content-Type");
        String query = message.query();
        return new Exemplar(
                exchange.requestId(),
                message.method(),
                Redaction.cut(PathText.of(message.path(), exchange.operation().path(), redaction), LONGEST_PATH),
                query == null ? null : FormWords.of(query, redaction),
                evidence.status(),
                contentType == null ? null : Redaction.cut(contentType, LONGEST_TYPE),
                names(evidence.headers().names()),
                body(contentType, evidence.body(), redaction));
    }

    private static List<String> names(Set<String> all) {
        List<String> names = new ArrayList<>();
        for (String name : all) {
            if (names.size() == MOST_HEADERS) {
                names.add("…");
                break;
            }
            names.add(Redaction.cut(name, LONGEST_NAME));
        }
        return names;
    }

    private static @Nullable String body(@Nullable String contentType, @Nullable Buffer body, Redaction redaction) {
        if (body == null) {
            return null;
        }
        String type = contentType == null ? "" : contentType.toLowerCase(java.util.Locale.ROOT);
        if (type.contains("json")) {
            return JsonWords.of(body, redaction);
        }
        return type.startsWith("application/x-www-form-urlencoded")
                ? FormWords.of(body.getString(0, Math.min(body.length(), FormWords.MOST_READ)), redaction)
                : body.length() + " bytes";
    }
}
