package dev.sluice.mock.state;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.generate.Generator;
import dev.sluice.mock.MockBackend;
import dev.sluice.mock.Preferences;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mock of one contract that remembers what clients create, change and delete. An operation that belongs to no
 * collection, and a request that says what it wants to be answered ({@code Prefer}), is left to the contract's mock. Safe
 * for use by many event loops.
 */
public final class StatefulBackend implements Backend {

    /** Bytes: a longer body is taken in off the event loop. */
    private static final int LARGE = 64 * 1024;

    private final ContractPlan contract;
    private final MockBackend mock;
    private final @Nullable String projectHeader;
    private final Recognition recognition;
    private final ContractState state;
    private final boolean writes;

    private StatefulBackend(
            ContractPlan contract, MockBackend mock, MockMemory memory, InstantSource clock, Recognition recognition) {
        this.contract = contract;
        this.mock = mock;
        this.projectHeader = memory.settings().projectHeader();
        this.recognition = recognition;
        this.state = new ContractState(
                contract,
                recognition,
                memory.settings(),
                new Memory(
                        memory.settings(),
                        memory.budget(),
                        recognition.collections().size()),
                new ItemMaker(memory.settings().seed(), clock),
                new Refusals(contract.errors(), contract.operations(), mock),
                new AnswerFields(recognition, mock));
        memory.add(state);
        this.writes = recognition.actions().stream()
                .anyMatch(action -> action != null && action.operation().body() != null);
    }

    /**
     * @param contract read for a mock
     * @param mock of the contract
     * @param memory that all contracts' mocks share
     * @param clock tells when items were made
     */
    public static StatefulBackend of(ContractPlan contract, MockBackend mock, MockMemory memory, InstantSource clock) {
        Recognition recognition = Recognition.of(contract, ValueSources.of(new Generator()));
        return new StatefulBackend(contract, mock, memory, clock, recognition);
    }

    /** One line for each collection that was recognised: its name, its path, its operations. */
    public List<String> collections() {
        return recognition.lines();
    }

    /** How many operations it answers by what it remembers. */
    public int operations() {
        return (int)
                recognition.actions().stream().filter(action -> action != null).count();
    }

    @Override
    public boolean readsBodies() {
        return writes || mock.readsBodies();
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        Action action = recognition.actions().get(exchange.operation().index());
        if (action == null || !wantsJson(exchange)) {
            return mock.answer(exchange);
        }
        Preferences preferences;
        try {
            preferences = Preferences.of(exchange.message());
        } catch (ProblemException malformed) {
            return Future.failedFuture(malformed);
        }
        Address address = preferences.isAboutAnswer() ? null : address(action.collection(), exchange);
        if (address == null) {
            return mock.answer(exchange);
        }
        Context context = isLarge(exchange.content()) ? Vertx.currentContext() : null;
        return context == null
                ? state.answer(action, address, exchange)
                : context.executeBlocking(() -> state.answer(action, address, exchange), false)
                        .compose(reply -> reply);
    }

    private static boolean isLarge(Body body) {
        return body instanceof Body.Bytes bytes && bytes.buffer().length() > LARGE;
    }

    /** What is remembered can be told in JSON. */
    private static boolean wantsJson(Exchange exchange) {
        String accept = exchange.message().headers().get(HttpHeaders.ACCEPT);
        return accept == null || accept.contains("json") || accept.contains("*/*") || accept.contains("application/*");
    }

    /** @return null where a path parameter has no one text */
    private @Nullable Address address(Collection collection, Exchange exchange) {
        List<String> scope = new ArrayList<>(collection.scope().size());
        for (String parameter : collection.scope()) {
            String text = Texts.of(exchange.parameters().get(In.PATH, parameter));
            if (text == null) {
                return null;
            }
            scope.add(text);
        }
        return new Address(collection, project(collection, exchange, scope), scope);
    }

    /**
     * Named by the contract, else by the header of the settings, else by the first path parameter in front of items. What
     * stands below an item is of the item's project.
     */
    private String project(Collection collection, Exchange exchange, List<String> scope) {
        List<String> outer = collection.outermost().scope();
        if (contract.projectParameter() != null) {
            int at = outer.indexOf(contract.projectParameter());
            return at < 0 ? "" : scope.get(at);
        }
        if (projectHeader != null) {
            String header = exchange.message().headers().get(projectHeader);
            return header == null ? "" : header;
        }
        return outer.isEmpty() ? "" : scope.get(0);
    }
}
