package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.TlsSettings;
import dev.sluice.control.ControlServer;
import dev.sluice.control.Metrics;
import dev.sluice.edge.EdgeServer;
import dev.sluice.net.ServerTls;
import io.vertx.core.net.ServerSSLOptions;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of all listeners that speak TLS.
 *
 * @param data where clients call; null where that is plain text
 * @param control the same for the operator's port
 * @param service the same for the port of the validation service
 */
record ListenerCertificates(
        @Nullable Certificates data,
        @Nullable Certificates control,
        @Nullable Certificates service) {

    /** @throws StartException when a file is missing or wrong */
    static ListenerCertificates read(Settings settings) throws StartException {
        return new ListenerCertificates(
                read("tls", settings.tls()),
                read("control.tls", settings.control().tls()),
                settings.service().port().isEmpty()
                        ? null
                        : read("service.tls", settings.service().tls()));
    }

    private static @Nullable Certificates read(String section, TlsSettings settings) throws StartException {
        ServerTls tls = Configured.tls(settings);
        return tls == null ? null : Certificates.read(section, tls);
    }

    static @Nullable ServerSSLOptions options(@Nullable Certificates certificates) {
        return certificates == null ? null : certificates.options();
    }

    /**
     * Reads them again when they change, once their listeners are open.
     *
     * @param edge null where nothing listens for clients
     * @param started takes what ends it
     */
    void watch(@Nullable EdgeServer edge, ControlServer server, Metrics metrics, Consumer<Runnable> started) {
        List<Certificates> all =
                Stream.of(data, control, service).filter(Objects::nonNull).toList();
        if (all.isEmpty()) {
            return;
        }
        String description = "Certificates that were read again, by what came of it.";
        metrics.counter("sluice.tls.reloads", description, "result", "ok", () -> sum(all, Certificates::replaced));
        metrics.counter("sluice.tls.reloads", description, "result", "kept", () -> sum(all, Certificates::kept));
        if (data != null && edge != null) {
            started.accept(data.watch(edge::tls)::close);
        }
        if (control != null) {
            started.accept(control.watch(server::tls)::close);
        }
        if (service != null) {
            started.accept(service.watch(server::serviceTls)::close);
        }
    }

    private static long sum(List<Certificates> all, ToLongFunction<Certificates> count) {
        return all.stream().mapToLong(count).sum();
    }
}
