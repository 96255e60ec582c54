package dev.sluice.mock;

import dev.sluice.contract.MediaRange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Accept} header: how much a client wants which media type. What cannot be read in it is left out; where
 * nothing is left, everything is wanted. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>
 */
final class Accept {

    /** Who lists more than this accepts whatever there is. */
    private static final int MOST = 100;

    private static final int FULL = 1000;
    private static final Pattern CONCRETE = Pattern.compile("[a-z0-9][a-z0-9.+-]{0,60}");

    /** @param weight in thousandths */
    private record Wanted(MediaRange range, int weight) {

        /** Whether it is a media type, and none that was made up to be seen in an answer. */
        boolean isConcrete() {
            return CONCRETE.matcher(range.type()).matches()
                    && CONCRETE.matcher(range.subtype()).matches();
        }

        /** How exactly this names a media type: 0 not at all. */
        int fit(MediaRange offered) {
            boolean sameType = range.type().equals(offered.type());
            if (sameType && range.subtype().equals(offered.subtype())) {
                return hasNoOther(offered) ? 4 + range.parameters().size() : 0;
            }
            if (sameType
                    && range.subtype().startsWith("*+")
                    && offered.subtype().endsWith(range.subtype().substring(1))) {
                return 3;
            }
            if (sameType && range.subtype().equals("*")) {
                return 2;
            }
            return range.type().equals("*") && range.subtype().equals("*") ? 1 : 0;
        }

        /** A parameter that the contract does not mention is the server's to choose. */
        private boolean hasNoOther(MediaRange offered) {
            return range.parameters().entrySet().stream().allMatch(wanted -> {
                String value = offered.parameters().get(wanted.getKey());
                return value == null || value.equalsIgnoreCase(wanted.getValue());
            });
        }
    }

    private final List<Wanted> wanted = new ArrayList<>();

    Accept(String header) {
        int start = 0;
        while (start <= header.length() && wanted.size() <= MOST) {
            int end = MediaRange.separator(',', header, start);
            add(header.substring(start, end).strip());
            start = end + 1;
        }
        if (wanted.size() > MOST) {
            wanted.clear();
        }
    }

    /** The weight of a concrete media type, in thousandths; 0 where it is not acceptable. */
    int weight(MediaRange offered) {
        if (wanted.isEmpty()) {
            return FULL;
        }
        int best = 0;
        int weight = 0;
        for (Wanted one : wanted) {
            int fit = one.fit(offered);
            if (fit > best || (fit == best && fit > 0 && one.weight > weight)) {
                best = fit;
                weight = one.weight;
            }
        }
        return weight;
    }

    /** The media type that is wanted most of those in a range, as it was asked for; null where none is named. */
    @Nullable
    MediaRange within(MediaRange range) {
        Wanted best = null;
        for (Wanted one : wanted) {
            if (one.isConcrete()
                    && range.matches(one.range.type() + '/' + one.range.subtype())
                    && one.weight > (best == null ? 0 : best.weight)) {
                best = one;
            }
        }
        return best == null ? null : new MediaRange(best.range.type(), best.range.subtype(), range.parameters());
    }

    private void add(String element) {
        if (!MediaRange.isWellFormed(element)) {
            return;
        }
        MediaRange range = MediaRange.parse(element);
        Map<String, String> parameters = new LinkedHashMap<>(range.parameters());
        String weight = parameters.remove("q");
        int thousandths = weight == null ? FULL : thousandths(weight);
        if (thousandths >= 0) {
            wanted.add(new Wanted(new MediaRange(range.type(), range.subtype(), Map.copyOf(parameters)), thousandths));
        }
    }

    /** {@code 0}, {@code 0.5}, {@code 1.000}; -1 for what is no weight. */
    private static int thousandths(String weight) {
        if (!weight.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")) {
            return -1;
        }
        String digits = weight.length() < 3 ? "" : weight.substring(2);
        return (weight.charAt(0) - '0') * FULL
                + (digits.isEmpty() ? 0 : Integer.parseInt((digits + "00").substring(0, 3)));
    }
}
