package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which origins may be listed. */
class CorsSettingsTest {

    private static Settings read(String cors) throws SettingsException {
        return SettingsReader.read(
                        Optional.of(new SettingsFile("sluice.yaml", "http: {cors: {" + cors + "}}\n")),
                        Map.of(),
                        List.of())
                .settings();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example:443",
                "http://a.example:80",
                "https://A.example",
                "https://a.example/",
                "https://a.example/x",
                "https://u@a.example",
                "https://",
                "https://*",
                "https://*.",
                "https://a.*.example",
                "https://*a.example",
                "https://a..example",
                "a.example",
                "null",
                "https://a.example?",
                "https://a.example:0"
            })
    void refusesWhatNoBrowserCallsAnOrigin(String origin) {
        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> read("origins: ['" + origin + "']"));

        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.key()).isEqualTo("http.cors.origins[0]");
            assertThat(fault.message()).contains("expected *, or a scheme");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "https://a.example",
                "https://*.a.example:8443",
                "http://localhost:3000",
                "http://[::1]:8080",
                "chrome-extension://abcdefghijklmnop"
            })
    void takesOrigins(String origin) throws Exception {
        assertThat(read("origins: ['" + origin + "']").http().cors().origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "origins: ['*'], credentials: true",
                "origins: [https://a.example], exposedHeaders: ['*'], credentials: true"
            })
    void refusesCredentialsForAll(String cors) {
        SettingsException refused = catchThrowableOfType(SettingsException.class, () -> read(cors));

        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.key()).isEqualTo("http.cors.credentials"));
    }

    @Test
    void refusesOriginsBesideAll() {
        SettingsException refused =
                catchThrowableOfType(SettingsException.class, () -> read("origins: ['*', https://a.example]"));

        assertThat(refused.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("or * alone"));
    }
}
