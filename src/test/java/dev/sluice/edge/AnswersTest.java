package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers are sent: whatever way they take, they are the same. */
class AnswersTest {

    @RegisterExtension
    static final EdgeUnderTest EDGE = new EdgeUnderTest();

    @Test
    void tellsHttp10TheSameAsHttp11() throws IOException {
        Answer one = EDGE.exchange("PUT /thing?letters=5 HTTP/1.1\r\nHost: a\r\n\r\n");
        Answer ten = EDGE.exchange("PUT /thing?letters=5 HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n");

        assertThat(one.status()).isEqualTo(200);
        assertThat(one.text()).isEqualTo("xxxxx").isEqualTo(ten.text());
        assertThat(one.headers().keySet()).isEqualTo(Set.of("content-length", "content-type", "date", "x-request-id"));
        assertThat(ten.header("Connection")).isEqualTo("keep-alive");
        assertThat(ten.headers().keySet())
                .isEqualTo(Set.of("connection", "content-length", "content-type", "date", "x-request-id"));
    }

    @Test
    void saysThatItClosesTheConnectionWhenTheClientAsksForIt() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer answer = client.send("PUT /thing HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .read();

            assertThat(answer.headers().get("connection")).containsExactly("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 10, 99, 100, 32_767, 32_768, 32_769, 1_000_000})
    void sendsBodiesOfAnyLength(int length) throws IOException {
        try (RawConnection client = EDGE.connect()) {
            String request = "PUT /thing?letters=" + length + " HTTP/1.1\r\nHost: a\r\n\r\n";

            assertThat(client.send(request).read().text()).isEqualTo("x".repeat(length));
            assertThat(client.send(request).read().text()).isEqualTo("x".repeat(length));
        }
    }

    /** More than the socket takes while nobody reads: answers wait for it, and for each other. */
    @Test
    void keepsTheOrderOfAnswersThatWaitForTheClient() throws IOException {
        Random random = new Random(41);
        List<Integer> lengths = new ArrayList<>();
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            int length = random.nextInt(100_000);
            lengths.add(length);
            requests.append("PUT /thing?letters=").append(length).append(" HTTP/1.1\r\nHost: a\r\n");
            requests.append(random.nextBoolean() ? "\r\n" : "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
        }
        try (RawConnection client = EDGE.connect()) {
            client.send(requests.toString());

            for (int length : lengths) {
                Answer answer = client.read();
                while (answer.status() == 100) {
                    answer = client.read();
                }
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.text()).hasSize(length);
            }
        }
    }
}
