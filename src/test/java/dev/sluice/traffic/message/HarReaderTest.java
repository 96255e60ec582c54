package dev.sluice.traffic.message;

import static dev.sluice.traffic.message.NdjsonReaderTest.known;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarReaderTest {

    private static final String HEAD = """
            { "log": { "version": "1.2", "creator": {"name": "x", "version": "1"}, "pages": [{"id": "a"}],
              "entries": [
            """;

    private static final String ENTRY = """
            {"startedDateTime": "2026-11-23T11:00:00.5+01:00", "time": 12.5, "_resourceType": "xhr",
             "request": {"method": "POST", "url": "https://shop.example/v1/things?a=1", "httpVersion": "h2",
               "queryString": [{"name": "a", "value": "2"}],
               "headers": [{"name": ":authority", "value": "shop.example"}, {"name": "Content-Type", "value": "application/json"}],
               "postData": {"mimeType": "application/json", "text": "{\\"n\\":\\"ü\\"}"}, "bodySize": 9},
             "response": {"status": 200, "headers": [{"name": "content-encoding", "value": "br"},
                 {"name": "set-cookie", "value": "a=1\\nb=2"}],
               "content": {"size": 3, "mimeType": "application/json", "text": "e30K", "encoding": "base64"}}}""";

    @Test
    void readsFilesThatStandOneBehindTheOther() throws IOException {
        String file = HEAD + ENTRY + "], \"comment\": {\"a\": []}}, \"more\": [1]}";

        assertThat(all(file + "\n" + HEAD + "]}}" + file)).hasSize(2).allMatch(TrafficEntry.Message.class::isInstance);
    }

    @Test
    void whatStandsBehindAFileIsNotPassedOver() throws IOException {
        String file = HEAD + ENTRY + "]}}";

        for (String rest : List.of("garbage", "[1]", "{\"request\": {}}", "{\"log\": {}}")) {
            List<TrafficEntry> entries = all(file + "\n" + rest);
            assertThat(entries).as(rest).hasSize(2);
            assertThat(entries.get(1)).as(rest).isInstanceOf(TrafficEntry.Malformed.class);
        }
        assertThat(all(HEAD + ENTRY + "]").get(1)).isInstanceOf(TrafficEntry.Malformed.class);
    }

    /** Of two members with one name, most readers take the last. */
    @Test
    void entriesThatComeTwiceAreNotPassedOver() throws IOException {
        for (String twice :
                List.of("], \"entries\": [" + ENTRY + "]}}", "]}, \"log\": {\"entries\": [" + ENTRY + "]}}")) {
            List<TrafficEntry> entries = all(HEAD + ENTRY + twice);

            assertThat(entries).as(twice).hasSize(2);
            assertThat(entries.get(1))
                    .as(twice)
                    .isInstanceOfSatisfying(
                            TrafficEntry.Malformed.class,
                            malformed ->
                                    assertThat(malformed.problem()).contains("but once; what follows cannot be read"));
        }
    }

    private static List<TrafficEntry> all(String text) throws IOException {
        List<TrafficEntry> all = new ArrayList<>();
        try (TrafficReader reader = new HarReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                all.add(entry);
            }
        }
        return all;
    }

    @Test
    void readsAnEntry() throws IOException {
        RecordedExchange exchange = message(entries(ENTRY).get(0));

        assertThat(exchange.time()).isEqualTo(Instant.parse("2026-11-23T10:00:00.5Z"));
        assertThat(exchange.millis()).isEqualTo(12.5);
        RecordedRequest request = known(exchange.request());
        assertThat(request.path()).isEqualTo("/v1/things");
        assertThat(request.query()).isEqualTo("a=1");
        assertThat(request.headers().names()).containsExactly("Content-Type");
        assertThat(request.body()).isEqualTo(RecordedBody.of("{\"n\":\"ü\"}"));
        RecordedResponse response = known(exchange.response());
        assertThat(response.headers().names()).containsExactly("set-cookie");
        assertThat(response.headers().getAll("set-cookie")).containsExactly("a=1", "b=2");
        assertThat(response.body()).isEqualTo(RecordedBody.of("{}\n"));
    }

    @Test
    void makesFormsOfTheirParameters() throws IOException {
        RecordedRequest request = known(message(entries("""
                                {"request": {"method": "POST", "url": "/a", "headers": [], "postData":
                                  {"mimeType": "application/x-www-form-urlencoded", "text": "",
                                   "params": [{"name": "a b", "value": "1&2"}, {"name": "c", "value": "ü"}]}}}""").get(0)).request());

        assertThat(request.body()).isEqualTo(RecordedBody.of("a+b=1%262&c=%C3%BC"));
        assertThat(request.headers().get("content-type")).isEqualTo("application/x-www-form-urlencoded");
    }

    @Test
    void knowsWhatIsNotThere() throws IOException {
        List<TrafficEntry> entries = entries("""
                {"request": {"method": "GET", "url": "/a", "headers": []},
                 "response": {"status": 200, "headers": [], "content": {"size": 700, "mimeType": "text/html"}}},
                {"request": {"method": "GET", "url": "/a", "headers": []},
                 "response": {"status": 304, "headers": [], "content": {"size": 7, "text": "kept by"}}},
                {"request": {"method": "GET", "url": "/a", "headers": []},
                 "response": {"status": 0, "headers": [], "content": {"size": 0}}}""");

        assertThat(known(answer(entries.get(0)).body()).isTruncated()).isTrue();
        assertThat(answer(entries.get(1)).body()).isNull();
        assertThat(answer(entries.get(2)).status()).isZero();
    }

    @Test
    void tellsWrongEntriesAndReadsOn() throws IOException {
        List<TrafficEntry> entries = entries("""
                7, {"request": 5, "response": [[{}]]}, {"request": {"method": "GET", "url": "/a"}, "response": {"status": 1e9}},
                """ + ENTRY);

        assertThat(entries)
                .containsSubsequence(
                        new TrafficEntry.Malformed(3, 1, "expected an entry, an object", "log/entries/0"),
                        new TrafficEntry.Malformed(
                                3, 4, "expected an entry with a request that has method and url", "log/entries/1"),
                        new TrafficEntry.Malformed(
                                3, 40, "expected a status, an integer from 0 to 999", "log/entries/2"));
        assertThat(entries).hasSize(4).last().isInstanceOf(TrafficEntry.Message.class);
    }

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/v1/things, 200, xhr, ''",
        "/v1/things, 200, xhr, ''",
        "localhost:8080/v1/things, 200, xhr, ''",
        "'data:text/html,<p>', 200, document, data:",
        "DATA:text/plain;base64, 200, document, data:",
        "blob:https://shop.example/0a-1b, 200, media, blob:",
        "chrome-extension://abc/x.js, 200, script, browser extension",
        "moz-extension://abc/x.js, 200, script, browser extension",
        "about:blank, 200, document, about:",
        "file:///etc/hosts, 200, document, file:",
        "ws://shop.example/live, 101, other, WebSocket",
        "wss://shop.example/live, 0, other, WebSocket",
        "https://shop.example/live, 101, websocket, WebSocket",
        "https://shop.example/live, 101, other, upgrade",
    })
    void whatIsNoExchangeOfHttpIsPassedOver(String url, int status, String type, String reason) throws IOException {
        List<TrafficEntry> entries = entries("{\"_resourceType\": \"" + type
                + "\", \"request\": {\"method\": \"GET\", \"url\": \"" + url
                + "\", \"headers\": []}, \"response\": {\"status\": " + status + ", \"headers\": []}}, " + ENTRY);

        assertThat(entries).hasSize(2).last().isInstanceOf(TrafficEntry.Message.class);
        if (reason.isEmpty()) {
            assertThat(known(message(entries.get(0)).request()).url()).isEqualTo(url);
        } else {
            assertThat(entries.get(0)).isEqualTo(new TrafficEntry.PassedOver(reason, 3, "log/entries/0"));
        }
    }

    /** A file may have but one line: then it is the entry's number that says where. */
    @Test
    void entriesAreCountedInEachLog() throws IOException {
        String file = (HEAD + ENTRY + ", " + ENTRY + ", 7]}}").replace("\n", "");

        assertThat(all(file + file))
                .extracting(TrafficEntry::entry)
                .containsExactly(
                        "log/entries/0",
                        "log/entries/1",
                        "log/entries/2",
                        "log/entries/0",
                        "log/entries/1",
                        "log/entries/2");
        assertThat(all(file)).extracting(TrafficEntry::line).containsOnly(1L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"version\": \"1.2\", \"a\": [{\"log\": 1}], %s}", "\uFEFF{%s}", " \n{%s}", "{%s, \"b\": 1}"})
    void theLogMayStandAnywhere(String file) throws IOException {
        String whole = HEAD + ENTRY + "]}}";
        String log = whole.substring(whole.indexOf('"'), whole.lastIndexOf('}'));

        assertThat(NdjsonReaderTest.read(file.formatted(log))).singleElement().isInstanceOf(TrafficEntry.Message.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'log': []} | 1 | 9 | '' | expected log to be an object with entries",
                "{'log': {}} | 1 | 10 | '' | expected entries in log",
                "{'log': {'entries': {}}} | 1 | 21 | '' | expected entries to be an array",
                "{'log': {'entries': [} | 1 | 22 | log/entries/0 | expected strict JSON",
                "{'log': {'entries': [{} {}]}} | 1 | 25 | log/entries/1 | expected strict JSON",
                "{'log': {'entries': [{'request': {'method | 1 | 42 | log/entries/0 | expected the rest of the HAR: the file ends within it",
                "{'log': {'entries': [] | 1 | 23 | '' | expected the rest of the HAR: the file ends within it",
            })
    void tellsWhatIsWrongWithAFile(String text, long line, long column, String entry, String problem)
            throws IOException {
        List<TrafficEntry> entries = NdjsonReaderTest.read(text.replace('\'', '"'));

        assertThat(entries)
                .last()
                .isEqualTo(new TrafficEntry.Malformed(line, column, problem + "; what follows cannot be read", entry));
    }

    @Test
    void numbersThatNobodyCountsAreNoFault() throws IOException {
        String huge = "9".repeat(300);
        RecordedExchange exchange = message(entries(ENTRY.replace("\"bodySize\": 9", "\"bodySize\": " + huge)
                        .replace("\"size\": 3", "\"size\": 1e400")
                        .replace("\"time\": 12.5", "\"time\": " + huge))
                .get(0));

        assertThat(known(exchange.response()).body()).isEqualTo(RecordedBody.of("{}\n"));
    }

    @Test
    void deepNestingIsTold() throws IOException {
        List<TrafficEntry> entries = entries(ENTRY + ", {\"_x\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}");

        assertThat(entries).hasSize(2);
        assertThat(((TrafficEntry.Malformed) entries.get(1)).problem())
                .startsWith("expected at most 1000 levels, ")
                .endsWith("; what follows cannot be read");
    }

    @Test
    void endsWhereTheJsonIsBroken() throws IOException {
        List<TrafficEntry> entries = NdjsonReaderTest.read(HEAD + ENTRY + ", {\"request\": {\"method\" nonsense");

        assertThat(entries).hasSize(2);
        assertThat(entries.get(0)).isInstanceOf(TrafficEntry.Message.class);
        assertThat(entries.get(1)).isInstanceOf(TrafficEntry.Malformed.class);
    }

    @Test
    void unzips() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write((HEAD + ENTRY + "]}}").getBytes(StandardCharsets.UTF_8));
        }

        try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(zipped.toByteArray()))) {
            assertThat(reader.next()).isInstanceOf(TrafficEntry.Message.class);
            assertThat(reader.next()).isNull();
        }
    }

    /** A long file is never there as a whole: its entries come one by one, while the rest is still to be made. */
    @Test
    void readsWhileTheFileStillComes() throws IOException {
        AtomicInteger made = new AtomicInteger();
        InputStream endless = new InputStream() {
            private InputStream piece = InputStream.nullInputStream();

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0];
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                int read = piece.read(bytes, from, length);
                while (read <= 0) {
                    String next = made.getAndIncrement() == 0 ? HEAD : ENTRY + ",\n";
                    piece = new ByteArrayInputStream(next.getBytes(StandardCharsets.UTF_8));
                    read = piece.read(bytes, from, length);
                }
                return read;
            }
        };

        try (TrafficReader reader = TrafficFile.open(endless)) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(reader.next()).isInstanceOf(TrafficEntry.Message.class);
            }
        }

        assertThat(made.get()).isBetween(5_000, 5_100);
    }

    private static RecordedExchange message(TrafficEntry entry) {
        return ((TrafficEntry.Message) entry).exchange();
    }

    private static RecordedResponse answer(TrafficEntry entry) {
        return known(message(entry).response());
    }

    private static List<TrafficEntry> entries(String entries) throws IOException {
        return NdjsonReaderTest.read(HEAD + entries + "]}}");
    }
}
