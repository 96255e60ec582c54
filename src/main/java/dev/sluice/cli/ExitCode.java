package dev.sluice.cli;

/** What the process tells its caller. */
final class ExitCode {

    static final int OK = 0;
    static final int FINDINGS = 1;
    /** Wrong usage, an unreadable file, settings or a contract that cannot be run, a port in use. */
    static final int USAGE = 2;

    static final int INTERNAL = 3;

    private ExitCode() {}
}
