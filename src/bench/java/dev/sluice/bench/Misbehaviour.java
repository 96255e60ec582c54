package dev.sluice.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/** What an upstream does with a request that has come whole. */
enum Misbehaviour {
    /** Answers as it should. */
    NONE,
    /** Listens no longer. */
    REFUSES,
    HANGS,
    HANGS_IN_THE_BODY,
    RESETS,
    RESETS_IN_THE_BODY,
    DRIPS,
    PROMISES_MORE,
    SENDS_MORE,
    GARBAGE,
    UNAVAILABLE;

    private static final int BODY_LENGTH = 2_000;
    private static final String BODY = "{\"description\":\"" + "x".repeat(BODY_LENGTH - 18) + "\"}";
    private static final long DRIP_MILLIS = 20;

    private static Buffer answer(int status, int length, String body) {
        return Buffer.buffer("HTTP/1.1 " + status + " Status\r\nContent-Type: application/json\r\nContent-Length: "
                + length + "\r\n\r\n" + body);
    }

    void act(Vertx vertx, NetSocket socket) {
        String half = BODY.substring(0, BODY_LENGTH / 2);
        switch (this) {
            case NONE -> socket.write(answer(200, BODY_LENGTH, BODY));
            case REFUSES, RESETS -> socket.close();
            case HANGS -> {}
            case HANGS_IN_THE_BODY -> socket.write(answer(200, BODY_LENGTH, half));
            case RESETS_IN_THE_BODY, PROMISES_MORE ->
                socket.write(answer(200, this == PROMISES_MORE ? 2 * BODY_LENGTH : BODY_LENGTH, half))
                        .onComplete(sent -> socket.close());
            case DRIPS -> {
                socket.write(answer(200, BODY_LENGTH, ""));
                drip(vertx, socket, 0);
            }
            case SENDS_MORE -> socket.write(answer(200, BODY_LENGTH / 2, BODY));
            case GARBAGE -> socket.write(Buffer.buffer("\u0000\u0001 no answer\r\n\r\n"));
            case UNAVAILABLE -> socket.write(answer(503, 2, "{}"));
        }
    }

    private static void drip(Vertx vertx, NetSocket socket, int from) {
        int to = Math.min(BODY_LENGTH, from + BODY_LENGTH / 50);
        socket.write(BODY.substring(from, to)).onSuccess(sent -> {
            if (to < BODY_LENGTH) {
                vertx.setTimer(DRIP_MILLIS, next -> drip(vertx, socket, to));
            }
        });
    }
}
