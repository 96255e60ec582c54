package dev.sluice.proxy;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.RawStreams;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who sends the requests of a test through the proxy, in a version of HTTP. */
interface ProxyClient extends Closeable {

    /** The versions of HTTP of clients. */
    enum Protocol {
        HTTP_1 {
            @Override
            ProxyClient connect(ProxyUnderTest proxy) throws IOException {
                return new Lines(proxy.connect());
            }
        },
        HTTP_2 {
            @Override
            ProxyClient connect(ProxyUnderTest proxy) throws IOException {
                return new Streams(RawStreams.open(proxy.streamsPort, 4, 1 << 24)
                        .frame(RawStreams.WINDOW_UPDATE, 0, 0, RawStreams.number(1 << 24)));
            }
        };

        abstract ProxyClient connect(ProxyUnderTest proxy) throws IOException;
    }

    /** Kinds of requests to the things of {@link ProxyUnderTest}. */
    List<String> KINDS = List.of("GET", "GET old", "HEAD", "DELETE", "PUT", "POST", "POST chunked", "POST large");

    static String method(String kind) {
        return kind.split(" ", -1)[0];
    }

    static String body(String kind) {
        return switch (kind) {
            case "PUT" -> "{ \"n\": 1}";
            case "POST", "POST chunked" -> "hello";
            case "POST large" -> "x".repeat(300_000);
            default -> "";
        };
    }

    /** Sends a request, or as much of it as is taken. */
    void ask(String kind, String name) throws IOException;

    /**
     * The answer to the oldest request that has none.
     *
     * @throws IOException when it is cut
     */
    Answer answer(String kind) throws IOException;

    /** Whether another request may follow one that was cut or answered like this. */
    boolean goesOn(boolean cut, String kind, String connection);

    /** Of HTTP/1. */
    record Lines(RawConnection connection) implements ProxyClient {

        @Override
        public void ask(String kind, String name) {
            connection.offer(request(kind, name));
        }

        private static String request(String kind, String name) {
            String version = kind.endsWith("old") ? "1.0" : "1.1";
            String body = body(kind);
            String head = method(kind) + " /base/things/" + name + " HTTP/" + version + "\r\nHost: a\r\n";
            return switch (kind) {
                case "PUT" -> head + "Content-Type: application/json\r\nContent-Length: 9\r\n\r\n" + body;
                case "POST", "POST large" ->
                    head + "Content-Type: application/octet-stream\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body;
                case "POST chunked" ->
                    head + "Content-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n" + body
                            + "\r\n0\r\n\r\n";
                default -> head + "\r\n";
            };
        }

        @Override
        public Answer answer(String kind) throws IOException {
            if (!kind.equals("HEAD")) {
                return connection.readWhole();
            }
            Answer head = connection.readHead();
            return head.status() == 103 ? connection.readHead() : head;
        }

        @Override
        public boolean goesOn(boolean cut, String kind, String connection) {
            return !cut && !connection.equals("close") && !kind.endsWith("old");
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }

    /** Of HTTP/2: whatever becomes of a stream, the next one is as good as any. */
    final class Streams implements ProxyClient {

        private final RawStreams streams;
        private int asked = -1;
        private int answered = -1;

        Streams(RawStreams streams) {
            this.streams = streams;
        }

        @Override
        public void ask(String kind, String name) throws IOException {
            asked += 2;
            String path = "/base/things/" + name;
            byte[] body = body(kind).getBytes(StandardCharsets.ISO_8859_1);
            String type = kind.equals("PUT") ? "application/json" : "application/octet-stream";
            if (body.length == 0) {
                streams.head(asked, true, RawStreams.with(method(kind), path));
                return;
            }
            String[] fields = kind.equals("POST chunked")
                    ? new String[] {"content-type", type}
                    : new String[] {"content-type", type, "content-length", Integer.toString(body.length)};
            streams.head(asked, false, RawStreams.with(method(kind), path, fields))
                    .write(asked, true, body);
        }

        @Override
        public Answer answer(String kind) throws IOException {
            answered += 2;
            RawStreams.Answer answer = streams.answer(answered);
            Map<String, List<String>> headers = new TreeMap<>();
            answer.headers()
                    .forEach(field -> headers.put(
                            field.getKey().toString(), List.of(field.getValue().toString())));
            return new Answer(answer.status(), headers, answer.text());
        }

        @Override
        public boolean goesOn(boolean cut, String kind, String connection) {
            return true;
        }

        @Override
        public void close() throws IOException {
            streams.close();
        }
    }
}
