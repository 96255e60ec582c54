package dev.sluice.ratelimit.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Redis' failures are called. Only words of our own and Redis' codes: messages may repeat what was sent. */
final class Faults {

    private static final Pattern CODE = Pattern.compile("(?:^|: -)(?!ERR\\b)([A-Z]{2,20})\\b");

    private Faults() {}

    static boolean isUnknownScript(Throwable failure) {
        return failure instanceof ErrorType error && error.is("NOSCRIPT");
    }

    /** Completes "Redis …". */
    static String text(Throwable failure) {
        if (failure instanceof RedisAway) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof TimeoutException) {
            return "did not answer in time";
        }
        if (!(failure instanceof ErrorType)) {
            return "cannot be reached (" + failure.getClass().getSimpleName() + ")";
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("CONNECTION_CLOSED")) {
            return "closed the connection";
        }
        if (message.startsWith("ILLEGAL_STATE")) {
            return "sent what is not its protocol";
        }
        if (message.contains("cluster support disabled")) {
            return "is no cluster (rateLimits.redis.type: standalone)";
        }
        if (Redirection.read(failure) != null) {
            return "is a cluster (rateLimits.redis.type: cluster)";
        }
        Matcher code = CODE.matcher(message);
        return "answered with an error" + (code.find() ? " (" + code.group(1) + ")" : "");
    }
}
