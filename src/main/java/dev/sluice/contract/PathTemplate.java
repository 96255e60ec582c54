package dev.sluice.contract;

import java.util.ArrayList;
import java.util.List;

/**
 * A path with expressions: {@code /v1/{project_id}/reports/report-{id}.{format}}.
 *
 * @param expressions their names, in order; one may come twice
 */
record PathTemplate(String text, List<Segment> segments, List<String> expressions) {

    /** With those of its base path; routes are a tree that is walked by recursion. */
    static final int MAX_SEGMENTS = 256;

    /**
     * What stands between two slashes: literal, expression, literal, expression, …, literal.
     *
     * @param literals as requests spell them; mostly one, or two empty ones around a lone expression
     */
    record Segment(List<String> literals) {

        boolean isLiteral() {
            return literals.size() == 1;
        }

        boolean isWildcard() {
            return literals.size() == 2
                    && literals.get(0).isEmpty()
                    && literals.get(1).isEmpty();
        }

        /** Of two segments with expressions, the one with more literal text is the more specific. */
        int literalLength() {
            return literals.stream().mapToInt(String::length).sum();
        }
    }

    /** @throws IllegalArgumentException with what is wrong */
    static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("a path must begin with a slash");
        }
        List<Segment> segments = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 1; i <= text.length(); i++) {
            char c = i == text.length() ? '/' : text.charAt(i);
            if (c == '/') {
                if (segments.size() == MAX_SEGMENTS) {
                    throw new IllegalArgumentException("too many segments (expected: at most " + MAX_SEGMENTS
                            + ", with those of the server's path)");
                }
                literals.add(PercentEncoding.literal(literal.toString()));
                segments.add(new Segment(List.copyOf(literals)));
                literals.clear();
                literal.setLength(0);
            } else if (c == '{') {
                literals.add(PercentEncoding.literal(literal.toString()));
                literal.setLength(0);
                i = expression(text, i, expressions);
            } else if (c == '}') {
                throw new IllegalArgumentException("a '}' without its '{'");
            } else {
                literal.append(c);
            }
        }
        return new PathTemplate(text, List.copyOf(segments), List.copyOf(expressions));
    }

    private static int expression(String text, int start, List<String> expressions) {
        int end = text.indexOf('}', start);
        if (end < 0) {
            throw new IllegalArgumentException("a '{' without its '}'");
        }
        String name = text.substring(start + 1, end);
        if (name.isEmpty() || name.indexOf('{') >= 0) {
            throw new IllegalArgumentException("an expression without a name (expected: {name})");
        }
        expressions.add(name);
        return end;
    }
}
