package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Sluice;
import io.vertx.core.json.Json;
import io.vertx.core.json.pointer.JsonPointer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every scenario file is a test. */
class ScenarioTest {

    private static final Path SCENARIOS = Path.of("src", "test", "scenarios");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable Servers servers;

    @BeforeAll
    static void prepare() {
        servers = new Servers(folder);
    }

    @AfterAll
    static void stopServers() {
        servers().close();
    }

    private static Servers servers() {
        if (servers == null) {
            throw new IllegalStateException("not prepared");
        }
        return servers;
    }

    @TestFactory
    Stream<DynamicTest> scenarios() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(all).isNotEmpty();
            return all.stream()
                    .map(file -> DynamicTest.dynamicTest(
                            SCENARIOS.relativize(file).toString(), file.toUri(), () -> run(file)));
        }
    }

    private static void run(Path file) throws Exception {
        Scenario scenario = Scenario.read(file);
        Sluice server = servers().with(scenario.settings());
        Map<String, String> variables = new HashMap<>();
        for (Scenario.Step step : scenario.steps()) {
            HttpResponse<String> answer = send(server, step, variables);
            try {
                new Expectation(step.expect(), variables).check(answer);
            } catch (AssertionError difference) {
                throw new AssertionError(
                        scenario.name() + " / " + step.name() + ": " + answer.statusCode() + " " + answer.body(),
                        difference);
            }
            step.save().forEach((name, pointer) -> variables.put(name, value(answer, pointer)));
        }
    }

    private static String value(HttpResponse<String> answer, String pointer) {
        Object value = JsonPointer.from(pointer).queryJson(Json.decodeValue(answer.body()));
        assertThat(value).as(pointer).isNotNull();
        return String.valueOf(value);
    }

    private static HttpResponse<String> send(Sluice server, Scenario.Step step, Map<String, String> variables)
            throws IOException, InterruptedException {
        String[] line = Variables.filled(step.request(), variables).split(" ", 2);
        String body = step.body() == null ? "" : Variables.filled(step.body(), variables);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.started().data().url() + line[1]))
                .timeout(Duration.ofSeconds(30))
                .method(line[0], body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty() && !step.headers().containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        step.headers().forEach((name, value) -> request.header(name, Variables.filled(value, variables)));
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }
}
