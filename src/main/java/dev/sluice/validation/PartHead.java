package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the header lines of one part, strictly: no folding, no bare line feeds. Confined to one call. */
final class PartHead {

    private static final int LONGEST = 8_192;
    private static final int MOST_LINES = 32;
    /** RFC 7578, 4.7: others are deprecated, and would have to be undone first. */
    private static final Set<String> IDENTITY_CODINGS = Set.of("7bit", "8bit", "binary");

    private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    private @Nullable String fault;

    /**
     * @param p the beginning of the first line
     * @return behind the empty line, or -1 after a fault
     */
    int read(byte[] bytes, int p, int end) {
        int limit = Math.min(end, p + LONGEST);
        int at = p;
        int lines = 0;
        while (true) {
            int stop = lineEnd(bytes, at, limit);
            if (stop < 0) {
                return fault("expected header lines of a part, " + LONGEST + " bytes at most, and an empty line");
            }
            if (stop == at) {
                return stop + 2;
            }
            if (++lines > MOST_LINES) {
                return fault("expected at most " + MOST_LINES + " headers in a part");
            }
            if (!add(new String(bytes, at, stop - at, StandardCharsets.UTF_8))) {
                return fault("expected header lines such as Content-Type: text/plain, each header once");
            }
            at = stop + 2;
        }
    }

    private int fault(String expected) {
        fault = expected;
        return -1;
    }

    /** Where a line ends in CRLF; -1 when it does not, or holds a control character. */
    private static int lineEnd(byte[] bytes, int from, int limit) {
        for (int i = from; i + 1 < limit; i++) {
            if (bytes[i] == '\r') {
                return bytes[i + 1] == '\n' ? i : -1;
            }
            if ((bytes[i] >= 0 && bytes[i] < ' ' && bytes[i] != '\t') || bytes[i] == 0x7f) {
                return -1;
            }
        }
        return -1;
    }

    private boolean add(String line) {
        int colon = line.indexOf(':');
        if (colon < 1 || !MediaRange.isToken(line.substring(0, colon))) {
            return false;
        }
        String name = line.substring(0, colon);
        if (headers.contains(name)) {
            return false;
        }
        headers.add(name, line.substring(colon + 1).strip());
        return true;
    }

    /** The part, or null after a fault. */
    @Nullable
    Part part(BodyBytes content) {
        String disposition = headers.get("content-disposition");
        Map<String, String> parameters = disposition == null ? null : parameters(disposition);
        String name = parameters == null ? null : parameters.get("name");
        if (parameters == null || name == null) {
            fault("expected Content-Disposition: form-data; name=\"…\" in each part");
            return null;
        }
        String contentType = headers.get("content-type");
        if (contentType != null && !MediaRange.isWellFormed(contentType)) {
            fault("expected a well-formed Content-Type in each part that has one");
            return null;
        }
        String coding = headers.get("content-transfer-encoding");
        if (coding != null && !IDENTITY_CODINGS.contains(coding.toLowerCase(Locale.ROOT))) {
            fault("expected no Content-Transfer-Encoding but binary, 8bit or 7bit");
            return null;
        }
        boolean file = parameters.containsKey("filename") || parameters.containsKey("filename*");
        return new Part(name, file, contentType, headers, content);
    }

    /** A name in pieces or in a charset of its own ({@code name*}) is none that RFC 7578 knows: some read it, some do not. */
    private static @Nullable Map<String, String> parameters(String disposition) {
        int end = disposition.indexOf(';');
        if (end < 0 || !disposition.substring(0, end).strip().equalsIgnoreCase("form-data")) {
            return null;
        }
        Map<String, String> parameters = DispositionText.parameters(disposition);
        boolean plain = parameters != null && parameters.keySet().stream().noneMatch(name -> name.startsWith("name*"));
        return plain ? parameters : null;
    }

    /** What was expected, or null when all is well. */
    @Nullable
    String fault() {
        return fault;
    }
}
