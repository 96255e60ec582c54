package dev.sluice.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the paths of a contract and their operations. */
final class PathsCompiler {

    private static final Set<String> EXTENSIONS = Set.of(
            RateLimits.EXTENSION,
            MockExtension.EXTENSION,
            BackendExtension.EXTENSION,
            Behaviours.LATENCY,
            Behaviours.FAULTS,
            ValidationModes.EXTENSION,
            UpgradePlan.EXTENSION);

    /** Names in a query that tell a mock what to answer. */
    private static final Set<String> PREFERENCES = Set.of("__code", "__example", "__dynamic", "__seed", "__delay");

    private final Compilation compilation;
    private final Findings findings;
    private final ParametersCompiler parameters;
    private final BodyCompiler bodies;
    private final ResponsesCompiler responses;
    private final RateLimits rateLimits;
    private final Behaviours behaviours;
    private final ValidationModes validations;
    private final BasePaths servers;
    private final Methods methods;
    private final MockExtension mocks;
    private final BackendExtension backends;
    private final SecuritySchemes security;
    private final Set<String> knownQueries;
    private final Routes routes;
    private final List<OperationPlan> operations = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private List<String> rootBasePaths = List.of("");
    private List<RateLimitPlan> rootLimits = List.of();
    private MockPlan rootMock = MockPlan.DEFAULT;
    private BehaviourPlan rootBehaviour = BehaviourPlan.NONE;
    private @Nullable BackendPlan rootBackend;
    private ValidationPlan rootValidation = ValidationPlan.NONE;
    private UpgradePlan rootUpgrade = UpgradePlan.UNSAID;

    PathsCompiler(Compilation compilation, Located root) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.parameters = new ParametersCompiler(compilation);
        this.bodies = new BodyCompiler(compilation);
        this.responses = new ResponsesCompiler(compilation);
        this.rateLimits = new RateLimits(findings);
        this.behaviours = new Behaviours(findings);
        this.validations = new ValidationModes(findings);
        this.servers = new BasePaths(findings);
        this.methods = new Methods(compilation.version(), findings);
        this.mocks = new MockExtension(findings);
        this.backends = new BackendExtension(findings);
        this.security = SecuritySchemes.read(root, compilation.references());
        this.knownQueries = new HashSet<>(security.queryKeys());
        this.routes = new Routes(findings);
        if (compilation.purpose() == Purpose.MOCK) {
            knownQueries.addAll(PREFERENCES);
        }
    }

    /** A path whose operations are being compiled. */
    private record PathContext(
            PathTemplate template,
            List<String> basePaths,
            Map<String, ParameterPlan> shared,
            List<RateLimitPlan> limits,
            MockPlan mock,
            BehaviourPlan behaviour,
            @Nullable BackendPlan backend,
            ValidationPlan validation,
            UpgradePlan upgrade) {}

    /** All operations, in the order of the document. */
    List<OperationPlan> compile(Located root) {
        rootBasePaths = basePaths(root, rootBasePaths);
        rootLimits = rateLimits.read(root, "", rootLimits);
        rootMock = mocks.read(root, rootMock);
        rootBehaviour = behaviours.read(root);
        rootBackend = backends.read(root, null);
        rootValidation = validations.read(root);
        rootUpgrade = UpgradePlan.read(root, UpgradePlan.UNSAID, findings);
        Located paths = root.member("paths");
        if (paths == null) {
            noPaths(root);
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

    /** Names in queries that carry credentials. */
    Set<String> queryKeys() {
        return security.queryKeys();
    }

    /** Of the root, the first server's first. */
    List<String> basePaths() {
        return rootBasePaths;
    }

    /** OpenAPI 3.1 allows documents of components or webhooks alone. */
    private void noPaths(Located root) {
        if (compilation.version().compareTo(SpecVersion.V3_1) >= 0
                && (root.member("components") != null || root.member("webhooks") != null)) {
            findings.warning(root, "no paths; there is nothing to serve");
        } else {
            findings.fault(root, "no paths (expected: paths: {…})");
        }
    }

    private List<String> basePaths(Located owner, List<String> otherwise) {
        List<String> own = servers.read(owner);
        return own == null ? otherwise : own;
    }

    private void path(String path, Located paths) {
        Located item = paths.member(path);
        Located resolved = item == null ? null : compilation.references().resolve(item);
        if (item == null || resolved == null || !findings.isObject(resolved)) {
            return;
        }
        try {
            new Extensions(findings).warnOfUnknown(resolved, EXTENSIONS);
            PathContext context = new PathContext(
                    PathTemplate.parse(path),
                    basePaths(resolved, rootBasePaths),
                    parameters.compile(resolved.member("parameters")),
                    rateLimits.read(resolved, path, rootLimits),
                    mocks.read(resolved, rootMock),
                    behaviours.read(resolved).within(rootBehaviour),
                    backends.read(resolved, rootBackend),
                    validations.read(resolved).within(rootValidation),
                    UpgradePlan.read(resolved, rootUpgrade, findings));
            warnOfUnreachable(path, paths);
            warnOfDoubled(context.template, path, paths);
            warnOfSiblings(item);
            methods.of(resolved).forEach((method, operation) -> operation(method, operation, context));
        } catch (IllegalArgumentException e) {
            findings.faultOfName(paths, path, "'" + path + "': " + e.getMessage());
        }
    }

    private void operation(String method, Located at, PathContext context) {
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        List<String> basePaths = basePaths(at, context.basePaths);
        String path = basePaths.get(0) + context.template.text();
        String id = id(at, method + " " + path);
        List<RateLimitPlan> limits = rateLimits.read(at, id, context.limits);
        Map<String, ParameterPlan> all = parameters.override(context.shared, at.member("parameters"));
        parameters.refuseMixed(all, at);
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
                limits.stream().filter(RateLimitPlan::perProject).findFirst().orElse(null),
                limits.stream().filter(limit -> !limit.perProject()).toList(),
                ParameterNames.of(beyondPath, knownQueries, at.pointer()),
                security.of(at),
                mocks.ofOperation(at, context.mock),
                behaviours.read(at).within(context.behaviour),
                backends.read(at, context.backend),
                validations.read(at).within(context.validation),
                UpgradePlan.read(at, context.upgrade, findings));
        operations.add(plan);
        routes.add(context.template, basePaths, plan, at);
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

    private void warnOfDoubled(PathTemplate template, String path, Located paths) {
        List<String> names = template.expressions();
        names.stream()
                .distinct()
                .filter(name -> names.indexOf(name) != names.lastIndexOf(name))
                .forEach(name -> findings.warningOfName(
                        paths, path, "'" + path + "': the expression {" + name + "} is doubled; each is judged"));
    }

    private void warnOfSiblings(Located item) {
        if (item.member("$ref") != null && item.members().size() > 1) {
            findings.warning(item, "members beside $ref are ignored");
        }
    }
}
