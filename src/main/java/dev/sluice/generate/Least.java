package dev.sluice.generate;

import dev.sluice.schema.TypeSet;
import java.util.List;

/**
 * The shallowest value of a plan, as far as its demands tell.
 *
 * @param height how deep it nests; 0 for scalars and for what is empty
 * @param size how many values it consists of
 * @param names of its members
 * @param shift where items begin that are demanded by {@code contains}
 */
record Least(int height, int size, Variant variant, TypeSet.Type type, List<String> names, int shift) {}
