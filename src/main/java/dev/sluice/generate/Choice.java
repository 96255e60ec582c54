package dev.sluice.generate;

import dev.sluice.schema.Demands;
import java.util.List;
import java.util.Set;

/**
 * Something that a value can keep in several ways.
 *
 * @param options what each way demands
 * @param exclusive whether a value may keep one only; each option is one demand then
 * @param scopes which {@code unevaluated} keywords see what is chosen
 */
record Choice(String pointer, List<List<Demands>> options, boolean exclusive, Set<Integer> scopes) {

    /** A choice that was made. */
    record Taken(Choice choice, int option) {}
}
