package dev.sluice.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the keys of a {@code content} object. */
final class MediaTypes {

    private MediaTypes() {}

    /**
     * The media types by range, in the order of the document; a warning for each key that is none, and
     * left out.
     *
     * @param content null where there is none
     */
    static Map<MediaRange, Located> read(@Nullable Located content, Findings findings) {
        Map<MediaRange, Located> ranges = new LinkedHashMap<>();
        if (content == null || !findings.isObject(content)) {
            return ranges;
        }
        for (String key : content.names()) {
            Located mediaType = content.member(key);
            try {
                if (mediaType != null && findings.isObject(mediaType)) {
                    ranges.putIfAbsent(MediaRange.parse(key), mediaType);
                }
            } catch (IllegalArgumentException e) {
                findings.warningOfName(content, key, e.getMessage() + "; no message has it");
            }
        }
        return ranges;
    }
}
