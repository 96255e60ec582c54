package dev.sluice.exchange;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** The client of one request, as its connection shows it. Confined to the event loop of the exchange. */
public interface Client {

    /** Of tests and of exchanges that no connection has brought. */
    Client NONE = new Client() {
        @Override
        public String peer() {
            return "";
        }

        @Override
        public String address() {
            return "";
        }

        @Override
        public boolean secure() {
            return false;
        }

        @Override
        public String authority() {
            return "";
        }

        @Override
        public String version() {
            return "1.1";
        }
    };

    /** The address at the other end of the socket, without a port; empty where there is none. */
    String peer();

    /** The address of who sent the request: beyond the proxies that are trusted, else {@link #peer}. */
    String address();

    /** Whose word about who called it is taken. */
    enum Voucher {
        /** Nobody's: the peer is no trusted proxy. */
        NONE,
        /** The peer's, in {@code X-Forwarded-*}. */
        X_FORWARDED,
        /** The peer's, in {@code Forwarded}. */
        FORWARDED
    }

    /** Which fields of the head tell of the client: the others may come from anybody. */
    default Voucher voucher() {
        return Voucher.NONE;
    }

    /** Whether the connection is encrypted. */
    boolean secure();

    /** Host and perhaps port that were called: {@code Host}, or {@code :authority} of HTTP/2. */
    String authority();

    /** {@code 1.0}, {@code 1.1} or {@code 2.0}. */
    String version();

    /**
     * Tells it what the answer will probably refer to (103, RFC 8297). Nothing happens where its version of HTTP has no
     * informational answers, or when the answer has begun.
     */
    default void earlyHints(Fields fields) {}

    /** The certificate that the client has shown, and that was found right; null where none was. */
    default @Nullable X509Certificate certificate() {
        return null;
    }
}
