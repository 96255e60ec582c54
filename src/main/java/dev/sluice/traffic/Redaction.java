package dev.sluice.traffic;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What of a message may be shown. A value is secret by its name (passwords, tokens, keys, cookies and their like), by what
 * the contract says of members of that name ({@code writeOnly}, {@code format: password}, keys in queries), or by its look
 * (bearer tokens).
 */
public final class Redaction {

    public static final String REDACTED = "[redacted]";

    private static final int LONGEST_VALUE = 64;

    /** Within names, letters and digits only. */
    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "passcode",
            "pwd",
            "secret",
            "token",
            "apikey",
            "accesskey",
            "privatekey",
            "signingkey",
            "credential",
            "authorization",
            "cookie",
            "session",
            "signature",
            "cardnumber",
            "creditcard",
            "iban",
            "xauth");

    /** Whole names, letters and digits only. */
    private static final Set<String> NAMES = Set.of("pass", "pin", "otp", "cvv", "cvc", "ssn", "auth", "jwt", "sig");

    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)(bearer|basic|digest)\\s.*|eyJ[\\w-]+\\.[\\w-]+\\..*|-----BEGIN .*", Pattern.DOTALL);

    private final Set<String> secrets;
    private final boolean values;

    /**
     * @param secrets names whose values must not be shown
     * @param values whether others are shown
     */
    public Redaction(Set<String> secrets, boolean values) {
        this.secrets = secrets;
        this.values = values;
    }

    /** Whether the value of a name must not be shown. */
    public boolean isSecret(String name) {
        if (secrets.contains(name)) {
            return true;
        }
        StringBuilder letters = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            if (Character.isLetterOrDigit(name.charAt(i))) {
                letters.append(Character.toLowerCase(name.charAt(i)));
            }
        }
        String plain = letters.toString().toLowerCase(Locale.ROOT);
        return NAMES.contains(plain) || WORDS.stream().anyMatch(plain::contains);
    }

    /** Whether a text looks like the proof of who somebody is, whatever its name. */
    public static boolean isCredential(String value) {
        return CREDENTIALS.matcher(value).matches();
    }

    /** What is shown of a text that has no secret name. */
    String text(String value) {
        if (isCredential(value)) {
            return REDACTED;
        }
        return values ? cut(value, LONGEST_VALUE) : "string";
    }

    /** What is shown of a number. */
    String number(String value) {
        return values ? cut(value, LONGEST_VALUE) : "0";
    }

    boolean showsValues() {
        return values;
    }

    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + "…";
    }
}
