package dev.sluice.validation;

import dev.sluice.contract.MediaTypePlan;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The object that the fields of one form make up. Confined to one call. */
final class FormValues {

    /** As in the pointers of schemas. */
    private static final int LONGEST_NAME = 256;

    private static final JsonValue UNKNOWN = new StringValue(-1, -1, "");

    private final BodyFindings findings;
    private final Map<String, JsonValue> members = new LinkedHashMap<>();
    /** Pointers to members that cannot be read: what else is wrong with those is not asked. */
    private final Set<String> unreadable = new HashSet<>();

    FormValues(BodyFindings findings) {
        this.findings = findings;
    }

    void put(String name, JsonValue value) {
        members.put(name, value);
    }

    /** Adds a member to the object that a field is. */
    void put(String name, String member, JsonValue value) {
        Map<String, JsonValue> own = members.get(name) instanceof ObjectValue object
                ? new LinkedHashMap<>(object.members())
                : new LinkedHashMap<>();
        own.put(member, value);
        members.put(name, new ObjectValue(-1, -1, Collections.unmodifiableMap(own)));
    }

    /** @param message what was expected */
    void unreadable(String name, String keyword, String message) {
        String pointer = pointer(name);
        findings.add(pointer, keyword, message);
        unreadable.add(pointer);
        members.put(name, UNKNOWN);
    }

    /** The pointer to a member (RFC 6901), cut where its name is long. */
    static String pointer(String name) {
        String step = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) + "…" : name;
        return '/' + step.replace("~", "~0").replace("/", "~1");
    }

    static JsonValue array(List<JsonValue> items) {
        return new ArrayValue(-1, -1, Collections.unmodifiableList(new ArrayList<>(items)));
    }

    ObjectValue object() {
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }

    BodyFindings findings() {
        return findings;
    }

    void judge(MediaTypePlan plan) {
        Schema schema = plan.schema();
        JsonValue value = object();
        if (schema == null || schema.accepts(value)) {
            return;
        }
        List<SchemaViolation> violations = schema.explain(value, Findings.LIMIT);
        findings.add(
                unreadable.isEmpty()
                        ? violations
                        : violations.stream().filter(this::isReadable).toList());
    }

    private boolean isReadable(SchemaViolation violation) {
        String pointer = violation.pointer();
        int end = pointer.indexOf('/', 1);
        return !unreadable.contains(end < 0 ? pointer : pointer.substring(0, end));
    }
}
