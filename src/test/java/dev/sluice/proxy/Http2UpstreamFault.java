package dev.sluice.proxy;

import static dev.sluice.support.RawStreams.CONTINUATION;
import static dev.sluice.support.RawStreams.DATA;
import static dev.sluice.support.RawStreams.END_HEADERS;
import static dev.sluice.support.RawStreams.END_STREAM;
import static dev.sluice.support.RawStreams.GOAWAY;
import static dev.sluice.support.RawStreams.HEADERS;
import static dev.sluice.support.RawStreams.PING;
import static dev.sluice.support.RawStreams.PUSH_PROMISE;
import static dev.sluice.support.RawStreams.RST_STREAM;
import static dev.sluice.support.RawStreams.WINDOW_UPDATE;

import dev.sluice.proxy.RawHttp2Upstream.Play;
import dev.sluice.proxy.RawHttp2Upstream.Request;
import dev.sluice.proxy.UpstreamFault.Expected;
import dev.sluice.support.RawStreams;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What an upstream of HTTP/2 may do wrong, or oddly, and what is to come of it. */
enum Http2UpstreamFault {
    HANGS_BEFORE_HEAD((line, request) -> {}, Expected.BROKEN, true),
    HANGS_AFTER_HEAD((line, request) -> head(line, request, false, "content-length", "10"), Expected.BROKEN, true),
    HANGS_WITHIN_BODY(
            (line, request) -> {
                head(line, request, false);
                line.data(request.stream(), false, "abc");
            },
            Expected.BROKEN,
            true),
    RESETS_BEFORE_HEAD((line, request) -> reset(line, request, 2)),
    RESETS_BEFORE_HEAD_WITHOUT_REASON((line, request) -> reset(line, request, 0)),
    REFUSES((line, request) -> reset(line, request, 7)),
    RESETS_WITH_WHAT_IS_UNKNOWN((line, request) -> reset(line, request, 0xABCDEF)),
    RESETS_WITHIN_BODY((line, request) -> {
        head(line, request, false);
        line.data(request.stream(), false, "abc");
        reset(line, request, 2);
    }),
    RESETS_WITHIN_BODY_WITHOUT_REASON((line, request) -> {
        head(line, request, false);
        line.data(request.stream(), false, "abc");
        reset(line, request, 0);
    }),
    RESETS_BEHIND_ITS_ANSWER(
            (line, request) -> {
                RawHttp2Upstream.answer(line, request, "abc");
                reset(line, request, 0);
            },
            Expected.WHOLE),
    RESETS_BEHIND_AN_ANSWER_WITHOUT_LENGTH(
            (line, request) -> {
                head(line, request, false);
                line.data(request.stream(), true, "HEAD".equals(request.method()) ? "" : "abc");
                reset(line, request, 0);
            },
            Expected.WHOLE),
    CLOSES_BEFORE_HEAD((line, request) -> line.close()),
    CLOSES_WITHIN_BODY((line, request) -> {
        head(line, request, false);
        line.data(request.stream(), false, "abc").close();
    }),
    ENDS_SHORT(
            (line, request) -> {
                head(line, request, false, "content-length", "10");
                line.data(request.stream(), true, "abc");
            },
            Expected.BROKEN_UNLESS_HEAD),
    SENDS_MORE_THAN_ITS_LENGTH(
            (line, request) -> {
                head(line, request, false, "content-length", "2");
                line.data(request.stream(), true, "abc");
            },
            Expected.BROKEN_UNLESS_HEAD),
    CONTRADICTS_ITS_LENGTH(
            (line, request) -> {
                head(line, request, false, "content-length", "3", "content-length", "30");
                line.data(request.stream(), true, "abc");
            },
            Expected.BROKEN_UNLESS_HEAD),
    HAS_NO_NUMBER_FOR_LENGTH(
            (line, request) -> {
                head(line, request, false, "content-length", "abc");
                line.data(request.stream(), true, "abc");
            },
            Expected.BROKEN_UNLESS_HEAD),
    SENDS_A_BODY_TO_HEAD(
            (line, request) -> {
                head(line, request, false, "content-length", "3");
                line.data(request.stream(), true, "abc");
            },
            Expected.ANY),
    SENDS_A_BODY_WITH_204(
            (line, request) -> {
                line.head(request.stream(), false, ":status", "204");
                line.data(request.stream(), true, "abc");
            },
            Expected.ANY),
    HAS_NO_STATUS((line, request) -> line.head(request.stream(), true, "x-a", "b")),
    HAS_NO_NUMBER_FOR_STATUS((line, request) -> line.head(request.stream(), true, ":status", "abc")),
    HAS_TOO_SMALL_A_STATUS((line, request) -> line.head(request.stream(), true, ":status", "99")),
    HAS_TOO_BIG_A_STATUS((line, request) -> line.head(request.stream(), true, ":status", "999")),
    SWITCHES((line, request) -> line.head(request.stream(), false, ":status", "101", "upgrade", "x")),
    HAS_A_FIELD_IN_UPPER_CASE(
            (line, request) -> line.head(request.stream(), true, ":status", "200", "X-Odd", "b"), Expected.ANY),
    HAS_A_FIELD_OF_ONE_HOP(
            (line, request) -> line.head(
                    request.stream(), true, ":status", "200", "connection", "x-a", "transfer-encoding", "chunked"),
            Expected.ANY),
    HAS_A_CONTROL_CHARACTER((line, request) -> line.head(request.stream(), true, ":status", "200", "x-a", "a\u0001b")),
    HAS_A_LINE_END(
            (line, request) -> line.head(request.stream(), true, ":status", "200", "x-a", "a\r\nset-cookie: smuggled")),
    SENDS_SOME_INFORMATION(
            (line, request) -> {
                line.head(request.stream(), false, ":status", "100");
                line.head(request.stream(), false, ":status", "103", "link", "<a>");
                line.head(request.stream(), false, ":status", "103", "link", "<b>");
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.WHOLE),
    SENDS_MUCH_INFORMATION(
            (line, request) -> {
                for (int i = 0; i < 1_000; i++) {
                    line.head(request.stream(), false, ":status", "103", "link", "<a>");
                }
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.BROKEN),
    SENDS_MUCH_OF_WHAT_IS_UNKNOWN(
            (line, request) -> {
                for (int i = 0; i < 1_000; i++) {
                    line.head(request.stream(), false, ":status", "102");
                }
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.BROKEN),
    ENDS_WITH_INFORMATION((line, request) -> line.head(request.stream(), true, ":status", "103", "link", "<a>")),
    SENDS_CONTENT_BEHIND_INFORMATION((line, request) -> {
        line.head(request.stream(), false, ":status", "103", "link", "<a>");
        line.data(request.stream(), true, "abc");
    }),
    SENDS_CONTENT_BEFORE_ITS_HEAD((line, request) -> {
        line.data(request.stream(), false, "abc");
        RawHttp2Upstream.answer(line, request, "abc");
    }),
    SENDS_TWO_HEADS(
            (line, request) -> {
                head(line, request, false);
                head(line, request, false);
                line.data(request.stream(), true, "abc");
            },
            Expected.BROKEN_UNLESS_HEAD),
    SENDS_CONTENT_BEHIND_ITS_END(
            (line, request) -> {
                RawHttp2Upstream.answer(line, request, "abc");
                line.data(request.stream(), true, "smuggled");
            },
            Expected.ANY),
    HAS_PSEUDO_FIELDS_IN_TRAILERS(
            (line, request) -> {
                head(line, request, false);
                line.data(request.stream(), false, "abc");
                line.head(request.stream(), true, ":status", "500");
            },
            Expected.ANY),
    HAS_A_CONTROL_CHARACTER_IN_TRAILERS(
            (line, request) -> {
                head(line, request, false);
                line.data(request.stream(), false, "abc");
                line.head(request.stream(), true, "x-a", "a\u0001b");
            },
            Expected.BROKEN_UNLESS_HEAD),
    HAS_A_LARGE_HEAD(
            (line, request) -> {
                line.head(request.stream(), false, large(15));
                line.data(request.stream(), true, "HEAD".equals(request.method()) ? "" : "abc");
            },
            Expected.WHOLE),
    HAS_A_HUGE_HEAD((line, request) -> {
        byte[] block = line.block(request.stream(), large(200));
        int at = 16_000;
        line.frame(HEADERS, END_STREAM, request.stream(), java.util.Arrays.copyOf(block, at));
        for (; at < block.length; at += 16_000) {
            int end = Math.min(block.length, at + 16_000);
            line.frame(
                    CONTINUATION,
                    end == block.length ? END_HEADERS : 0,
                    request.stream(),
                    java.util.Arrays.copyOfRange(block, at, end));
        }
    }),
    HAS_AN_ENDLESS_HEAD((line, request) -> {
        byte[] block = line.block(request.stream(), ":status", "200");
        line.frame(HEADERS, 0, request.stream(), block);
        while (true) {
            line.frame(CONTINUATION, 0, request.stream());
        }
    }),
    PROMISES(
            (line, request) -> {
                byte[] block = line.block(2, RawStreams.with("GET", "/base/things/pushed"));
                line.frame(
                        PUSH_PROMISE,
                        END_HEADERS,
                        request.stream(),
                        ByteBuffer.allocate(4 + block.length)
                                .putInt(2)
                                .put(block)
                                .array());
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.ANY),
    GOES_AWAY_BEFORE_ITS_HEAD((line, request) -> {
        goAway(line, 0);
        line.close();
    }),
    GOES_AWAY_AND_HANGS((line, request) -> goAway(line, 0), Expected.BROKEN),
    GOES_AWAY_AND_ANSWERS(
            (line, request) -> {
                goAway(line, request.stream());
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.WHOLE),
    SENDS_ANOTHER_PROTOCOL(
            (line, request) -> line.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
            Expected.BROKEN),
    SENDS_TOO_LONG_A_FRAME((line, request) -> line.frame(DATA, 0, request.stream(), new byte[20_000])),
    SENDS_A_FRAME_OF_NOBODYS_STREAM((line, request) -> line.frame(RST_STREAM, 0, 1_001, RawStreams.number(0))),
    OVERFLOWS_A_WINDOW((line, request) -> line.frame(WINDOW_UPDATE, 0, 0, RawStreams.number(Integer.MAX_VALUE))),
    GIVES_A_WINDOW_OF_NOTHING((line, request) -> line.frame(WINDOW_UPDATE, 0, 0, RawStreams.number(0))),
    ASKS_MUCH_AND_ANSWERS(
            (line, request) -> {
                for (int i = 0; i < 100; i++) {
                    line.frame(PING, 0, 0, new byte[8]);
                }
                RawHttp2Upstream.answer(line, request, "abc");
            },
            Expected.WHOLE);

    @SuppressWarnings("ImmutableEnumChecker") // the plays keep nothing
    final Play play;

    final Expected expected;

    /** Whether it is a deadline that ends it. */
    final boolean waits;

    Http2UpstreamFault(Play play) {
        this(play, Expected.BROKEN, false);
    }

    Http2UpstreamFault(Play play, Expected expected) {
        this(play, expected, false);
    }

    Http2UpstreamFault(Play play, Expected expected, boolean waits) {
        this.play = play;
        this.expected = expected;
        this.waits = waits;
    }

    private static void head(RawStreams line, Request request, boolean end, String... fields) throws IOException {
        String[] all = new String[fields.length + 2];
        all[0] = ":status";
        all[1] = "200";
        System.arraycopy(fields, 0, all, 2, fields.length);
        line.head(request.stream(), end, all);
    }

    private static void reset(RawStreams line, Request request, int code) throws IOException {
        line.frame(RST_STREAM, 0, request.stream(), RawStreams.number(code));
    }

    private static void goAway(RawStreams line, int last) throws IOException {
        line.frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(0).array());
    }

    private static String[] large(int fields) {
        String[] all = new String[2 + 2 * fields];
        all[0] = ":status";
        all[1] = "200";
        for (int i = 0; i < fields; i++) {
            all[2 + 2 * i] = "x-" + i;
            all[3 + 2 * i] = "a".repeat(1_500);
        }
        return all;
    }
}
