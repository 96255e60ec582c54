package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.resilience.BreakerView;
import io.vertx.core.MultiMap;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final Metrics metrics = new Metrics("1.2.3");

    @AfterEach
    void close() {
        metrics.close();
    }

    private static Exchange exchange(String method, Duration ago) {
        Message message = new Message(method, "/v1/secret-project/x", null, MultiMap.caseInsensitiveMultiMap());
        return new Exchange(message, "id", System.nanoTime() - ago.toNanos());
    }

    private static Exchange matched(Duration ago) {
        Exchange exchange = exchange("PUT", ago);
        exchange.matched(Operator.CONTRACT, Operator.MODIFY);
        exchange.project("secret-project");
        return exchange;
    }

    private List<String> lines(String start) {
        return metrics.scrape().lines().filter(line -> line.startsWith(start)).toList();
    }

    @Test
    void showsHowLongRequestsTookByRouteAndStatus() {
        metrics.requests().ended(matched(Duration.ofSeconds(3)), 200, null);
        metrics.requests().ended(matched(Duration.ofSeconds(8)), 200, null);
        metrics.requests().ended(matched(Duration.ofHours(1)), 429, null);

        String route = "{http_request_method=\"PUT\",http_response_status_code=\"200\","
                + "http_route=\"/v1/{project_id}/services/{id}\"";
        String name = "http_server_request_duration_seconds";
        assertThat(lines(name + "_bucket" + route))
                .hasSize(15)
                .contains(
                        name + "_bucket" + route + ",le=\"0.075\"} 0",
                        name + "_bucket" + route + ",le=\"2.5\"} 0",
                        name + "_bucket" + route + ",le=\"5.0\"} 1",
                        name + "_bucket" + route + ",le=\"7.5\"} 1",
                        name + "_bucket" + route + ",le=\"10.0\"} 2",
                        name + "_bucket" + route + ",le=\"+Inf\"} 2");
        assertThat(lines(name + "_count" + route)).containsExactly(name + "_count" + route + "} 2");
        assertThat(lines(name + "_sum")).hasSize(2);
        assertThat(metrics.scrape()).doesNotContain("secret-project");
    }

    @Test
    void aRequestWithoutAnOperationOrAnAnswerHasNoRouteOrStatus() {
        metrics.watchJvm();

        metrics.requests().ended(exchange("BREW", Duration.ZERO), 404, null);
        metrics.requests().ended(exchange("STEEP", Duration.ZERO), 404, null);
        metrics.requests().ended(exchange("GET", Duration.ZERO), 0, null);

        assertThat(lines("http_server_request_duration_seconds_count"))
                .containsExactlyInAnyOrder(
                        "http_server_request_duration_seconds_count{http_request_method=\"_OTHER\","
                                + "http_response_status_code=\"404\",http_route=\"_unmatched\"} 2",
                        "http_server_request_duration_seconds_count{http_request_method=\"GET\","
                                + "http_response_status_code=\"\",http_route=\"_unmatched\"} 1");
    }

    @Test
    void losesNoRequestUnderManyThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            threads.invokeAll(Stream.generate(() -> Executors.callable(() -> {
                        for (int i = 0; i < 5_000; i++) {
                            metrics.requests().ended(matched(Duration.ofMillis(i % 100)), 200 + i % 5, null);
                        }
                    }))
                    .limit(4)
                    .toList());
        } finally {
            threads.shutdownNow();
        }

        assertThat(lines("http_server_request_duration_seconds_count"))
                .hasSize(5)
                .allMatch(line -> line.endsWith("} 4000"));
    }

    @Test
    void showsLimitsBreakersGaugesAndWhatRuns() throws Exception {
        try (Operator operator = new Operator()) {
            operator.metrics.watch(operator.limiter);
            operator.metrics.watch("store", operator.breaker::get);
            operator.metrics.gauge("sluice.store.pool.size", "Connections.", () -> 8);
            for (int i = 0; i < 5; i++) {
                operator.limiter.decide(Operator.MODIFY, "p");
            }
            operator.breaker.set(new BreakerView("store", BreakerView.State.OPEN, 50, 0, 20, 10, 0, 7));

            HttpResponse<String> page = operator.get("/metrics");

            assertThat(page.headers().firstValue("content-type")).contains("text/plain; version=0.0.4; charset=utf-8");
            assertThat(page.body().lines())
                    .contains(
                            "sluice_rate_limit_decisions_total{outcome=\"allowed\"} 2.0",
                            "sluice_rate_limit_decisions_total{outcome=\"refused\"} 3.0",
                            "sluice_rate_limit_decisions_total{outcome=\"would_refuse\"} 0.0",
                            "sluice_rate_limit_shared_total 0.0",
                            "sluice_rate_limit_projects 1.0",
                            "sluice_breaker_state{name=\"store\",state=\"open\"} 1.0",
                            "sluice_breaker_state{name=\"store\",state=\"closed\"} 0.0",
                            "sluice_breaker_state{name=\"store\",state=\"half_open\"} 0.0",
                            "sluice_breaker_refused_total{name=\"store\"} 7.0",
                            "sluice_store_pool_size 8.0",
                            "sluice_build_info{java_version=\"" + Runtime.version() + "\",version=\"1.2.3\"} 1")
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                    .anyMatch(line -> line.startsWith("jvm_threads_live_threads "))
                    .anyMatch(line -> line.startsWith("process_cpu_usage "));
        }
    }
}
