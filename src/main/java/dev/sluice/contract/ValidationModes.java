package dev.sluice.contract;

import dev.sluice.contract.ValidationPlan.Mode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-validation} at the root, a path or an operation: what becomes of messages that break the contract.
 * The most specific place that names a direction wins.
 *
 * <pre>
 * x-sluice-validation: { request: block, response: report }    # each of block, report, off
 * </pre>
 */
final class ValidationModes {

    static final String EXTENSION = "x-sluice-validation";

    private static final Set<String> MEMBERS = Set.of("request", "response");

    private final Findings findings;

    ValidationModes(Findings findings) {
        this.findings = findings;
    }

    ValidationPlan read(Located owner) {
        Located extension = owner.member(EXTENSION);
        if (extension == null || !findings.isObject(extension)) {
            return ValidationPlan.NONE;
        }
        new Extensions(findings).refuseUnknownMembers(extension, MEMBERS);
        return new ValidationPlan(mode(extension.member("request")), mode(extension.member("response")));
    }

    private @Nullable Mode mode(@Nullable Located at) {
        if (at == null) {
            return null;
        }
        String text = at.text();
        Mode mode = Arrays.stream(Mode.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElse(null);
        if (mode == null) {
            findings.fault(at, "no mode of validation (expected: block, report or off)");
        }
        return mode;
    }
}
