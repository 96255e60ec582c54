package dev.sluice.auth;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who calls by which token. Tokens themselves are nowhere: a file has their SHA-256, one on each line, with the caller's name
 * and, where it may not act on all, its projects. Empty lines and those that begin with {@code #} say nothing.
 *
 * <pre>
 * # SHA-256                                                        caller   projects
 * 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 billing  295dacf46a4842fcbf7844dc2dc2489d,other
 * </pre>
 *
 * <p>Immutable; safe for any number of threads.
 */
public final class Tokens {

    /** Lines that have a caller. */
    public static final int MOST = 100_000;

    private static final Pattern LINE = Pattern.compile("([0-9A-Fa-f]{64})[ \\t]+(\\S{1,128})(?:[ \\t]+(\\S+))?");
    private static final int MOST_FAULTS = 20;
    private static final char MOST_BYTE = 0xFF;

    /** Some editors begin a file with it. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** A token that somebody has. */
    private static final class Entry {

        final byte[] digest;
        final KnownCaller caller;

        Entry(byte[] digest, KnownCaller caller) {
            this.digest = digest;
            this.caller = caller;
        }
    }

    /** By the first bytes of their digests: to know these is of no use to who guesses. */
    private final Map<Long, List<Entry>> entries = new HashMap<>();

    private Tokens() {}

    /**
     * @param file its name in messages
     * @throws TokensException with all faults
     */
    public static Tokens parse(String file, byte[] bytes) throws TokensException {
        Tokens tokens = new Tokens();
        List<String> faults = new ArrayList<>();
        String text = new String(bytes, StandardCharsets.UTF_8);
        String[] lines = (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).split("\\R", -1);
        int count = 0;
        for (int i = 0; i < lines.length && faults.size() < MOST_FAULTS; i++) {
            String line = lines[i].strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String fault = ++count > MOST ? "too many tokens (expected: at most " + MOST + ")" : tokens.add(line);
            if (fault != null) {
                faults.add(file + ":" + (i + 1) + ": " + fault);
            }
        }
        if (!faults.isEmpty()) {
            throw new TokensException(faults);
        }
        return tokens;
    }

    private @Nullable String add(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            return "expected the SHA-256 of a token (64 hexadecimal digits), a caller's name and perhaps its projects,"
                    + " with commas between them";
        }
        byte[] digest = HexFormat.of().parseHex(parts.group(1));
        if (find(digest) != null) {
            return "this token has a caller already (expected: each once)";
        }
        Set<String> projects = parts.group(3) == null
                ? Set.of()
                : Set.copyOf(List.of(parts.group(3).split(",", -1)));
        if (projects.contains("")) {
            return "an empty project (expected: projects with one comma between them)";
        }
        entries.computeIfAbsent(start(digest), missing -> new ArrayList<>())
                .add(new Entry(digest, new KnownCaller(parts.group(2), projects)));
        return null;
    }

    /** How many there are. */
    public int size() {
        return entries.values().stream().mapToInt(List::size).sum();
    }

    /**
     * @param token its bytes, each a character, as fields of HTTP are read: what has others is no token
     * @return null where nobody has this token
     */
    @Nullable
    KnownCaller caller(String token) {
        for (int i = 0; i < token.length(); i++) {
            if (token.charAt(i) > MOST_BYTE) {
                return null;
            }
        }
        return find(digest(token));
    }

    private @Nullable KnownCaller find(byte[] digest) {
        KnownCaller found = null;
        for (Entry entry : entries.getOrDefault(start(digest), List.of())) {
            // in a time that does not tell how much of it is right
            if (MessageDigest.isEqual(entry.digest, digest)) {
                found = entry.caller;
            }
        }
        return found;
    }

    private static long start(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
