package dev.sluice.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a request's parameters were decoded to is counted as their text is. */
class DecodedParametersTest {

    private static final long SEED = 20261124;
    private static final int REQUESTS = 4000;

    private static final String CONTRACT = """
            openapi: 3.2.0
            info: { title: Shop, version: '1' }
            paths:
              /plain:
                get:
                  parameters:
                    - { name: sort, in: query, schema: { type: string, enum: [up, down, 'a b', ''] } }
                    - { name: page, in: query, schema: { type: integer } }
                    - { name: tag, in: query, schema: { type: array, items: {} } }
                    - { name: void, in: query, allowEmptyValue: true, schema: { type: integer } }
                    - { name: filter, in: query, style: deepObject, schema: { type: object } }
                    - { name: size, in: query, schema: { type: object, properties: { wide: {}, high: {} }, additionalProperties: false } }
                    - { name: json, in: query, content: { application/json: { schema: { enum: [up] } } } }
                    - { name: X-Mode, in: header, schema: { type: string, enum: [fast, slow] } }
                    - { name: theme, in: cookie, schema: { type: string, enum: [dark, light] } }
                  responses: { default: { description: any } }
              /numbers:
                get:
                  parameters:
                    - { name: page, in: query, schema: { enum: [1, 2] } }
                    - { name: tag, in: query, schema: { type: array, items: { enum: [x, y] } } }
                    - { name: sort, in: query, schema: { type: string, enum: [up, down] } }
                  responses: { default: { description: any } }
              /whole:
                get:
                  parameters:
                    - { name: q, in: querystring, content: { application/x-www-form-urlencoded: { schema: { type: object } } } }
                  responses: { default: { description: any } }
            """;

    private static final List<String> NAMES = List.of(
            "sort", "s%6Frt", "page", "tag", "void", "filter[a]", "filter%5Bb%5D", "wide", "high", "json", "other", "");
    private static final List<String> VALUES =
            List.of("up", "d%6Fwn", "a+b", "a%20b", "", "1", "2", "x", "y", "%22up%22", "%zz", "x,y", "+");

    private record View(
            @Nullable Parameters parameters, @Nullable String query, MultiMap headers) implements Seen {

        @Override
        public @Nullable String path(int parameter) {
            return null;
        }

        @Override
        public @Nullable String requestType() {
            return null;
        }

        @Override
        public boolean hasRequestBody() {
            return false;
        }

        @Override
        public @Nullable Buffer requestBody() {
            return null;
        }

        @Override
        public int status() {
            return 200;
        }

        @Override
        public @Nullable String type() {
            return null;
        }

        @Override
        public boolean hasBody() {
            return false;
        }

        @Override
        public @Nullable Buffer body() {
            return null;
        }
    }

    @Test
    void theyAreCountedAsTheirTextIs() throws DocumentException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        ContractPlan plan = Contracts.parse("shop.yaml", CONTRACT);
        int[] valid = new int[plan.operations().size()];
        for (int i = 0; i < REQUESTS; i++) {
            OperationPlan operation = plan.operations().get(i % valid.length);
            String query = query(random);
            MultiMap headers = headers(random);
            Parameters parameters = new Parameters(operation);
            Message message = new Message("GET", "/", query, headers, null);
            boolean refused = new RequestValidator().request(operation, message, Body.Empty.EMPTY, parameters) != null;

            assertThat(parameters.isComplete()).as(query).isEqualTo(!refused);
            if (!refused) {
                valid[operation.index()]++;
                assertThat(counts(operation, new View(parameters, query, headers)))
                        .as("%s?%s %s", operation.path(), query, headers)
                        .isEqualTo(counts(operation, new View(null, query, headers)));
            }
        }
        assertThat(Arrays.stream(valid))
                .as("requests that are valid, by operation")
                .allMatch(count -> count > REQUESTS / 50);
    }

    @Test
    void theTextIsNotReadAgain() throws DocumentException {
        ContractPlan plan = Contracts.parse("shop.yaml", CONTRACT);
        OperationPlan operation = plan.operations().get(0);
        MultiMap none = MultiMap.caseInsensitiveMultiMap();
        Parameters parameters = new Parameters(operation);
        new RequestValidator()
                .request(operation, new Message("GET", "/", "sort=up", none, null), Body.Empty.EMPTY, parameters);

        assertThat(counts(operation, new View(parameters, "page=1", none)))
                .isEqualTo(counts(operation, new View(null, "sort=up", none)));
    }

    private static List<Long> counts(OperationPlan operation, Seen seen) {
        OperationCells cells = new OperationCells(operation, 100);
        OperationCounts counts = new OperationCounts(cells);
        new Counter(Runnable::run, () -> 0, 0, 1024).add(counts, seen, 0);
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < cells.size; i++) {
            all.add(counts.get(i));
        }
        return all;
    }

    private static @Nullable String query(Random random) {
        List<String> pairs = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            pairs.add(random.nextInt(8) == 0 ? name : name + "=" + VALUES.get(random.nextInt(VALUES.size())));
        }
        return pairs.isEmpty() && random.nextBoolean() ? null : String.join("&", pairs);
    }

    private static MultiMap headers(Random random) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (random.nextInt(3) == 0) {
            headers.add("x-mode", random.nextBoolean() ? "fast" : "slow");
        }
        if (random.nextInt(3) == 0) {
            headers.add("cookie", "a=b; theme=" + (random.nextBoolean() ? "dark" : "light"));
        }
        return headers;
    }
}
