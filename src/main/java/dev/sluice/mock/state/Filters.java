package dev.sluice.mock.state;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Query parameters that have the name of a member of items: they keep the items whose member has this value. */
record Filters(List<Filter> filters) {

    /** @param member with the parameter's name */
    record Filter(ParameterPlan parameter, String member) {}

    /** What one request wants: one of the texts for each member. */
    record Wanted(String member, Set<String> texts) {

        boolean isMet(ObjectValue document) {
            JsonValue value = document.get(member);
            if (value instanceof ArrayValue array) {
                return array.items().stream().map(Texts::of).anyMatch(text -> text != null && texts.contains(text));
            }
            String text = Texts.of(value);
            return text != null && texts.contains(text);
        }
    }

    static Filters of(OperationPlan operation, Set<String> members, Paging paging) {
        List<Filter> filters = new ArrayList<>();
        for (ParameterPlan parameter : operation.parameters()) {
            if (parameter.in() == In.QUERY && !paging.uses(parameter)) {
                String member = member(parameter.name(), members);
                if (member != null) {
                    filters.add(new Filter(parameter, member));
                }
            }
        }
        return new Filters(List.copyOf(filters));
    }

    private static @Nullable String member(String parameter, Set<String> members) {
        if (members.contains(parameter)) {
            return parameter;
        }
        String word = Words.plain(parameter);
        return members.stream()
                .filter(member -> Words.plain(member).equals(word))
                .findFirst()
                .orElse(null);
    }

    /** What this request wants; empty where it wants all. A default is not what a client wants. */
    List<Wanted> read(Parameters parameters) {
        if (filters.isEmpty()) {
            return List.of();
        }
        List<Wanted> wanted = new ArrayList<>();
        for (Filter filter : filters) {
            JsonValue value = parameters.sent(In.QUERY, filter.parameter().name());
            Set<String> texts = value == null ? Set.of() : texts(value);
            if (!texts.isEmpty()) {
                wanted.add(new Wanted(filter.member(), texts));
            }
        }
        return wanted;
    }

    private static Set<String> texts(JsonValue value) {
        List<JsonValue> values = value instanceof ArrayValue array ? array.items() : List.of(value);
        Set<String> texts = new java.util.HashSet<>();
        for (JsonValue one : values) {
            String text = Texts.of(one);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }
}
