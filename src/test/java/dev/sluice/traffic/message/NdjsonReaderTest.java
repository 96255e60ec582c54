package dev.sluice.traffic.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.Seed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NdjsonReaderTest {

    private static final String LINE = """
            {"time":"2026-11-23T10:00:00.123Z","millis":1.2,"contract":"vpcep.yaml","operation":"PUT /v1/x",\
            "refused":"rate-limited","request":{"method":"PUT","url":"/v1/x?y=1","headers":{"content-type":"application/json","accept":["a","b"]},\
            "body":"{\\"name\\":\\"\\u00e4\\ud83d\\ude00ü\\n\\"}"},"response":{"status":200,"headers":{},"bodyBase64":"AP8="},\
            "redacted":["/request/headers/authorization"],"further":[{"a":[1,-2.5e3,true,null,"}"]},{}]}""";

    @Test
    void readsALine() throws IOException {
        RecordedExchange exchange = ((TrafficEntry.Message) read(LINE).get(0)).exchange();

        assertThat(exchange.time()).isEqualTo(Instant.parse("2026-11-23T10:00:00.123Z"));
        assertThat(exchange.millis()).isEqualTo(1.2);
        assertThat(exchange.contract()).isEqualTo("vpcep.yaml");
        assertThat(exchange.operation()).isEqualTo("PUT /v1/x");
        assertThat(exchange.refused()).isEqualTo("rate-limited");
        assertThat(exchange.redacted()).containsExactly("/request/headers/authorization");
        RecordedRequest request = known(exchange.request());
        assertThat(request.method()).isEqualTo("PUT");
        assertThat(request.url()).isEqualTo("/v1/x?y=1");
        assertThat(request.headers().getAll("Accept")).containsExactly("a", "b");
        assertThat(text(request.body())).isEqualTo("{\"name\":\"ä😀ü\n\"}");
        RecordedResponse response = known(exchange.response());
        assertThat(response.status()).isEqualTo(200);
        assertThat(known(response.body()).content().getBytes()).containsExactly(0, 255);
    }

    @Test
    void knowsWhatWasCutShort() throws IOException {
        List<TrafficEntry> entries = read("""
                {"response":{"status":200,"body":"ab","bodyTruncated":9}}
                {"response":{"status":200,"bodyTruncated":9}}
                {"response":{"status":200,"body":null,"headers":null}}
                """);

        assertThat(entries).extracting(NdjsonReaderTest::isTruncated).containsExactly(true, true, false);
    }

    private static boolean isTruncated(TrafficEntry entry) {
        RecordedResponse response = ((TrafficEntry.Message) entry).exchange().response();
        return response != null && response.body() != null && response.body().isTruncated();
    }

    @Test
    void aBodyIsTextOrBytes() throws IOException {
        List<TrafficEntry> entries = read("""
                {"response":{"status":200,"body":"ab","bodyBase64":"AP8="}}
                {"response":{"status":200,"bodyBase64":"AP8=","body":""}}
                {"response":{"status":200,"bodyBase64":"AP8=","body":null}}
                """);

        assertThat(entries).hasSize(3);
        for (TrafficEntry entry : entries.subList(0, 2)) {
            assertThat(entry)
                    .isInstanceOfSatisfying(
                            TrafficEntry.Malformed.class,
                            malformed -> assertThat(malformed.problem()).contains("body or bodyBase64, not both"));
        }
        assertThat(entries.get(2)).isInstanceOf(TrafficEntry.Message.class);
    }

    @Test
    void tellsWrongLinesAndReadsOn() throws IOException {
        String good = "{\"response\":{\"status\":204}}";
        String text = "\uFEFF" + good + "\r\n\n  \nnonsense\n" + good + "\n{\"response\":{\"status\":\"no\"}}\n" + good;

        List<TrafficEntry> entries = read(text);

        assertThat(entries).extracting(TrafficEntry::line).containsExactly(1L, 4L, 5L, 6L, 7L);
        assertThat(entries.get(1)).isEqualTo(new TrafficEntry.Malformed(4, 1, "expected an object"));
        assertThat(entries.get(3))
                .isEqualTo(new TrafficEntry.Malformed(6, 23, "expected a status, an integer from 0 to 999"));
        assertThat(entries).filteredOn(TrafficEntry.Message.class::isInstance).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | 2 | a member's name; the file ends within this line",
                "{\"request\":{}}{\"request\":{}} | 12 | a request with method and url",
                "{\"response\":{\"status\":204}}{\"response\":{\"status\":204}} | 28 | nothing more on the line",
                "{} x | 4 | nothing more on the line",
                "{} | 1 | a message with a request, a response or both",
                "{\"a\":01,\"b\":2} | 6 | a JSON value",
                "{\"a\":tru} | 6 | a JSON value",
                "{\"a\":1 \"b\":2} | 8 | ',' or '}'",
                "{\"a\":[1 2]} | 9 | ',' or ']'",
                "{\"a\":\"x | 8 | the end of a string; the file ends within this line",
                "{\"contract\":\"\\x\"} | 15 | one of \" \\ / b f n r t u behind a backslash",
                "{\"contract\":\"\\ud800\"} | 14 | a whole surrogate pair",
                "{\"time\":\"now\"} | 9 | a moment as RFC 3339 has it, such as 2026-11-23T10:00:00.123Z",
                "{\"request\":{\"method\":\"GET\"}} | 12 | a request with method and url",
                "{\"request\":{\"headers\":{\"a\":1}}} | 28 | a string, or an array of strings",
                "{\"response\":{\"status\":2000}} | 23 | a status, an integer from 0 to 999",
                "{\"response\":{\"bodyBase64\":\"*\"}} | 27 | base64 (RFC 4648, 4)",
            })
    void tellsWhereALineIsWrong(String line, long column, String expected) throws IOException {
        assertThat(read(line)).containsExactly(new TrafficEntry.Malformed(1, column, "expected " + expected));
    }

    @Test
    void passesOverLinesThatAreTooLong() throws IOException {
        String good = "{\"response\":{\"status\":204}}\n";
        String text = good + "{\"a\":\"" + "x".repeat(900_000) + "\"}\n" + good;

        try (NdjsonReader reader =
                new NdjsonReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 1000)) {
            assertThat(reader.next()).isInstanceOf(TrafficEntry.Message.class);
            assertThat(reader.next())
                    .isEqualTo(new TrafficEntry.Malformed(2, 1, "expected a line of at most 1000 bytes"));
            assertThat(reader.next()).isInstanceOf(TrafficEntry.Message.class);
            assertThat(reader.next()).isNull();
        }
    }

    /** Of a line without an end no more is held than may be of any. */
    @Test
    void aLineWithoutAnEndFillsNoMemory() throws IOException {
        String good = "\n{\"response\":{\"status\":204}}\n";
        InputStream long100 = new SequenceInputStream(
                new InputStream() {
                    private int left = 100_000_000;

                    @Override
                    public int read() {
                        return left-- > 0 ? '{' : -1;
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) {
                        if (left <= 0) {
                            return -1;
                        }
                        int some = Math.min(length, left);
                        left -= some;
                        Arrays.fill(bytes, from, from + some, (byte) '{');
                        return some;
                    }
                },
                new ByteArrayInputStream(good.getBytes(StandardCharsets.UTF_8)));

        try (NdjsonReader reader = new NdjsonReader(long100, 1 << 20)) {
            assertThat(reader.next())
                    .isEqualTo(new TrafficEntry.Malformed(1, 1, "expected a line of at most 1048576 bytes"));
            assertThat(reader.held()).isLessThan(4 << 20);
            assertThat(reader.next()).isInstanceOf(TrafficEntry.Message.class);
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void deepNestingIsToldAndTheNextLineRead() throws IOException {
        String deep = "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThat(read(deep + "\n{\"response\":{\"status\":204}}"))
                .startsWith(new TrafficEntry.Malformed(1, 1006, "expected at most 1000 levels"))
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void otherEncodingsAreRefusedByName(String charset) {
        byte[] text = "{\"log\":{\"entries\":[]}}\n".getBytes(Charset.forName(charset));

        assertThatThrownBy(() -> TrafficFile.open(new ByteArrayInputStream(text)))
                .isInstanceOf(IOException.class)
                .hasMessage("in UTF-16 or UTF-32, or no text (expected: NDJSON or HAR in UTF-8)");
    }

    /** Lines that are cut and spoilt anywhere are read as something, or told. */
    @Test
    void survivesWhateverStandsInALine() throws IOException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] spoilt = line.clone();
            for (int change = random.nextInt(3); change >= 0; change--) {
                spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextBoolean() ? spoilt.length : random.nextInt(spoilt.length);
            try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(spoilt, 0, length))) {
                TrafficEntry entry = reader.next();
                while (entry != null) {
                    entry = reader.next();
                }
            } catch (IOException e) {
                // its first bytes were spoilt so that it looks like another encoding
                assertThat(e).hasMessageContaining("UTF-16");
            }
        }
    }

    @Test
    void readsInWhateverPiecesBytesCome() throws IOException {
        String text = (LINE + "\n").repeat(50);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        InputStream dripping = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(7, length));
            }
        };

        int count = 0;
        try (TrafficReader reader = new NdjsonReader(dripping)) {
            while (reader.next() instanceof TrafficEntry.Message) {
                count++;
            }
        }

        assertThat(count).isEqualTo(50);
    }

    static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new AssertionError("expected it to be there");
        }
        return value;
    }

    private static String text(@Nullable RecordedBody body) {
        return body == null ? "" : body.content().toString();
    }

    static List<TrafficEntry> read(String text) throws IOException {
        List<TrafficEntry> entries = new ArrayList<>();
        try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (TrafficEntry entry = reader.next(); entry != null; entry = reader.next()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
