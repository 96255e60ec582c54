package dev.sluice.app;

import dev.sluice.app.settings.ControlSettings;
import dev.sluice.app.settings.ListenSettings;
import dev.sluice.app.settings.ServiceSettings;
import dev.sluice.app.settings.Settings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks at ports before anything slow is started, so that a taken one is told at once. */
final class Ports {

    private static final int FURTHER_PORTS = 100;

    private Ports() {}

    /** The ports that clients call. */
    static void requireFree(Settings settings) throws StartException {
        ServiceSettings service = settings.service();
        if (!service.only()) {
            requireFree(
                    settings.listen().host(), settings.listen().port(), "--port, SLUICE_LISTEN_PORT or listen.port");
        }
        if (service.port().isPresent()) {
            requireFree(
                    service.host(),
                    service.port().get(),
                    (service.only() ? "--port, " : "") + "SLUICE_SERVICE_LISTEN_PORT or service.listenPort");
        }
    }

    private static void requireFree(String host, int port, String choice) throws StartException {
        try (ServerSocket socket = bind(host, port)) {
            socket.getLocalPort();
        } catch (IOException e) {
            throw new StartException(
                    "cannot listen on " + host + ":" + port + ": " + e.getMessage() + " (choose another with " + choice
                            + ")",
                    e);
        }
    }

    static String text(ListenSettings listen) {
        return listen.host() + ":" + listen.port();
    }

    /**
     * The control port; when nobody asked for the default one and it is taken, the next free one.
     *
     * @param other a port that will be taken; 0 for none
     */
    static int control(ControlSettings control, int other) throws StartException {
        int last = control.portAsked() ? control.port() : Math.min(65_535, control.port() + FURTHER_PORTS);
        for (int port = control.port(); ; port++) {
            if (port == other && port < last) {
                continue;
            }
            try (ServerSocket socket = bind(control.host(), port)) {
                socket.getLocalPort();
                return port;
            } catch (IOException e) {
                if (port >= last) {
                    throw new StartException(
                            "cannot listen on the control port " + control.host() + ":" + port + ": " + e.getMessage()
                                    + " (choose another with --control-port, SLUICE_CONTROL_PORT or control.port)",
                            e);
                }
            }
        }
    }

    private static ServerSocket bind(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
