package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Located;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.schema.Direction;
import dev.sluice.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Contracts that have one schema, for the body of a request and of its answer. */
final class SchemaPairs {

    private SchemaPairs() {}

    static ContractDocuments contract(String file, String version, String schema) throws DocumentException {
        String text = "{\"openapi\":\"" + version + "\",\"info\":{\"title\":\"t\",\"version\":\"1\"},"
                + "\"paths\":{\"/x\":{\"post\":{\"requestBody\":{\"content\":{\"application/json\":{\"schema\":"
                + "{\"$ref\":\"#/components/schemas/S\"}}}},\"responses\":{\"200\":{\"description\":\"d\","
                + "\"content\":{\"application/json\":{\"schema\":{\"$ref\":\"#/components/schemas/S\"}}}}}}}},"
                + "\"components\":{\"schemas\":{\"S\":" + schema + "}}}";
        return Contracts.open(file, text.getBytes(StandardCharsets.UTF_8), Reading.JUDGE);
    }

    static Schema schema(ContractDocuments contract, Direction direction) {
        return contract.schema(at(contract), direction);
    }

    /** Where the schema stands. */
    static Located at(ContractDocuments contract) {
        Located at = contract.root();
        for (String name : new String[] {"components", "schemas", "S"}) {
            at = Objects.requireNonNull(at.member(name));
        }
        return at;
    }

    /** The worst that is said of one side. */
    static Effect worst(Comparison comparison, Side side) {
        return comparison.changes().stream()
                .filter(change -> change.side() == side)
                .map(Change::effect)
                .min(Effect::compareTo)
                .orElse(Effect.COMPATIBLE);
    }
}
