package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an OpenAPI document into a {@link ContractPlan}. At the root it reads, besides {@code x-sluice-errors}
 * ({@link ErrorDialects}), {@code x-sluice-rate-limit} ({@link RateLimits}), {@code x-sluice-latency} and
 * {@code x-sluice-faults} ({@link Behaviours}), {@code x-sluice-validation} ({@link ValidationModes}), the name of the path parameter that
 * names a request's project:
 *
 * <pre>
 * x-sluice-project: project_id
 * </pre>
 */
final class ContractCompiler {

    private static final String PROJECT = "x-sluice-project";
    private static final Set<String> EXTENSIONS = Set.of(
            PROJECT,
            ErrorDialects.EXTENSION,
            RateLimits.EXTENSION,
            MockExtension.EXTENSION,
            BackendExtension.EXTENSION,
            Behaviours.LATENCY,
            Behaviours.FAULTS,
            ValidationModes.EXTENSION,
            UpgradePlan.EXTENSION);

    private final Reading reading;
    private final Library.Volume volume;
    private final Located root;
    private final Findings findings = new Findings();
    private final Library library;

    private ContractCompiler(Reading reading, Library.Volume volume, DocumentSource source) {
        this.reading = reading;
        this.volume = volume;
        this.root = new Located(volume.root(), "", null);
        this.library = new Library(volume, source, findings);
    }

    /**
     * @param source of the documents that the root refers to
     * @throws DocumentException with all faults
     */
    static ContractDocuments compile(Reading reading, Library.Volume root, DocumentSource source)
            throws DocumentException {
        return new ContractCompiler(reading, root, source).plan();
    }

    private ContractDocuments plan() throws DocumentException {
        SpecVersion version = findings.isObject(root) ? SpecVersion.read(root, findings) : null;
        if (version == null) {
            throw new DocumentException(findings.faults(), findings.warnings());
        }
        new Extensions(findings).warnOfUnknown(root, EXTENSIONS);
        ErrorDialect errors = ErrorDialects.read(root, findings);
        Compilation compilation =
                Compilation.of(reading, version, library, root, findings).asSaid(root);
        SwaggerDocument swagger = version == SpecVersion.V2_0 ? new SwaggerDocument(root, compilation) : null;
        Located shown = swagger == null ? root : swagger.view();
        PathsCompiler paths = new PathsCompiler(compilation, shown);
        List<OperationPlan> operations = paths.compile(shown);
        RouteTable routes = paths.routes();
        Links.check(operations, findings);
        String project = project(operations);
        for (Library.Volume read : library.all()) {
            if (read.document().names().contains(ErrorCodes.EXTENSION)) {
                new ErrorCodeCheck(errors, findings).check(new Located(read.root(), "", null));
            }
        }
        if (reading.purpose() == Purpose.CHECK) {
            if (swagger == null) {
                new UnusedComponents(compilation).compile(root, operations);
            } else {
                findings.beginUnused("no operation uses it");
                new UnusedComponents(compilation).compile(swagger.components(), operations);
            }
        }
        if (!findings.faults().isEmpty()) {
            throw new DocumentException(findings.faults(), findings.warnings());
        }
        ContractPlan plan = new ContractPlan(
                volume.file(),
                info("title"),
                info("version"),
                paths.basePaths().get(0),
                project,
                operations,
                routes,
                errors,
                findings.warnings(),
                compilation.purpose(),
                secrets(paths.queryKeys()));
        return new ContractDocuments(plan, shown, compilation, library);
    }

    private Set<String> secrets(Set<String> keys) {
        Set<String> secrets = new HashSet<>(keys);
        library.all().forEach(read -> secrets.addAll(SecretNames.of(read.document())));
        return Set.copyOf(secrets);
    }

    private @Nullable String project(List<OperationPlan> operations) {
        String project = findings.text(root, PROJECT);
        if (project != null
                && operations.stream()
                        .flatMap(operation -> operation.pathParameters().stream())
                        .noneMatch(parameter -> parameter.name().equals(project))) {
            findings.faultOfName(root, PROJECT, "no path has a parameter '" + project + "'");
        }
        return project;
    }

    private String info(String name) {
        Located info = root.member("info");
        Located member = info == null ? null : info.member(name);
        return member != null && member.node() instanceof Node.Scalar scalar ? scalar.text() : "";
    }
}
