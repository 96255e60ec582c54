package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Client;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Exchanges as a limiter meets them. */
public final class Calls {

    private Calls() {}

    public static OperationPlan operation(String id, @Nullable RateLimitPlan plan, RateLimitPlan... keyed) {
        OperationPlan plain = Limits.operation(plan);
        return new OperationPlan(
                plain.index(),
                id,
                plain.method(),
                plain.path(),
                plain.pathParameters(),
                plain.parameters(),
                plain.body(),
                plain.responses(),
                plan,
                List.of(keyed),
                plain.names(),
                plain.security(),
                plain.mock(),
                plain.behaviour(),
                plain.backend(),
                plain.validation(),
                plain.upgrade());
    }

    public static Exchange of(
            ContractPlan contract, OperationPlan operation, @Nullable String project, String caller, String address) {
        Message message = new Message("GET", "/" + project, null, HttpHeaders.headers(), null);
        Exchange exchange = new Exchange(message, "1", 0);
        exchange.matched(contract, operation);
        exchange.project(project);
        exchange.caller(named(caller));
        exchange.client(at(address));
        return exchange;
    }

    private static Caller named(String name) {
        return new Caller() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean mayActOn(String project) {
                return true;
            }
        };
    }

    private static Client at(String address) {
        return new Client() {
            @Override
            public String peer() {
                return address;
            }

            @Override
            public String address() {
                return address;
            }

            @Override
            public boolean secure() {
                return false;
            }

            @Override
            public String authority() {
                return "";
            }

            @Override
            public String version() {
                return "1.1";
            }
        };
    }
}
