package dev.sluice.mock;

import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.Map;

/** Which media type stands for a range, where a client does not name one. */
final class ConcreteTypes {

    private static final Map<String, String> USUAL = Map.of(
            "application", "json",
            "text", "plain",
            "image", "png",
            "audio", "mpeg",
            "video", "mp4",
            "multipart", "mixed",
            "font", "woff2");

    private ConcreteTypes() {}

    static boolean isRange(MediaRange range) {
        return range.type().equals("*") || range.subtype().startsWith("*");
    }

    static MediaRange of(MediaTypePlan plan) {
        MediaRange range = plan.range();
        if (!isRange(range)) {
            return range;
        }
        if (range.subtype().startsWith("*+")) {
            String type = range.type().equals("*") ? "application" : range.type();
            return new MediaRange(type, "vnd.sluice.mock" + range.subtype().substring(1), range.parameters());
        }
        if (range.type().equals("*")) {
            Schema schema = plan.schema();
            boolean text = plan.declared() && schema != null && schema.types().equals(TypeSet.TEXT);
            return new MediaRange(text ? "text" : "application", text ? "plain" : "json", range.parameters());
        }
        return new MediaRange(range.type(), USUAL.getOrDefault(range.type(), "vnd.sluice.mock"), range.parameters());
    }
}
