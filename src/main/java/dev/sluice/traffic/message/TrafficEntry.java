package dev.sluice.traffic.message;

/** What a file of messages holds at one place. */
public sealed interface TrafficEntry {

    /** In the file, from 1. */
    long line();

    /** {@code log/entries/17}, counted from 0 in the HAR that it is an entry of; empty where lines say enough. */
    String entry();

    /** An exchange that could be read. */
    record Message(RecordedExchange exchange, long line, String entry) implements TrafficEntry {

        Message(RecordedExchange exchange, long line) {
            this(exchange, line, "");
        }
    }

    /**
     * An exchange that is none of HTTP, as browsers note them beside others.
     *
     * @param reason what it is instead: one of a few, such as {@code WebSocket} or {@code data:}
     */
    record PassedOver(String reason, long line, String entry) implements TrafficEntry {}

    /**
     * A line or an entry that could not.
     *
     * @param column in bytes, from 1
     * @param problem what is wrong and what was expected; never repeats what stands there
     */
    record Malformed(long line, long column, String problem, String entry) implements TrafficEntry {

        Malformed(long line, long column, String problem) {
            this(line, column, problem, "");
        }
    }
}
