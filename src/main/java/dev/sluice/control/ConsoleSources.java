package dev.sluice.control;

import java.net.URI;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the console needs beside the {@link ControlSources}.
 *
 * @param data where this process's own listener answers, for requests that are tried out; null until it does
 * @param connections of clients that are open
 * @param guide to contracts
 */
public record ConsoleSources(Supplier<@Nullable URI> data, IntSupplier connections, ContractGuide guide) {

    /** Without a listener. */
    public static final ConsoleSources NONE = new ConsoleSources(() -> null, () -> 0, ContractGuide.NONE);
}
