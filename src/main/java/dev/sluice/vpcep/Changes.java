package dev.sluice.vpcep;

import io.vertx.sqlclient.Tuple;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a modification asks for. */
final class Changes {

    private Changes() {}

    /** The parameters of {@link Statements#MODIFY}; null when nothing is asked for. */
    static @Nullable Tuple values(Target target, Members body) {
        Boolean approvalEnabled = body.flag("approval_enabled");
        UUID portId = body.id("port_id");
        String vipPortId = body.text("vip_port_id");
        Mappings ports = Mappings.read(body);
        if (approvalEnabled == null && portId == null && vipPortId == null && ports == null) {
            return null;
        }
        Tuple values = Tuple.tuple();
        values.addValue(target.project());
        values.addValue(target.id());
        values.addValue(approvalEnabled);
        values.addValue(portId);
        values.addValue(vipPortId);
        values.addValue(ports == null ? null : ports.clientPorts());
        values.addValue(ports == null ? null : ports.serverPorts());
        values.addValue(ports == null ? null : ports.protocols());
        return values;
    }
}
