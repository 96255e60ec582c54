package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerBytesTest {

    private final AnswerBytes bytes = new AnswerBytes();

    @Test
    void writesAWholeAnswer() {
        bytes.begin(HttpResponseStatus.OK);
        bytes.field(HttpHeaders.CONTENT_TYPE, HttpHeaders.createOptimized("text/plain"));
        bytes.field("X-Name", "caf\u00e9\t!");
        bytes.end(3);
        bytes.body(Unpooled.copiedBuffer("abc", StandardCharsets.UTF_8));

        assertThat(text())
                .isEqualTo("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nX-Name: caf\u00e9\t!\r\n"
                        + "Content-Length: 3\r\n\r\nabc");
    }

    @Test
    void forgetsTheAnswerBefore() {
        bytes.begin(HttpResponseStatus.OK);
        bytes.field("X-Long", "x".repeat(10_000));
        bytes.end(0);
        bytes.begin(HttpResponseStatus.TOO_MANY_REQUESTS);
        bytes.end(1_234_567_890);

        assertThat(text()).isEqualTo("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 1234567890\r\n\r\n");
    }

    /** Whoever can put one of these into a value would write headers or answers of his own. */
    @ParameterizedTest
    @ValueSource(strings = {"a\r\nb", "a\nb", "a\rb", "\0", "\u007f", "\u010a", "\u560a", "\ud83d\ude00"})
    void refusesWhatWouldEndAField(String value) {
        bytes.begin(HttpResponseStatus.OK);

        assertThatThrownBy(() -> bytes.field("X", value)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bytes.field(value, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    private String text() {
        ByteBuf out = Unpooled.buffer();
        bytes.writeTo(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
