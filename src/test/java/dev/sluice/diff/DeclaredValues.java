package dev.sluice.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.schema.Demands;
import dev.sluice.schema.Schema;
import java.util.List;
import java.util.Map;

/** Tells values that {@link Undeclared#IGNORED} is about from others. */
final class DeclaredValues {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DeclaredValues() {}

    /** Whether every member is one that the schema speaks of, where it speaks of members and invites no others. */
    static boolean holdsOnlyDeclared(String value, Schema schema) {
        try {
            return holdsOnlyDeclared(MAPPER.readTree(value), List.of(schema.demands()));
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    private static boolean holdsOnlyDeclared(JsonNode value, List<Demands> schemas) {
        Declared declared = new Declared(schemas, new Heirs());
        for (JsonNode item : value.isArray() ? value : MAPPER.createArrayNode()) {
            if (!holdsOnlyDeclared(item, declared.items())) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (!declared.allows(member.getKey())
                    || !holdsOnlyDeclared(member.getValue(), declared.member(member.getKey()))) {
                return false;
            }
        }
        return true;
    }
}
