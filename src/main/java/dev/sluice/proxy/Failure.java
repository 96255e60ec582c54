package dev.sluice.proxy;

import dev.sluice.exchange.ProblemType;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Why there is no answer of an upstream.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9209#section-2.3">RFC 9209, 2.3</a>
 */
enum Failure {
    DNS_ERROR("dns_error", ProblemType.BAD_GATEWAY),
    DESTINATION_UNAVAILABLE("destination_unavailable", ProblemType.UNAVAILABLE),
    DESTINATION_UNROUTABLE("destination_ip_unroutable", ProblemType.BAD_GATEWAY),
    CONNECTION_REFUSED("connection_refused", ProblemType.BAD_GATEWAY),
    CONNECTION_TIMEOUT("connection_timeout", ProblemType.BACKEND_TIMEOUT),
    CONNECTION_LIMIT("connection_limit_reached", ProblemType.UNAVAILABLE),
    TLS_PROTOCOL_ERROR("tls_protocol_error", ProblemType.BAD_GATEWAY),
    TLS_CERTIFICATE_ERROR("tls_certificate_error", ProblemType.BAD_GATEWAY),
    /** The upstream will not have it: our certificate, as a rule. */
    TLS_ALERT("tls_alert_received", ProblemType.BAD_GATEWAY),
    /** Before there was an answer. */
    CONNECTION_TERMINATED("connection_terminated", ProblemType.BAD_GATEWAY),
    CONNECTION_READ_TIMEOUT("connection_read_timeout", ProblemType.BACKEND_TIMEOUT),
    CONNECTION_WRITE_TIMEOUT("connection_write_timeout", ProblemType.BACKEND_TIMEOUT),
    RESPONSE_TIMEOUT("http_response_timeout", ProblemType.BACKEND_TIMEOUT),
    RESPONSE_INCOMPLETE("http_response_incomplete", ProblemType.BAD_GATEWAY),
    RESPONSE_HEAD_SIZE("http_response_header_section_size", ProblemType.BAD_GATEWAY),
    RESPONSE_BODY_SIZE("http_response_body_size", ProblemType.BAD_GATEWAY),
    RESPONSE_TRANSFER_CODING("http_response_transfer_coding", ProblemType.BAD_GATEWAY),
    UPGRADE_FAILED("http_upgrade_failed", ProblemType.BAD_GATEWAY),
    PROTOCOL_ERROR("http_protocol_error", ProblemType.BAD_GATEWAY);

    /** As RFC 9209 has it. */
    final String type;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and a number
    final ProblemType problem;

    Failure(String type, ProblemType problem) {
        this.type = type;
        this.problem = problem;
    }

    /** Whether the connection went away for no fault in what it carried: it may be otherwise the next time. */
    boolean isBreak() {
        return this == CONNECTION_TERMINATED || this == RESPONSE_INCOMPLETE;
    }

    /** Why there is no connection. */
    static Failure ofConnecting(Throwable cause) {
        for (Throwable at = cause; at != null; at = next(at)) {
            if (at instanceof CertificateException) {
                return TLS_CERTIFICATE_ERROR;
            }
            if (at instanceof UnknownHostException) {
                return DNS_ERROR;
            }
            if (at instanceof NoRouteToHostException) {
                return DESTINATION_UNROUTABLE;
            }
        }
        if (cause instanceof io.netty.channel.ConnectTimeoutException
                || cause instanceof io.netty.handler.ssl.SslHandshakeTimeoutException) {
            return CONNECTION_TIMEOUT;
        }
        if (cause instanceof ConnectException) {
            return CONNECTION_REFUSED;
        }
        return cause instanceof SSLException ? TLS_PROTOCOL_ERROR : CONNECTION_TERMINATED;
    }

    private static @Nullable Throwable next(Throwable at) {
        return at.getCause() == at ? null : at.getCause();
    }
}
