package dev.sluice.control;

import dev.sluice.document.Place;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Judgements as the operations tell them: what was expected, never what came. */
final class JudgementJson {

    private JudgementJson() {}

    static JsonObject json(Judgement judgement, JudgedContract by) {
        JsonObject json = new JsonObject().put("verdict", word(judgement));
        if (judgement.contract() != null) {
            json.put("contract", by.name() == null ? judgement.contract().file() : by.name());
        }
        if (judgement.operation() != null) {
            json.put("operation", judgement.operation().id())
                    .put("method", judgement.operation().method())
                    .put("route", judgement.operation().path());
        }
        if (judgement.request() != null) {
            json.put("request", verdict(judgement.request(), by));
        }
        if (judgement.answer() != null) {
            json.put("response", verdict(judgement.answer(), by));
        }
        return json;
    }

    /** Of both together: the worse; an answer of Sluice's own does not count. */
    static String word(Judgement judgement) {
        if (!judgement.isValid()) {
            return "invalid";
        }
        return judgement.request() instanceof Verdict.Unjudged || judgement.answer() instanceof Verdict.Unjudged
                ? "unjudged"
                : "valid";
    }

    static JsonObject verdict(Verdict verdict, JudgedContract by) {
        JsonObject json = new JsonObject();
        if (verdict instanceof Verdict.Invalid invalid) {
            problem(json.put("verdict", "invalid"), invalid.problem());
            JsonArray violations = new JsonArray();
            verdict.violations().forEach(violation -> violations.add(violation(violation, by)));
            return json.put("violations", violations);
        }
        if (verdict instanceof Verdict.Unjudged unjudged) {
            return json.put("verdict", "unjudged").put("reason", unjudged.reason());
        }
        if (verdict instanceof Verdict.OwnAnswer own) {
            return json.put("verdict", "unjudged").put("reason", "Sluice has answered itself: " + own.problem());
        }
        return json.put("verdict", "valid");
    }

    static void problem(JsonObject json, Problem problem) {
        json.put("status", problem.type().status())
                .put("code", problem.type().name())
                .put("title", problem.type().title());
        if (!problem.detail().isEmpty()) {
            json.put("detail", problem.detail());
        }
        if (problem.headers().containsKey("Allow")) {
            json.put("allow", problem.headers().get("Allow"));
        }
    }

    private static JsonObject violation(Violation violation, JudgedContract by) {
        JsonObject json = new JsonObject()
                .put("in", violation.in().toString())
                .put("name", violation.name())
                .put("pointer", violation.pointer())
                .put("keyword", violation.keyword())
                .put("schema_pointer", violation.schemaPointer())
                .put("message", violation.message());
        if (violation.code() != null) {
            json.put("code", violation.code());
        }
        @Nullable Place place = by.place(violation.schemaPointer());
        if (place != null) {
            json.put("file", place.file()).put("line", place.line()).put("column", place.column());
        }
        return json;
    }
}
