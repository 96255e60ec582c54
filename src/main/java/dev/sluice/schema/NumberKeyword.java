package dev.sluice.schema;

import dev.sluice.schema.JsonValue.NumberValue;

/** A keyword that judges a number by itself. */
interface NumberKeyword extends ScalarKeyword, NumberCheck {

    Expectation expected();

    @Override
    default boolean judge(JsonValue value, Evaluation evaluation) {
        return !(value instanceof NumberValue number)
                || accepts(number.value())
                || evaluation.violation(expected(), value.start());
    }
}
