package dev.sluice.traffic;

import dev.sluice.contract.ParameterPlan.In;
import java.time.Instant;

/**
 * One way in which messages have broken a contract.
 *
 * @param contract the file of the contract
 * @param operation its id
 * @param route the operation's path template
 * @param in where in the message
 * @param name of the parameter or header; empty for a body
 * @param pointer into the value, with {@code *} for every number in it; {@code /…} for all places beyond the first few
 * @param schemaPointer of the keyword in the contract
 * @param message what was expected
 * @param count how many messages, or places in them
 */
public record Finding(
        String contract,
        String operation,
        String method,
        String route,
        Direction direction,
        In in,
        String name,
        String keyword,
        String pointer,
        String schemaPointer,
        String message,
        long count,
        Instant first,
        Instant last,
        Exemplar exemplar) {}
