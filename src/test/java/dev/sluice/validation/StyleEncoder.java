package dev.sluice.validation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Writes a parameter named color as the table of styles and RFC 6570 say; knows nothing of how it is read. */
final class StyleEncoder {

    private static final String NAME = "color";

    private final String style;
    private final boolean explode;
    private final UnaryOperator<String> encoding;

    StyleEncoder(String in, String style, boolean explode) {
        this.style = style;
        this.explode = explode;
        this.encoding = in.equals("header") ? text -> text : StyleEncoder::percentEncoded;
    }

    String scalar(String text) {
        String value = encoding.apply(text);
        return switch (style) {
            case "matrix" -> named(NAME, value);
            case "label" -> "." + value;
            case "simple" -> value;
            default -> NAME + "=" + value;
        };
    }

    String array(List<String> items) {
        List<String> values = items.stream().map(encoding).toList();
        if (explode && style.equals("matrix")) {
            return values.stream().map(value -> named(NAME, value)).collect(Collectors.joining());
        }
        if (explode && style.equals("form")) {
            return values.stream().map(value -> NAME + "=" + value).collect(Collectors.joining("&"));
        }
        return prefixed(String.join(delimiter(), values));
    }

    String object(Map<String, String> members) {
        if (style.equals("deepObject")) {
            return pairs(members, "&", name -> NAME + "%5B" + name + "%5D");
        }
        if (!explode) {
            return prefixed(members.entrySet().stream()
                    .map(member -> encoding.apply(member.getKey()) + delimiter() + encoding.apply(member.getValue()))
                    .collect(Collectors.joining(delimiter())));
        }
        return switch (style) {
            case "matrix" ->
                members.entrySet().stream()
                        .map(member -> named(encoding.apply(member.getKey()), encoding.apply(member.getValue())))
                        .collect(Collectors.joining());
            case "label" -> "." + pairs(members, ".", name -> name);
            case "simple" -> pairs(members, ",", name -> name);
            default -> pairs(members, "&", name -> name);
        };
    }

    private String pairs(Map<String, String> members, String separator, UnaryOperator<String> name) {
        return members.entrySet().stream()
                .map(member -> name.apply(encoding.apply(member.getKey())) + "=" + encoding.apply(member.getValue()))
                .collect(Collectors.joining(separator));
    }

    private String delimiter() {
        return switch (style) {
            case "spaceDelimited" -> "%20";
            case "pipeDelimited" -> "%7C";
            case "label" -> explode ? "." : ",";
            default -> ",";
        };
    }

    private String prefixed(String values) {
        return switch (style) {
            case "matrix" -> named(NAME, values);
            case "label" -> "." + values;
            case "simple" -> values;
            default -> NAME + "=" + values;
        };
    }

    /** RFC 6570, 3.2.7: no equals sign before an empty value. */
    private static String named(String name, String value) {
        return ";" + name + (value.isEmpty() ? "" : "=" + value);
    }

    /** All but the unreserved characters (RFC 6570, 3.2.1). */
    static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean unreserved = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._~".indexOf(c) >= 0;
            encoded.append(unreserved ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return encoded.toString();
    }
}
