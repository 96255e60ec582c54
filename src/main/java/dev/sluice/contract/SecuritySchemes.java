package dev.sluice.contract;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the security schemes of a contract. */
final class SecuritySchemes {

    private SecuritySchemes() {}

    /** The names in a query that carry an API key: no parameters, and yet known. */
    static Set<String> queryKeys(Located root, DocumentReferences references) {
        Set<String> names = new HashSet<>();
        Located components = root.member("components");
        Located schemes = components == null ? null : components.member("securitySchemes");
        if (schemes != null) {
            for (Located scheme : schemes.members()) {
                Located at = references.resolve(scheme);
                String name =
                        at == null || !is(at, "type", "apiKey") || !is(at, "in", "query") ? null : text(at, "name");
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return Set.copyOf(names);
    }

    private static boolean is(Located at, String name, String expected) {
        return expected.equals(text(at, name));
    }

    private static @Nullable String text(Located at, String name) {
        Located member = at.member(name);
        return member == null ? null : member.text();
    }
}
