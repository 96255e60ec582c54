package dev.sluice.validation;

import dev.sluice.contract.OctetBounds;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.SchemaViolation;
import java.util.List;

/**
 * The violations of one body, or of a query string that is read as one.
 *
 * @param codes for violations that have no code of their own
 * @param pointer of it in the contract
 * @param in where it stands
 * @param name of the parameter that it is; empty for a body
 */
record BodyFindings(Findings all, ErrorCodes codes, String pointer, In in, String name) {

    BodyFindings(Findings all, ErrorCodes codes, String pointer) {
        this(all, codes, pointer, In.BODY, "");
    }

    void add(List<SchemaViolation> violations) {
        all.add(in, name, violations, codes);
    }

    /** A violation by the way in which a body, or a part of it, is written down. */
    void add(String at, String keyword, String message) {
        all.add(new Violation(in, name, at, keyword, pointer, message, codes.of(keyword)));
    }

    void add(OctetBounds.Bound bound, String keyword, String message) {
        String own = bound.codes().of(keyword);
        all.add(new Violation(
                In.BODY, "", "", keyword, bound.pointer(), message, own != null ? own : codes.of(keyword)));
    }

    /** A violation by a header of a part. */
    void add(String at, String header, String keyword, String schemaPointer, String message) {
        all.add(new Violation(In.BODY, header, at, keyword, schemaPointer, message, codes.of(keyword)));
    }
}
