package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.edge.EdgeSettings;

/** The edge as Sluice sets it up where nobody says otherwise. */
public final class DefaultEdge {

    private DefaultEdge() {}

    /** @param port of 127.0.0.1 */
    public static EdgeSettings at(int port) {
        return Configured.edge(Settings.defaults().http(), "127.0.0.1", port);
    }
}
