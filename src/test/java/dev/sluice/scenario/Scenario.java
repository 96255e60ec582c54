package dev.sluice.scenario;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import dev.sluice.document.Node.Mapping;
import dev.sluice.document.Node.Scalar;
import dev.sluice.document.Node.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario file: requests to one server, in order, and what is expected of each.
 *
 * @param settings the text of the server's settings file; empty for the defaults
 */
record Scenario(String name, String settings, List<Step> steps) {

    /**
     * @param request {@code METHOD target}
     * @param body as it is sent, or null
     * @param expect {@code status}, {@code headers}, {@code body} (members that must be there), {@code exactly} (the
     *     whole body), {@code absent} (pointers that must not be there), {@code text}
     * @param save by variable: the pointer of a value in the answer; later used as {@code ${variable}}
     */
    record Step(
            String name,
            String request,
            Map<String, String> headers,
            @Nullable String body,
            Mapping expect,
            Map<String, String> save) {}

    static Scenario read(Path file) throws IOException, DocumentException {
        Mapping root = (Mapping) DocumentReader.read(file.toString(), Files.readString(file));
        List<Step> steps = new ArrayList<>();
        for (Node node : ((Sequence) member(root, "steps")).items()) {
            Mapping step = (Mapping) node;
            String request = ((Scalar) member(step, "request")).text();
            steps.add(new Step(
                    step.get("name") instanceof Scalar name ? name.text() : request,
                    request,
                    texts(step.get("headers")),
                    step.get("body") == null ? null : body(member(step, "body")),
                    (Mapping) member(step, "expect"),
                    texts(step.get("save"))));
        }
        return new Scenario(
                ((Scalar) member(root, "name")).text(),
                root.get("settings") instanceof Mapping settings ? json(settings) : "",
                steps);
    }

    private static Node member(Mapping mapping, String name) {
        Node node = mapping.get(name);
        if (node == null) {
            throw new AssertionError(mapping.place() + ": " + name + " is missing");
        }
        return node;
    }

    private static Map<String, String> texts(@Nullable Node node) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (node instanceof Mapping mapping) {
            mapping.members().forEach((name, value) -> texts.put(name, ((Scalar) value).text()));
        }
        return texts;
    }

    /** A text is sent as it is; anything else as JSON. {@code {repeat: N, …}} stands for N distinct mappings. */
    private static String body(Node node) {
        return node instanceof Scalar scalar ? scalar.text() : json(node);
    }

    private static String json(Node node) {
        if (node instanceof Mapping mapping) {
            if (mapping.get("repeat") instanceof Scalar times) {
                return repeated(mapping, Integer.parseInt(times.text()));
            }
            List<String> members = new ArrayList<>();
            mapping.members().forEach((name, value) -> members.add(quote(name) + ":" + json(value)));
            return "{" + String.join(",", members) + "}";
        }
        if (node instanceof Sequence sequence) {
            return sequence.items().stream().map(Scenario::json).toList().toString();
        }
        Scalar scalar = (Scalar) node;
        return scalar.value() instanceof String || looksLikeAnId(scalar) ? quote(scalar.text()) : scalar.text();
    }

    /** An id such as {@code 12e01} is a number to YAML. */
    private static boolean looksLikeAnId(Scalar scalar) {
        return scalar.text().length() > 16;
    }

    private static String repeated(Mapping mapping, int times) {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            List<String> members = new ArrayList<>();
            mapping.members().forEach((name, value) -> {
                if (!name.equals("repeat")) {
                    members.add(quote(name) + ":" + (Integer.parseInt(((Scalar) value).text()) + number));
                }
            });
            items.add("{" + String.join(",", members) + "}");
        }
        return items.toString();
    }

    private static String quote(String text) {
        return io.vertx.core.json.Json.encode(text);
    }
}
