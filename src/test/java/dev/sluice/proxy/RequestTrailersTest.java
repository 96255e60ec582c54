package dev.sluice.proxy;

import static dev.sluice.support.RawStreams.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawStreams;
import org.junit.jupiter.api.Test;

/** The fields behind the content of a request: RFC 9110, 6.5. */
class RequestTrailersTest {

    private static final String POST = """
            POST /base/things/1 HTTP/1.1\r
            Host: a\r
            Content-Type: application/octet-stream\r
            Trailer: X-Sum\r
            Transfer-Encoding: chunked\r
            \r
            5\r
            hello\r
            0\r
            """;

    private static RawUpstream upstream() throws Exception {
        return new RawUpstream((line, request) -> {
            String body = line.body(request);
            line.send(RawUpstream.answer(body + " " + line.trailers()));
        });
    }

    @Test
    void pass() throws Exception {
        try (RawUpstream upstream = upstream();
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect();
                RawStreams streams = RawStreams.open(proxy.streamsPort)) {
            String first = client.send(POST + "X-Sum: 7\r\nX-Other: a b\r\n\r\n")
                    .read()
                    .text();
            String none = client.send(POST + "\r\n").read().text();
            String stream = streams.head(
                            1, false, with("POST", "/base/things/1", "content-type", "application/octet-stream"))
                    .data(1, false, "hello")
                    .head(1, true, "x-sum", "7")
                    .answer(1)
                    .text();

            assertThat(first).isEqualTo("hello X-Sum: 7\r\nX-Other: a b\r\n");
            assertThat(none).isEqualTo("hello ");
            assertThat(stream).isEqualTo("hello x-sum: 7\r\n");
            assertThat(upstream.connections).hasValueLessThan(3);
        }
    }

    @Test
    void belongToTheirOwnRequest() throws Exception {
        try (RawUpstream upstream = upstream();
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            client.send(POST + "X-Sum: 1\r\n\r\n" + POST + "\r\n" + POST + "X-Sum: 3\r\n\r\n");

            assertThat(client.read().text()).isEqualTo("hello X-Sum: 1\r\n");
            assertThat(client.read().text()).isEqualTo("hello ");
            assertThat(client.read().text()).isEqualTo("hello X-Sum: 3\r\n");
        }
    }

    @Test
    void sayNothingThatBelongsIntoAHead() throws Exception {
        try (RawUpstream upstream = upstream();
                ProxyUnderTest proxy = ProxyUnderTest.of(upstream.port());
                RawConnection client = proxy.connect()) {
            String text = client.send(
                            POST
                                    + "Authorization: Bearer x\r\nHost: b\r\nX-Forwarded-For: 1.2.3.4\r\nCookie: a=b\r\n"
                                    + "Expect: 100-continue\r\nX-Request-Id: 1\r\nIf-Match: a\r\nConnection: close\r\nX-Sum: 7\r\n\r\n")
                    .read()
                    .text();

            assertThat(text).isEqualTo("hello X-Sum: 7\r\n");
        }
    }
}
