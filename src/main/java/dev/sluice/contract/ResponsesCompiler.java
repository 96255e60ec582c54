package dev.sluice.contract;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the responses of operations. */
final class ResponsesCompiler {

    private final Compilation compilation;
    private final Findings findings;

    ResponsesCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
    }

    /** @param responses null where an operation has none, as OpenAPI 3.1 allows */
    ResponseTable compile(@Nullable Located responses) {
        Set<MediaRange> contentTypes = new LinkedHashSet<>();
        if (responses != null && findings.isObject(responses)) {
            for (String status : responses.names()) {
                Located response = responses.member(status);
                if (response != null && !status.startsWith("x-") && isStatus(status, responses)) {
                    contentTypes.addAll(contentTypes(response));
                }
            }
        }
        return new ResponseTable(List.copyOf(contentTypes));
    }

    private Set<MediaRange> contentTypes(Located response) {
        Located at = compilation.references().resolve(response);
        return at == null || !findings.isObject(at)
                ? Set.of()
                : MediaTypes.read(at.member("content"), findings).keySet();
    }

    private boolean isStatus(String status, Located responses) {
        boolean right = status.equals("default") || status.matches("[1-5]([0-9][0-9]|XX)");
        if (!right) {
            findings.faultOfName(
                    responses, status, "'" + status + "' is no status (expected: such as 200, 2XX or default)");
        }
        return right;
    }
}
