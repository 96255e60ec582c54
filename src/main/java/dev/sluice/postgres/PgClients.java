package dev.sluice.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlClient;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.TrustManagerFactory;

/**
 * Pipelined clients, one for each event loop, so that a reply comes back on the loop that asked and no lock is shared.
 * Nothing waits without bound: a full queue fails at once, the server ends a statement after its timeout, and a
 * connection that has said nothing for a while (idle, or to a server that no longer answers) is closed; a new one is
 * opened when it is needed. Safe for any thread.
 */
public final class PgClients {

    /** Longer than any statement may take, by this factor, and the server counts as gone. */
    private static final int SILENCE = 4;

    private final Vertx vertx;
    private final PostgresSettings settings;
    private final PgConnectOptions connect;
    private final int eventLoops;
    private final Map<Object, SqlClient> clients = new ConcurrentHashMap<>();

    /** @param eventLoops that will use the store: the connections are shared out among them */
    public PgClients(Vertx vertx, StoreAddress address, PostgresSettings settings, int eventLoops) {
        this.vertx = vertx;
        this.settings = settings;
        this.connect = connectOptions(address, settings);
        this.eventLoops = eventLoops;
    }

    /** The client of the event loop that this is called on; other threads share one. */
    public SqlClient here() {
        Object key = Context.isOnEventLoopThread() ? Thread.currentThread() : this;
        SqlClient client = clients.get(key);
        return client != null ? client : clients.computeIfAbsent(key, absent -> client());
    }

    private SqlClient client() {
        return PgBuilder.client()
                .using(vertx)
                .connectingTo(connect)
                .with(new PoolOptions()
                        .setMaxSize(share(settings.connections()))
                        .setMaxWaitQueueSize(share(settings.waiting()))
                        // no timer for each statement: callers have deadlines of their own
                        .setConnectionTimeout(0))
                .with(new NetClientOptions()
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setTcpKeepAlive(true)
                        .setReadIdleTimeout((int) settings.statementTimeout().toMillis() * SILENCE)
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS))
                .build();
    }

    private int share(int all) {
        return (all + eventLoops - 1) / eventLoops;
    }

    private static PgConnectOptions connectOptions(StoreAddress address, PostgresSettings settings) {
        String timeout = Long.toString(settings.statementTimeout().toMillis());
        PgConnectOptions options = new PgConnectOptions()
                .setHost(address.host())
                .setPort(address.port())
                .setDatabase(address.database())
                .setUser(address.user())
                .setPassword(address.password().value())
                .setCachePreparedStatements(true)
                .setPipeliningLimit(settings.pipelining())
                .addProperty("application_name", "sluice")
                .addProperty("statement_timeout", timeout)
                .addProperty("lock_timeout", timeout);
        if (address.tls() != TlsMode.DISABLE) {
            options.setSslMode(SslMode.valueOf(address.tls().name())).setSslOptions(tls(address));
        }
        return options;
    }

    private static ClientSSLOptions tls(StoreAddress address) {
        ClientSSLOptions options = new ClientSSLOptions();
        if (address.rootCertificate() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(address.rootCertificate()));
        } else if (address.tls() == TlsMode.VERIFY_CA || address.tls() == TlsMode.VERIFY_FULL) {
            options.setTrustOptions(jvmTrust());
        } else {
            options.setTrustAll(true);
        }
        return options.setHostnameVerificationAlgorithm(address.tls() == TlsMode.VERIFY_FULL ? "HTTPS" : "");
    }

    private static TrustOptions jvmTrust() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM has no trust store", e);
        }
    }

    /** Closes all connections. */
    public Future<Void> close() {
        List<Future<Void>> closing = new ArrayList<>();
        clients.values().forEach(client -> closing.add(client.close()));
        clients.clear();
        return Future.join(closing).mapEmpty();
    }
}
