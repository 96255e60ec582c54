package dev.sluice.diff;

import dev.sluice.contract.Located;
import dev.sluice.contract.MediaRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares bodies: their media types and what those hold. */
final class ContentDiff {

    private final Context context;
    private final String operation;

    ContentDiff(Context context, String operation) {
        this.context = context;
        this.operation = operation;
    }

    /** Of requests. */
    void bodies(@Nullable Located was, @Nullable Located is) {
        if (was == null && is == null) {
            return;
        }
        boolean required = Context.flag(was, "required", false);
        boolean requiredNow = Context.flag(is, "required", false);
        if (was == null) {
            request(
                    requiredNow ? Effect.BREAKING : Effect.COMPATIBLE,
                    requiredNow ? "added-required" : "added",
                    null,
                    is,
                    requiredNow
                            ? "a body is new and required (expected: required: false)"
                            : "a body is new and optional");
            return;
        }
        if (is == null) {
            request(
                    Effect.UNCLEAR,
                    "removed",
                    was,
                    null,
                    "no body is declared any more: one that is sent may be ignored or refused");
            return;
        }
        if (required != requiredNow) {
            request(
                    requiredNow ? Effect.BREAKING : Effect.COMPATIBLE,
                    requiredNow ? "became-required" : "became-optional",
                    was,
                    is,
                    requiredNow ? "the body is required now (expected: optional, as before)" : "it is optional now");
        }
        contents(was.member("content"), is.member("content"), Side.REQUEST, "body");
    }

    private void request(Effect effect, String end, @Nullable Located was, @Nullable Located is, String message) {
        context.changes()
                .add(
                        operation,
                        effect,
                        Side.REQUEST,
                        "request-body-" + end,
                        "body",
                        Spots.of(was),
                        Spots.of(is),
                        message);
    }

    /** @param where of the body in messages */
    void contents(@Nullable Located was, @Nullable Located is, Side side, String where) {
        Map<MediaRange, Located> before = ranges(was);
        Map<MediaRange, Located> now = ranges(is);
        before.forEach((range, mediaType) -> {
            Located counterpart = find(now, range);
            if (counterpart == null) {
                boolean request = side == Side.REQUEST;
                change(
                        request ? Effect.BREAKING : removed(before, now),
                        side,
                        "removed",
                        where,
                        mediaType,
                        is,
                        range + (request ? " is no longer taken" : " is no longer answered")
                                + " (expected: beside the others for a while)");
            } else {
                mediaTypes(mediaType, counterpart, side, where);
            }
        });
        now.forEach((range, mediaType) -> {
            Located covering = find(before, range);
            if (covering == null) {
                change(
                        side == Side.REQUEST ? Effect.COMPATIBLE : Effect.UNCLEAR,
                        side,
                        "added",
                        where,
                        was,
                        mediaType,
                        range
                                + (side == Side.REQUEST
                                        ? " is taken, too"
                                        : " may be answered, too: who sends no Accept" + " may get it"));
            } else if (!before.containsKey(range)) {
                mediaTypes(covering, mediaType, side, where);
            }
        });
    }

    /** Who cannot read any of those that are left has nothing. */
    private static Effect removed(Map<MediaRange, Located> before, Map<MediaRange, Located> now) {
        return now.isEmpty() && before.isEmpty() ? Effect.COMPATIBLE : Effect.BREAKING;
    }

    private void mediaTypes(Located was, Located is, Side side, String where) {
        if (!RawValues.areSame(was.member("encoding"), is.member("encoding"))) {
            change(Effect.UNCLEAR, side, "encoding-changed", where, was, is, "its parts are written in another way");
        }
        context.schemas(operation, was.member("schema"), is.member("schema"), side, false, "body", where);
        Located item = was.member("itemSchema");
        context.schemas(operation, item, is.member("itemSchema"), side, false, "body", where + " item");
    }

    private void change(
            Effect effect,
            Side side,
            String end,
            String where,
            @Nullable Located was,
            @Nullable Located is,
            String message) {
        context.changes()
                .add(operation, effect, side, side + "-media-type-" + end, where, Spots.of(was), Spots.of(is), message);
    }

    private static Map<MediaRange, Located> ranges(@Nullable Located content) {
        Map<MediaRange, Located> ranges = new LinkedHashMap<>();
        if (content != null) {
            for (String name : content.names()) {
                Located mediaType = content.member(name);
                try {
                    if (mediaType != null) {
                        ranges.putIfAbsent(MediaRange.parse(name), mediaType);
                    }
                } catch (IllegalArgumentException noRange) {
                    // no message has it
                }
            }
        }
        return ranges;
    }

    /** The same range, or the most specific one that takes all of it. */
    private static @Nullable Located find(Map<MediaRange, Located> ranges, MediaRange range) {
        Located same = ranges.get(range);
        if (same != null || range.type().equals("*")) {
            return same;
        }
        if (!range.subtype().contains("*")) {
            for (Map.Entry<MediaRange, Located> entry : ranges.entrySet()) {
                if (!entry.getKey().type().equals("*") && entry.getKey().matches(range.toString())) {
                    return entry.getValue();
                }
            }
        }
        return ranges.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals("*"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
