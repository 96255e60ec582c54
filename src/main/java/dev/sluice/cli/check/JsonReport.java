package dev.sluice.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.cli.report.AsciiJson;
import dev.sluice.document.Fault;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** One JSON object per document, each on a line. */
final class JsonReport implements Report {

    private static final String VIA = " → ";

    private final Writer out;

    JsonReport(Writer out) {
        this.out = out;
    }

    @Override
    public void add(Source source, CheckedDocument document) throws IOException {
        try (JsonGenerator json = AsciiJson.to(out)) {
            json.writeStartObject();
            json.writeStringField("file", document.file());
            json.writeBooleanField("ok", document.ok());
            json.writeNumberField("operations", document.operations());
            json.writeNumberField("millis", document.millis());
            findings(json, "errors", document.file(), document.errors());
            findings(json, "warnings", document.file(), document.warnings());
            json.writeEndObject();
        }
        out.write('\n');
        out.flush();
    }

    @Override
    public void end(Totals totals) throws IOException {
        out.flush();
    }

    private static void findings(JsonGenerator json, String name, String file, List<Fault> faults) throws IOException {
        json.writeArrayFieldStart(name);
        for (Fault fault : faults) {
            json.writeStartObject();
            if (!fault.place().file().equals(file)) {
                json.writeStringField("file", fault.place().file());
            }
            json.writeNumberField("line", fault.place().line());
            json.writeNumberField("column", fault.place().column());
            json.writeStringField("pointer", fault.pointer());
            json.writeStringField("message", fault.message());
            via(json, fault);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The chain of {@code $ref}s, outermost first. */
    static void via(JsonGenerator json, Fault fault) throws IOException {
        if (fault.via() == null) {
            return;
        }
        json.writeArrayFieldStart("via");
        for (String pointer : fault.via().split(VIA, -1)) {
            json.writeString(pointer);
        }
        json.writeEndArray();
    }
}
