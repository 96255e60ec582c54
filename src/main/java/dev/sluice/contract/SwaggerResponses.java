package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows responses: their schema and examples by the media types that an operation produces. */
final class SwaggerResponses {

    private static final Set<String> TRANSLATED = Set.of("schema", "headers", "examples");

    private static final Map<String, String> FOREIGN =
            Map.of("content", "schema, and produces of the operation", "links", "");

    private static final String ANY = "*/*";
    private static final String OCTETS = "application/octet-stream";

    private final Compilation compilation;
    private final Findings findings;
    private final SwaggerWords words;
    private final SwaggerParameters parameters;
    /** By the response, then by the list of media types. */
    private final IdentityHashMap<Node, IdentityHashMap<List<Located>, Located>> known = new IdentityHashMap<>();

    SwaggerResponses(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.words = new SwaggerWords(findings);
        this.parameters = new SwaggerParameters(findings);
    }

    /** Of an operation, by status. */
    Located of(Located responses, List<Located> produces) {
        Map<String, Located> members = new LinkedHashMap<>();
        if (!findings.isObject(responses)) {
            return SwaggerView.made(responses, members);
        }
        for (String status : responses.names()) {
            Located response = responses.member(status);
            if (response == null || status.startsWith("x-") || !isStatus(status, responses)) {
                continue;
            }
            put(members, status, response, produces);
        }
        return SwaggerView.object(responses, members);
    }

    /** The document's own, by name. */
    Located all(Located responses, List<Located> produces) {
        Map<String, Located> members = new LinkedHashMap<>();
        for (String name : responses.names()) {
            Located response = responses.member(name);
            if (response != null && !name.startsWith("x-")) {
                put(members, name, response, produces);
            }
        }
        return SwaggerView.object(responses, members);
    }

    private void put(Map<String, Located> members, String name, Located response, List<Located> produces) {
        Located at = compilation.references().resolve(response);
        if (at != null && findings.isObject(at)) {
            members.put(
                    name,
                    known.computeIfAbsent(at.node(), added -> new IdentityHashMap<>())
                            .computeIfAbsent(produces, added -> view(at, produces)));
        }
    }

    private boolean isStatus(String status, Located responses) {
        if (status.matches("[1-5]XX")) {
            findings.warningOfName(
                    responses,
                    status,
                    "'" + status + "' is not of Swagger 2.0 (expected: such as 200 or default);"
                            + " it is read as OpenAPI 3 has it");
            return true;
        }
        boolean right = status.equals("default") || status.matches("[1-5][0-9][0-9]");
        if (!right) {
            findings.faultOfName(responses, status, "'" + status + "' is no status (expected: such as 200 or default)");
        }
        return right;
    }

    private Located view(Located at, List<Located> produces) {
        words.warnOfForeign(at, FOREIGN);
        Map<String, Located> members =
                SwaggerView.members(at, name -> !TRANSLATED.contains(name) && !FOREIGN.containsKey(name));
        Located headers = at.member("headers");
        if (headers != null) {
            members.put("headers", headers(headers));
        }
        Map<String, Located> content = content(at, produces);
        if (!content.isEmpty()) {
            members.put("content", SwaggerView.made(SwaggerMediaTypes.list(produces, at), content));
        }
        return SwaggerView.distinct(at, members);
    }

    private Located headers(Located headers) {
        Map<String, Located> members = new LinkedHashMap<>();
        if (!findings.isObject(headers)) {
            return SwaggerView.made(headers, members);
        }
        for (String name : headers.names()) {
            Located header = headers.member(name);
            Located at = header == null || name.startsWith("x-sluice-")
                    ? null
                    : compilation.references().resolve(header);
            if (at != null && findings.isObject(at)) {
                members.put(name, parameters.header(at));
            }
        }
        return SwaggerView.object(headers, members);
    }

    /** None without a schema: "If this field does not exist, it means no content is returned as part of the response." */
    private Map<String, Located> content(Located at, List<Located> produces) {
        Located schema = at.member("schema");
        Map<MediaRange, Located> examples = examples(at, produces);
        Map<String, Located> content = new LinkedHashMap<>();
        if (schema == null && examples.isEmpty()) {
            return content;
        }
        Map<String, Located> types = new LinkedHashMap<>();
        produces.forEach(type -> types.put(String.valueOf(type.text()), type));
        if (produces.isEmpty()) {
            examples.forEach((range, example) -> types.put(range.toString(), example));
            if (schema != null && SwaggerParameters.isFile(schema)) {
                types.putIfAbsent(OCTETS, schema);
            }
            types.putIfAbsent(ANY, at);
        }
        types.forEach((type, from) -> {
            Map<String, Located> mediaType = new LinkedHashMap<>();
            MediaRange range = MediaRange.parse(type);
            if (schema != null) {
                putSchema(schema, range, mediaType);
            }
            Located example = examples.get(range);
            if (example != null) {
                mediaType.put("example", example);
            }
            content.put(type, SwaggerView.made(from, mediaType));
        });
        return content;
    }

    /** A file is bytes; of JSON, and of what may be JSON, any will do. */
    private static void putSchema(Located schema, MediaRange range, Map<String, Located> mediaType) {
        if (!SwaggerParameters.isFile(schema)) {
            mediaType.put("schema", schema);
        } else if (!range.isJson() && !range.subtype().startsWith("*")) {
            mediaType.put("schema", SwaggerParameters.file(schema));
        }
    }

    private Map<MediaRange, Located> examples(Located at, List<Located> produces) {
        Map<MediaRange, Located> found = new LinkedHashMap<>();
        Located examples = at.member("examples");
        if (examples == null || !findings.isObject(examples)) {
            return found;
        }
        for (String name : examples.names()) {
            Located example = examples.member(name);
            try {
                MediaRange range = MediaRange.parse(name);
                if (example != null && (produces.isEmpty() || isProduced(range, produces))) {
                    found.put(range, example);
                } else {
                    findings.warningOfName(
                            examples,
                            name,
                            "an example of " + range + ", which the operation does not produce; it is ignored");
                }
            } catch (IllegalArgumentException e) {
                findings.warningOfName(examples, name, e.getMessage() + "; the example is ignored");
            }
        }
        return found;
    }

    private static boolean isProduced(MediaRange range, List<Located> produces) {
        return produces.stream()
                .anyMatch(type -> MediaRange.parse(String.valueOf(type.text())).equals(range));
    }
}
