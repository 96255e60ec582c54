package dev.sluice.schema;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** Makes schemas and values that are likely to have to do with each other. */
public final class RandomJson {

    private static final List<String> NAMES = List.of("a", "b", "client_port", "é", "a/b");
    private static final List<String> STRINGS = List.of(
            "\"\"", "\"a\"", "\"TCP\"", "\"T\\u0043P\"", "\"é\"", "\"\\uD83D\\uDE00\"", "\"0f0f\"", "\"a\\nb\"");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "1", "2", "3", "-1", "1.0", "1.5", "0.25", "6", "100", "1e2", "-7.5", "65535");
    private static final List<String> PATTERNS =
            List.of("^[0-9a-f]{4}$", "^a*$", "C", "^(a|T)", "[^a]$", "^.{1,3}$", "\\\\d", "^$");
    private static final List<String> TYPES =
            List.of("null", "boolean", "integer", "number", "array", "object", "string");

    private final Random random;

    public RandomJson(Random random) {
        this.random = random;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String several(int most, String open, String close, IntFunction<String> item) {
        StringJoiner text = new StringJoiner(random.nextInt(9) == 0 ? " ,\n" : ",", open, close);
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            text.add(item.apply(i));
        }
        return text.toString();
    }

    public String value(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 6);
        return switch (kind) {
            case 0 -> one(List.of("null", "true", "false"));
            case 1, 2 -> one(STRINGS);
            case 3, 4, 5 -> one(NUMBERS);
            case 6 -> several(3, "[", "]", i -> value(depth - 1));
            default -> object(depth);
        };
    }

    private String object(int depth) {
        int first = random.nextInt(NAMES.size());
        return several(
                NAMES.size(), "{", "}", i -> '"' + NAMES.get((first + i) % NAMES.size()) + "\":" + value(depth - 1));
    }

    /** A schema with references to {@code #/$defs/r}. */
    public String document() {
        String schema = schema(3);
        String separator = schema.equals("{}") ? "" : ",";
        return schema.startsWith("{")
                ? schema.substring(0, schema.length() - 1) + separator + "\"$defs\":{\"r\":" + schema(2) + "}}"
                : "{\"$defs\":{\"r\":" + schema(2) + "},\"allOf\":[" + schema + "]}";
    }

    private String schema(int depth) {
        if (random.nextInt(20) == 0) {
            return Boolean.toString(random.nextBoolean());
        }
        StringJoiner keywords = new StringJoiner(",", "{", "}");
        int area = random.nextInt(depth > 0 ? 8 : 4);
        if (random.nextInt(3) == 0) {
            keywords.add("\"type\":" + type());
        }
        switch (area) {
            case 0 -> numbers(keywords);
            case 1 -> strings(keywords);
            case 2 ->
                keywords.add(
                        random.nextBoolean()
                                ? "\"enum\":[" + value(1) + "," + value(1) + "," + value(0) + "]"
                                : "\"const\":" + value(1));
            case 3, 4 -> arrays(keywords, depth - 1);
            case 5, 6 -> objects(keywords, depth - 1);
            default -> combined(keywords, depth - 1);
        }
        return keywords.toString();
    }

    private String type() {
        return random.nextBoolean() ? '"' + one(TYPES) + '"' : "[\"" + one(TYPES) + "\",\"" + "string" + "\"]";
    }

    private void numbers(StringJoiner keywords) {
        keywords.add('"' + one(List.of("minimum", "exclusiveMinimum")) + "\":" + one(NUMBERS));
        keywords.add('"' + one(List.of("maximum", "exclusiveMaximum")) + "\":" + one(NUMBERS));
        if (random.nextInt(3) == 0) {
            keywords.add("\"multipleOf\":" + one(List.of("2", "0.5", "0.01", "3", "1e1")));
        }
    }

    private void strings(StringJoiner keywords) {
        keywords.add("\"minLength\":" + random.nextInt(2));
        keywords.add("\"maxLength\":" + (1 + random.nextInt(4)));
        keywords.add("\"pattern\":\"" + one(PATTERNS) + '"');
    }

    private void arrays(StringJoiner keywords, int depth) {
        keywords.add("\"items\":" + below(depth));
        keywords.add(String.format(
                Locale.ROOT, "\"minItems\":%d,\"maxItems\":%d", random.nextInt(2), 1 + random.nextInt(3)));
        if (random.nextInt(3) == 0) {
            keywords.add("\"uniqueItems\":true");
        }
        if (random.nextInt(3) == 0) {
            keywords.add("\"prefixItems\":[" + below(depth) + "]");
        }
        if (random.nextInt(4) == 0) {
            keywords.add("\"contains\":" + schema(depth));
            keywords.add("\"minContains\":" + random.nextInt(2) + ",\"maxContains\":" + (1 + random.nextInt(2)));
        }
    }

    private void objects(StringJoiner keywords, int depth) {
        StringJoiner properties = new StringJoiner(",", "\"properties\":{", "}");
        NAMES.stream()
                .filter(name -> random.nextInt(3) == 0)
                .forEach(name -> properties.add('"' + name + "\":" + below(depth)));
        keywords.add(properties.toString());
        if (random.nextInt(3) == 0) {
            keywords.add("\"required\":[\"" + one(NAMES) + "\"]");
        }
        if (random.nextInt(3) == 0) {
            keywords.add("\"additionalProperties\":" + below(depth));
        }
        if (random.nextInt(4) == 0) {
            keywords.add("\"patternProperties\":{\"a\":" + below(depth) + ",\"^c|/\":" + below(depth) + "}");
        }
        if (random.nextInt(6) == 0) {
            keywords.add("\"propertyNames\":{\"maxLength\":" + (1 + random.nextInt(3)) + "}");
        }
        if (random.nextInt(6) == 0) {
            keywords.add("\"dependentRequired\":{\"" + one(NAMES) + "\":[\"" + one(NAMES) + "\"]}");
            keywords.add("\"dependentSchemas\":{\"" + one(NAMES) + "\":" + schema(depth) + "}");
        }
        if (random.nextInt(3) == 0) {
            keywords.add("\"minProperties\":1,\"maxProperties\":" + (1 + random.nextInt(3)));
        }
    }

    private void combined(StringJoiner keywords, int depth) {
        if (random.nextInt(3) == 0) {
            keywords.add('"' + one(List.of("unevaluatedProperties", "unevaluatedItems")) + "\":" + schema(depth));
        }
        if (random.nextInt(5) == 0) {
            keywords.add("\"if\":" + schema(depth) + ",\"then\":" + schema(depth) + ",\"else\":" + schema(depth));
        }
        if (random.nextInt(3) == 0) {
            keywords.add('"' + one(List.of("anyOf", "oneOf")) + "\":[" + typed("object", depth) + ','
                    + typed(one(TYPES), depth) + ',' + typed("array", depth) + ']');
            return;
        }
        String keyword = one(List.of("allOf", "anyOf", "oneOf", "not"));
        keywords.add('"' + keyword + "\":"
                + (keyword.equals("not") ? schema(depth) : "[" + schema(depth) + "," + schema(depth) + "]"));
    }

    /** A schema for one type, with keywords of its own and of others. */
    private String typed(String type, int depth) {
        StringJoiner keywords = new StringJoiner(",", "{", "}");
        keywords.add("\"type\":\"" + type + '"');
        switch (random.nextInt(4)) {
            case 0 -> arrays(keywords, depth - 1);
            case 1 -> objects(keywords, depth - 1);
            case 2 -> numbers(keywords);
            default -> strings(keywords);
        }
        return keywords.toString();
    }

    /** Only below a member or an item a schema may come back to itself. */
    private String below(int depth) {
        return depth > 0 && random.nextInt(6) == 0 ? "{\"$ref\":\"#/$defs/r\"}" : schema(depth);
    }

    /** The text with one byte changed, lost or added. */
    byte[] broken(byte[] text) {
        int at = random.nextInt(text.length);
        byte odd = (byte) one(List.of(
                        (int) '"',
                        (int) '\\',
                        (int) ',',
                        (int) '}',
                        (int) '[',
                        0x80,
                        0xC3,
                        0xED,
                        0xF8,
                        0,
                        (int) '0',
                        (int) 'e'))
                .intValue();
        int mode = random.nextInt(3);
        byte[] result = new byte[text.length + (mode == 0 ? 1 : mode == 1 ? -1 : 0)];
        System.arraycopy(text, 0, result, 0, Math.min(at, result.length));
        if (mode == 0) {
            result[at] = odd;
            System.arraycopy(text, at, result, at + 1, text.length - at);
        } else {
            int skipped = at + 1;
            int kept = mode == 1 ? at : at + 1;
            if (mode == 2) {
                result[at] = odd;
            }
            System.arraycopy(text, skipped, result, kept, text.length - skipped);
        }
        return result;
    }
}
