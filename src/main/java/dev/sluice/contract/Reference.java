package dev.sluice.contract;

import dev.sluice.document.UnavailableException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The text of a {@code $ref}. Characters that a URI cannot hold are taken as they are: many authors do not encode them.
 *
 * @param document before the {@code #}, empty for the own one
 * @param fragment behind it, decoded
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-4.1">RFC 3986, 4.1</a>
 */
record Reference(String document, String fragment) {

    private static final Pattern USER = Pattern.compile("(?<=^|:)//[^/?#]*@");

    static Reference of(String text) {
        int hash = text.indexOf('#');
        return hash < 0
                ? new Reference(text, "")
                : new Reference(text.substring(0, hash), decoded(text.substring(hash + 1)));
    }

    /** Whether the fragment is a JSON pointer, not the name of an anchor. */
    boolean isPointer() {
        return fragment.isEmpty() || fragment.startsWith("/");
    }

    /**
     * The location of the document.
     *
     * @throws UnavailableException for one that no contract may name
     */
    URI location(URI base) throws UnavailableException {
        if (document.isEmpty()) {
            return base;
        }
        if (document.startsWith("file:") || (document.startsWith("/") && "file".equals(base.getScheme()))) {
            throw new UnavailableException(
                    "an absolute path (expected: a path relative to this file, within the folder of the contract)");
        }
        try {
            return base.resolve(new URI(encoded(document)));
        } catch (URISyntaxException e) {
            throw new UnavailableException("not a reference (expected: a relative path or a URI)");
        }
    }

    /** The text without the user and the password that a URL in it may carry. */
    static String withoutUser(String text) {
        return USER.matcher(text).replaceFirst("//");
    }

    private static String decoded(String fragment) {
        if (fragment.indexOf('%') < 0) {
            return fragment;
        }
        try {
            return URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return fragment;
        }
    }

    private static String encoded(String document) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < document.length(); i++) {
            char c = document.charAt(i);
            if (c <= ' ' || "\"<>\\^`{|}".indexOf(c) >= 0) {
                text.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
