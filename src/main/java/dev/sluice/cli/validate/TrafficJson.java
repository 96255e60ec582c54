package dev.sluice.cli.validate;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.cli.report.AsciiJson;
import dev.sluice.document.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/** One JSON object per kind of finding, each on a line, and one that sums up. */
final class TrafficJson {

    private TrafficJson() {}

    static void write(TrafficResult result, Writer out) throws IOException {
        for (Finding finding : result.findings()) {
            try (JsonGenerator json = AsciiJson.to(out)) {
                json.writeStartObject();
                json.writeStringField("kind", finding.key().kind().id());
                json.writeStringField("level", finding.level());
                json.writeNumberField("count", finding.count());
                place(json, "first", finding.first().place());
                details(json, finding);
                json.writeEndObject();
            }
            out.write('\n');
        }
        try (JsonGenerator json = AsciiJson.to(out)) {
            summary(json, result);
        }
        out.write('\n');
    }

    /** What a finding is about. */
    static void details(JsonGenerator json, Finding finding) throws IOException {
        FindingKey key = finding.key();
        text(json, "entry", finding.first().entry());
        text(json, "operation", key.operation());
        text(json, "where", key.where());
        json.writeStringField("keyword", key.keyword());
        json.writeStringField("message", key.message());
        text(json, "schemaPointer", key.schemaPointer());
        if (finding.contract() != null) {
            place(json, "contract", finding.contract());
        }
        if (finding.message() != null) {
            json.writeStringField("excerpt", finding.message().line());
        }
    }

    private static void text(JsonGenerator json, String name, String text) throws IOException {
        if (!text.isEmpty()) {
            json.writeStringField(name, text);
        }
    }

    private static void place(JsonGenerator json, String name, Place place) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("file", place.file());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeEndObject();
    }

    private static void summary(JsonGenerator json, TrafficResult result) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", "summary");
        json.writeBooleanField("ok", result.isOk() && result.failures().isEmpty());
        json.writeBooleanField("judged", result.hasJudged());
        json.writeNumberField("exchanges", result.exchanges());
        tally(json, "requests", result.requests());
        tally(json, "responses", result.responses());
        json.writeNumberField("unmatched", result.unmatched());
        json.writeNumberField("malformed", result.malformed());
        json.writeNumberField("refused", result.refused());
        json.writeObjectFieldStart("passedOver");
        for (Map.Entry<String, Long> reason : result.passedOver().entrySet()) {
            json.writeNumberField(reason.getKey(), reason.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("notKept", result.beyond());
        json.writeArrayFieldStart("failures");
        for (String failure : result.failures()) {
            json.writeString(failure);
        }
        json.writeEndArray();
        json.writeNumberField("millis", result.nanos() / 1_000_000);
        json.writeEndObject();
    }

    private static void tally(JsonGenerator json, String name, Tally tally) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("valid", tally.countValid());
        json.writeNumberField("invalid", tally.countInvalid());
        json.writeNumberField("unjudged", tally.countUnjudged());
        json.writeEndObject();
    }
}
