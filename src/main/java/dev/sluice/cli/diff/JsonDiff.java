package dev.sluice.cli.diff;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.cli.report.AsciiJson;
import dev.sluice.diff.Change;
import dev.sluice.diff.Effect;
import dev.sluice.diff.Spot;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** One object with everything. */
final class JsonDiff implements DiffReport {

    @Override
    public void write(Compared compared, Writer out) throws IOException {
        try (JsonGenerator json = AsciiJson.to(out)) {
            json.writeStartObject();
            json.writeStringField("old", compared.old());
            json.writeStringField("new", compared.young());
            for (Effect effect : Effect.values()) {
                json.writeNumberField(effect.toString(), compared.comparison().count(effect));
            }
            json.writeNumberField("ignored", compared.ignored());
            json.writeNumberField("oldOperations", compared.comparison().oldOperations());
            json.writeNumberField("newOperations", compared.comparison().newOperations());
            json.writeArrayFieldStart("changes");
            for (Change change : compared.changes()) {
                change(json, change);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    private static void change(JsonGenerator json, Change change) throws IOException {
        json.writeStartObject();
        json.writeStringField("effect", change.effect().toString());
        json.writeStringField("for", change.side().toString());
        json.writeStringField("code", change.code());
        json.writeArrayFieldStart("operations");
        for (String operation : change.operations()) {
            json.writeString(operation);
        }
        json.writeEndArray();
        json.writeStringField("where", change.where());
        spot(json, "old", change.was());
        spot(json, "new", change.is());
        json.writeStringField("message", change.message());
        json.writeEndObject();
    }

    private static void spot(JsonGenerator json, String name, @Nullable Spot spot) throws IOException {
        if (spot == null) {
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeStringField("file", spot.place().file());
        json.writeNumberField("line", spot.place().line());
        json.writeNumberField("column", spot.place().column());
        json.writeStringField("pointer", spot.pointer());
        json.writeEndObject();
    }
}
