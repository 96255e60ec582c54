package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code unevaluatedProperties} as the {@code additionalProperties} that it comes to, where that does not depend on the value. */
final class Evaluated {

    private final Map<String, Demands> names = new LinkedHashMap<>();
    private final List<Demand.MatchedMembers> patterns = new ArrayList<>();
    private boolean all;
    private boolean dependent;

    private Evaluated() {}

    static Demand simplified(Demand demand, Demands owner) {
        if (!(demand instanceof Demand.Unevaluated rest) || !rest.members()) {
            return demand;
        }
        Evaluated evaluated = new Evaluated();
        evaluated.collect(owner, true);
        if (evaluated.dependent) {
            return demand;
        }
        return new Demand.Members(evaluated.names, evaluated.patterns, evaluated.all ? Anything.ALL : rest.rest());
    }

    private void collect(Demands schema, boolean first) {
        for (Demand demand : schema.demands()) {
            if (demand instanceof Demand.Members members) {
                members.properties().keySet().forEach(name -> names.put(name, Anything.ALL));
                members.patterns().forEach(one -> patterns.add(new Demand.MatchedMembers(one.pattern(), Anything.ALL)));
                all |= members.others() != null;
            } else if (demand instanceof Demand.All included) {
                included.parts().forEach(part -> collect(part, false));
            } else if (demand instanceof Demand.Unevaluated rest) {
                all |= rest.members() && !first;
            } else {
                dependent |= demand instanceof Demand.Any
                        || demand instanceof Demand.Named
                        || demand instanceof Demand.If
                        || demand instanceof Demand.DependentDemands;
            }
        }
    }
}
