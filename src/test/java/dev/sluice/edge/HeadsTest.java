package dev.sluice.edge;

import static dev.sluice.edge.EdgeUnderTest.put;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the edge makes of the heads of requests. */
class HeadsTest {

    @RegisterExtension
    static final EdgeUnderTest EDGE = new EdgeUnderTest();

    @RegisterExtension
    static final EdgeUnderTest HASTY = EdgeUnderTest.hasty();

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        try (RawConnection client = EDGE.connect()) {
            client.send(put("Content-Length: 1\r\n", "a") + put("Content-Length: 2\r\n", "ab") + put("", ""));

            assertThat(client.read().text()).isEqualTo("got 1");
            assertThat(client.read().text()).isEqualTo("got 2");
            assertThat(client.read().text()).isEqualTo("got 0");
        }
    }

    @Test
    void givesBackAHarmlessRequestId() throws IOException {
        assertThat(EDGE.exchange(put("X-Request-Id: my-id.1\r\n", "")).header("X-Request-Id"))
                .isEqualTo("my-id.1");
        assertThat(EDGE.exchange(put("X-Request-Id: <b>\r\n", "")).header("X-Request-Id"))
                .matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /thing HTTP/1.1\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nhost: b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a/../b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: user@a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a:b\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost:\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n",
            })
    void refusesAMissingDoubledOrMalformedHost(String request) throws IOException {
        Answer answer = EDGE.exchange(request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("Host");
    }

    @Test
    void refusesAPathThatNoContractHas() throws IOException {
        assertThat(EDGE.exchange("GET /other HTTP/1.1\r\nHost: a\r\n\r\n").status())
                .isEqualTo(404);
        assertThat(EDGE.exchange("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status())
                .isEqualTo(404);
    }

    @Test
    void namesTheMethodsOfAPath() throws IOException {
        Answer answer = EDGE.exchange("POST /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("PUT");
    }

    @ParameterizedTest
    @CsvSource({"uri, 414", "header, 431", "headers, 431"})
    void refusesAHeadThatIsTooLarge(String what, int status) throws IOException {
        String large = "x".repeat(10_000);
        String request = switch (what) {
            case "uri" -> "PUT /thing?" + large + " HTTP/1.1\r\nHost: a\r\n\r\n";
            case "header" -> put("X-Large: " + large + "\r\n", "");
            default -> put("X-Part: 12345678\r\n".repeat(1000), "");
        };

        assertThat(EDGE.exchange(request).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost : a\r\n\r\n",
                "PUT /thing HTTP/1.1\r\nHost: a\r\nX\u0000: b\r\n\r\n",
                "GARBAGE\r\n\r\n",
            })
    void answersAMalformedHeadOnceAndCloses(String request) throws IOException {
        try (RawConnection client = EDGE.connect()) {
            Answer answer = client.send(request).read();

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** Length and coding disagree: whoever stands in front may have read the other one. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: Chunked",
                "Transfer-Encoding:chunked",
                "Transfer-Encoding:\tchunked",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding\t: chunked",
                " Transfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked",
                "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;a=b",
                "X: y\nTransfer-Encoding: chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\u000b",
            })
    void neverTakesABodyForARequest(String coding) throws IOException {
        String hidden = "0\r\n\r\nPUT /thing?hidden HTTP/1.1\r\nHost: a\r\nX: ";
        try (RawConnection client = EDGE.connect()) {
            client.send(put(coding + "\r\nContent-Length: " + hidden.length() + "\r\n", hidden));
            client.send("y\r\n\r\n");

            assertThat(client.read().status()).isIn(200, 400);
        }
        assertThat(EDGE.exchange(put("", "")).status()).isEqualTo(200);
        assertThat(EDGE.hidden).hasValue(0);
    }

    @Test
    void refusesAnUnknownExpectation() throws IOException {
        assertThat(EDGE.exchange(put("Expect: magic\r\nContent-Length: 1\r\n", ""))
                        .status())
                .isEqualTo(417);
    }

    @Test
    void refusesAHeadThatDrips() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send("PUT /thing HT");

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void refusesALaterHeadThatDrips() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send(put("Content-Length: 1\r\n", "a"));
            assertThat(client.read().status()).isEqualTo(200);
            client.send("PUT /thing HT");

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesAConnectionWithoutARequest() throws IOException {
        try (RawConnection fresh = HASTY.connect();
                RawConnection used = HASTY.connect()) {
            used.send(put("", "")).read();

            assertThat(fresh.isClosedByServer()).isTrue();
            assertThat(used.isClosedByServer()).isTrue();
        }
    }

    @Test
    void keepsAConnectionWhoseRequestsAreBeingAnswered() throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send("PUT /thing?slow HTTP/1.1\r\nHost: a\r\n\r\n" + put("Content-Length: 1\r\n", "a"));

            assertThat(client.read().text()).isEqualTo("late");
            assertThat(client.read().text()).isEqualTo("got 1");
            assertThat(client.send(put("", "")).read().text()).isEqualTo("got 0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain\r\ncontent-type: application/json\r\n",
                "Expect: 100-continue\r\nExpect: x\r\n"
            })
    void refusesASecondOneOfAFieldThatStandsAlone(String headers) throws IOException {
        assertThat(EDGE.exchange(put(headers + "Content-Length: 1\r\n", "a")).status())
                .isIn(400, 417);
    }

    /** An answer that nobody asked for would be taken for the answer to the next request. */
    @ParameterizedTest
    @ValueSource(strings = {"X-Refused: 1\r\nContent-Length: 2\r\n", "Content-Length: 2\r\n"})
    void takesTheRestOfABodyAndEmptyLinesForNoHead(String headers) throws IOException {
        try (RawConnection client = HASTY.connect()) {
            client.send(put(headers, "a")).send("b").read();
            client.send("\r\n");

            // longer than a head may take: idle, and closed without a word
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void asksNoClientOfHttp10ToGoOn() throws IOException {
        String head = "PUT /thing HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n";
        assertThat(EDGE.exchange(head + "ab").status()).isEqualTo(200);
    }
}
