package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what callers have to show. Schemes are told apart by what they ask for, not by their names. */
final class SecurityDiff {

    private static final String SECURITY = "security";

    private final Context context;

    /** One way to be let in: scopes by scheme. */
    private record Alternative(Map<String, Set<String>> schemes) {

        /** Whether who can show this can show the other, too. */
        boolean covers(Alternative other) {
            return other.schemes.entrySet().stream()
                    .allMatch(scheme -> schemes.containsKey(scheme.getKey())
                            && schemes.get(scheme.getKey()).containsAll(scheme.getValue()));
        }

        @Override
        public String toString() {
            return schemes.isEmpty()
                    ? "nothing"
                    : schemes.entrySet().stream()
                            .map(one -> one.getKey() + (one.getValue().isEmpty() ? "" : " with " + one.getValue()))
                            .collect(Collectors.joining(" and "));
        }
    }

    SecurityDiff(Context context) {
        this.context = context;
    }

    void compare(Operation was, Operation is) {
        Located before = security(was, context.old());
        Located now = security(is, context.young());
        List<Alternative> had = alternatives(before, context.old());
        List<Alternative> wanted = alternatives(now, context.young());
        for (Alternative one : had) {
            if (wanted.stream().noneMatch(one::covers)) {
                change(
                        is.name(),
                        Effect.BREAKING,
                        "security-narrowed",
                        spot(before, was),
                        spot(now, is),
                        "who shows " + one + " is no longer let in; it takes " + words(wanted)
                                + " (expected: what was enough before)");
            }
        }
        for (Alternative one : wanted) {
            if (had.stream().noneMatch(one::covers)) {
                change(
                        is.name(),
                        Effect.COMPATIBLE,
                        "security-alternative-added",
                        spot(before, was),
                        spot(now, is),
                        one + " is a way in");
            }
        }
    }

    private static String words(List<Alternative> alternatives) {
        return alternatives.stream().limit(6).map(Alternative::toString).collect(Collectors.joining(", or "));
    }

    private void change(
            String operation, Effect effect, String code, @Nullable Spot was, @Nullable Spot is, String message) {
        context.changes().add(operation, effect, Side.REQUEST, code, SECURITY, was, is, message);
    }

    private static @Nullable Spot spot(@Nullable Located at, Operation operation) {
        return Spots.of(at == null ? operation.at() : at);
    }

    private static @Nullable Located security(Operation operation, ContractDocuments documents) {
        Located own = operation.member(SECURITY);
        return own == null ? documents.root().member(SECURITY) : own;
    }

    private static List<Alternative> alternatives(@Nullable Located security, ContractDocuments documents) {
        List<Alternative> alternatives = new ArrayList<>();
        for (Located one : security == null ? List.<Located>of() : security.items()) {
            Map<String, Set<String>> schemes = new LinkedHashMap<>();
            for (String name : one.names()) {
                Set<String> scopes = new TreeSet<>();
                Located list = one.member(name);
                for (Located scope : list == null ? List.<Located>of() : list.items()) {
                    if (scope.text() != null) {
                        scopes.add(String.valueOf(scope.text()));
                    }
                }
                schemes.put(scheme(name, documents), scopes);
            }
            alternatives.add(new Alternative(schemes));
        }
        return alternatives.isEmpty() ? List.of(new Alternative(Map.of())) : alternatives;
    }

    private static String scheme(String name, ContractDocuments documents) {
        Located components = documents.root().member("components");
        Located schemes = components == null ? null : components.member("securitySchemes");
        Located written = schemes == null ? null : schemes.member(name);
        Located scheme = written == null ? null : documents.resolve(written);
        String type = Context.text(scheme, "type");
        return switch (type == null ? "" : type) {
            case "apiKey" -> "the API key " + Context.text(scheme, "name") + " in the " + Context.text(scheme, "in");
            case "http" ->
                "HTTP " + String.valueOf(Context.text(scheme, "scheme")).toLowerCase(Locale.ROOT);
            case "mutualTLS" -> "a client certificate";
            // where tokens come from is part of what they are
            case "openIdConnect" -> "a token of " + Context.text(scheme, "openIdConnectUrl");
            case "oauth2" -> "an OAuth token" + tokens(scheme);
            default -> "the scheme " + name;
        };
    }

    private static String tokens(@Nullable Located scheme) {
        Located flows = scheme == null ? null : scheme.member("flows");
        Set<String> urls = new TreeSet<>();
        for (Located flow : flows == null ? List.<Located>of() : flows.members()) {
            String url = Context.text(flow, "tokenUrl");
            String other = Context.text(flow, "authorizationUrl");
            urls.add(String.valueOf(url == null ? other : url));
        }
        return urls.isEmpty() ? "" : " of " + String.join(" or ", urls);
    }
}
