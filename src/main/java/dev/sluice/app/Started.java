package dev.sluice.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs, for whoever started it. Immutable.
 *
 * @param data where clients call: the contracts that are served, or, where none are, the validation service
 * @param control where the operator calls
 * @param controlPortMoved whether the default control port was taken, so that another one is used
 * @param token that operators show, where it was made at start; else empty
 * @param store where data is kept: a folder, or host, port and database; never a secret; empty where no store is used
 * @param limits how often each project may call, in words
 * @param example a request that works at once, if there is one
 * @param service where the validation service is, where it has a port of its own or is all that runs
 * @param closed what requests are answered with while nothing is let in; empty where they are
 */
public record Started(
        Address data,
        Address control,
        boolean controlPortMoved,
        Optional<Token> token,
        List<Contract> contracts,
        Optional<String> store,
        String limits,
        int eventLoops,
        Optional<Request> example,
        Optional<Service> service,
        Optional<String> closed) {

    /**
     * The validation service.
     *
     * @param only whether it is all that runs
     * @param registry where contracts are kept; never a secret
     */
    public record Service(Address address, boolean only, String registry) {}

    /**
     * A bound socket.
     *
     * @param host as it was set, without brackets
     * @param secure whether it speaks TLS
     */
    public record Address(String host, int port, boolean secure) {

        /** In plain text. */
        public Address(String host, int port) {
            this(host, port, false);
        }

        /** For a caller on this machine: an address of every interface becomes the loopback one. */
        public String url() {
            String name = switch (host) {
                case "0.0.0.0" -> "127.0.0.1";
                case "::" -> "::1";
                default -> host;
            };
            return (secure ? "https://" : "http://") + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + port;
        }
    }

    /**
     * What operators show.
     *
     * @param file that holds it as well, and only its user may read; empty where none could be written
     */
    public record Token(String value, Optional<Path> file) {

        @Override
        public String toString() {
            return "***";
        }
    }

    /**
     * A contract that is served.
     *
     * @param basePath without a trailing slash; empty for none
     * @param operations how many
     * @param backend what answers it, in a few words
     */
    public record Contract(String title, String version, String basePath, int operations, String backend) {}

    /**
     * A request.
     *
     * @param path from the root, encoded, with its query
     * @param headers lines without an end: {@code Content-Type: application/json}
     * @param body of UTF-8 text, or null
     */
    public record Request(
            String method,
            String path,
            List<String> headers,
            @Nullable String body) {

        /** The documentation's own example: for an embedded store that holds the documented service. */
        public static final Request DOCUMENTED = new Request(
                "PUT",
                "/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services/4189d3c2-8882-4871-a3c2-d380272eed88",
                List.of("Content-Type: application/json"),
                "{\"approval_enabled\":true,\"ports\":["
                        + "{\"client_port\":8081,\"server_port\":22,\"protocol\":\"TCP\"},"
                        + "{\"client_port\":8082,\"server_port\":23,\"protocol\":\"UDP\"}]}");
    }
}
