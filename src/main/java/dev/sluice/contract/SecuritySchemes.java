package dev.sluice.contract;

import dev.sluice.contract.SecurityScheme.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The security schemes of a contract, and which of them its operations want. */
final class SecuritySchemes {

    private static final String SECURITY = "security";

    private final Map<String, SecurityScheme> schemes;
    private final SecurityPlan byDefault;

    private SecuritySchemes(Map<String, SecurityScheme> schemes, @Nullable Located security) {
        this.schemes = schemes;
        this.byDefault = security == null ? SecurityPlan.NONE : plan(security);
    }

    static SecuritySchemes read(Located root, DocumentReferences references) {
        Map<String, SecurityScheme> schemes = new LinkedHashMap<>();
        Located components = root.member("components");
        Located declared = components == null ? null : components.member("securitySchemes");
        if (declared != null) {
            for (String name : declared.names()) {
                Located scheme = declared.member(name);
                Located at = scheme == null ? null : references.resolve(scheme);
                if (at != null) {
                    schemes.put(name, scheme(name, at));
                }
            }
        }
        return new SecuritySchemes(schemes, root.member(SECURITY));
    }

    /** The names in a query that carry an API key: no parameters, and yet known. */
    Set<String> queryKeys() {
        return schemes.values().stream()
                .filter(scheme -> scheme.kind() == Kind.QUERY_KEY)
                .map(SecurityScheme::parameter)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What an operation wants: its own list, also an empty one, takes the place of the root's. */
    SecurityPlan of(Located operation) {
        Located own = operation.member(SECURITY);
        return own == null ? byDefault : plan(own);
    }

    private SecurityPlan plan(Located security) {
        List<List<SecurityScheme>> alternatives = new ArrayList<>();
        for (Located alternative : security.items()) {
            List<SecurityScheme> all = new ArrayList<>();
            for (String name : alternative.names()) {
                all.add(schemes.getOrDefault(name, new SecurityScheme(name, Kind.UNKNOWN, "")));
            }
            alternatives.add(List.copyOf(all));
        }
        return alternatives.isEmpty() ? SecurityPlan.OPEN : new SecurityPlan(List.copyOf(alternatives));
    }

    private static SecurityScheme scheme(String name, Located at) {
        String type = text(at, "type");
        return switch (type == null ? "" : type) {
            case "apiKey" -> key(name, at);
            case "http" -> {
                String scheme = text(at, "scheme");
                yield scheme == null
                        ? new SecurityScheme(name, Kind.UNKNOWN, "")
                        : new SecurityScheme(name, Kind.HTTP, scheme.toLowerCase(Locale.ROOT));
            }
            case "oauth2" -> new SecurityScheme(name, Kind.OAUTH2, "");
            case "openIdConnect" -> new SecurityScheme(name, Kind.OPEN_ID_CONNECT, "");
            case "mutualTLS" -> new SecurityScheme(name, Kind.MUTUAL_TLS, "");
            default -> new SecurityScheme(name, Kind.UNKNOWN, "");
        };
    }

    private static SecurityScheme key(String name, Located at) {
        String parameter = text(at, "name");
        String in = text(at, "in");
        Kind kind = parameter == null
                ? Kind.UNKNOWN
                : switch (in == null ? "" : in) {
                    case "header" -> Kind.HEADER_KEY;
                    case "query" -> Kind.QUERY_KEY;
                    case "cookie" -> Kind.COOKIE_KEY;
                    default -> Kind.UNKNOWN;
                };
        return new SecurityScheme(name, kind, parameter == null ? "" : parameter);
    }

    private static @Nullable String text(Located at, String name) {
        Located member = at.member(name);
        return member == null ? null : member.text();
    }
}
