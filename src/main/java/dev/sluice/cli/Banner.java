package dev.sluice.cli;

import dev.sluice.app.Started;
import java.util.regex.Pattern;

/** What the user reads once the server runs. */
record Banner(Started started) {

    /** Means nothing to a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:/.%,-]+");

    String text() {
        StringBuilder text = new StringBuilder("Sluice is open.\n\n");
        boolean only = started.service().map(Started.Service::only).orElse(false);
        if (!only) {
            line(text, "data", started.data().url());
        }
        started.service()
                .ifPresent(service -> line(text, "service", service.address().url()));
        line(
                text,
                "control",
                started.control().url() + (started.controlPortMoved() ? "  (the default port is taken)" : ""));
        line(text, "console", started.control().url() + "/ui/");
        started.contracts().forEach(contract -> line(text, "contract", contract(contract)));
        started.store().ifPresent(store -> line(text, "store", store));
        if (only) {
            started.service().ifPresent(service -> line(text, "registry", service.registry()));
        } else {
            line(text, "limits", started.limits());
            started.closed().ifPresent(closed -> line(text, "closed", closed));
            line(text, "loops", started.eventLoops() == 1 ? "1 event loop" : started.eventLoops() + " event loops");
        }
        started.example()
                .filter(request -> started.closed().isEmpty())
                .ifPresent(request ->
                        text.append("\nTry:\n\n").append(curl(request)).append('\n'));
        started.token()
                .ifPresent(token -> text.append("\nFor the operator, with a token that is new at each start")
                        .append(token.file()
                                .map(file -> " (also in " + file + ")")
                                .orElse(""))
                        .append(":\n\n")
                        .append(operatorCurl(token))
                        .append('\n'));
        return text.append("\nCtrl-C stops it.\n").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-9s %s%n", name, value));
    }

    private static String contract(Started.Contract contract) {
        int operations = contract.operations();
        return contract.title() + " " + contract.version()
                + (contract.basePath().isEmpty() ? "" : " at " + contract.basePath())
                + (operations == 1 ? ", 1 operation" : ", " + operations + " operations")
                + ", " + contract.backend();
    }

    private static String quotedWhereNeeded(String url) {
        return PLAIN.matcher(url).matches() ? url : quoted(url);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private String operatorCurl(Started.Token token) {
        boolean only = started.service().map(Started.Service::only).orElse(false);
        String url = started.control().url() + (only ? "/v1/contracts" : "/v1/status");
        return "curl " + quotedWhereNeeded(url) + " -H " + quoted("Authorization: Bearer " + token.value());
    }

    /** One line for a shell. */
    private String curl(Started.Request request) {
        StringBuilder line = new StringBuilder("curl");
        if (request.body() != null || !request.method().equals("GET")) {
            line.append(" -X ").append(request.method());
        }
        line.append(' ').append(quotedWhereNeeded(started.data().url() + request.path()));
        request.headers().forEach(header -> line.append(" -H ").append(quoted(header)));
        if (request.body() != null) {
            line.append(" -d ").append(quoted(request.body()));
        }
        return line.toString();
    }
}
