package dev.sluice.validation;

import dev.sluice.contract.RouteTable;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request leads to where several contracts are served: the first that has the operation, else the first that has
 * the path.
 *
 * @param contract its index; -1 where none has the path
 * @param found null where the request is refused
 * @param refusal null where there is an operation
 */
public record Route(
        int contract, Match.@Nullable Found found, @Nullable Problem refusal) {

    /** @param routes of one of the contracts */
    public static <C> Route find(List<C> contracts, Function<C, RouteTable> routes, Message message) {
        String allow = null;
        int near = -1;
        for (int i = 0; i < contracts.size(); i++) {
            Match match = routes.apply(contracts.get(i)).find(message.method(), message.path());
            if (match instanceof Match.Found found) {
                return new Route(i, found, null);
            }
            if (match instanceof Match.OtherMethods others && allow == null) {
                allow = others.allow();
                near = i;
            }
        }
        Problem refusal = allow == null
                ? Problem.of(ProblemType.NO_SUCH_PATH)
                : Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", allow);
        return new Route(near, null, refusal);
    }
}
