package dev.sluice.contract;

import dev.sluice.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How bodies of a sequential media type are judged (OpenAPI 3.2, 4.14.3.1).
 *
 * @param items that each item keeps: {@code itemSchema}, or any value where only the whole has a schema
 * @param whole {@code schema}, which judges the array of all items; null where there is none
 * @param declared whether {@code items} is the contract's
 */
public record SequencePlan(Schema items, @Nullable Schema whole, boolean declared) {}
