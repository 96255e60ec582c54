package dev.sluice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Sluice;
import dev.sluice.app.Started;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.support.Seed;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The requests of {@link OneVerdictTest} once more: the validation service says of them what the judge says. */
class ServiceVerdictTest {

    private static final int BATCHES = 4;
    private static final int BATCH = 500;

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(UnknownParameters.class)
    void theServiceSaysWhatTheJudgeSays(UnknownParameters unknown) throws Exception {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        RandomRequests requests = new RandomRequests(new Random(seed), OneVerdictTest.contracts());
        MessageJudge judge = new MessageJudge(OneVerdictTest.contracts(), unknown);
        Sluice server = serve(unknown);
        int invalid = 0;
        try {
            for (int i = 0; i < BATCHES; i++) {
                List<SentRequest> batch = new ArrayList<>();
                JsonArray messages = new JsonArray();
                for (int j = 0; j < BATCH; j++) {
                    SentRequest request = requests.next();
                    batch.add(request);
                    messages.add(new JsonObject(request.line()));
                }
                JsonArray results = results(server.started(), messages);
                assertThat(results).hasSize(BATCH);
                for (int j = 0; j < BATCH; j++) {
                    Optional<Problem> expected = OneVerdictTest.problem(judge, batch.get(j));
                    assertThat(told(results.getJsonObject(j).getJsonObject("request")))
                            .as("%s: seed %d", batch.get(j), seed)
                            .isEqualTo(expected.map(ServiceVerdictTest::told).orElse("valid"));
                    invalid += expected.isPresent() ? 1 : 0;
                }
            }
        } finally {
            server.stop();
        }
        assertThat(invalid).isBetween(BATCH, BATCHES * BATCH - BATCH / 10);
    }

    private Sluice serve(UnknownParameters unknown) throws Exception {
        String contracts = OneVerdictTest.FILES.stream()
                .map(file -> "{file: '" + file.toAbsolutePath() + "', backend: mock}")
                .collect(Collectors.joining(", "));
        String settings = """
                listen: {port: 0, eventLoops: 1}
                control: {port: 0}
                log: {level: error}
                store: {data: '%s'}
                validation: {unknownQueryParameters: %s}
                contracts: [%s]
                """.formatted(folder, unknown.name().toLowerCase(Locale.ROOT), contracts);
        return Sluice.start(
                SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", settings)), Map.of(), List.of())
                        .settings());
    }

    private static JsonArray results(Started started, JsonArray messages) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(started.control().url() + "/v1/validate"))
                .timeout(Duration.ofSeconds(30))
                .header(
                        "Authorization",
                        "Bearer " + started.token().orElseThrow().value())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        new JsonObject().put("messages", messages).encode()))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body()).getJsonArray("results");
    }

    private static String told(JsonObject verdict) {
        if (!verdict.getString("verdict").equals("invalid")) {
            return verdict.getString("verdict");
        }
        StringBuilder text = new StringBuilder()
                .append(verdict.getInteger("status"))
                .append(' ')
                .append(verdict.getString("code"))
                .append(' ')
                .append(verdict.getString("detail", ""));
        for (Object one : verdict.getJsonArray("violations")) {
            JsonObject violation = (JsonObject) one;
            text.append('\n')
                    .append(violation.getString("in"))
                    .append(' ')
                    .append(violation.getString("name"))
                    .append(' ')
                    .append(violation.getString("pointer"))
                    .append(' ')
                    .append(violation.getString("keyword"))
                    .append(' ')
                    .append(violation.getString("schema_pointer"))
                    .append(' ')
                    .append(violation.getString("message"));
        }
        return text.toString();
    }

    private static String told(Problem problem) {
        StringBuilder text = new StringBuilder()
                .append(problem.type().status())
                .append(' ')
                .append(problem.type().name())
                .append(' ')
                .append(problem.detail());
        for (Violation violation : problem.violations()) {
            text.append('\n')
                    .append(violation.in())
                    .append(' ')
                    .append(violation.name())
                    .append(' ')
                    .append(violation.pointer())
                    .append(' ')
                    .append(violation.keyword())
                    .append(' ')
                    .append(violation.schemaPointer())
                    .append(' ')
                    .append(violation.message());
        }
        return text.toString();
    }
}
