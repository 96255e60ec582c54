package dev.sluice.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.sluice.document.Place;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A log of one run, written while its results come.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifLog {

    /**
     * A kind of result.
     *
     * @param level {@code error}, {@code warning} or {@code note}
     */
    public record Rule(String id, String level, String description) {}

    /**
     * One result.
     *
     * @param rule its index
     * @param logical where it is in other words than lines; empty for nowhere
     * @param related what else it is about
     * @param occurrences how often it was found
     */
    public record Result(
            int rule, String message, Place place, String logical, List<Place> related, long occurrences) {}

    private record Notification(String level, String message) {}

    /** Writes what a result has of its own. */
    @FunctionalInterface
    public interface Properties {

        void write(JsonGenerator json) throws IOException;
    }

    private final Writer out;
    private final JsonGenerator json;
    private final List<Rule> rules;
    private final List<Notification> notifications = new ArrayList<>();
    private boolean failed;

    /** @param version of this program */
    public SarifLog(Writer out, String version, List<Rule> rules) throws IOException {
        this.out = out;
        this.rules = List.copyOf(rules);
        this.json = AsciiJson.to(out).useDefaultPrettyPrinter();
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
        for (Rule rule : rules) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            text("shortDescription", rule.description());
            json.writeObjectFieldStart("defaultConfiguration");
            json.writeStringField("level", rule.level());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    public void add(Result result, Properties properties) throws IOException {
        Rule rule = rules.get(result.rule());
        json.writeStartObject();
        json.writeStringField("ruleId", rule.id());
        json.writeNumberField("ruleIndex", result.rule());
        json.writeStringField("level", rule.level());
        text("message", result.message());
        if (result.occurrences() > 1) {
            json.writeNumberField("occurrenceCount", result.occurrences());
        }
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        physical(result.place());
        logical(result.logical());
        json.writeEndObject();
        json.writeEndArray();
        related(result.related());
        json.writeObjectFieldStart("properties");
        properties.write(json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private void related(List<Place> places) throws IOException {
        if (places.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("relatedLocations");
        for (Place place : places) {
            json.writeStartObject();
            physical(place);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void physical(Place place) throws IOException {
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(place.file()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", place.line());
        json.writeNumberField("startColumn", place.column());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void logical(String name) throws IOException {
        if (name.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", name);
        json.writeEndObject();
        json.writeEndArray();
    }

    /** Something could not be looked at: no result, but the run was not what it should have been. */
    public void failure(String message) {
        failed = true;
        note("error", message);
    }

    /**
     * Something is to be said of the run that is no result.
     *
     * @param level as of a {@link Rule}
     */
    public void note(String level, String message) {
        notifications.add(new Notification(level, message));
    }

    /** The last call. Flushes, but does not close what is written to. */
    public void end() throws IOException {
        json.writeEndArray();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", !failed);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (Notification one : notifications) {
            json.writeStartObject();
            json.writeStringField("level", one.level);
            text("message", one.message);
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
