package dev.sluice.app.settings;

import java.util.function.Predicate;

/**
 * What a value must keep beyond its type.
 *
 * @param expected completes "expected …"
 */
record Rule<T>(Predicate<T> holds, String expected) {

    static <T> Rule<T> none() {
        return new Rule<>(value -> true, "anything");
    }
}
