package dev.sluice.validation;

import dev.sluice.contract.OctetBounds;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.SchemaViolation;
import java.util.List;

/**
 * The violations of one body.
 *
 * @param codes for violations that have no code of their own
 * @param pointer of the body in the contract
 */
record BodyFindings(Findings all, ErrorCodes codes, String pointer) {

    void add(List<SchemaViolation> violations) {
        all.add(In.BODY, "", violations, codes);
    }

    /** A violation by the way in which a body, or a part of it, is written down. */
    void add(String at, String keyword, String message) {
        all.add(new Violation(In.BODY, "", at, keyword, pointer, message, codes.of(keyword)));
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
