package dev.sluice.cli;

import dev.sluice.app.StartException;
import dev.sluice.app.settings.Settings;

/** Starts the server. */
@FunctionalInterface
interface Starter {

    RunningServer start(Settings settings) throws StartException;
}
