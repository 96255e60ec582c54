package dev.sluice.cli.validate;

import dev.sluice.cli.report.Excerpt;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.Redaction;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows the part of a message that a violation is about, without secrets. */
final class MessageExcerpts {

    private static final int BEFORE = 50;
    private static final int AFTER = 40;

    private final Redaction redaction;

    /** @param secrets names whose values must not be shown */
    MessageExcerpts(Set<String> secrets) {
        this.redaction = new Redaction(secrets, true);
    }

    @Nullable
    Excerpt ofRequest(RecordedRequest request, Violation violation) {
        return switch (violation.in()) {
            case PATH -> at(firstLine(request), request.method().length() + 1);
            case QUERY -> query(request, violation.name());
            case HEADER -> header(request.headers(), violation.name());
            case COOKIE -> header(request.headers(), "cookie");
            case BODY -> body(request.headers(), request.body(), violation.pointer());
            default -> null;
        };
    }

    @Nullable
    Excerpt ofResponse(RecordedResponse response, Violation violation) {
        return switch (violation.in()) {
            case STATUS -> at("status " + response.status(), "status ".length());
            case HEADER -> header(response.headers(), violation.name());
            case BODY -> body(response.headers(), response.body(), violation.pointer());
            default -> null;
        };
    }

    /** The request's method and URL. */
    Excerpt ofLine(RecordedRequest request) {
        return at(firstLine(request), 0);
    }

    private String firstLine(RecordedRequest request) {
        String query = request.query();
        return request.method() + " " + request.path() + (query == null ? "" : "?" + query(query));
    }

    private String query(String query) {
        StringBuilder shown = new StringBuilder();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            boolean secret = equals >= 0
                    && (redaction.isSecret(pair.substring(0, equals))
                            || Redaction.isCredential(pair.substring(equals + 1)));
            shown.append(shown.isEmpty() ? "" : "&")
                    .append(secret ? pair.substring(0, equals + 1) + Redaction.REDACTED : pair);
        }
        return shown.toString();
    }

    private Excerpt query(RecordedRequest request, String name) {
        String line = firstLine(request);
        int mark = line.indexOf('?');
        int at = name.isEmpty() ? -1 : Math.max(line.indexOf("?" + name), line.indexOf("&" + name));
        return at(line, at < 0 ? Math.max(0, mark) : at + 1);
    }

    private @Nullable Excerpt header(MultiMap headers, String name) {
        List<String> values = headers.getAll(name);
        if (values.isEmpty()) {
            return null;
        }
        String value = String.join(", ", values);
        boolean secret = redaction.isSecret(name) || values.stream().anyMatch(Redaction::isCredential);
        return at(name + ": " + (secret ? Redaction.REDACTED : value), name.length() + 2);
    }

    private @Nullable Excerpt body(MultiMap headers, @Nullable RecordedBody body, String pointer) {
        String type = headers.get("content-type");
        if (body == null
                || type == null
                || !type.toLowerCase(java.util.Locale.ROOT).contains("json")) {
            return null;
        }
        ShownJson json = ShownJson.of(body.content(), pointer, redaction);
        return json.place() < 0 ? null : at(json.text(), json.place());
    }

    /** The line of a text in which a place is. */
    static Excerpt at(String text, int place) {
        int start = Math.max(text.lastIndexOf('\n', place - 1) + 1, 0);
        int end = text.indexOf('\n', place);
        String line = text.substring(start, end < 0 ? text.length() : end);
        int caret = place - start;
        int from = caret <= BEFORE ? 0 : line.offsetByCodePoints(caret, -line.codePointCount(caret - BEFORE, caret));
        int after = AFTER + Math.max(0, BEFORE - caret);
        int to = line.length() - caret <= after ? line.length() : caret + after;
        if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) {
            to--;
        }
        return Excerpt.of(line.substring(from, caret), from > 0, line.substring(caret, to), to < line.length());
    }

    /** Where in a message, with the items of arrays all alike. */
    static String where(Violation violation) {
        String name = violation.name().isEmpty() ? violation.pointer() : violation.name();
        String where = violation.in() == In.STATUS ? "" : name.replaceAll("/[0-9]+(?=/|$)", "/*");
        return violation.in() + (where.isEmpty() ? "" : " " + where);
    }
}
