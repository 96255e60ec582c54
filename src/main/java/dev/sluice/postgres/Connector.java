package dev.sluice.postgres;

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
import java.time.Duration;
import javax.net.ssl.TrustManagerFactory;

/** Makes pipelined clients: pools that belong to one event loop. */
final class Connector {

    /** Who fights for a lock gives its connection back long before a statement's time is over. */
    private static final int LOCK_SHARE = 5;

    private final Vertx vertx;
    private final PostgresSettings settings;
    private final PgConnectOptions connect;
    private final int eventLoops;

    Connector(Vertx vertx, StoreAddress address, PostgresSettings settings, int eventLoops) {
        this.vertx = vertx;
        this.settings = settings;
        this.connect = connectOptions(address, settings);
        this.eventLoops = eventLoops;
    }

    SqlClient connect() {
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
                        .setTcpKeepAlive(true))
                .build();
    }

    /** The longest that a healthy server may be silent while it has work: every statement has ended by then. */
    Duration longestSilence() {
        return settings.statementTimeout().multipliedBy(2);
    }

    private int share(int all) {
        return (all + eventLoops - 1) / eventLoops;
    }

    static PgConnectOptions connectOptions(StoreAddress address, PostgresSettings settings) {
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
                .addProperty(
                        "lock_timeout",
                        Long.toString(settings.statementTimeout().toMillis() / LOCK_SHARE));
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
}
