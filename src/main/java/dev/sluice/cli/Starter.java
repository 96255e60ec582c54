package dev.sluice.cli;

import dev.sluice.app.ReloadListener;
import dev.sluice.app.StartException;
import dev.sluice.app.settings.Settings;

/** Starts the server. */
@FunctionalInterface
interface Starter {

    /** @param reloads is told of contracts that are read again while it runs */
    RunningServer start(Settings settings, ReloadListener reloads) throws StartException;
}
