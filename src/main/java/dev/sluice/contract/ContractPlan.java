package dev.sluice.contract;

import dev.sluice.document.Fault;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contract, compiled. Immutable; a reload makes a new one.
 *
 * @param file the document that it was read from, as the user named it
 * @param basePath of the first server, without a trailing slash ({@code ""} for none)
 * @param projectParameter the path parameter that names the caller's project ({@code x-sluice-project}), or null
 * @param operations in the order of the document; {@link OperationPlan#index} counts them
 * @param routes finds an operation
 * @param errors how a refusal is written
 * @param warnings what was tolerated, by place
 * @param purpose what it was read for
 * @param secrets names of members and parameters whose values must not be shown
 */
public record ContractPlan(
        String file,
        String title,
        String version,
        String basePath,
        @Nullable String projectParameter,
        List<OperationPlan> operations,
        RouteTable routes,
        ErrorDialect errors,
        List<Fault> warnings,
        Purpose purpose,
        Set<String> secrets) {

    /** A contract by which messages are judged. */
    public ContractPlan(
            String file,
            String title,
            String version,
            String basePath,
            @Nullable String projectParameter,
            List<OperationPlan> operations,
            RouteTable routes,
            ErrorDialect errors,
            List<Fault> warnings) {
        this(
                file,
                title,
                version,
                basePath,
                projectParameter,
                operations,
                routes,
                errors,
                warnings,
                Purpose.JUDGE,
                Set.of());
    }

    /** As this, but known by another name than that of its document. */
    public ContractPlan named(String name) {
        return new ContractPlan(
                name,
                title,
                version,
                basePath,
                projectParameter,
                operations,
                routes,
                errors,
                warnings,
                purpose,
                secrets);
    }

    /** Whether some operation takes this text as a project's id; where projects are not named, any. */
    public boolean acceptsProject(String project) {
        List<Schema> schemas = operations.stream()
                .flatMap(operation -> operation.pathParameters().stream())
                .filter(parameter -> parameter.name().equals(projectParameter))
                .map(ParameterPlan::schema)
                .toList();
        // other types than strings are rare and have no one text: not judged here
        return schemas.isEmpty()
                || schemas.stream()
                        .anyMatch(schema -> !schema.types().has(TypeSet.Type.STRING)
                                || schema.accepts(new JsonValue.StringValue(-1, -1, project)));
    }
}
