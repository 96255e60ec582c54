package dev.sluice.coverage;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Parameters;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What recorded traffic touches of a contract: every body is looked into. Confined to one thread. */
public final class Replay {

    private static final MultiMap NONE = HttpHeaders.headers();

    private final ContractCells cells;
    private final ContractCounts counts;
    private final Map<String, OperationPlan> byName = new HashMap<>();
    private final Counter counter = new Counter(Runnable::run, () -> 0, 0, Integer.MAX_VALUE);
    private final Instant begun;
    private @Nullable Instant first;
    private @Nullable Instant last;
    private long unmatched;

    /** @param now for messages that have no time */
    public Replay(ContractPlan contract, Instant now) {
        this.begun = now;
        this.cells = new ContractCells(contract, now);
        this.counts = cells.counts(this);
        for (OperationPlan operation : contract.operations()) {
            byName.putIfAbsent(operation.method() + " " + operation.path(), operation);
        }
        for (OperationPlan operation : contract.operations()) {
            byName.putIfAbsent(operation.id(), operation);
        }
    }

    /** @return whether the contract has an operation for it */
    public boolean add(RecordedExchange exchange) {
        at(exchange.time());
        RecordedRequest request = exchange.request();
        OperationPlan operation = null;
        List<String> segments = List.of();
        if (request != null) {
            if (cells.plan.routes().find(request.method(), request.path()) instanceof Match.Found found) {
                operation = found.operation();
                segments = found.segments();
            }
        } else if (exchange.operation() != null) {
            operation = named(exchange.operation());
        }
        if (operation == null) {
            unmatched++;
            return false;
        }
        counter.add(counts.operation(operation.index()), new RecordedView(request, exchange.response(), segments), 0);
        return true;
    }

    private void at(@Nullable Instant time) {
        if (time != null) {
            first = first == null || time.isBefore(first) ? time : first;
            last = last == null || time.isAfter(last) ? time : last;
        }
    }

    /** By id, by method and template, or by method and path. */
    private @Nullable OperationPlan named(String name) {
        OperationPlan known = byName.get(name);
        int space = name.indexOf(' ');
        if (known != null || space < 0) {
            return known;
        }
        return cells.plan.routes().find(name.substring(0, space), name.substring(space + 1))
                        instanceof Match.Found found
                ? found.operation()
                : null;
    }

    /** What was touched from the first message to the last. */
    public CoverageReport report() {
        Instant since = first == null ? begun : first;
        Instant until = last == null ? begun : last;
        return new CoverageReport(since, until, unmatched, List.of(Reports.of(cells, since)));
    }

    private record RecordedView(
            @Nullable RecordedRequest request, @Nullable RecordedResponse response, List<String> segments)
            implements Seen {

        @Override
        public @Nullable String query() {
            return request == null ? null : request.query();
        }

        @Override
        public MultiMap headers() {
            return request == null ? NONE : request.headers();
        }

        @Override
        public @Nullable Parameters parameters() {
            return null;
        }

        @Override
        public @Nullable String path(int parameter) {
            if (parameter >= segments.size()) {
                return null;
            }
            try {
                // a plus is one in a path
                return URLDecoder.decode(segments.get(parameter).replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return null;
            }
        }

        @Override
        public @Nullable String requestType() {
            return request == null ? null : request.headers().get(HttpHeaders.CONTENT_TYPE);
        }

        @Override
        public boolean hasRequestBody() {
            return request != null && request.body() != null;
        }

        @Override
        public @Nullable Buffer requestBody() {
            return content(request == null ? null : request.body());
        }

        @Override
        public int status() {
            return response == null ? 0 : response.status();
        }

        @Override
        public @Nullable String type() {
            return response == null ? null : response.headers().get(HttpHeaders.CONTENT_TYPE);
        }

        @Override
        public boolean hasBody() {
            return response != null && response.body() != null;
        }

        @Override
        public @Nullable Buffer body() {
            return content(response == null ? null : response.body());
        }

        private static @Nullable Buffer content(@Nullable RecordedBody body) {
            return body == null ? null : body.content();
        }
    }
}
