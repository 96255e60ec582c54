package dev.sluice.schema;

import java.util.List;
import java.util.Set;

/** {@code readOnly} of members in a request, {@code writeOnly} in a response: refuses nothing, but can be asked for. */
record Waived(Set<String> names) implements Keyword {

    @Override
    public boolean judge(JsonValue value, Evaluation evaluation) {
        return true;
    }

    @Override
    public List<Demand> demands() {
        return List.of();
    }

    @Override
    public void stream(ShapeBuilder shape) {
        // lets everything through
    }

    @Override
    public void reach(ReachBuilder reach) {
        // looks at nothing
    }

    @Override
    public boolean read(List<TextCheck> checks) {
        return true;
    }

    @Override
    public Outline outline() {
        return new Outline() {
            @Override
            public Set<String> waived() {
                return names;
            }
        };
    }
}
