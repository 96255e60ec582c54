package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ParameterNames;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.SchemaViolation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The violations of one message; costs nothing while there are none. Confined to one call. */
final class Findings {

    /** How many violations of one value are listed. */
    static final int LIMIT = 100;

    private static final String REQUIRED = "required";
    private static final String STYLE = "style";
    private static final String CONTENT = "content";
    private static final String UNKNOWN = "unknown";
    private static final String CODING = "contentEncoding";

    private @Nullable List<Violation> violations;

    /** A parameter that must be there. */
    void missing(ParameterPlan plan) {
        add(plan, REQUIRED, "expected the " + plan.in() + " parameter to be there");
    }

    /** A parameter whose text cannot be read. */
    void unreadable(ParameterPlan plan) {
        if (plan.content() != null) {
            add(plan, CONTENT, "expected one well-encoded value of " + plan.content());
            return;
        }
        String style = plan.style().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        add(plan, STYLE, "expected one well-encoded value in " + style + " style");
    }

    /** A parameter whose members cannot be read from the names that they have of their own. */
    void unreadableMembers(ParameterPlan plan) {
        add(
                plan,
                STYLE,
                plan.style() == Style.DEEP_OBJECT
                        ? DeepName.EXPECTED
                        : "expected one well-encoded value for each member");
    }

    /** A parameter that is there more than once and is no array of which each item stands alone. */
    void repeated(ParameterPlan plan) {
        String keyword = plan.content() == null ? STYLE : CONTENT;
        add(plan, keyword, "expected the " + plan.in() + " parameter to be there once");
    }

    /** A name in the query that the contract does not know; which one would repeat the client's text. */
    void unknownQuery(ParameterNames names) {
        add(new Violation(In.QUERY, "", "", UNKNOWN, names.pointer(), "expected " + names.expected(), null));
    }

    private void add(ParameterPlan plan, String keyword, String message) {
        String pointer = plan.pointer() + "/" + keyword;
        add(new Violation(
                plan.in(),
                plan.name(),
                "",
                keyword,
                pointer,
                message,
                plan.codes().of(keyword)));
    }

    /** A body that must be there. */
    void missingBody(BodyPlan plan) {
        String where = plan.pointer() + "/" + REQUIRED;
        add(new Violation(
                In.BODY,
                "",
                "",
                REQUIRED,
                where,
                "expected a body",
                plan.codes().of(REQUIRED)));
    }

    /**
     * Content that is not in the coding that its head tells.
     *
     * @param pointer of the content in the contract
     */
    void undecodable(String pointer, ErrorCodes codes) {
        add(new Violation(
                In.BODY, "", "", CODING, pointer, "expected whole content in its Content-Encoding", codes.of(CODING)));
    }

    /** @param codes for violations that have no code of their own */
    void add(In in, String name, List<SchemaViolation> found, ErrorCodes codes) {
        for (SchemaViolation violation : found) {
            String code = violation.code();
            add(new Violation(
                    in,
                    name,
                    violation.pointer(),
                    violation.keyword(),
                    violation.schemaPointer(),
                    violation.message(),
                    code != null ? code : codes.of(violation.keyword())));
        }
    }

    /** Where the violations of a request's body go. */
    BodyFindings body(BodyPlan plan) {
        return new BodyFindings(this, plan.codes(), plan.pointer());
    }

    /** @param problem of which the violations count; null for none */
    void add(@Nullable Problem problem) {
        if (problem != null) {
            problem.violations().forEach(this::add);
        }
    }

    void add(Violation violation) {
        if (violations == null) {
            violations = new ArrayList<>();
        }
        violations.add(violation);
    }

    List<Violation> violations() {
        return violations == null ? List.of() : List.copyOf(violations);
    }

    boolean isEmpty() {
        return violations == null;
    }

    /** @return null when nothing was found */
    @Nullable
    Problem problem() {
        return violations == null ? null : Problem.invalid(List.copyOf(violations));
    }
}
