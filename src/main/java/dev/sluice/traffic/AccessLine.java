package dev.sluice.traffic;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exchange as a line of JSON. Neither query nor headers nor bodies are in it, since they may hold secrets; what
 * a client may make up is cut at a length. Confined to one thread.
 */
final class AccessLine {

    /** Of each text, in characters; one takes at most six bytes ({@code \}{@code u001f}). */
    private static final int LONGEST_TEXT = 512;

    private static final byte[] HEX = ascii("0123456789abcdef");
    private static final byte[] TIME = ascii("{\"time\":\"");
    private static final byte[] CONTRACT = ascii(",\"contract\":");
    private static final byte[] METHOD = ascii(",\"method\":");
    private static final byte[] ROUTE = ascii(",\"route\":");
    private static final byte[] PATH = ascii(",\"path\":");
    private static final byte[] STATUS = ascii(",\"status\":");
    private static final byte[] MICROS = ascii(",\"micros\":");
    private static final byte[] REQUEST_ID = ascii(",\"request_id\":");
    private static final byte[] CALLER = ascii(",\"caller\":");
    private static final byte[] PROBLEM = ascii(",\"problem\":");
    private static final byte[] FAULT = ascii(",\"fault\":");
    private static final byte[] DROPPED = ascii(",\"dropped\":");

    /** The second that {@link #secondText} stands for. */
    private long second = Long.MIN_VALUE;

    private byte[] secondText = {};
    private byte[] bytes = {};
    private int length;

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    /**
     * Appends a line.
     *
     * @param millis when it ended, since 1970
     * @param nanos how long it took
     */
    void append(LineChunk chunk, long millis, long nanos, Exchange exchange, int status, @Nullable Problem problem) {
        begin(chunk, millis);
        ContractPlan contract = exchange.contractOrNull();
        OperationPlan operation = exchange.operationOrNull();
        if (contract != null) {
            name(CONTRACT).text(contract.file());
        }
        name(METHOD).text(exchange.message().method());
        if (operation != null) {
            name(ROUTE).text(operation.path());
        }
        name(PATH).text(exchange.message().path());
        name(STATUS).number(status);
        name(MICROS).number(nanos / 1_000);
        name(REQUEST_ID).text(exchange.requestId());
        if (exchange.caller() != Caller.ANONYMOUS) {
            name(CALLER).text(exchange.caller().name());
        }
        if (problem != null) {
            name(PROBLEM).text(problem.type().name());
        }
        if (exchange.fault() != null) {
            name(FAULT).text(exchange.fault());
        }
        end(chunk);
    }

    /** Appends a line that says how many others were dropped. */
    void appendDropped(LineChunk chunk, long millis, long dropped) {
        begin(chunk, millis);
        name(DROPPED).number(dropped);
        end(chunk);
    }

    private void begin(LineChunk chunk, long millis) {
        bytes = chunk.bytes;
        length = chunk.length;
        long now = Math.floorDiv(millis, 1_000L);
        if (now != second) {
            second = now;
            // 2026-11-23T03:35:34
            secondText = ascii(Instant.ofEpochSecond(now).toString().substring(0, 19));
        }
        name(TIME).name(secondText);
        int part = (int) Math.floorMod(millis, 1_000L);
        bytes[length++] = '.';
        bytes[length++] = (byte) ('0' + part / 100);
        bytes[length++] = (byte) ('0' + part / 10 % 10);
        bytes[length++] = (byte) ('0' + part % 10);
        bytes[length++] = 'Z';
        bytes[length++] = '"';
    }

    private void end(LineChunk chunk) {
        bytes[length++] = '}';
        bytes[length++] = '\n';
        chunk.length = length;
        chunk.lines++;
    }

    private AccessLine name(byte[] ready) {
        System.arraycopy(ready, 0, bytes, length, ready.length);
        length += ready.length;
        return this;
    }

    private void number(long value) {
        if (value < 0) {
            bytes[length++] = '-';
        }
        long left = Math.abs(value);
        int digits = 1;
        for (long rest = left; rest >= 10; rest /= 10) {
            digits++;
        }
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        length += digits;
    }

    private void text(String text) {
        bytes[length++] = '"';
        int end = Math.min(text.length(), LONGEST_TEXT);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
                bytes[length++] = (byte) c;
            } else {
                escape(c);
            }
        }
        if (end < text.length()) {
            bytes[length++] = '.';
            bytes[length++] = '.';
            bytes[length++] = '.';
        }
        bytes[length++] = '"';
    }

    /** Anything but plain ASCII: so no terminal takes a character of a client for a command. */
    private void escape(char c) {
        bytes[length++] = '\\';
        if (c == '"' || c == '\\') {
            bytes[length++] = (byte) c;
            return;
        }
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 0xf];
        }
    }
}
