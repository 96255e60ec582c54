package dev.sluice.app;

import java.util.List;
import java.util.Optional;

/**
 * What runs, for whoever started it. Immutable.
 *
 * @param data where clients call
 * @param control where the operator calls
 * @param controlPortMoved whether the default control port was taken, so that another one is used
 * @param store where data is kept: a folder, or host, port and database; never a secret
 * @param limits how often each project may call, in words
 * @param example a request that works at once, if there is one
 */
public record Started(
        Address data,
        Address control,
        boolean controlPortMoved,
        List<Contract> contracts,
        String store,
        String limits,
        int eventLoops,
        Optional<Request> example) {

    /**
     * A bound socket.
     *
     * @param host as it was set, without brackets
     */
    public record Address(String host, int port) {

        /** For a caller on this machine: an address of every interface becomes the loopback one. */
        public String url() {
            String name = switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::" -> "::1";
                default -> host;
            };
            return "http://" + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * A contract that is served.
     *
     * @param basePath without a trailing slash; empty for none
     * @param operations how many
     */
    public record Contract(String title, String version, String basePath, int operations) {}

    /**
     * A request with a JSON body.
     *
     * @param path from the root, encoded
     */
    public record Request(String method, String path, String body) {

        /** The documentation's own example: for an embedded store that holds the documented service. */
        public static final Request DOCUMENTED = new Request(
                "PUT",
                "/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services/4189d3c2-8882-4871-a3c2-d380272eed88",
                "{\"approval_enabled\":true,\"ports\":["
                        + "{\"client_port\":8081,\"server_port\":22,\"protocol\":\"TCP\"},"
                        + "{\"client_port\":8082,\"server_port\":23,\"protocol\":\"UDP\"}]}");
    }
}
