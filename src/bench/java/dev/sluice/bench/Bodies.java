package dev.sluice.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The request bodies that all figures are measured with. */
public enum Bodies {
    /** The request that the document shows, without its white space: 145 bytes, two mappings. */
    SMALL("small", mapping(8081, 22, "TCP") + "," + mapping(8082, 23, "UDP")),
    /** A request like the small one for other ports: by turns with it, each changes the mappings. */
    OTHER("other", mapping(8081, 443, "TCP") + "," + mapping(8082, 53, "UDP")),
    /** As many mappings as one request may hold. */
    PORTS_200("ports-200", mappings(200)),
    /** The small request with a server_port beyond 65535 in its second mapping. */
    INVALID("invalid", mapping(8081, 22, "TCP") + "," + mapping(8082, 70_000, "UDP")),
    /** The 200 mappings with the last server_port beyond 65535: a reader meets the fault at the end. */
    INVALID_200("invalid-200", mappings(199) + "," + mapping(10_199, 70_000, "UDP"));

    private final String file;
    private final String text;

    Bodies(String file, String ports) {
        this.file = file + ".json";
        this.text = "{\"approval_enabled\":true,\"ports\":[" + ports + "]}";
    }

    /** A copy of the UTF-8 bytes. */
    public byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes every body as a file into the folder that the argument names. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Bodies body : values()) {
            Files.write(folder.resolve(body.file), body.bytes());
        }
    }

    private static String mappings(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> mapping(10_000 + index, 20_000 + index, index % 2 == 0 ? "TCP" : "UDP"))
                .collect(Collectors.joining(","));
    }

    private static String mapping(int clientPort, int serverPort, String protocol) {
        return "{\"client_port\":" + clientPort + ",\"server_port\":" + serverPort + ",\"protocol\":\"" + protocol
                + "\"}";
    }
}
