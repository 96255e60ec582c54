package dev.sluice.proxy.upstream;

import io.vertx.core.Future;

/** Finds out whether a target is well. */
@FunctionalInterface
interface Probe {

    /** @return true when it is; anything else, a failure included: it is not. Always completes. */
    Future<Boolean> isWell(Target target);
}
