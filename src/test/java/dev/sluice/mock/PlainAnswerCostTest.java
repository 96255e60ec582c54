package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that is the same for everybody is made once. */
class PlainAnswerCostTest {

    private static final int REQUESTS = 10_000;

    @ParameterizedTest
    @ValueSource(strings = {"", "*/*", "application/json, text/plain;q=0.5"})
    void costsNoMemory(String accept) throws Exception {
        ContractPlan contract = Contracts.parse("api.yaml", """
                openapi: 3.1.0
                info: {title: t, version: v}
                paths: {/a: {get: {responses: {"200": {description: d, content: {application/json: {example: {a: 1}}, text/plain: {example: t}}}}}}}
                """, Reading.MOCK);
        MultiMap headers = HttpHeaders.headers().add("Host", "a").add("User-Agent", "b");
        if (!accept.isEmpty()) {
            headers.add("Accept", accept);
        }
        Exchange exchange = new Exchange(new Message("GET", "/a", "page=1", headers), "id", 0);
        exchange.matched(contract, contract.operations().get(0));
        MockBackend mock = MockBackend.of(contract, MockSettings.DEFAULT);
        Future<Reply> first = mock.answer(exchange);
        ask(mock, exchange, first);

        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        ask(mock, exchange, first);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        // several lines of Accept have to be looked for: one list each
        assertThat(bytes / REQUESTS).isLessThan(accept.length() > 3 ? 100 : 1);
    }

    private static void ask(MockBackend mock, Exchange exchange, Future<Reply> expected) {
        for (int i = 0; i < REQUESTS; i++) {
            assertThatSame(mock.answer(exchange), expected);
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same answer is meant
    private static void assertThatSame(Future<Reply> answer, Future<Reply> expected) {
        if (answer != expected) {
            throw new AssertionError("another answer");
        }
    }
}
