package dev.sluice.traffic.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedRequestTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "/a/b | /a/b | null",
                "/a?x=1 | /a | x=1",
                "/a? | /a | ''",
                "/a?x=?y | /a | x=?y",
                "https://host/a?x=1 | /a | x=1",
                "https://host:8443/a?u=http://other/b | /a | u=http://other/b",
                "https://host | / | null",
                "https://host?x=1 | / | x=1",
                "https://host/a?x=1#part | /a | x=1",
                "https://host/a#part?x=1 | /a | null",
                "/a://b | /a://b | null",
                "* | * | null",
                "'' | '' | null",
            })
    void takesTargetsApart(String url, String path, @Nullable String query) {
        RecordedRequest request = new RecordedRequest("GET", url, HttpHeaders.headers(), null);

        assertThat(request.path()).isEqualTo(path);
        assertThat(request.query()).isEqualTo(query);
    }
}
