package dev.sluice.ratelimit.redis;

import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.Claim;
import dev.sluice.ratelimit.WindowSet;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Puts into Redis' words what is to be counted. Safe for any thread. */
final class Questions {

    /** Sets of windows are few: what lies beyond comes of reloads. */
    private static final int MOST_SETS = 10_000;

    private static final int LONGEST_KEY = 512;

    private final CountScript script = CountScript.read();
    private final byte[] hash = script.hash().getBytes(StandardCharsets.US_ASCII);
    private final String prefix;
    private final Map<WindowSet, Words> words = new ConcurrentHashMap<>();

    /** What is the same for all keys of one set of windows. */
    private static final class Words {

        /** Of the set, within a key. */
        final String name;

        /** Of the script. */
        final byte[][] arguments;

        Words(String name, byte[][] arguments) {
            this.name = name;
            this.arguments = arguments;
        }
    }

    Questions(String prefix) {
        this.prefix = prefix;
    }

    CountScript script() {
        return script;
    }

    private Words words(WindowSet set) {
        Words known = words.get(set);
        if (known == null) {
            known = make(set);
            if (words.size() >= MOST_SETS) {
                words.clear();
            }
            words.put(set, known);
        }
        return known;
    }

    private static Words make(WindowSet set) {
        byte[][] arguments = new byte[1 + 2 * set.size()][];
        arguments[0] = number(set.size());
        StringBuilder name = new StringBuilder();
        for (int i = 0; i < set.size(); i++) {
            RateWindow window = set.window(i);
            arguments[1 + 2 * i] = number(window.quota());
            arguments[2 + 2 * i] = number(window.period().toSeconds() * 1_000_000);
            name.append(i == 0 ? "" : "+").append(window.period().toSeconds()).append('s');
        }
        return new Words(name.toString(), arguments);
    }

    private static byte[] number(long value) {
        return Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * {@code prefix:contract:policy:windows:{what all counts of a call share}the rest}: the braces let a cluster keep all
     * of them on one node. Quotas are no part of it, so that a new quota goes on with the old count.
     *
     * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#hash-tags">Hash tags</a>
     */
    String key(Claim claim) {
        String shared = claim.sharedKey();
        String tag = shared.isEmpty() ? "all" : fit(shared);
        return prefix + ':' + claim.policyId() + ':' + words(claim.windows()).name + ":{" + tag + '}'
                + fit(claim.ownKey());
    }

    /** Without braces, and not so long that clients could fill Redis with it. */
    private static String fit(String text) {
        String whole = text.length() <= LONGEST_KEY
                ? text
                : text.length() + "#" + Sha1.of(text.getBytes(StandardCharsets.UTF_8));
        if (whole.indexOf('{') < 0 && whole.indexOf('}') < 0 && whole.indexOf('%') < 0) {
            return whole;
        }
        return whole.replace("%", "%25").replace("{", "%7B").replace("}", "%7D");
    }

    /** @param whole whether to send the script itself, for a Redis that may not know it */
    Request ask(List<Claim> claims, String[] keys, int cost, boolean whole) {
        Request request = whole
                ? Request.cmd(Command.EVAL).arg(script.text())
                : Request.cmd(Command.EVALSHA).arg(hash);
        request.arg(keys.length);
        for (String key : keys) {
            request.arg(key);
        }
        request.arg(cost);
        for (Claim claim : claims) {
            for (byte[] argument : words(claim.windows()).arguments) {
                request.arg(argument);
            }
        }
        return request;
    }
}
