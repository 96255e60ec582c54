package dev.sluice.schema;

import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.format.TextFormat;
import java.util.List;

/** {@code format} of a string, where it is an assertion. */
record FormatKeyword(Expectation expected, TextFormat format) implements ScalarKeyword, StringCheck {

    @Override
    public boolean read(List<TextCheck> checks) {
        return checks.add(format::accepts);
    }

    @Override
    public boolean accepts(JsonScanner in, int start, int stop) {
        return format.accepts(in.text(start, stop));
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return !(value instanceof StringValue string)
                || format.accepts(string.value())
                || evaluation.violation(expected, value.start());
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Format(format));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.string(this);
    }
}
