package dev.sluice.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.RouteTable;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.support.Eventually;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every exchange is a line of JSON, or is counted as dropped; and nobody waits for it. */
@Timeout(60)
class AccessLogTest {

    private static final long SEED = 20261123;

    /** Takes everything. */
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

    private static Exchange exchange(String method, String path, String requestId) {
        Message message = new Message(method, path, "token=secret", MultiMap.caseInsensitiveMultiMap());
        return new Exchange(message, requestId, System.nanoTime());
    }

    private List<JsonObject> lines() {
        return taken.toString(StandardCharsets.UTF_8)
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    @Test
    void aLineSaysWhatWentBy() throws Exception {
        ContractPlan contract = Contracts.parse("shop.yaml", """
                openapi: 3.1.0
                info: {title: Shop, version: '1'}
                paths: {'/carts/{id}': {get: {parameters: [{name: id, in: path, required: true, schema: {}}]}}}
                """);
        Exchange exchange = exchange("GET", "/carts/7", "r1");
        if (contract.routes().find("GET", "/carts/7") instanceof RouteTable.Match.Found found) {
            exchange.matched(contract, found.operation());
        }
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        try (AccessLog log = AccessLog.start(taken)) {
            log.ended(exchange, 429, Problem.of(ProblemType.RATE_LIMITED));
        }

        assertThat(lines()).hasSize(1);
        JsonObject line = lines().get(0);
        assertThat(line.getInstant("time")).isBetween(before, Instant.now());
        assertThat(line.getLong("micros")).isNotNegative();
        line.remove("time");
        line.remove("micros");
        assertThat(line)
                .isEqualTo(new JsonObject()
                        .put("contract", "shop.yaml")
                        .put("method", "GET")
                        .put("route", "/carts/{id}")
                        .put("path", "/carts/7")
                        .put("status", 429)
                        .put("request_id", "r1")
                        .put("problem", "rate-limited"));
    }

    @Test
    void aFaultIsToldApartFromAClientThatLeft() {
        Exchange reset = exchange("GET", "/a", "r");
        reset.fault("reset");
        try (AccessLog log = AccessLog.start(taken)) {
            log.ended(reset, 0, null);
            log.ended(exchange("GET", "/a", "s"), 0, null);
        }

        assertThat(lines()).extracting(line -> line.getString("fault")).containsExactly("reset", null);
    }

    @Test
    void neitherQueryNorHeadersAreInIt() {
        Exchange exchange = exchange("GET", "/a", "r");
        exchange.message().headers().set("Authorization", "Bearer secret");
        try (AccessLog log = AccessLog.start(taken)) {
            log.ended(exchange, 200, null);
        }

        assertThat(taken.toString(StandardCharsets.UTF_8))
                .doesNotContain("secret")
                .contains("\"/a\"");
    }

    /** Whatever a client makes up is one line of ASCII that says it again. */
    @Test
    void hostileTextsStayWithinTheirLine() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        List<String> paths = new ArrayList<>();
        try (AccessLog log = AccessLog.start(taken)) {
            for (int i = 0; i < 5_000; i++) {
                String path = text(random, random.nextInt(i % 100 == 0 ? 2_000 : 40));
                paths.add(path);
                log.ended(exchange(text(random, 5), path, text(random, 10)), i, null);
            }
        }

        assertThat(taken.toByteArray()).matches(bytes -> {
            for (byte b : bytes) {
                if (b != '\n' && (b < ' ' || b > '~')) {
                    return false;
                }
            }
            return true;
        });
        List<JsonObject> lines = lines();
        assertThat(lines).hasSize(paths.size());
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            String expected = path.length() <= 512 ? path : path.substring(0, 512) + "...";
            assertThat(lines.get(i).getString("path")).isEqualTo(expected);
            assertThat(lines.get(i).getInteger("status")).isEqualTo(i);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(
                    switch (random.nextInt(4)) {
                        case 0 -> (char) random.nextInt(32);
                        case 1 -> "\"\\\u007f\u2028{}".charAt(random.nextInt(6));
                        case 2 -> (char) (0xa0 + random.nextInt(0x1000));
                        default -> (char) ('a' + random.nextInt(26));
                    });
        }
        return text.toString();
    }

    @Test
    void aLineIsWrittenSoonThoughNothingFollows() {
        try (AccessLog log = AccessLog.start(taken)) {
            log.ended(exchange("GET", "/", "r"), 200, null);

            Eventually.holds(() -> taken.size() > 0);
        }
    }

    @Test
    void linesOfManyThreadsAreWholeAndInTheOrderOfTheirThread() throws Exception {
        int threads = 4;
        int each = 20_000;
        try (AccessLog log = AccessLog.start(taken)) {
            List<Thread> loops = IntStream.range(0, threads)
                    .mapToObj(thread -> new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            log.ended(exchange("GET", "/" + thread, Integer.toString(i)), 200, null);
                        }
                    }))
                    .toList();
            loops.forEach(Thread::start);
            for (Thread loop : loops) {
                loop.join();
            }
            Eventually.holds(() -> lines().size() + log.dropped() >= (long) threads * each);
        }

        int[] last = IntStream.generate(() -> -1).limit(threads).toArray();
        for (JsonObject line : lines()) {
            if (line.containsKey("dropped")) {
                continue;
            }
            int thread = Integer.parseInt(line.getString("path").substring(1));
            int number = Integer.parseInt(line.getString("request_id"));
            assertThat(number).isGreaterThan(last[thread]);
            last[thread] = number;
        }
    }

    /** A pipe that nobody reads: it takes nothing until it is opened. */
    private final class Stuck extends OutputStream {

        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                open.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            taken.write(bytes, offset, length);
        }
    }

    @Test
    void linesThatTheSinkDoesNotTakeAreDroppedAndCounted() {
        Stuck sink = new Stuck();
        int all = 60_000;
        long dropped;
        try (AccessLog log = AccessLog.start(sink)) {
            for (int i = 0; i < all; i++) {
                log.ended(exchange("GET", "/a-path-of-some-length/" + i, "r" + i), 200, null);
            }
            dropped = log.dropped();
            assertThat(dropped).isPositive();

            sink.open.countDown();
            Eventually.holds(() -> lines().size() >= all - dropped + 1);
        }

        List<JsonObject> lines = lines();
        long told =
                lines.stream().mapToLong(line -> line.getLong("dropped", 0L)).sum();
        assertThat(told).isEqualTo(dropped);
        assertThat(lines.stream().filter(line -> !line.containsKey("dropped"))).hasSize((int) (all - dropped));
    }

    /** A full disk: each write fails until it is mended. */
    private final class Failing extends OutputStream {

        private volatile boolean mended;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (!mended) {
                taken.write(bytes, offset, length / 2);
                throw new IOException("No space left on device");
            }
            taken.write(bytes, offset, length);
        }
    }

    @Test
    void aSinkThatFailsLosesItsLinesAndGoesOnAfterwards() {
        Failing sink = new Failing();
        try (AccessLog log = AccessLog.start(sink)) {
            log.ended(exchange("GET", "/lost", "r1"), 200, null);
            Eventually.holds(() -> log.dropped() == 1);
            sink.mended = true;
            log.ended(exchange("GET", "/kept", "r2"), 200, null);
        }

        List<String> lines = taken.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(new JsonObject(lines.get(1)).getString("path")).isEqualTo("/kept");
        assertThat(new JsonObject(lines.get(2)).getLong("dropped")).isEqualTo(1);
    }

    @Test
    void whoeverIsToldNextIsTold() {
        List<@Nullable Integer> told = new ArrayList<>();
        try (AccessLog log = AccessLog.start(taken)) {
            log.and((exchange, status, problem) -> told.add(status)).ended(exchange("GET", "/", "r"), 204, null);
        }

        assertThat(told).containsExactly(204);
        assertThat(Set.copyOf(lines().get(0).fieldNames())).contains("time", "method", "path", "status", "request_id");
    }
}
