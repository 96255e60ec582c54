package dev.sluice.vpcep;

import dev.sluice.exchange.ProblemException;
import dev.sluice.schema.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The port mappings of a request, one array per member, as the tables keep them. */
final class Mappings {

    private static final String DEFAULT_PROTOCOL = "TCP";

    private final Integer[] clientPorts;
    private final Integer[] serverPorts;
    private final String[] protocols;

    private Mappings(int size) {
        clientPorts = new Integer[size];
        serverPorts = new Integer[size];
        protocols = new String[size];
    }

    /**
     * @return null when no ports were sent
     * @throws ProblemException when a client port and protocol stand twice: that shows without the database, which
     *     refuses it too
     */
    static @Nullable Mappings read(Members body) {
        List<JsonValue> ports = body.list("ports");
        if (ports == null) {
            return null;
        }
        Mappings mappings = new Mappings(ports.size());
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < ports.size(); i++) {
            Members port = Members.of(ports.get(i));
            String protocol = port.text("protocol");
            mappings.clientPorts[i] = port.port("client_port");
            mappings.serverPorts[i] = port.port("server_port");
            mappings.protocols[i] = protocol == null ? DEFAULT_PROTOCOL : protocol;
            if (!seen.add(mappings.clientPorts[i] * 2 + (mappings.protocols[i].equals(DEFAULT_PROTOCOL) ? 0 : 1))) {
                throw VpcepProblems.at(
                        VpcepProblems.DUPLICATE_MAPPING,
                        "/ports/" + i,
                        "repeats the client_port and protocol of an earlier mapping");
            }
        }
        return mappings;
    }

    Integer[] clientPorts() {
        return clientPorts;
    }

    Integer[] serverPorts() {
        return serverPorts;
    }

    String[] protocols() {
        return protocols;
    }
}
