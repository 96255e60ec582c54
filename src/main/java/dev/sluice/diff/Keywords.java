package dev.sluice.diff;

import dev.sluice.schema.Demand;
import java.util.Map;

/** The keywords that stand behind demands. */
final class Keywords {

    static final Map<Class<? extends Demand>, String> NAMES = Map.ofEntries(
            Map.entry(Demand.Types.class, "type"),
            Map.entry(Demand.Values.class, "enum"),
            Map.entry(Demand.Whole.class, "format"),
            Map.entry(Demand.Multiple.class, "multipleOf"),
            Map.entry(Demand.Pattern.class, "pattern"),
            Map.entry(Demand.Items.class, "items"),
            Map.entry(Demand.DifferentItems.class, "uniqueItems"),
            Map.entry(Demand.Contains.class, "contains"),
            Map.entry(Demand.Members.class, "properties"),
            Map.entry(Demand.Required.class, "required"),
            Map.entry(Demand.MemberNames.class, "propertyNames"),
            Map.entry(Demand.DependentNames.class, "dependentRequired"),
            Map.entry(Demand.DependentDemands.class, "dependentSchemas"),
            Map.entry(Demand.Named.class, "discriminator"),
            Map.entry(Demand.Not.class, "not"),
            Map.entry(Demand.If.class, "if"));

    /** Where a keyword is not found, what may stand there instead. */
    static final Map<String, String> OTHERWISE = Map.of(
            "minimum", "exclusiveMinimum",
            "maximum", "exclusiveMaximum",
            "exclusiveMinimum", "format",
            "exclusiveMaximum", "format",
            "enum", "const",
            "dependentRequired", "dependencies",
            "dependentSchemas", "dependencies");

    private Keywords() {}
}
