package dev.sluice.proxy.upstream;

/** What became of a request at a target. */
public enum Outcome {
    /** Answered to the end, with whatever status a healthy server may give; also a 501 or 505. */
    OK,
    /** Answered with another status from 500, or broken, overdue or malformed. */
    FAILED,
    /** There was no connection. */
    CONNECT_FAILED,
    /** The client left, or the request was given up before the target could be judged. */
    LEFT
}
