package dev.sluice.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request of each kind, over plain sockets: a client's classes have no place in the archive of a server. */
final class RehearsalCalls {

    private static final String SERVICES = "/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services";
    private static final String SERVICE = SERVICES + "/4189d3c2-8882-4871-a3c2-d380272eed88";

    /** Valid, refused for each of several reasons, and not to be found. */
    private static final List<String> DATA_CALLS = List.of(
            request("GET", SERVICE, ""),
            request("GET", SERVICES + "?limit=1&sort_dir=asc", ""),
            request(
                    "PUT",
                    SERVICE,
                    "{\"approval_enabled\":true,\"ports\":[{\"client_port\":8081,\"server_port\":22}]}"),
            request("PUT", SERVICE, "{\"ports\":[{\"client_port\":80,\"server_port\":70000,\"protocol\":\"SCTP\"}]}"),
            request("PUT", SERVICE, "{\"ports\":"),
            request("GET", SERVICES + "?limit=many", ""),
            request("PATCH", SERVICE, "{}"),
            request("GET", "/nowhere", ""));

    private static final List<String> CONTROL_CALLS =
            List.of(request("GET", "/readyz", ""), request("GET", "/metrics", ""), request("GET", "/v1/status", ""));

    private static final int TIMEOUT_MILLIS = 30_000;

    private RehearsalCalls() {}

    /** @return the statuses of the answers, those of the data port first */
    static List<Integer> send(String host, int dataPort, int controlPort) throws IOException {
        List<Integer> statuses = new ArrayList<>();
        for (String call : DATA_CALLS) {
            statuses.add(status(host, dataPort, call));
        }
        for (String call : CONTROL_CALLS) {
            statuses.add(status(host, controlPort, call));
        }
        return statuses;
    }

    private static String request(String method, String target, String body) {
        String content =
                body.isEmpty() ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n";
        return method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + content + "\r\n"
                + body;
    }

    private static int status(String host, int port, String request) throws IOException {
        try (Socket socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String statusLine = new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            in.readAllBytes();
            return Integer.parseInt(statusLine.substring(statusLine.indexOf(' ') + 1));
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IOException("an answer without a status line", e);
        }
    }
}
