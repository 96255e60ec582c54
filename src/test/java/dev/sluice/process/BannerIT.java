package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer pastes the line that the banner prints. */
@Timeout(120)
class BannerIT {

    private static final String DOCUMENTED_ANSWER = """
            {
              "status": "available",
              "ports": [
                {"protocol": "TCP", "client_port": 8081, "server_port": 22},
                {"protocol": "UDP", "client_port": 8082, "server_port": 23}
              ],
              "port_id": "59d73990-72c5-4123-b861-329f99264f21",
              "vpc_id": "84758cf5-9c62-43ae-a778-3dbd8370c0a4",
              "approval_enabled": true,
              "service_type": "interface",
              "server_type": "VM",
              "project_id": "295dacf46a4842fcbf7844dc2dc2489d"
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    @Test
    void itsCurlLineGetsTheDocumentedAnswer() throws Exception {
        try (ServerProcess server = ServerProcess.serve(folder, Map.of())) {
            List<String> lines = server.banner()
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .toList();
            assertThat(lines).hasSize(1);

            HttpResponse<String> answer = paste(lines.get(0));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonObject service = new JsonObject(answer.body());
            // the document's example, but for the id of the service: it asks for one and shows another
            assertThat(service.getString("id")).isEqualTo("4189d3c2-8882-4871-a3c2-d380272eed88");
            assertThat(service.getString("service_name")).isEqualTo("az.test." + service.getString("id"));
            assertThat(service.getInstant("updated_at")).isAfterOrEqualTo(service.getInstant("created_at"));
            Set.of("id", "service_name", "created_at", "updated_at").forEach(service::remove);
            assertThat(service).isEqualTo(new JsonObject(DOCUMENTED_ANSWER));
        }
    }

    /** Lets a real shell take the line apart; what curl would send is then sent by the test, which needs no curl. */
    private static HttpResponse<String> paste(String line) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "curl() { printf '%s\\n' \"$@\"; }\n" + line).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        List<String> arguments = words.lines().toList();
        assertThat(arguments).hasSize(7);
        assertThat(List.of(arguments.get(0), arguments.get(3), arguments.get(4), arguments.get(5)))
                .containsExactly("-X", "-H", "Content-Type: application/json", "-d");
        return new Client().send(arguments.get(1), URI.create(arguments.get(2)), arguments.get(6));
    }
}
