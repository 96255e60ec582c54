package dev.sluice.diff;

import dev.sluice.contract.Located;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what a contract says to Sluice. */
final class ExtensionDiff {

    private static final List<String> NAMES = List.of(
            "x-sluice-project",
            "x-sluice-errors",
            "x-sluice-rate-limit",
            "x-sluice-validation",
            "x-sluice-backend",
            "x-sluice-mock",
            "x-sluice-latency",
            "x-sluice-faults");

    /** What only a mock does. */
    private static final Set<String> HARMLESS = Set.of("x-sluice-mock", "x-sluice-latency", "x-sluice-faults");

    private static final Set<String> OF_RESPONSES = Set.of("x-sluice-errors");

    private final Context context;

    ExtensionDiff(Context context) {
        this.context = context;
    }

    void compare(String operation, Located was, Located is) {
        for (String name : NAMES) {
            Located before = was.member(name);
            Located now = is.member(name);
            if (!RawValues.areSame(before, now)) {
                Side side = OF_RESPONSES.contains(name) ? Side.RESPONSE : Side.REQUEST;
                Effect effect = HARMLESS.contains(name) ? Effect.COMPATIBLE : Effect.UNCLEAR;
                context.changes()
                        .add(
                                operation,
                                effect,
                                side,
                                name.substring(2) + "-changed",
                                "",
                                spot(before, was),
                                spot(now, is),
                                name + " is another");
            }
        }
    }

    private static @Nullable Spot spot(@Nullable Located at, Located owner) {
        return Spots.of(at == null ? owner : at);
    }
}
