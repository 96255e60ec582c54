package dev.sluice.bench;

import dev.sluice.app.DefaultEdge;
import dev.sluice.contract.Contracts;
import dev.sluice.control.Metrics;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.internal.threadchecker.BlockedThreadEvent;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * {@link ReadyServer} under Vert.x's blocked-thread checker, which looks every millisecond for an event loop that is held
 * for more than 10 ms.
 */
public final class HostileServer {

    private static final int MOST_MILLIS = 10;

    private HostileServer() {}

    /**
     * Arguments: port, contract. Prints {@code held <ms>} each time that the checker finds the event loop held, with a
     * growing figure as long as it is the same task that holds it.
     */
    public static void main(String[] arguments) throws DocumentException {
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setMaxEventLoopExecuteTime(MOST_MILLIS)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
                .setBlockedThreadCheckInterval(1)
                .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS));
        ((VertxInternal) vertx).blockedThreadChecker().setThreadBlockedHandler(HostileServer::tell);
        new EdgeServer(
                        DefaultEdge.at(port),
                        ReadyServer.stages(Contracts.load(Path.of(arguments[1]))),
                        new Metrics("bench").requests())
                .start(vertx, 1)
                .onFailure(failure -> {
                    System.err.println("cannot listen on " + port + ": " + failure.getMessage());
                    System.exit(2);
                });
    }

    private static void tell(BlockedThreadEvent event) {
        System.out.println(String.format(Locale.ROOT, "held %.2f", event.duration() / 1e6));
    }
}
