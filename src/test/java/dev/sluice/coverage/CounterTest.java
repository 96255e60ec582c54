package dev.sluice.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Parameters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Looking into bodies takes no more of the time than it may. */
class CounterTest {

    private static final long SEED = 20261123;
    private static final int REST = 100;
    private static final int FIRST = 32;

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: Echo, version: '1' }
            paths:
              /echo:
                post:
                  requestBody: { content: { application/json: { schema: { properties: { long: {} } } } } }
                  responses:
                    '200': { description: ok, content: { application/json: { schema: { properties: { short: {} } } } } }
            """;

    /** Its bodies are always there. */
    private record Echo(Clock clock) implements Seen {

        @Override
        public @Nullable String query() {
            return null;
        }

        @Override
        public MultiMap headers() {
            return MultiMap.caseInsensitiveMultiMap();
        }

        @Override
        public @Nullable Parameters parameters() {
            return null;
        }

        @Override
        public @Nullable String path(int parameter) {
            return null;
        }

        @Override
        public String requestType() {
            return "application/json";
        }

        @Override
        public boolean hasRequestBody() {
            return true;
        }

        @Override
        public Buffer requestBody() {
            clock.look = clock.ofRequest;
            return Buffer.buffer("{\"long\":1}");
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public String type() {
            return "application/json";
        }

        @Override
        public boolean hasBody() {
            return true;
        }

        @Override
        public Buffer body() {
            clock.look = clock.ofAnswer;
            return Buffer.buffer("{\"short\":1}");
        }
    }

    /** Is asked at the begin of a look and at its end. */
    private static final class Clock {

        long now;
        long spent;
        long look;
        long ofRequest;
        long ofAnswer;
        private boolean looking;

        long nanos() {
            if (looking) {
                now += look;
                spent += look;
            }
            looking = !looking;
            return now;
        }
    }

    @Test
    void whatIsLookedAtTakesItsShareOfTheTime() throws DocumentException {
        System.out.println("seed " + SEED);
        ContractPlan plan = Contracts.parse("echo.yaml", CONTRACT);
        Random random = new Random(SEED);
        for (int[] costs : new int[][] {{20_000, 300}, {300, 20_000}, {1_000, 1_000}, {0, 5_000}, {5_000, 0}}) {
            Clock clock = new Clock();
            clock.now = random.nextLong();
            clock.ofRequest = costs[0];
            clock.ofAnswer = costs[1];
            OperationCounts counts =
                    new OperationCounts(new OperationCells(plan.operations().get(0), 100));
            Counter counter = new Counter(Runnable::run, clock::nanos, REST, 1024);
            Echo echo = new Echo(clock);
            long begin = clock.now;
            int requests = 0;

            while (clock.now - begin < 2_000_000_000L) {
                counter.add(counts, echo, clock.now);
                clock.now += random.nextInt(20_000);
                requests++;
            }

            long first = FIRST * ((long) costs[0] + costs[1]);
            long longest = (long) costs[0] + costs[1];
            assertThat(counts.get(OperationCells.REQUESTS)).isEqualTo(requests);
            assertThat(clock.spent).isBetween(first, first + longest + (clock.now - begin) / REST);
            assertThat(clock.spent).isGreaterThan((clock.now - begin) / REST / 2);
        }
    }
}
