package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import java.util.Set;

/** Checks that every code of an {@code x-sluice-error}, wherever it stands, is in the catalogue. */
final class ErrorCodeCheck {

    private final Set<String> known;
    private final Findings findings;

    ErrorCodeCheck(ErrorDialect dialect, Findings findings) {
        this.known = dialect.codes().keySet();
        this.findings = findings;
    }

    void check(Located at) {
        for (Located item : at.items()) {
            check(item);
        }
        for (String name : at.names()) {
            Located member = at.member(name);
            if (member == null || DataMembers.isData(name)) {
                continue;
            }
            if (name.equals(ErrorCodes.EXTENSION)) {
                codes(member);
            } else if (DataMembers.isNamed(name)) {
                member.members().forEach(this::check);
                member.items().forEach(this::check);
            } else {
                check(member);
            }
        }
    }

    private void codes(Located extension) {
        if (extension.node() instanceof Node.Mapping) {
            extension.members().forEach(this::code);
        } else {
            code(extension);
        }
    }

    private void code(Located at) {
        String code = at.text();
        if (code != null && !known.contains(code)) {
            findings.fault(
                    at,
                    "the code '" + code + "' is not among the codes of " + ErrorDialects.EXTENSION
                            + Nearest.hint(code, known));
        }
    }
}
