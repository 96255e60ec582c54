package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import java.util.List;
import java.util.function.Supplier;

/** The operations on contracts and messages, for every port that offers them: what was compiled is kept once. */
final class ServiceApi {

    private final ContractsApi contracts;
    private final ValidateApi validate;
    private final ExplainApi explain;
    private final DiffApi diff;
    private final ContentRoute content;

    /** @param served the contracts that this node serves now */
    ServiceApi(ValidationService service, Supplier<List<ContractPlan>> served) {
        JudgedContracts judged = new JudgedContracts(service, served);
        this.contracts = new ContractsApi(service, judged::changed);
        this.validate = new ValidateApi(service, judged);
        this.explain = new ExplainApi(service, judged);
        this.diff = new DiffApi(service);
        this.content = new ContentRoute(service, contracts);
    }

    /** Whether a path leads to one of them, if to anything. */
    static boolean has(String path) {
        return path.equals("/v1/contracts")
                || path.startsWith("/v1/contracts/")
                || path.equals("/v1/validate")
                || path.equals("/v1/explain");
    }

    void operations(RouterBuilder builder) {
        contracts.operations(builder);
        validate.operations(builder);
        explain.operations(builder);
        diff.operations(builder);
    }

    /** What the contract of the control side cannot declare. */
    void routes(Router router) {
        content.on(router);
    }
}
