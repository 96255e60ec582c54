package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trie against a search through all templates. */
class RoutePropertyTest {

    private static final String[] SEGMENTS = {"a", "b", "a.b", "x-a", "{p}", "{p}", "{p}.{q}", "x-{p}", "{p}-a", "a.{p}"
    };
    private static final String[] PIECES = {"a", "b", "a.b", "x-a", "x-b", "b.a.b", "%61", "x-", ".", "..", "", "a%2Fb"
    };
    private static final String[] METHODS = {"GET", "PUT", "DELETE"};

    /** Of two segments: a literal one, then the one with more literal text. */
    private static final Comparator<String> BY_SPECIFICITY = Comparator.<String>comparingInt(
                    shape -> shape.contains("{}") ? -shape.replace("{}", "").length() : -1000)
            .thenComparing(Comparator.naturalOrder());

    /** A template for linear search. */
    private record Linear(String path, Pattern pattern, List<String> shapes, Map<String, OperationPlan> methods) {

        @Override
        public String toString() {
            return methods.keySet() + " " + path;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void findsWhatALinearSearchFinds(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            SegmentTrie.Builder builder = new SegmentTrie.Builder();
            List<Linear> linear = build(random, builder);
            RouteTable routes = builder.build();
            for (int i = 0; i < 300; i++) {
                String method = METHODS[random.nextInt(METHODS.length)];
                String path = path(random, PIECES);

                assertThat(text(routes.find(method, path)))
                        .as("seed %s: %s %s in %s", seed, method, path, linear)
                        .isEqualTo(search(linear, method, path));
            }
        }
    }

    private static List<Linear> build(Random random, SegmentTrie.Builder builder) {
        Map<String, Linear> byShape = new LinkedHashMap<>();
        for (int i = 0; i < 12; i++) {
            String path = named(path(random, SEGMENTS));
            String method = METHODS[random.nextInt(METHODS.length)];
            OperationPlan operation = RouteTableTest.operation(i, method + " " + path);
            Linear entry = byShape.computeIfAbsent(path, any -> linear(path));
            if (entry.methods.putIfAbsent(method, operation) == null) {
                builder.add(PathTemplate.parse(path), operation);
            }
        }
        return new ArrayList<>(byShape.values());
    }

    /** Expressions by number, so that one shape has one text. */
    private static String named(String path) {
        String named = path;
        for (int i = 0; named.contains("{p}") || named.contains("{q}"); i++) {
            named = named.replaceFirst("\\{[pq]}", "{e" + i + "}");
        }
        return named;
    }

    private static String path(Random random, String[] segments) {
        StringBuilder path = new StringBuilder();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            path.append('/').append(segments[random.nextInt(segments.length)]);
        }
        return path.toString();
    }

    private static Linear linear(String path) {
        String[] segments = path.substring(1).split("/", -1);
        StringBuilder pattern = new StringBuilder();
        List<String> shapes = new ArrayList<>();
        for (String segment : segments) {
            pattern.append("/(?!\\.{1,2}(/|$))")
                    .append(segment.replace(".", "\\.").replaceAll("\\{e\\d+}", "([^/]+)"));
            shapes.add(segment.replaceAll("\\{e\\d+}", "{}"));
        }
        return new Linear(path, Pattern.compile(pattern.toString()), shapes, new LinkedHashMap<>());
    }

    private static String search(List<Linear> linear, String method, String path) {
        String normal = path.replace("%61", "a");
        Comparator<Linear> bySpecificity = (one, other) -> IntStream.range(0, one.shapes.size())
                .map(i -> BY_SPECIFICITY.compare(one.shapes.get(i), other.shapes.get(i)))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
        return linear.stream()
                .filter(entry -> entry.pattern.matcher(normal).matches())
                .min(bySpecificity)
                .map(entry -> result(entry, method, normal))
                .orElse("none");
    }

    private static String result(Linear entry, String method, String path) {
        OperationPlan operation = entry.methods.get(method);
        if (operation == null) {
            return String.join(", ", entry.methods.keySet().stream().sorted().toList());
        }
        Matcher matcher = entry.pattern.matcher(path);
        assertThat(matcher.matches()).isTrue();
        List<String> groups = IntStream.rangeClosed(1, matcher.groupCount())
                .mapToObj(matcher::group)
                .filter(group -> group != null && !group.isEmpty() && !group.equals("/"))
                .toList();
        return operation.id() + groups;
    }

    private static String text(Match match) {
        if (match instanceof Match.Found found) {
            return found.operation().id() + found.segments();
        }
        return match instanceof Match.OtherMethods other ? other.allow() : "none";
    }
}
