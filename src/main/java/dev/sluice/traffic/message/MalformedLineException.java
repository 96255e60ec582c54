package dev.sluice.traffic.message;

/** A line is not what it should be. Without a stack: it is an outcome. */
final class MalformedLineException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int offset;

    /** @param offset of the byte that is wrong */
    MalformedLineException(int offset, String problem) {
        super(problem, null, false, false);
        this.offset = offset;
    }

    int offset() {
        return offset;
    }

    String problem() {
        return String.valueOf(getMessage());
    }
}
