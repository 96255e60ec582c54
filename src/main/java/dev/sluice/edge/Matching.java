package dev.sluice.edge;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.RouteTable;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.validation.HeadFields;
import dev.sluice.validation.RequestValidator;
import dev.sluice.validation.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the operation and judges the path: a malformed project is refused before anything counts it. */
final class Matching {

    private final Stages stages;
    private final BodyModes bodies;

    Matching(Stages stages, BodyModes bodies) {
        this.stages = stages;
        this.bodies = bodies;
    }

    /**
     * Tells the call what it has found.
     *
     * @param head of the call
     * @return why the request is refused, or null
     */
    @Nullable
    Problem match(Call call, HeadFields head) {
        List<Mount> mounts = stages.mounts();
        Route route = Route.find(mounts, Matching::routes, call.exchange.message());
        if (route.found() == null) {
            if (route.contract() >= 0) {
                call.exchange.near(mounts.get(route.contract()).contract());
            }
            return route.refusal();
        }
        Mount mount = mounts.get(route.contract());
        call.exchange.matched(mount.contract(), route.found().operation());
        call.backend = mount.backend(route.found().operation());
        call.mount = mount;
        Problem refusal = stages.validator().connection(route.found().operation(), head.connection());
        if (refusal == null && head.isEncoded()) {
            refusal = bodies.encoded(call);
        }
        return refusal == null ? judgePath(call, route.found()) : refusal;
    }

    private static RouteTable routes(Mount mount) {
        return mount.contract().routes();
    }

    private @Nullable Problem judgePath(Call call, Match.Found found) {
        Exchange exchange = call.exchange;
        Problem refusal = stages.validator().path(found.operation(), found.segments(), exchange.parameters());
        String projectParameter = exchange.contract().projectParameter();
        boolean goesOn = refusal == null || call.modes().request() != Mode.BLOCK;
        if (goesOn && projectParameter != null) {
            String project = exchange.parameters().text(In.PATH, projectParameter);
            exchange.project(
                    project != null || refusal == null
                            ? project
                            : RequestValidator.malformed(found.operation(), found.segments(), projectParameter));
        }
        return goesOn ? null : refusal;
    }
}
