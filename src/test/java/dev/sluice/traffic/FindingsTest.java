package dev.sluice.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Violation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: t, version: '1' }
            components:
              securitySchemes: { k: { type: apiKey, in: query, name: ak } }
              schemas: { Door: { allOf: [ { $ref: '#/components/schemas/Code' } ] }, Code: { type: string, format: password } }
            paths:
              /things/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
                put:
                  operationId: putThing
                  requestBody:
                    content:
                      application/json:
                        schema:
                          properties: { door: { $ref: '#/components/schemas/Door' }, hint: { writeOnly: true }, n: {} }
                  responses: { '200': { description: ok } }
            """;

    private final AtomicLong millis = new AtomicLong(1_000);
    private final Findings findings = new Findings(40, true, () -> Instant.ofEpochMilli(millis.get()));
    private final ContractPlan contract;

    FindingsTest() throws DocumentException {
        contract = Contracts.parse("things.yaml", CONTRACT);
    }

    private Exchange exchange(String body) {
        Message message = new Message(
                "PUT",
                "/things/7",
                "ak=hunter2&page=2",
                HttpHeaders.headers()
                        .add("Content-Type", "application/json")
                        .add("Authorization", "Bearer hunter2")
                        .add("Cookie", "a=hunter2"));
        Exchange exchange = new Exchange(message, "r-1", 0);
        exchange.matched(contract, contract.operations().get(0));
        exchange.body(new Body.Bytes(Buffer.buffer(body)));
        return exchange;
    }

    private void found(String keyword, String pointer) {
        Exchange exchange = exchange("{}");
        findings.found(exchange, Evidence.ofRequest(exchange), List.of(violation(keyword, pointer)));
    }

    private static Violation violation(String keyword, String pointer) {
        return new Violation(In.BODY, "", pointer, keyword, "/schema/" + keyword, "expected less", null);
    }

    @Test
    void countsEachKindOnceWithWhenItWasSeen() {
        found("maximum", "/ports/0/port");
        millis.set(5_000);
        found("maximum", "/ports/199/port");
        found("type", "/ports/1/port");

        List<Finding> all = findings.all();

        assertThat(all).hasSize(2);
        assertThat(all.get(0).pointer()).isEqualTo("/ports/*/port");
        assertThat(all.get(0).count()).isEqualTo(2);
        assertThat(all.get(0).first()).isEqualTo(Instant.ofEpochMilli(1_000));
        assertThat(all.get(0).last()).isEqualTo(Instant.ofEpochMilli(5_000));
        assertThat(all.get(0).operation()).isEqualTo("putThing");
        assertThat(all.get(0).route()).isEqualTo("/things/{id}");
    }

    @Test
    void keepsOneExemplarWithoutItsSecrets() {
        Exchange exchange = exchange("{\"door\":\"hunter2\",\"hint\":[\"hunter2\"],\"n\":12,\"token\":\"hunter2\"}");

        findings.found(exchange, Evidence.ofRequest(exchange), List.of(violation("maximum", "/n")));

        assertThat(findings.all().toString()).doesNotContain("hunter2");
        assertThat(findings.all().get(0).exemplar())
                .isEqualTo(new Exemplar(
                        "r-1",
                        "PUT",
                        "/things/7",
                        "ak=[redacted]&page=2",
                        0,
                        "application/json",
                        findings.all().get(0).exemplar().headers(),
                        "{\"door\":\"[redacted]\",\"hint\":\"[redacted]\",\"n\":12,\"token\":\"[redacted]\"}"));
        assertThat(findings.all().get(0).exemplar().headers())
                .containsExactlyInAnyOrder("Content-Type", "Authorization", "Cookie");
    }

    @Test
    void aClientThatMakesUpNamesTakesNobodysRoom() {
        for (int i = 0; i < 10_000; i++) {
            found("type", "/made-up-" + i + "x");
        }
        found("maximum", "/n");

        assertThat(findings.all()).hasSize(18);
        assertThat(findings.others()).isZero();
        assertThat(findings.all().stream().filter(finding -> finding.pointer().equals("/…")))
                .singleElement()
                .satisfies(elsewhere -> assertThat(elsewhere.count()).isEqualTo(10_000 - 16));
        assertThat(findings.all().stream().map(Finding::keyword)).contains("maximum");
    }

    @Test
    void whatIsBeyondTheRoomIsCounted() {
        for (int i = 0; i < 100; i++) {
            found("keyword" + i, "");
        }
        found("keyword7", "");

        assertThat(findings.all()).hasSize(40);
        assertThat(findings.others()).isEqualTo(60);
        assertThat(findings.all().get(0).count()).isEqualTo(2);

        findings.clear();

        assertThat(findings.all()).isEmpty();
        assertThat(findings.others()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {"''|''", "/|/", "/0|/*", "/a/12/b|/a/*/b", "/a1/2b|/a1/2b", "//0/|//*/", "/a~1b/3|/a~1b/*"})
    void numbersInPointersAreStars(String pointer, String normalised) {
        assertThat(FindingKey.normalised(pointer)).isEqualTo(normalised);
    }

    @Test
    void longPointersAreCut() {
        assertThat(FindingKey.normalised("/" + "x".repeat(100_000))).hasSize(201);
        assertThat(FindingKey.normalised("/x".repeat(100_000))).hasSize(201);
    }

    @Test
    void manyThreadsCountExactlyAndKeepNoMoreThanThereIsRoomFor() throws Exception {
        int threads = 8;
        int each = 4_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> running = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            running.add(pool.submit(() -> {
                for (int i = 0; i < each; i++) {
                    found("keyword" + i % 60, "/" + i % 7);
                }
            }));
        }
        for (Future<?> done : running) {
            done.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();

        long counted = findings.all().stream().mapToLong(Finding::count).sum();
        assertThat(findings.all()).hasSizeLessThanOrEqualTo(40).hasSizeGreaterThan(30);
        assertThat(counted + findings.others()).isEqualTo((long) threads * each);
    }
}
