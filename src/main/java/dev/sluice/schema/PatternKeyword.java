package dev.sluice.schema;

import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.pattern.TextPattern;
import java.util.List;

/** {@code pattern}. */
record PatternKeyword(Expectation expected, TextPattern pattern) implements ScalarKeyword, StringCheck {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return !(value instanceof StringValue string)
                || pattern.isFoundIn(string.value())
                || evaluation.violation(expected, value.start());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Pattern(pattern));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.string(this);
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return checks.add(new TextCheck() {
            @Override
            public boolean accepts(String text) {
                return pattern.isFoundIn(text);
            }

            @Override
            public boolean isVerbatim() {
                return pattern.isUnreserved();
            }
        });
    }

    @Override
    public boolean accepts(JsonScanner in, int start, int stop) {
        if (in.plain && pattern.readsAscii()) {
            return pattern.isFoundIn(in.json, start, stop);
        }
        return pattern.isFoundIn(in.text(start, stop));
    }
}
