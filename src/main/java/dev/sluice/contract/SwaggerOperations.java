package dev.sluice.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Shows operations: of their parameters those that are the body become one. */
final class SwaggerOperations {

    private static final Set<String> TRANSLATED = Set.of("parameters", "responses", "consumes", "produces", "schemes");

    private static final Map<String, String> FOREIGN = Map.of(
            "requestBody", "a parameter in: body, or several in: formData",
            "servers", "basePath, of the document",
            "callbacks", "");

    private static final Set<String> PLACES = Set.of("path", "query", "header", "formData", "body");
    private static final String EXPECTED = "expected: path, query, header, formData or body";

    private final Compilation compilation;
    private final Findings findings;
    private final SwaggerWords words;
    private final SwaggerMediaTypes consumes;
    private final SwaggerMediaTypes produces;
    private final SwaggerParameters single;
    private final SwaggerBodies bodies;
    private final SwaggerResponses responses;

    SwaggerOperations(Compilation compilation, SwaggerMediaTypes consumes, SwaggerMediaTypes produces) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.words = new SwaggerWords(findings);
        this.consumes = consumes;
        this.produces = produces;
        this.single = new SwaggerParameters(findings);
        this.bodies = new SwaggerBodies(compilation, single);
        this.responses = new SwaggerResponses(compilation);
    }

    /**
     * What a list of parameters holds.
     *
     * @param list those that are not the body; null where there is no list
     * @param body the others, by place and name
     */
    record Parameters(@Nullable Located list, Map<String, Located> body) {}

    /** @param list null where there is none */
    Parameters read(@Nullable Located list) {
        if (list == null || !findings.isArray(list)) {
            return new Parameters(null, Map.of());
        }
        List<Located> others = new ArrayList<>();
        Map<String, Located> body = new LinkedHashMap<>();
        Set<String> keys = new HashSet<>();
        for (Located item : list.items()) {
            Located at = compilation.references().resolve(item);
            String in = at == null || !findings.isObject(at) ? null : place(at);
            if (at == null || in == null) {
                continue;
            }
            if (isBody(in)) {
                String key = in + " " + (in.equals("body") ? "" : findings.text(at, "name"));
                if (!keys.add(key)) {
                    findings.fault(
                            item,
                            in.equals("body")
                                    ? "a second parameter in: body (expected: one)"
                                    : "the formData parameter '" + findings.text(at, "name") + "' is doubled");
                }
                body.putIfAbsent(key, at);
            } else {
                others.add(single.view(at, in));
            }
        }
        return new Parameters(SwaggerView.array(list, others), body);
    }

    private static boolean isBody(String in) {
        return in.equals("body") || in.equals("formData");
    }

    /** @return null after a fault */
    private @Nullable String place(Located at) {
        Located in = at.member("in");
        String text = in == null ? null : findings.text(in);
        if (in == null) {
            findings.fault(at, "a parameter without in (" + EXPECTED + ")");
            return null;
        }
        if (text == null) {
            return null;
        }
        if (!PLACES.contains(text)) {
            findings.fault(
                    in,
                    "'" + text + "' is no place for a parameter" + Nearest.hint(text, PLACES) + " (" + EXPECTED + ")");
            return null;
        }
        if (at.member("name") == null && !text.equals("body")) {
            findings.fault(at, "a parameter without name (expected: the parameter's name)");
            return null;
        }
        return text.equals("body") || findings.text(at, "name") != null ? text : null;
    }

    /** @param shared of its path */
    Located of(Located operation, Parameters shared) {
        words.warnOfForeign(operation, FOREIGN);
        Map<String, Located> members =
                SwaggerView.members(operation, name -> !TRANSLATED.contains(name) && !FOREIGN.containsKey(name));
        Parameters own = read(operation.member("parameters"));
        Located list = own.list();
        if (list != null) {
            members.put("parameters", list);
        }
        Map<String, Located> body = new LinkedHashMap<>(shared.body());
        body.putAll(own.body());
        if (!body.isEmpty()) {
            members.put("requestBody", bodies.of(body, consumes.of(operation)));
        }
        Located answers = operation.member("responses");
        if (answers != null) {
            members.put("responses", responses.of(answers, produces.of(operation)));
        }
        return SwaggerView.object(operation, members);
    }

    /** Those of a document's own parameters that are not the body. */
    Located parameters(Located all) {
        return each(all, false);
    }

    /** Those of a document's own parameters that are the body, each by itself. */
    Located bodies(Located all) {
        return each(all, true);
    }

    private Located each(Located all, boolean body) {
        Map<String, Located> views = new LinkedHashMap<>();
        for (String name : all.names()) {
            Located parameter = name.startsWith("x-") ? null : all.member(name);
            Located at = parameter == null ? null : compilation.references().resolve(parameter);
            String in = at == null || !findings.isObject(at) ? null : place(at);
            if (at != null && in != null && isBody(in) == body) {
                views.put(name, body ? bodies.of(Map.of(in + " ", at), consumes.byDefault()) : single.view(at, in));
            }
        }
        return SwaggerView.object(all, views);
    }
}
