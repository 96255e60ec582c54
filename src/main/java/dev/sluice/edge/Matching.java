package dev.sluice.edge;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.validation.RequestValidator;
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
     * @param encoded whether the body is in a coding such as gzip
     * @return why the request is refused, or null
     */
    @Nullable
    Problem match(Call call, boolean encoded) {
        Message message = call.exchange.message();
        String allow = null;
        List<Mount> mounts = stages.mounts();
        for (int i = 0; i < mounts.size(); i++) {
            Mount mount = mounts.get(i);
            Match match = mount.contract().routes().find(message.method(), message.path());
            if (match instanceof Match.Found found) {
                call.exchange.matched(mount.contract(), found.operation());
                call.backend = mount.backend(found.operation());
                call.mount = mount;
                Problem unreadable = encoded ? bodies.encoded(call) : null;
                return unreadable == null ? judgePath(call, found) : unreadable;
            }
            if (match instanceof Match.OtherMethods others && allow == null) {
                allow = others.allow();
                call.exchange.near(mount.contract());
            }
        }
        return allow == null
                ? Problem.of(ProblemType.NO_SUCH_PATH)
                : Problem.of(ProblemType.METHOD_NOT_ALLOWED).withHeader("Allow", allow);
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
