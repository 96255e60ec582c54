package dev.sluice.vpcep;

import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** What a creation asks for, with what it leaves open. */
final class NewService {

    private NewService() {}

    /** The parameters of {@link Statements#CREATE}. */
    static Tuple values(String project, UUID id, Members body, VpcepSettings settings) {
        String name = body.text("service_name");
        Boolean approvalEnabled = body.flag("approval_enabled");
        Mappings ports = Members.required(Mappings.read(body), "ports");
        Tuple values = Tuple.tuple();
        values.addValue(project);
        values.addValue(id);
        values.addValue(settings.servicesPerProject());
        values.addValue(Members.required(body.id("port_id"), "port_id"));
        values.addValue(body.text("vip_port_id"));
        values.addValue(Members.required(body.id("vpc_id"), "vpc_id"));
        values.addValue(settings.region() + (name == null || name.isEmpty() ? "." : "." + name + ".") + id);
        values.addValue(Members.required(body.text("server_type"), "server_type"));
        values.addValue(approvalEnabled == null || approvalEnabled);
        values.addValue(ports.clientPorts());
        values.addValue(ports.serverPorts());
        values.addValue(ports.protocols());
        values.addValue(settings.creatingDelay().toMillis());
        return values;
    }
}
