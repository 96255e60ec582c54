package dev.sluice.schema;

import dev.sluice.schema.JsonValue.StringValue;
import java.util.List;

/** {@code minLength} or {@code maxLength}, in code points. */
record StringLength(Expectation expected, int minimum, int maximum) implements ScalarKeyword, StringCheck {

    boolean accepts(long codePoints) {
        return codePoints >= minimum && codePoints <= maximum;
    }

    @Override
    public boolean accepts(JsonScanner in, int start, int stop) {
        return accepts(in.codePoints);
    }

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return !(value instanceof StringValue string)
                || accepts(string.value().codePointCount(0, string.value().length()))
                || evaluation.violation(expected, value.start());
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return checks.add(text -> accepts(text.codePointCount(0, text.length())));
    }

    @Override
    public List<Demand> demands() {
        return List.of(new Demand.Length(minimum, maximum));
    }

    @Override
    public void stream(ShapeBuilder shape) {
        shape.string(this);
    }
}
