package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.schema.SchemaCompiler.References.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes request bodies of the parameters {@code in: body} and {@code in: formData}. */
final class SwaggerBodies {

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";

    private static final Map<String, String> FOREIGN = Map.of("content", "schema, and consumes of the operation");

    private final Compilation compilation;
    private final Findings findings;
    private final SwaggerWords words;
    private final SwaggerParameters single;

    SwaggerBodies(Compilation compilation, SwaggerParameters single) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.words = new SwaggerWords(findings);
        this.single = single;
    }

    /**
     * @param parameters at least one, by place and name
     * @param consumes the media types of the operation
     */
    Located of(Map<String, Located> parameters, List<Located> consumes) {
        List<Located> fields = new ArrayList<>();
        List<Located> bodies = new ArrayList<>();
        parameters.forEach((key, at) -> (key.startsWith("body") ? bodies : fields).add(at));
        if (bodies.isEmpty()) {
            return form(fields, consumes);
        }
        for (Located field : fields) {
            findings.fault(field, "a parameter in: formData beside one in: body (expected: one of the two)");
        }
        return body(bodies.get(0), consumes);
    }

    private Located body(Located at, List<Located> consumes) {
        words.warnOfForeign(at, FOREIGN);
        Located schema = at.member("schema");
        if (schema == null) {
            findings.warning(at, "a body parameter without schema (expected: schema: …); its value is not judged");
        }
        Map<String, Located> mediaType = schema == null ? Map.of() : Map.of("schema", schema);
        Map<String, Located> content = new LinkedHashMap<>();
        consumes.forEach(type -> content.put(String.valueOf(type.text()), SwaggerView.made(type, mediaType)));
        if (content.isEmpty()) {
            content.put("*/*", SwaggerView.made(at, mediaType));
        }
        Map<String, Located> members =
                SwaggerView.members(at, name -> name.equals("required") || name.startsWith("x-sluice-"));
        members.put("content", SwaggerView.made(SwaggerMediaTypes.list(consumes, at), content));
        return SwaggerView.distinct(at, members);
    }

    private Located form(List<Located> fields, List<Located> consumes) {
        boolean files = fields.stream().anyMatch(SwaggerParameters::isFile);
        Located first = fields.stream()
                .filter(field -> findings.flag(field, "required", false))
                .findFirst()
                .orElse(fields.get(0));
        Map<String, Located> mediaType = mediaType(fields, first);
        Map<String, Located> content = new LinkedHashMap<>();
        for (Located type : consumes) {
            BodyFormat format = BodyFormat.of(String.valueOf(type.text()));
            if (format == BodyFormat.FORM || format == BodyFormat.MULTIPART) {
                content.put(String.valueOf(type.text()), SwaggerView.made(type, mediaType));
            }
        }
        if (content.isEmpty()) {
            if (!consumes.isEmpty()) {
                findings.warning(
                        first,
                        "a form that is not sent as what the operation consumes (expected: consumes: [" + MULTIPART
                                + "] or [" + URL_ENCODED + "]); " + (files ? MULTIPART + " is" : "both are")
                                + " taken");
            }
            content.put(MULTIPART, SwaggerView.made(first, mediaType));
            if (!files) {
                content.put(URL_ENCODED, SwaggerView.made(first, mediaType));
            }
        }
        Map<String, Located> members = new LinkedHashMap<>();
        if (findings.flag(first, "required", false)) {
            members.put("required", SwaggerView.flag(first, true));
        }
        members.put("content", SwaggerView.made(SwaggerMediaTypes.list(consumes, first), content));
        return SwaggerView.made(first, members);
    }

    /** The object that the fields make up; each is a reference to what the parameter says, at its own pointer. */
    private Map<String, Located> mediaType(List<Located> fields, Located first) {
        Map<String, Node> properties = new LinkedHashMap<>();
        List<Node> demands = new ArrayList<>();
        Map<String, Node> encoding = new LinkedHashMap<>();
        for (Located field : fields) {
            String name = String.valueOf(findings.text(field, "name"));
            Located schema = single.field(field);
            // by itself first: what is wrong with it is told where it stands, not by way of the form
            compilation.schema(schema);
            properties.put(name, reference(field, schema.node()));
            if (findings.flag(field, "required", false)) {
                Place place = field.node().place();
                Node names = new Node.Sequence(place, List.of(SwaggerView.scalar(place, name)));
                demands.add(reference(field, SwaggerView.mapping(place, Map.of("required", names))));
            }
            Node style = style(field);
            if (style != null) {
                encoding.put(name, style);
            }
        }
        Place place = first.node().place();
        Map<String, Node> schema = new LinkedHashMap<>();
        schema.put("type", SwaggerView.scalar(place, "object"));
        schema.put("properties", SwaggerView.mapping(place, properties));
        if (!demands.isEmpty()) {
            schema.put("allOf", new Node.Sequence(place, demands));
        }
        Map<String, Located> mediaType = new LinkedHashMap<>();
        mediaType.put("schema", new Located(SwaggerView.mapping(place, schema), first.pointer(), first.via()));
        if (!encoding.isEmpty()) {
            mediaType.put("encoding", new Located(SwaggerView.mapping(place, encoding), first.pointer(), first.via()));
        }
        return mediaType;
    }

    /** How an array is written; null where its items are fields of their own, as without any encoding. */
    private @Nullable Node style(Located field) {
        Map<String, Located> members = new LinkedHashMap<>();
        CollectionFormat.describe(field, true, findings, members);
        if (members.isEmpty() || SwaggerView.isFlagged(members.get("explode"))) {
            return null;
        }
        Map<String, Node> style = new LinkedHashMap<>();
        members.forEach((name, member) -> style.put(
                name,
                member.items().isEmpty()
                        ? member.node()
                        : new Node.Sequence(
                                member.node().place(),
                                member.items().stream().map(Located::node).toList())));
        return SwaggerView.mapping(field.node().place(), style);
    }

    private Node reference(Located field, Node target) {
        Place place = field.node().place();
        Node.Mapping reference =
                SwaggerView.mapping(place, Map.of("$ref", SwaggerView.scalar(place, "#" + field.pointer())));
        compilation.references().place(reference, new Target(target, field.pointer()));
        return reference;
    }
}
