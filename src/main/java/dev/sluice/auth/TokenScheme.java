package dev.sluice.auth;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.SecurityPlan;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.contract.SecurityScheme.Kind;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scheme {@code token}: who brings a known token where the contract wants one is its caller. A contract that says
 * nothing wants it in {@code X-Auth-Token}, or as {@code Authorization: Bearer}; one that says {@code security: []} wants none.
 * Whatever else a contract wants (HTTP Basic, client certificates) nobody can bring here. Safe for use by many event loops;
 * tokens may be replaced at any time.
 */
public final class TokenScheme implements Scheme {

    private static final Identity ANONYMOUS = new Identity.Known(Caller.ANONYMOUS);

    /** Where the contract does not say. */
    private static final SecurityPlan ANYWHERE = new SecurityPlan(List.of(
            List.of(new SecurityScheme("token", Kind.HEADER_KEY, "X-Auth-Token")),
            List.of(new SecurityScheme("bearer", Kind.HTTP, "bearer"))));

    private volatile Tokens tokens;

    public TokenScheme(Tokens tokens) {
        this.tokens = tokens;
    }

    /** From now on these count, and no others. */
    public void replace(Tokens others) {
        tokens = others;
    }

    @Override
    public Identity identify(Message message, OperationPlan operation) {
        SecurityPlan security = operation.security();
        if (security.open()) {
            return ANONYMOUS;
        }
        SecurityPlan wanted = security.alternatives().isEmpty() ? ANYWHERE : security;
        Tokens known = tokens;
        boolean mayBeUnknown = false;
        for (List<SecurityScheme> alternative : wanted.alternatives()) {
            mayBeUnknown |= alternative.isEmpty();
            KnownCaller caller = caller(known, message, alternative);
            if (caller != null) {
                return new Identity.Known(caller);
            }
        }
        // who shows something that is wrong is not taken for somebody who shows nothing
        return mayBeUnknown && !bringsAny(message, wanted) ? ANONYMOUS : new Identity.Refused(refusal(wanted));
    }

    /** Names what can be brought here. */
    private static Problem refusal(SecurityPlan wanted) {
        List<List<SecurityScheme>> possible = wanted.alternatives().stream()
                .filter(alternative ->
                        !alternative.isEmpty() && alternative.stream().allMatch(Credentials::isToken))
                .toList();
        return possible.isEmpty()
                ? Problem.of(ProblemType.UNAUTHENTICATED)
                : Challenges.refusal(new SecurityPlan(possible));
    }

    /** Who has brought all that an alternative wants; null where nobody has. */
    private static @Nullable KnownCaller caller(Tokens known, Message message, List<SecurityScheme> alternative) {
        KnownCaller caller = null;
        for (SecurityScheme scheme : alternative) {
            String token = Credentials.isToken(scheme) ? Credentials.token(message, scheme) : null;
            KnownCaller next = token == null || token.equals(Credentials.SEVERAL) ? null : known.caller(token);
            if (next == null || (caller != null && !caller.equals(next))) {
                return null;
            }
            caller = next;
        }
        return caller;
    }

    private static boolean bringsAny(Message message, SecurityPlan wanted) {
        return wanted.alternatives().stream()
                .flatMap(List::stream)
                .anyMatch(scheme -> Credentials.token(message, scheme) != null);
    }
}
