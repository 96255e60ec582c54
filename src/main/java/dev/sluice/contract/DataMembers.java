package dev.sluice.contract;

import java.util.Set;

/** Which members of OpenAPI documents hold data, and which hold members with names of the author's choice. */
final class DataMembers {

    private static final Set<String> DATA = Set.of("example", "examples", "default", "enum", "const");

    private static final Set<String> NAMED = Set.of(
            "properties",
            "patternProperties",
            "$defs",
            "definitions",
            "dependentSchemas",
            "paths",
            "webhooks",
            "schemas",
            "parameters",
            "requestBodies",
            "responses",
            "headers",
            "content",
            "encoding",
            "callbacks",
            "pathItems",
            "additionalOperations");

    private DataMembers() {}

    /** Whether what is below a member is data: a {@code $ref} or {@code id} in it means nothing. */
    static boolean isData(String name) {
        return DATA.contains(name);
    }

    static boolean isNamed(String name) {
        return NAMED.contains(name);
    }
}
