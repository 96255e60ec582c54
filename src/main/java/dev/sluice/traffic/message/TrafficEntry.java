package dev.sluice.traffic.message;

/** What a file of messages holds at one place. */
public sealed interface TrafficEntry {

    /** In the file, from 1. */
    long line();

    /** An exchange that could be read. */
    record Message(RecordedExchange exchange, long line) implements TrafficEntry {}

    /**
     * A line or an entry that could not.
     *
     * @param column in bytes, from 1
     * @param problem what is wrong and what was expected; never repeats what stands there
     */
    record Malformed(long line, long column, String problem) implements TrafficEntry {}
}
