package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Client;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.security.cert.X509Certificate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The scheme {@code certificate}: the caller is who the client's certificate names, which the listener has found right (mutual
 * TLS). It may act on every project. Whatever a contract wants, but for {@code security: []}, a certificate is what counts.
 * Safe for use by many event loops.
 */
public final class CertificateScheme implements Scheme {

    private static final Identity ANONYMOUS = new Identity.Known(Caller.ANONYMOUS);

    private final CertificateName name;

    /** @param name what of a certificate is its caller's name */
    public CertificateScheme(CertificateName name) {
        this.name = name;
    }

    /** Nobody is known without a connection. */
    @Override
    public Identity identify(Message message, OperationPlan operation) {
        return identify(message, operation, Client.NONE);
    }

    @Override
    public Identity identify(Message message, OperationPlan operation, Client client) {
        X509Certificate certificate = client.certificate();
        @Nullable String caller = certificate == null ? null : name.of(certificate);
        if (caller != null) {
            return new Identity.Known(new KnownCaller(caller, Set.of()));
        }
        if (operation.security().open()) {
            return ANONYMOUS;
        }
        return refused("expected: a client certificate" + (certificate == null ? "" : " with " + name.text()));
    }

    private static Identity refused(String detail) {
        return new Identity.Refused(Problem.of(ProblemType.UNAUTHENTICATED, detail));
    }
}
