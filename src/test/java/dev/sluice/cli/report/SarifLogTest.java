package dev.sluice.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifLogTest {

    @ParameterizedTest
    @CsvSource({
        "api.yaml, api.yaml",
        "../x/api v1%.yaml, ../x/api%20v1%25.yaml",
        "v1:api.yaml, ./v1:api.yaml",
        "/srv/äpi#1.yaml, file:///srv/%C3%A4pi%231.yaml",
        "<stdin>, %3Cstdin%3E"
    })
    void aFileIsNamedByAUri(String file, String uri) throws IOException {
        assertThat(SarifLog.uri(file)).isEqualTo(uri);
    }
}
