package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaRangeTest {

    private static final BodyPlan BODY = body();

    private static BodyPlan body() {
        ContractPlan plan = Load.contract(Load.paths("""
                paths:
                  /x:
                    post:
                      requestBody:
                        content:
                          '*/*': {schema: {type: object}}
                          'application/*': {}
                          'application/*+json': {schema: {type: object}}
                          Application/JSON: {schema: {type: object}}
                          application/json; charset=utf-16: {schema: {type: array}}
                          application/json;Version="2": {schema: {type: object}}
                          text/*: {}
                          text/plain: {}
                """));
        BodyPlan body = plan.operations().get(0).body();
        assertThat(body).isNotNull();
        return java.util.Objects.requireNonNull(body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json;profile=\"https://example.org/specs/1.0\"",
                "a/b;c=d",
                "a/b;c=\"say \\\"hi\\\" and \\\\\"",
                "a/b;c=\"\"",
            })
    void isWrittenAsItMayBeSent(String contentType) {
        MediaRange range = MediaRange.parse(contentType);

        assertThat(range.toString()).isEqualTo(contentType);
        assertThat(MediaRange.isWellFormed(range.toString())).isTrue();
        assertThat(MediaRange.parse(range.toString())).isEqualTo(range);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json | true",
                "APPLICATION/Json | application/json | true",
                "application/json;charset=UTF-8 | application/json | true",
                "application/json ; charset=utf-8 | application/json | true",
                "application/json; version=2 | application/json;version=2 | true",
                "application/json; a=\";version=2\"; VERSION=\"2\" | application/json;version=2 | true",
                "application/json; a=\";version=2\" | application/json | true",
                "application/problem+json | application/*+json | true",
                "application/+json | application/* | true",
                "application/jsonp | application/* | false",
                "application/xml | application/* | false",
                "text/plain; charset=x | text/plain | false",
                "text/csv | text/* | false",
                "image/png | */* | false",
                "image/x+json | */* | true",
            })
    void theMostSpecificRangeWins(String contentType, String range, boolean judged) {
        MediaTypePlan content = BODY.content(contentType);

        assertThat(content).isNotNull();
        assertThat(String.valueOf(content == null ? null : content.range())).isEqualTo(range);
        assertThat(content != null && content.format(contentType) != BodyFormat.UNJUDGED)
                .isEqualTo(judged);
    }

    @Test
    void aBodyWithoutTypeIsOctets() {
        MediaTypePlan content = BODY.content(null);

        assertThat(String.valueOf(content == null ? null : content.range())).isEqualTo("application/*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "a/", "/b", ";", "a;b/c", " ", "json"})
    void whatIsNoMediaTypeMatchesNothing(String text) {
        assertThat(BODY.content(text)).isNull();
        assertThatThrownBy(() -> MediaRange.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no media type (expected: type/subtype");
    }

    @Test
    void onlyJsonIsRead() {
        assertThat(BODY.read("text/plain", io.vertx.core.buffer.Buffer.buffer("{}")))
                .isNull();
        assertThat(BODY.read("application/json", io.vertx.core.buffer.Buffer.buffer("{}")))
                .isNotNull();
    }
}
