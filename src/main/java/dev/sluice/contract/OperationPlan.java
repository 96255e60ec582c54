package dev.sluice.contract;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a contract, ready to judge requests.
 *
 * @param index its number within the contract, from 0: for tables by operation
 * @param id the operationId, or {@code METHOD path} where there is none
 * @param path the path template with the base path in front: {@code /v1/{project_id}/…} (also the metrics' route)
 * @param pathParameters in the order of the template's expressions
 * @param parameters the query, header and cookie parameters in the order of the document
 * @param body null when the operation declares none
 * @param rateLimit the most specific {@code x-sluice-rate-limit} that counts by project, or null
 * @param keyedLimits the most specific ones that count by something else
 * @param names which of {@code parameters} a name in a request means
 * @param security what it wants to know of its caller
 * @param mock how it is mocked
 * @param behaviour the most specific {@code x-sluice-latency} and {@code x-sluice-faults}
 * @param backend the most specific {@code x-sluice-backend}, or null
 * @param validation the most specific {@code x-sluice-validation}
 * @param upgrade the most specific {@code x-sluice-upgrade}
 */
public record OperationPlan(
        int index,
        String id,
        String method,
        String path,
        List<ParameterPlan> pathParameters,
        List<ParameterPlan> parameters,
        @Nullable BodyPlan body,
        ResponseTable responses,
        @Nullable RateLimitPlan rateLimit,
        List<RateLimitPlan> keyedLimits,
        ParameterNames names,
        SecurityPlan security,
        MockPlan mock,
        BehaviourPlan behaviour,
        @Nullable BackendPlan backend,
        ValidationPlan validation,
        UpgradePlan upgrade) {

    /** An operation whose contract has no other names. */
    public OperationPlan(
            int index,
            String id,
            String method,
            String path,
            List<ParameterPlan> pathParameters,
            List<ParameterPlan> parameters,
            @Nullable BodyPlan body,
            ResponseTable responses,
            @Nullable RateLimitPlan rateLimit) {
        this(
                index,
                id,
                method,
                path,
                pathParameters,
                parameters,
                body,
                responses,
                rateLimit,
                List.of(),
                ParameterNames.of(parameters, Set.of(), ""),
                SecurityPlan.NONE,
                MockPlan.DEFAULT,
                BehaviourPlan.NONE,
                null,
                ValidationPlan.NONE,
                UpgradePlan.UNSAID);
    }
}
