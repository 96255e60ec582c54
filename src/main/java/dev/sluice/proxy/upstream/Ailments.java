package dev.sluice.proxy.upstream;

import io.netty.channel.ConnectTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;

/** What failures of a health check are called. Words of our own: messages may repeat what the target has sent. */
final class Ailments {

    private Ailments() {}

    static String of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause() == at ? null : at.getCause()) {
            if (at instanceof CertificateException) {
                return "its certificate is not trusted";
            }
        }
        if (failure instanceof ConnectTimeoutException) {
            return "no connection in time";
        }
        if (failure instanceof NoRouteToHostException) {
            return "no route to it";
        }
        if (failure instanceof ConnectException) {
            return "connection refused";
        }
        if (failure instanceof SSLException) {
            return "TLS could not be agreed on";
        }
        return "connection broken (" + failure.getClass().getSimpleName() + ")";
    }
}
