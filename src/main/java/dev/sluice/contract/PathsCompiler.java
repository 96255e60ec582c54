package dev.sluice.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the paths of a contract and their operations. */
final class PathsCompiler {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final Set<String> MEMBERS = Set.of("$ref", "summary", "description", "servers", "parameters");
    private static final Set<String> EXTENSIONS = Set.of(RateLimits.EXTENSION);

    private final Compilation compilation;
    private final Findings findings;
    private final ParametersCompiler parameters;
    private final BodyCompiler bodies;
    private final ResponsesCompiler responses;
    private final RateLimits rateLimits;
    private final String rootBasePath;
    private final SegmentTrie.Builder routes = new SegmentTrie.Builder();
    private final List<OperationPlan> operations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private @Nullable RateLimitPlan rootLimit;
    private Set<String> queryKeys = Set.of();

    PathsCompiler(Compilation compilation, String rootBasePath) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.parameters = new ParametersCompiler(compilation);
        this.bodies = new BodyCompiler(compilation);
        this.responses = new ResponsesCompiler(compilation);
        this.rateLimits = new RateLimits(findings);
        this.rootBasePath = rootBasePath;
    }

    /** A path whose operations are being compiled. */
    private record PathContext(
            PathTemplate template,
            String basePath,
            Map<String, ParameterPlan> shared,
            @Nullable RateLimitPlan limit) {}

    /** All operations, in the order of the document. */
    List<OperationPlan> compile(Located root) {
        rootLimit = rateLimits.read(root, "");
        queryKeys = SecuritySchemes.queryKeys(root, compilation.references());
        Located paths = root.member("paths");
        if (paths == null) {
            findings.fault(root, "no paths (expected: paths: {…})");
        } else if (findings.isObject(paths)) {
            for (String path : paths.names()) {
                if (!path.startsWith("x-")) {
                    path(path, paths);
                }
            }
        }
        return List.copyOf(operations);
    }

    RouteTable routes() {
        return routes.build();
    }

    private void path(String path, Located paths) {
        Located item = paths.member(path);
        Located resolved = item == null ? null : compilation.references().resolve(item);
        if (item == null || resolved == null || !findings.isObject(resolved)) {
            return;
        }
        try {
            warnOfUnknown(resolved);
            String ownBasePath = new BasePath(findings).read(resolved);
            RateLimitPlan ownLimit = rateLimits.read(resolved, path);
            PathContext context = new PathContext(
                    PathTemplate.parse(path),
                    ownBasePath == null ? rootBasePath : ownBasePath,
                    parameters.compile(resolved.member("parameters")),
                    ownLimit == null ? rootLimit : ownLimit);
            warnOfUnreachable(path, paths);
            warnOfSiblings(item);
            for (String name : resolved.names()) {
                Located operation = resolved.member(name);
                if (METHODS.contains(name) && operation != null && findings.isObject(operation)) {
                    operation(name.toUpperCase(Locale.ROOT), operation, context);
                }
            }
        } catch (IllegalArgumentException e) {
            findings.faultOfName(paths, path, "'" + path + "': " + e.getMessage());
        }
    }

    private void operation(String method, Located at, PathContext context) {
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        String ownBasePath = new BasePath(findings).read(at);
        String basePath = ownBasePath == null ? context.basePath : ownBasePath;
        String path = basePath + context.template.text();
        String id = id(at, method + " " + path);
        RateLimitPlan ownLimit = rateLimits.read(at, id);
        Map<String, ParameterPlan> all = parameters.override(context.shared, at.member("parameters"));
        List<ParameterPlan> beyondPath = all.values().stream()
                .filter(parameter -> parameter.in() != ParameterPlan.In.PATH)
                .toList();
        OperationPlan plan = new OperationPlan(
                operations.size(),
                id,
                method,
                path,
                parameters.ofPath(all, context.template, at),
                beyondPath,
                bodies.compile(at.member("requestBody")),
                responses.compile(at.member("responses")),
                ownLimit == null ? context.limit : ownLimit,
                ParameterNames.of(beyondPath, queryKeys, at.pointer()));
        operations.add(plan);
        OperationPlan same = routes.add(PathTemplate.parse(basePath + context.template.text()), plan);
        if (same != null) {
            findings.fault(
                    at,
                    "no request can tell " + method + " " + path + " from " + method + " " + same.path()
                            + " (expected: one operation for a method and a shape of path)");
        }
    }

    private String id(Located at, String otherwise) {
        String id = findings.text(at, "operationId");
        if (id == null || id.isEmpty()) {
            return otherwise;
        }
        if (!ids.add(id)) {
            findings.warning(at, "the operationId '" + id + "' is doubled");
        }
        return id;
    }

    private void warnOfUnreachable(String path, Located paths) {
        if (path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            findings.warningOfName(paths, path, "'" + path + "': no request's path holds '?' or '#'; it is never met");
        }
    }

    private void warnOfSiblings(Located item) {
        if (item.member("$ref") != null && item.members().size() > 1) {
            findings.warning(item, "members beside $ref are ignored");
        }
    }

    private void warnOfUnknown(Located item) {
        new Extensions(findings).warnOfUnknown(item, EXTENSIONS);
        for (String name : item.names()) {
            if (!METHODS.contains(name) && !MEMBERS.contains(name) && !name.startsWith("x-")) {
                findings.warningOfName(
                        item, name, "'" + name + "' is no method" + Nearest.hint(name, METHODS) + "; it is ignored");
            }
        }
    }
}
