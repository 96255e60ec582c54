package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an OpenAPI document into a {@link ContractPlan}. At the root it reads, besides {@code x-sluice-errors}
 * ({@link ErrorDialects}) and {@code x-sluice-rate-limit} ({@link RateLimits}), the name of the path parameter that
 * names a request's project:
 *
 * <pre>
 * x-sluice-project: project_id
 * </pre>
 */
final class ContractCompiler {

    private static final String PROJECT = "x-sluice-project";
    private static final Set<String> EXTENSIONS = Set.of(PROJECT, ErrorDialects.EXTENSION, RateLimits.EXTENSION);

    private final String file;
    private final Located root;
    private final Findings findings = new Findings();

    private ContractCompiler(String file, Node root) {
        this.file = file;
        this.root = new Located(root, "", null);
    }

    /** @throws DocumentException with all faults */
    static ContractPlan compile(String file, Node root) throws DocumentException {
        return new ContractCompiler(file, root).plan();
    }

    private ContractPlan plan() throws DocumentException {
        Dialect dialect = findings.isObject(root) ? SpecVersion.read(root, findings) : null;
        if (dialect == null) {
            throw new DocumentException(findings.faults(), findings.warnings());
        }
        new Extensions(findings).warnOfUnknown(root, EXTENSIONS);
        String basePath = new BasePath(findings).read(root);
        ErrorDialect errors = ErrorDialects.read(root, findings);
        PathsCompiler paths =
                new PathsCompiler(Compilation.of(root.node(), dialect, findings), basePath == null ? "" : basePath);
        List<OperationPlan> operations = paths.compile(root);
        String project = project(operations);
        new ErrorCodeCheck(errors, findings).check(root);
        if (!findings.faults().isEmpty()) {
            throw new DocumentException(findings.faults(), findings.warnings());
        }
        return new ContractPlan(
                file,
                info("title"),
                info("version"),
                basePath == null ? "" : basePath,
                project,
                operations,
                paths.routes(),
                errors,
                findings.warnings());
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
