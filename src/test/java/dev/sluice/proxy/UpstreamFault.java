package dev.sluice.proxy;

import dev.sluice.proxy.RawUpstream.Line;
import dev.sluice.proxy.RawUpstream.Request;
import java.io.IOException;

/** What an upstream may do wrong, and what is to come of it. */
enum UpstreamFault {
    HANGS_BEFORE_HEAD((line, request) -> line.hang()),
    HANGS_WITHIN_HEAD((line, request) -> line.send("HTTP/1.1 200 OK\r\nX-A: ").hang()),
    HANGS_AFTER_HEAD(
            (line, request) -> hang(line.send(ok("Content-Length: 10")), request), Expected.BROKEN_UNLESS_HEAD),
    HANGS_AFTER_LARGE_HEAD(
            (line, request) -> hang(line.send(ok("Content-Length: 1000000") + body(request, "abc")), request),
            Expected.BROKEN_UNLESS_HEAD),
    HANGS_WITHIN_CHUNKS(
            (line, request) -> hang(line.send(ok("Transfer-Encoding: chunked") + body(request, "3\r\nab")), request),
            Expected.BROKEN_UNLESS_HEAD),
    DRIPS_THE_HEAD((line, request) -> drip(line, "HTTP/1.1 200 OK\r\nX-A: ")),
    DRIPS_THE_BODY(
            (line, request) -> {
                line.send(ok("Content-Length: 60000"));
                if (!"HEAD".equals(request.method())) {
                    drip(line, "a");
                }
            },
            Expected.BROKEN_UNLESS_HEAD),
    RESETS_BEFORE_HEAD((line, request) -> line.reset()),
    CLOSES_BEFORE_HEAD((line, request) -> line.close()),
    CLOSES_WITHIN_HEAD(
            (line, request) -> line.send("HTTP/1.1 200 OK\r\nX-A: 1\r\n").close()),
    RESETS_WITHIN_BODY(
            (line, request) -> line.send(ok("Content-Length: 100") + "abc").reset(), Expected.BROKEN_UNLESS_HEAD),
    CLOSES_WITHIN_BODY(
            (line, request) -> line.send(ok("Content-Length: 100") + "abc").close(), Expected.BROKEN_UNLESS_HEAD),
    CLOSES_WITHIN_LARGE_BODY(
            (line, request) -> line.send(ok("Content-Length: 1000000") + "abc".repeat(9_000))
                    .close(),
            Expected.BROKEN_UNLESS_HEAD),
    CLOSES_WITHIN_CHUNKS(
            (line, request) ->
                    line.send(ok("Transfer-Encoding: chunked") + "3\r\nabc\r\n").close(),
            Expected.BROKEN_UNLESS_HEAD),
    RESETS_WITHOUT_LENGTH((line, request) -> line.send(ok("X-A: 1") + "abc").reset(), Expected.ANY),
    SENDS_MORE_THAN_ITS_LENGTH((line, request) -> line.send(ok("Content-Length: 3") + "abcdefghi")),
    SENDS_ANOTHER_ANSWER(
            (line, request) -> line.send(ok("Content-Length: 3") + "abc" + RawUpstream.answer("smuggled"))),
    DOUBLES_ITS_LENGTH((line, request) -> line.send(ok("Content-Length: 3\r\nContent-Length: 3") + "abc")),
    CONTRADICTS_ITS_LENGTH((line, request) -> line.send(ok("Content-Length: 3\r\nContent-Length: 30") + "abc")),
    LISTS_LENGTHS((line, request) -> line.send(ok("Content-Length: 3, 3") + "abc")),
    HAS_NO_NUMBER_FOR_LENGTH((line, request) -> line.send(ok("Content-Length: abc") + "abc")),
    HAS_A_SIGN_IN_LENGTH((line, request) -> line.send(ok("Content-Length: +3") + "abc")),
    HAS_A_NEGATIVE_LENGTH((line, request) -> line.send(ok("Content-Length: -3") + "abc")),
    HAS_TOO_BIG_A_LENGTH((line, request) -> line.send(ok("Content-Length: 99999999999999999999") + "abc")),
    HAS_LENGTH_AND_CHUNKS((line, request) ->
            line.send(ok("Content-Length: 3\r\nTransfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n\r\n")),
    CODES_TWICE((line, request) -> line.send(ok("Transfer-Encoding: chunked, chunked") + "3\r\nabc\r\n0\r\n\r\n")),
    CODES_BY_GZIP((line, request) -> line.send(ok("Transfer-Encoding: gzip, chunked") + "3\r\nabc\r\n0\r\n\r\n")),
    CODES_BY_WHAT_IS_UNKNOWN((line, request) ->
            line.send(ok("Transfer-Encoding: xchunked") + "abc").close()),
    CODES_BY_NOTHING((line, request) ->
            line.send(ok("Transfer-Encoding: identity") + "abc").close()),
    CHUNKS_IN_HTTP_1_0(
            (line, request) -> line.send("HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")),
    SENDS_NO_STATUS_LINE((line, request) ->
            line.send("<html><body>It works!</body></html>\r\n\r\n").hang()),
    SENDS_NO_NUMBER_FOR_STATUS((line, request) ->
            line.send("HTTP/1.1 OK\r\nContent-Length: 0\r\n\r\n").hang()),
    SENDS_ANOTHER_VERSION((line, request) ->
            line.send("HTTP/3.7 200 OK\r\nContent-Length: 0\r\n\r\n").hang()),
    SENDS_ANOTHER_PROTOCOL((line, request) ->
            line.send("ICY 200 OK\r\nContent-Length: 0\r\n\r\n").hang()),
    SENDS_A_STATUS_OF_TWO_DIGITS((line, request) ->
            line.send("HTTP/1.1 20 OK\r\nContent-Length: 0\r\n\r\n").hang()),
    SENDS_TOO_BIG_A_STATUS((line, request) ->
            line.send("HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n").hang()),
    SENDS_AN_ENDLESS_STATUS_LINE((line, request) -> endless(line, "HTTP/1.1 200 ", "A")),
    SENDS_ENDLESS_FIELDS((line, request) -> endless(line, "HTTP/1.1 200 OK\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaa\r\n")),
    SENDS_A_HUGE_FIELD(
            (line, request) -> line.send(ok("X-A: " + "a".repeat(200_000))).hang()),
    HAS_A_SPACE_BEFORE_A_COLON(
            (line, request) -> line.send(ok("Content-Length : 3") + "abc").close(), Expected.ANY),
    HAS_A_CONTROL_CHARACTER((line, request) -> line.send(ok("Content-Length: 0\r\nX-A: a\u0001b"))),
    HAS_A_NUL((line, request) -> line.send(ok("Content-Length: 0\r\nX-A: a\u0000b"))),
    HAS_A_FOLDED_FIELD(
            (line, request) -> line.send(ok("X-A: a\r\n b\r\nContent-Length: 3") + body(request, "abc")),
            Expected.WHOLE),
    SENDS_SOME_INFORMATION(
            (line, request) -> line.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"
                    + "HTTP/1.1 103 Early Hints\r\nLink: <a>\r\n\r\nHTTP/1.1 199 Odd\r\n\r\n"
                    + ok("Content-Length: 3") + body(request, "abc")),
            Expected.WHOLE),
    SENDS_ENDLESS_INFORMATION((line, request) -> endless(line, "", "HTTP/1.1 102 Processing\r\n\r\n")),
    SENDS_INFORMATION_BEHIND_ITS_ANSWER(
            (line, request) -> line.send(ok("Content-Length: 3") + "abcHTTP/1.1 100 Continue\r\n\r\n")),
    SWITCHES_UNASKED((line, request) -> line.send(
                    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nxyz")
            .hang()),
    SENDS_A_BODY_WITH_204((line, request) -> line.send("HTTP/1.1 204 No Content\r\n\r\nabc")),
    SENDS_A_LENGTH_WITH_204((line, request) -> line.send("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc")),
    SENDS_CHUNKS_WITH_204((line, request) ->
            line.send("HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")),
    SENDS_A_BODY_WITH_304((line, request) -> line.send("HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\nabc")),
    HAS_A_BAD_CHUNK_SIZE(chunks("zz\r\nabc\r\n0\r\n\r\n")),
    HAS_A_NEGATIVE_CHUNK_SIZE(chunks("-3\r\nabc\r\n0\r\n\r\n")),
    HAS_TOO_BIG_A_CHUNK_SIZE(chunks("fffffffffffffffff\r\nabc\r\n0\r\n\r\n")),
    HAS_NO_END_OF_A_CHUNK(chunks("3\r\nabcdef\r\n0\r\n\r\n")),
    HAS_AN_EMPTY_CHUNK_SIZE(chunks("\r\nabc\r\n0\r\n\r\n")),
    HAS_AN_ENDLESS_CHUNK_EXTENSION(
            (line, request) -> endless(line, ok("Transfer-Encoding: chunked") + "3;", "aaaaaaaaaaaaaaaa"),
            Expected.BROKEN_UNLESS_HEAD),
    HAS_ENDLESS_TRAILERS(
            (line, request) -> endless(
                    line, ok("Transfer-Encoding: chunked") + "3\r\nabc\r\n0\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaa\r\n"),
            Expected.BROKEN_UNLESS_HEAD),
    HAS_A_CONTROL_CHARACTER_IN_TRAILERS(
            (line, request) -> line.send(
                    ok("Transfer-Encoding: chunked") + body(request, "3\r\nabc\r\n0\r\nX-A: a\u0001b\r\n\r\n")),
            Expected.BROKEN_UNLESS_HEAD),
    SENDS_BYTES_BEHIND_ITS_CHUNKS(chunks("3\r\nabc\r\n0\r\n\r\nrest")),
    CLOSES_AFTER_ITS_ANSWER(
            (line, request) ->
                    line.send(ok("Content-Length: 3") + body(request, "abc")).close(),
            Expected.WHOLE),
    ANSWERS_EARLY(
            true,
            (line, request) ->
                    line.send(ok("Content-Length: 3") + body(request, "abc")).body(request),
            Expected.WHOLE),
    ANSWERS_EARLY_AND_CLOSES(
            true,
            (line, request) -> line.send(ok("Content-Length: 3\r\nConnection: close") + body(request, "abc"))
                    .close(),
            Expected.ANY),
    HANGS_WITHOUT_READING(true, (line, request) -> line.holdsStill(5_000)),
    RESETS_WITHOUT_READING(true, (line, request) -> line.reset());

    /** What a client may see. */
    enum Expected {
        /** 502, 503 or 504 with Proxy-Status, or an answer that breaks off. */
        BROKEN,
        /** The same; but a head is all there is of an answer to HEAD. */
        BROKEN_UNLESS_HEAD,
        /** An answer from its beginning to its end. */
        WHOLE,
        /** One of them. */
        ANY
    }

    final boolean early;

    /** Whether only a time that is up ends it. */
    final boolean hangs = name().startsWith("HANGS_") || name().startsWith("DRIPS_");

    @SuppressWarnings("ImmutableEnumChecker") // the plays keep nothing
    final RawUpstream.Play play;

    final Expected expected;

    UpstreamFault(RawUpstream.Play play) {
        this(false, play, Expected.BROKEN);
    }

    UpstreamFault(RawUpstream.Play play, Expected expected) {
        this(false, play, expected);
    }

    UpstreamFault(boolean early, RawUpstream.Play play) {
        this(early, play, Expected.BROKEN);
    }

    /** @param early whether it happens before the body is read */
    UpstreamFault(boolean early, RawUpstream.Play play, Expected expected) {
        this.early = early;
        this.play = play;
        this.expected = expected;
    }

    private static String ok(String fields) {
        return "HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n";
    }

    private static String body(Request request, String body) {
        return "HEAD".equals(request.method()) ? "" : body;
    }

    private static RawUpstream.Play chunks(String bytes) {
        return (line, request) ->
                line.send(ok("Transfer-Encoding: chunked") + bytes).hang();
    }

    /** After an answer to HEAD there is nothing to wait for. */
    private static void hang(Line line, Request request) throws IOException {
        if (!"HEAD".equals(request.method())) {
            line.hang();
        }
    }

    private static void drip(Line line, String first) throws IOException {
        line.send(first);
        while (line.waits(50)) {
            line.send("a");
        }
    }

    private static void endless(Line line, String first, String again) throws IOException {
        line.send(first);
        String much = again.repeat(1_000);
        while (true) {
            line.send(much);
        }
    }
}
