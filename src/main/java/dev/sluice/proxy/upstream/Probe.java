package dev.sluice.proxy.upstream;

import io.vertx.core.Future;

/** Finds out whether a target is well. */
@FunctionalInterface
interface Probe {

    /** @return what ails it, in words of ours; empty where it is well. Always completes; a failure: it is not well. */
    Future<String> ailment(Target target);
}
