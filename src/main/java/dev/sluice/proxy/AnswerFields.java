package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What goes on to the client of the fields of an upstream's answer: all but those for the next hop, those that frame it,
 * and {@code X-Request-Id}, which the edge writes itself. Used again for every answer of an event loop.
 */
final class AnswerFields {

    private static final AsciiString VIA = AsciiString.cached("Via");
    private static final AsciiString CONTENT_TYPE = AsciiString.cached("Content-Type");
    private static final int MOST_KNOWN_TYPES = 256;

    private final Map<String, AsciiString> vias = Map.of(
            "1.0", AsciiString.cached("1.0 sluice"),
            "1.1", AsciiString.cached("1.1 sluice"),
            "2.0", AsciiString.cached("2.0 sluice"));
    /** The very same text for the same type: the edge keeps bytes of those that it has seen. */
    private final Map<String, String> knownTypes = new HashMap<>();

    private CharSequence[] pairs = new CharSequence[64];
    private int count;
    private boolean dated;
    private @Nullable String contentType;

    /**
     * Reads a head.
     *
     * @param apart whether {@code Content-Type} is not to be among the fields
     * @throws IllegalArgumentException when there is a character in it that cannot be sent
     */
    Fields of(AnswerHead head, boolean apart) {
        begin();
        List<String> named = HopByHop.named(HopByHop.connection(head.headers()));
        boolean upgrade = head.status() == 101;
        Iterator<Map.Entry<CharSequence, CharSequence>> all = head.headers().iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            CharSequence name = field.getKey();
            if (upgrade && HopByHop.same(name, HttpHeaderNames.UPGRADE)) {
                add(name, field.getValue());
            } else if (goesOn(name, field.getValue()) && !HopByHop.is(name) && !HopByHop.isNamed(named, name)) {
                add(name, field.getValue());
            }
        }
        if (upgrade) {
            add(HttpHeaderNames.CONNECTION, HttpHeaderNames.UPGRADE);
        }
        AsciiString via = vias.get(head.version());
        add(VIA, via == null ? AsciiString.cached("1.1 sluice") : via);
        if (!apart && contentType != null) {
            add(CONTENT_TYPE, contentType);
        }
        return Fields.relayed(Arrays.copyOf(pairs, count), dated);
    }

    /** What an informational answer says; nothing where there is a character in it that cannot be sent. */
    Fields hints(HttpHeaders headers) {
        try {
            return trailers(headers);
        } catch (IllegalArgumentException unsendable) {
            return Fields.NONE;
        }
    }

    /** The trailers of an answer, without what belongs into a head. */
    Fields trailers(HttpHeaders trailing) {
        if (trailing.isEmpty()) {
            return Fields.NONE;
        }
        begin();
        Iterator<Map.Entry<CharSequence, CharSequence>> all = trailing.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> field = all.next();
            CharSequence name = field.getKey();
            if (goesOn(name, field.getValue()) && !HopByHop.is(name) && !HopByHop.same(name, HttpHeaderNames.DATE)) {
                add(name, field.getValue());
            }
        }
        return Fields.relayed(Arrays.copyOf(pairs, count), false);
    }

    /** Of the head that was read last. */
    @Nullable
    String contentType() {
        return contentType;
    }

    private void begin() {
        count = 0;
        dated = false;
        contentType = null;
    }

    private boolean goesOn(CharSequence name, CharSequence value) {
        switch (name.length()) {
            case 4 -> dated |= HopByHop.same(name, HttpHeaderNames.DATE);
            case 12 -> {
                if (HopByHop.same(name, CONTENT_TYPE)) {
                    contentType = contentType == null ? known(visible(value).toString()) : contentType;
                    return false;
                }
                return !HopByHop.same(name, "X-Request-Id");
            }
            case 14 -> {
                return !HopByHop.same(name, HttpHeaderNames.CONTENT_LENGTH);
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    private String known(String type) {
        String known = knownTypes.get(type);
        if (known == null) {
            known = type;
            if (knownTypes.size() < MOST_KNOWN_TYPES) {
                knownTypes.put(type, type);
            }
        }
        return known;
    }

    private void add(CharSequence name, CharSequence value) {
        if (count == pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * count);
        }
        pairs[count++] = name;
        pairs[count++] = visible(value);
    }

    private static CharSequence visible(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException("a character that no field value can have");
            }
        }
        return value;
    }
}
