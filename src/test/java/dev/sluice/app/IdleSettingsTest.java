package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdleSettingsTest {

    private static List<String> warnings(String text) throws Exception {
        return IdleSettings.of(
                SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), Map.of(), List.of())
                        .settings());
    }

    @Test
    void aTokenThatNobodyIsAskedForIsTold() throws Exception {
        String token = "hidden-hidden-hidden";

        assertThat(warnings("service: {token: " + token + "}"))
                .singleElement()
                .satisfies(warning -> assertThat(warning)
                        .startsWith("service.token: ")
                        .contains("service.listenPort")
                        .doesNotContain(token));
        assertThat(warnings("service: {token: " + token + ", listenPort: 0}")).isEmpty();
        assertThat(warnings("")).isEmpty();
    }

    @Test
    void tlsOfAPortThatIsNotThereIsTold() throws Exception {
        String tls = "tls: {certificate: tls.pem, key: tls.key}";

        assertThat(warnings("service: {" + tls + "}"))
                .singleElement()
                .asString()
                .startsWith("service.tls: ")
                .contains("service.listenPort");
        assertThat(warnings("service: {listenPort: 0, " + tls + "}")).isEmpty();
    }

    @Test
    void whatWatchesTheTrafficOfNobodyIsTold() throws Exception {
        String observers = """
                record: {file: traffic.jsonl}
                log: {access: access.log}
                contracts: [{file: shop.yaml, backend: mock}]
                """;

        assertThat(warnings(observers)).isEmpty();
        assertThat(warnings("service: {only: true}\n" + observers))
                .hasSize(3)
                .allMatch(warning -> warning.startsWith("service.only: "))
                .anyMatch(warning -> warning.contains("contracts"))
                .anyMatch(warning -> warning.contains("--record"))
                .anyMatch(warning -> warning.contains("--access-log"));
    }
}
