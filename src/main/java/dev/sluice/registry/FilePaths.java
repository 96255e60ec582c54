package dev.sluice.registry;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which paths the files of a contract may have: relative, with slashes, such that they can be written into a folder of any
 * system and lead nowhere else.
 */
final class FilePaths {

    private static final int MOST_BYTES = 1024;
    private static final int MOST_SEGMENTS = 32;
    private static final int MOST_SEGMENT_BYTES = 200;

    /** Control characters, what is special on Windows, and what only looks like another character. */
    private static final Pattern UNWANTED = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\p{Cn}\\\\:*?\"<>|]");

    private FilePaths() {}

    /** @throws BundleException when one is not wanted, or two of them would be one file */
    static void check(Collection<String> paths) throws BundleException {
        Set<String> folded = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (String path : paths) {
            if (!isWanted(path)) {
                throw new BundleException("a file's path cannot be used (expected: relative, with slashes, without . or"
                        + " .., of at most " + MOST_BYTES + " bytes)");
            }
            if (!folded.add(fold(path))) {
                throw new BundleException("two files differ by nothing but case (expected: each path once)");
            }
            for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
                folders.add(fold(path.substring(0, slash)));
            }
        }
        if (folders.stream().anyMatch(folded::contains)) {
            throw new BundleException("a path is that of a file and of a folder (expected: one of them)");
        }
    }

    private static String fold(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    private static boolean isWanted(String path) {
        String[] segments = path.split("/", -1);
        if (length(path) > MOST_BYTES || segments.length > MOST_SEGMENTS) {
            return false;
        }
        for (String segment : segments) {
            if (segment.isBlank()
                    || segment.equals(".")
                    || segment.equals("..")
                    || segment.endsWith(" ")
                    || segment.endsWith(".")
                    || length(segment) > MOST_SEGMENT_BYTES
                    || UNWANTED.matcher(segment).find()) {
                return false;
            }
        }
        return true;
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
