package dev.sluice.cli;

import dev.sluice.app.Started;

/**
 * A server that answers requests.
 *
 * @param stop ends it in order; blocks until that is done
 */
record RunningServer(Started started, Runnable stop) {}
