package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what an operation may answer. */
final class ResponseDiff {

    private static final String DEFAULT = "default";

    private final Context context;
    private final String operation;

    ResponseDiff(Context context, String operation) {
        this.context = context;
        this.operation = operation;
    }

    void compare(@Nullable Located was, @Nullable Located is) {
        Map<String, Located> before = responses(was, context.old());
        Map<String, Located> now = responses(is, context.young());
        if (before.isEmpty()) {
            // nothing was said of answers
            return;
        }
        now.forEach((status, response) -> {
            Located own = before.get(status);
            Located covering = own == null ? covering(before, status) : own;
            if (covering == null) {
                added(status, was, response);
                before.forEach((narrower, one) -> {
                    if (status.endsWith("XX") && narrower.charAt(0) == status.charAt(0) && !now.containsKey(narrower)) {
                        both(narrower, one, response);
                    }
                });
            } else {
                both(status, covering, response);
                if (own == null) {
                    change(
                            Effect.COMPATIBLE,
                            "response-status-added",
                            status,
                            covering,
                            response,
                            status + " is told by itself now");
                }
            }
        });
        before.forEach((status, response) -> {
            if (!now.containsKey(status)) {
                removed(status, response, is, covering(now, status));
            }
        });
    }

    private void added(String status, @Nullable Located was, Located response) {
        boolean failure = status.equals(DEFAULT) || status.charAt(0) >= '4';
        change(
                failure ? Effect.UNCLEAR : Effect.BREAKING,
                "response-status-added",
                status,
                was,
                response,
                (status.equals(DEFAULT) ? "any other status" : "the status " + status) + " may be answered now"
                        + (failure
                                ? " (expected: a caller that takes any failure as one)"
                                : " (expected: the statuses that callers know)"));
    }

    private void removed(String status, Located response, @Nullable Located is, @Nullable Located covering) {
        boolean success = status.charAt(0) == '2';
        if (covering != null && !status.equals(DEFAULT)) {
            change(
                    Effect.COMPATIBLE,
                    "response-status-removed",
                    status,
                    response,
                    covering,
                    status + " is no longer told by itself; a wider entry stands for it");
            both(status, response, covering);
            return;
        }
        change(
                success ? Effect.BREAKING : Effect.COMPATIBLE,
                "response-status-removed",
                status,
                response,
                is,
                (status.equals(DEFAULT) ? "other statuses are" : "the status " + status + " is") + " no longer answered"
                        + (success ? " (expected: the success that callers wait for)" : ""));
    }

    private static @Nullable Located covering(Map<String, Located> responses, String status) {
        Located range = status.equals(DEFAULT) ? null : responses.get(status.charAt(0) + "XX");
        return range == null ? responses.get(DEFAULT) : range;
    }

    private void both(String status, Located was, Located is) {
        String where = "response " + status;
        new ContentDiff(context, operation).contents(was.member("content"), is.member("content"), Side.RESPONSE, where);
        headers(was.member("headers"), is.member("headers"), where);
    }

    private void headers(@Nullable Located was, @Nullable Located is, String where) {
        Map<String, Located> before = headers(was, context.old());
        Map<String, Located> now = headers(is, context.young());
        before.forEach((name, header) -> {
            Located counterpart = now.get(name);
            String at = where + " header " + name;
            boolean required = Context.flag(header, "required", false);
            if (counterpart == null) {
                header(
                        required ? Effect.BREAKING : Effect.UNCLEAR,
                        "removed",
                        at,
                        header,
                        is,
                        "the header is no longer declared" + (required ? "; it was required" : "; it was optional")
                                + " (expected: deprecated: true first)");
                return;
            }
            boolean requiredNow = Context.flag(counterpart, "required", false);
            if (required != requiredNow) {
                header(
                        required ? Effect.BREAKING : Effect.COMPATIBLE,
                        required ? "became-optional" : "became-required",
                        at,
                        header,
                        counterpart,
                        required ? "it may be missing now (expected: required, as before)" : "it is always there now");
            }
            context.schemas(
                    operation,
                    ParameterDiff.schema(header),
                    ParameterDiff.schema(counterpart),
                    Side.RESPONSE,
                    counterpart.member("content") == null,
                    "header",
                    at);
        });
        now.forEach((name, header) -> {
            if (!before.containsKey(name)) {
                header(Effect.COMPATIBLE, "added", where + " header " + name, was, header, "the header is new");
            }
        });
    }

    private void header(
            Effect effect, String end, String where, @Nullable Located was, @Nullable Located is, String message) {
        context.changes()
                .add(
                        operation,
                        effect,
                        Side.RESPONSE,
                        "response-header-" + end,
                        where,
                        Spots.of(was),
                        Spots.of(is),
                        message);
    }

    private void change(
            Effect effect, String code, String status, @Nullable Located was, @Nullable Located is, String message) {
        context.changes()
                .add(
                        operation,
                        effect,
                        Side.RESPONSE,
                        code,
                        "response " + status,
                        Spots.of(was),
                        Spots.of(is),
                        message);
    }

    private static Map<String, Located> responses(@Nullable Located responses, ContractDocuments documents) {
        Map<String, Located> found = new LinkedHashMap<>();
        for (String status : responses == null ? List.<String>of() : responses.names()) {
            Located written = responses == null ? null : responses.member(status);
            Located response = written == null ? null : documents.resolve(written);
            if (response != null && (status.equals(DEFAULT) || status.matches("[1-5]([0-9][0-9]|XX)"))) {
                found.put(status, response);
            }
        }
        return found;
    }

    private static Map<String, Located> headers(@Nullable Located headers, ContractDocuments documents) {
        Map<String, Located> found = new LinkedHashMap<>();
        for (String name : headers == null ? List.<String>of() : headers.names()) {
            Located written = headers == null ? null : headers.member(name);
            Located header = written == null ? null : documents.resolve(written);
            if (header != null && !name.equalsIgnoreCase("content-type")) {
                found.put(name.toLowerCase(Locale.ROOT), header);
            }
        }
        return found;
    }
}
