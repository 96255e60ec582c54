package dev.sluice.generate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Texts of well-known formats and kinds. */
final class Texts {

    private static final String HEX = "0123456789abcdef";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** Of formats: the shortest text there is. */
    private static final Map<String, String> SHORTEST = Map.ofEntries(
            Map.entry("email", "a@b.c"),
            Map.entry("idn-email", "a@b.c"),
            Map.entry("hostname", "a"),
            Map.entry("idn-hostname", "a"),
            Map.entry("ipv4", "1.1.1.1"),
            Map.entry("ipv6", "::"),
            Map.entry("uri", "a:b"),
            Map.entry("url", "a:b"),
            Map.entry("iri", "a:b"),
            Map.entry("uri-reference", ""),
            Map.entry("iri-reference", ""),
            Map.entry("uri-template", ""),
            Map.entry("time", "12:00:00Z"),
            Map.entry("date-time", "2025-01-02T03:04:05Z"),
            Map.entry("duration", "P1D"),
            Map.entry("json-pointer", ""),
            Map.entry("relative-json-pointer", "0"),
            Map.entry("regex", ""),
            Map.entry("byte", ""));

    private final SplittableRandom random;

    Texts(SplittableRandom random) {
        this.random = random;
    }

    static @Nullable String shortest(String kind) {
        return SHORTEST.get(kind);
    }

    /** Whether a text of a kind may be cut or go on. */
    static boolean isFree(String kind) {
        return Looks.hasWords(kind)
                || List.of("person", "name", "id", "secret", "password", "binary")
                        .contains(kind);
    }

    /** @return null for a kind that nobody knows */
    @Nullable
    String of(String kind) {
        String text = address(kind);
        text = text == null ? moment(kind) : text;
        text = text == null ? other(kind) : text;
        return text != null || !Looks.hasWords(kind) ? text : Looks.word(kind, random);
    }

    private @Nullable String address(String kind) {
        return switch (kind) {
            case "email", "idn-email" -> lower("first") + "." + lower("last") + "@example.com";
            case "hostname", "idn-hostname" -> Looks.word("plain", random) + ".example.com";
            case "uri", "url", "iri", "uri-reference", "iri-reference" ->
                "https://www.example.com/" + Looks.word("plain", random);
            case "uri-template" -> "https://www.example.com/{id}";
            case "ipv4", "ip" -> "192.0.2." + (1 + random.nextInt(254));
            case "ipv6" -> "2001:db8::" + Integer.toHexString(1 + random.nextInt(0xFFFE));
            case "cidr" -> "192.168." + random.nextInt(256) + ".0/24";
            case "mac" -> "02:00:00:" + hex(2) + ":" + hex(2) + ":" + hex(2);
            case "phone" -> "+1202555" + (1000 + random.nextInt(9000));
            case "json-pointer" -> "/" + Looks.word("plain", random);
            case "relative-json-pointer" -> "1/" + Looks.word("plain", random);
            default -> null;
        };
    }

    private @Nullable String moment(String kind) {
        return switch (kind) {
            case "date" -> day(2025);
            case "full-date" -> day(2025);
            case "date-time", "datetime", "updated" -> day(2025) + "T" + clock() + "Z";
            case "created" -> day(2024) + "T" + clock() + "Z";
            case "expires" -> day(2031) + "T" + clock() + "Z";
            case "time" -> clock() + "Z";
            case "duration" -> "PT" + (1 + random.nextInt(59)) + "M";
            default -> null;
        };
    }

    private @Nullable String other(String kind) {
        return switch (kind) {
            case "uuid", "guid" ->
                hex(8) + "-" + hex(4) + "-4" + hex(3) + "-" + "89ab".charAt(random.nextInt(4)) + hex(3) + "-" + hex(12);
            case "byte", "base64", "base64url" ->
                Base64.getEncoder().encodeToString(Looks.word("label", random).getBytes(StandardCharsets.UTF_8));
            case "binary" -> Looks.word("plain", random);
            case "regex" -> "^[a-z]+$";
            case "password", "secret" -> letters(16);
            case "id" -> letters(12);
            case "name" -> capital(Looks.word("plain", random)) + " " + Looks.word("label", random);
            case "person" -> Looks.word("first", random) + " " + Looks.word("last", random);
            case "int32", "int64", "integer" -> Integer.toString(1 + random.nextInt(1_000));
            case "decimal", "double", "float", "number" -> (1 + random.nextInt(500)) + "." + (10 + random.nextInt(90));
            default -> null;
        };
    }

    private String lower(String kind) {
        return Looks.word(kind, random).toLowerCase(Locale.ROOT);
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    private String day(int year) {
        return LocalDate.of(year, 1, 1).plusDays(random.nextInt(365)).toString();
    }

    private String clock() {
        int second = random.nextInt(24 * 60 * 60);
        return two(second / 3_600) + ":" + two(second / 60 % 60) + ":" + two(second % 60);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    String hex(int digits) {
        return draw(HEX, digits);
    }

    String letters(int count) {
        return draw(LETTERS, count);
    }

    private String draw(String from, int count) {
        StringBuilder text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(from.charAt(random.nextInt(from.length())));
        }
        return text.toString();
    }
}
