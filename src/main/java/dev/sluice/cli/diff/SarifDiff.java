package dev.sluice.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.cli.report.AsciiJson;
import dev.sluice.cli.report.SarifLog;
import dev.sluice.diff.Change;
import dev.sluice.diff.Spot;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log of one run: a result for each change, in the newer version where it stands there; the older place is related.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class SarifDiff implements DiffReport {

    private static final int LISTED = 3;

    @Override
    public void write(Compared compared, Writer out) throws IOException {
        try (JsonGenerator json = AsciiJson.to(out).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            tool(json, compared);
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
            for (Change change : compared.changes()) {
                result(json, change);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private static void tool(JsonGenerator json, Compared compared) throws IOException {
        List<String> codes =
                compared.changes().stream().map(Change::code).distinct().toList();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "sluice");
        json.writeStringField("version", compared.version());
        json.writeArrayFieldStart("rules");
        for (String code : codes) {
            json.writeStartObject();
            json.writeStringField("id", code);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", change.code());
        json.writeStringField(
                "level",
                switch (change.effect()) {
                    case BREAKING -> "error";
                    case UNCLEAR -> "warning";
                    case COMPATIBLE -> "note";
                });
        json.writeObjectFieldStart("message");
        json.writeStringField(
                "text",
                Compared.operations(change, LISTED) + ": " + (change.where().isEmpty() ? "" : change.where() + ": ")
                        + change.message());
        json.writeEndObject();
        locations(json, "locations", change.is() == null ? change.was() : change.is());
        if (change.is() != null) {
            locations(json, "relatedLocations", change.was());
        }
        json.writeObjectFieldStart("properties");
        json.writeStringField("effect", change.effect().toString());
        json.writeStringField("for", change.side().toString());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void locations(JsonGenerator json, String name, @Nullable Spot spot) throws IOException {
        if (spot == null) {
            return;
        }
        json.writeArrayFieldStart(name);
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", SarifLog.uri(spot.place().file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", spot.place().line());
        json.writeNumberField("startColumn", spot.place().column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", spot.pointer());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }
}
