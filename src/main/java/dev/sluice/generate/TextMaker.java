package dev.sluice.generate;

import dev.sluice.schema.format.TextFormat;
import dev.sluice.schema.pattern.TextPattern;
import dev.sluice.schema.pattern.TextSampler;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Makes texts: by the format, else as the name of the member lets expect, else by the pattern, else words. */
final class TextMaker {

    private final Variant variant;
    private final Sketch sketch;
    private final String name;
    private final SplittableRandom random;
    private final Texts texts;
    private final List<TextFormat> formats;

    TextMaker(Variant variant, String name, SplittableRandom random) {
        this.variant = variant;
        this.sketch = variant.sketch;
        this.name = name;
        this.random = random;
        this.texts = new Texts(random);
        this.formats = new ArrayList<>(sketch.formats);
        for (String hint : sketch.hints) {
            TextFormat known = TextFormat.named(hint);
            if (known != null) {
                formats.add(known);
            }
        }
    }

    /** @return null where none is known */
    @Nullable
    String text() {
        String text = quick();
        if (text == null && variant.isTextHard()) {
            List<String> known = variant.texts();
            return known.isEmpty() ? null : known.get(random.nextInt(known.size()));
        }
        return text == null ? plain() : text;
    }

    /** A text that may take long to find; null when none was found. */
    @Nullable
    String found() {
        String text = quick();
        TextSampler sampler = variant.sampler();
        if (text != null || sampler == null) {
            return text;
        }
        int most = Math.min(sketch.maxLength, Limits.TEXT);
        return sampler.find(random, sketch.minLength, most, one -> fits(one, false));
    }

    private @Nullable String quick() {
        String text = formatted();
        text = text == null && sketch.hints.stream().noneMatch(hint -> TextFormat.named(hint) != null) ? named() : text;
        return text == null ? sampled() : text;
    }

    private @Nullable String formatted() {
        for (String hint : sketch.hints) {
            String text = texts.of(hint);
            if (text == null) {
                continue;
            }
            String shortest = Texts.shortest(hint);
            for (String tried :
                    new String[] {text, Texts.isFree(hint) ? fitted(text) : stretched(hint, text), shortest}) {
                if (tried != null && fits(tried, true)) {
                    return tried;
                }
            }
            if (shortest != null && fits(stretched(hint, shortest), true)) {
                return stretched(hint, shortest);
            }
        }
        return null;
    }

    /** Something of at least the length that is demanded, where a format lets it grow. */
    private String stretched(String format, String text) {
        int lack = sketch.minLength - text.length();
        if (lack <= 0) {
            return text;
        }
        return switch (format) {
            case "email", "idn-email" -> "a".repeat(lack) + text;
            case "hostname", "idn-hostname" -> "a.".repeat((lack + 1) / 2) + text;
            case "uri", "url", "iri", "uri-reference", "iri-reference", "uri-template", "json-pointer", "regex" ->
                (text.isEmpty() ? "/" : text) + "a".repeat(lack);
            case "byte", "base64" -> "QUJD".repeat((lack + 3) / 4) + text;
            case "date-time", "time" -> text.replace("Z", "." + "0".repeat(Math.max(1, lack - 1)) + "Z");
            case "ipv6" -> "2001:0db8:0000:0000:0000:0000:0000:0001";
            case "duration" -> "P" + "1".repeat(lack + text.length()) + "D";
            default -> text;
        };
    }

    private @Nullable String named() {
        String kind = Looks.kind(name);
        if (kind == null) {
            return null;
        }
        String meant = kind.equals("url") ? "uri" : kind;
        String text = texts.of(meant);
        if (text == null) {
            return null;
        }
        if (fits(text, true)) {
            return text;
        }
        String fitted = Texts.isFree(meant) ? fitted(text) : stretched(meant, text);
        return fits(fitted, true) ? fitted : null;
    }

    /** Cut, or longer by some more words. */
    private String fitted(String text) {
        StringBuilder fitted = new StringBuilder(text);
        while (fitted.length() < sketch.minLength) {
            fitted.append(' ').append(Looks.word("plain", random));
        }
        if (fitted.length() > sketch.maxLength) {
            fitted.setLength(sketch.maxLength);
        }
        String cut = fitted.toString().strip();
        return cut.length() >= sketch.minLength ? cut : cut + "a".repeat(sketch.minLength - cut.length());
    }

    private String plain() {
        String word = Looks.word("plain", random);
        return fitted(sketch.minLength > word.length() ? word + " " + Looks.word("plain", random) : word);
    }

    private @Nullable String sampled() {
        TextSampler sampler = variant.sampler();
        if (sampler == null) {
            return null;
        }
        int most = Math.min(sketch.maxLength, Limits.TEXT);
        String both =
                formats.isEmpty() ? null : sampler.sample(random, sketch.minLength, most, text -> fits(text, true));
        // a format that is no assertion gives way to a pattern
        return both == null ? sampler.sample(random, sketch.minLength, most, text -> fits(text, false)) : both;
    }

    private boolean fits(String text, boolean all) {
        int length = text.codePointCount(0, text.length());
        if (length < sketch.minLength || length > sketch.maxLength) {
            return false;
        }
        for (TextPattern pattern : sketch.patterns) {
            if (!pattern.isFoundIn(text)) {
                return false;
            }
        }
        for (TextFormat format : all ? formats : sketch.formats) {
            if (!format.accepts(text)) {
                return false;
            }
        }
        return true;
    }
}
