package dev.sluice.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.document.Fault;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A log of one run. A file that cannot be read and a check that fails are no results: the run's invocation tells them.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifReport implements Report {

    private enum Rule {
        FAULT("contract-fault", "error", "The document cannot be used as a contract."),
        WARNING("contract-warning", "warning", "The contract can be used; what is named is tolerated or ignored.");

        private final String id;
        private final String level;
        private final String description;

        Rule(String id, String level, String description) {
            this.id = id;
            this.level = level;
            this.description = description;
        }
    }

    private final Writer out;
    private final JsonGenerator json;
    private final List<Fault> notifications = new ArrayList<>();

    SarifReport(Writer out, String version) throws IOException {
        this.out = out;
        this.json = JsonReport.FACTORY.createGenerator(out).useDefaultPrettyPrinter();
        json.writeStartObject();
        json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool(version);
        json.writeStringField("columnKind", "unicodeCodePoints");
        json.writeArrayFieldStart("results");
    }

    private void tool(String version) throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "sluice");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (Rule rule : Rule.values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.id);
            text("shortDescription", rule.description);
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", rule.level);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    @Override
    public void add(Source source, CheckedDocument document) throws IOException {
        switch (document.outcome()) {
            case OK, FAULTY -> {
                for (Fault fault : document.errors()) {
                    result(Rule.FAULT, fault);
                }
                for (Fault fault : document.warnings()) {
                    result(Rule.WARNING, fault);
                }
            }
            case UNREADABLE, FAILED -> notifications.addAll(document.errors());
        }
    }

    private void result(Rule rule, Fault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", rule.id);
        json.writeNumberField("ruleIndex", rule.ordinal());
        json.writeStringField("level", rule.level);
        text("message", message(fault));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(fault);
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", fault.place().line());
        json.writeNumberField("startColumn", fault.place().column());
        json.writeEndObject();
        json.writeEndObject();
        logical(fault);
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("pointer", fault.pointer());
        JsonReport.via(json, fault);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static String message(Fault fault) {
        return fault.message() + (fault.via() == null ? "" : " (via " + fault.via() + ")");
    }

    private void artifact(Fault fault) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(fault.place().file()));
        json.writeEndObject();
    }

    private void logical(Fault fault) throws IOException {
        if (fault.pointer().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", fault.pointer());
        json.writeEndObject();
        json.writeEndArray();
    }

    @Override
    public void end(Totals totals) throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", notifications.isEmpty());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Fault fault : notifications) {
            json.writeStartObject();
            json.writeStringField("level", "error");
            text("message", fault.place().file() + ": " + fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.close();
        out.write('\n');
        out.flush();
    }

    private void text(String name, String text) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    /** A path as it was given: relative to where the command ran, or absolute. */
    public static String uri(String file) throws IOException {
        Path path = Path.of(file);
        String relative = file.replace(path.getFileSystem().getSeparator(), "/");
        try {
            // a colon would make the first name a scheme
            return path.isAbsolute()
                    ? path.toUri().toASCIIString()
                    : new URI(null, null, relative.indexOf(':') < 0 ? relative : "./" + relative, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IOException("no URI can name the file " + file, e);
        }
    }
}
