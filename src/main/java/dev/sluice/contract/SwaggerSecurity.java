package dev.sluice.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows {@code securityDefinitions} as security schemes. */
record SwaggerSecurity(Compilation compilation) {

    /** The names of OAuth's flows that have changed. */
    private static final Map<String, String> FLOWS =
            Map.of("application", "clientCredentials", "accessCode", "authorizationCode");

    /** @param definitions null where there are none */
    @Nullable
    Located of(@Nullable Located definitions) {
        if (definitions == null || !compilation.findings().isObject(definitions)) {
            return null;
        }
        Map<String, Located> schemes = new LinkedHashMap<>();
        for (String name : definitions.names()) {
            Located definition = name.startsWith("x-") ? null : definitions.member(name);
            Located at = definition == null ? null : compilation.references().resolve(definition);
            if (at != null && compilation.findings().isObject(at)) {
                schemes.put(name, scheme(at));
            }
        }
        return SwaggerView.object(definitions, schemes);
    }

    private Located scheme(Located at) {
        Findings findings = compilation.findings();
        Located type = at.member("type");
        String text = type == null ? null : findings.text(type);
        if (type == null) {
            findings.warning(at, "a security definition without type (expected: basic, apiKey or oauth2)");
            return at;
        }
        Map<String, Located> members = SwaggerView.members(at, name -> true);
        switch (text == null ? "apiKey" : text) {
            case "apiKey" -> {}
            case "basic" -> {
                members.put("type", SwaggerView.text(type, "http"));
                members.put("scheme", SwaggerView.text(type, "basic"));
            }
            case "oauth2" -> {
                String flow = findings.text(at, "flow");
                members.put(
                        "flows",
                        SwaggerView.made(at, Map.of(flow == null ? "implicit" : FLOWS.getOrDefault(flow, flow), at)));
            }
            default ->
                findings.warning(type, "'" + text + "' is no type of security (expected: basic, apiKey or oauth2)");
        }
        return SwaggerView.object(at, members);
    }
}
