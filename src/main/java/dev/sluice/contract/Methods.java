package dev.sluice.contract;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The operations of a path item by their methods. */
final class Methods {

    private static final Set<String> FIXED =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    /** Not of Swagger 2.0. */
    private static final String TRACE = "trace";

    /** OpenAPI 3.2. */
    private static final String QUERY = "query";

    /** OpenAPI 3.2: operations by the names of other methods, as requests spell them. */
    private static final String ADDITIONAL = "additionalOperations";

    private static final Set<String> OTHERS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private final SpecVersion version;
    private final Findings findings;

    Methods(SpecVersion version, Findings findings) {
        this.version = version;
        this.findings = findings;
    }

    /** In the order of the document; a warning for every member that has no meaning. */
    Map<String, Located> of(Located item) {
        Map<String, Located> operations = new LinkedHashMap<>();
        for (String name : item.names()) {
            Located member = item.member(name);
            if (member == null) {
                continue;
            }
            if (isMethod(name)) {
                put(operations, name.toUpperCase(Locale.ROOT), member);
            } else if (name.equals(ADDITIONAL) && version == SpecVersion.V3_2) {
                additional(operations, member);
            } else if (!OTHERS.contains(name) && !name.startsWith("x-")) {
                findings.warningOfName(
                        item,
                        name,
                        "'" + name + "' is no method"
                                + Nearest.hint(
                                        name,
                                        FIXED.stream().filter(this::isMethod).toList()) + "; it is ignored");
            }
        }
        return operations;
    }

    private void additional(Map<String, Located> operations, Located members) {
        if (!findings.isObject(members)) {
            return;
        }
        for (String name : members.names()) {
            Located member = members.member(name);
            if (isMethod(name.toLowerCase(Locale.ROOT)) || !isToken(name)) {
                findings.warningOfName(
                        members,
                        name,
                        "'" + name
                                + "' is no additional method (expected: a token of RFC 9110, and no method that has a"
                                + " member of its own); it is ignored");
            } else if (member != null) {
                put(operations, name, member);
            }
        }
    }

    private void put(Map<String, Located> operations, String method, Located operation) {
        if (findings.isObject(operation)) {
            operations.put(method, operation);
        }
    }

    private boolean isMethod(String name) {
        return (FIXED.contains(name) && (version != SpecVersion.V2_0 || !name.equals(TRACE)))
                || (version == SpecVersion.V3_2 && name.equals(QUERY));
    }

    private static boolean isToken(String name) {
        return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    }
}
