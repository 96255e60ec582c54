package dev.sluice.cli;

import dev.sluice.app.Started;

/** What the user reads once the server runs. */
record Banner(Started started) {

    String text() {
        StringBuilder text = new StringBuilder("Sluice is open.\n\n");
        line(text, "data", started.data().url());
        line(
                text,
                "control",
                started.control().url() + (started.controlPortMoved() ? "  (the default port is taken)" : ""));
        started.contracts().forEach(contract -> line(text, "contract", contract(contract)));
        line(text, "store", started.store());
        line(text, "limits", started.limits());
        line(text, "loops", started.eventLoops() == 1 ? "1 event loop" : started.eventLoops() + " event loops");
        started.example()
                .ifPresent(request ->
                        text.append("\nTry:\n\n").append(curl(request)).append('\n'));
        return text.append("\nCtrl-C stops it.\n").toString();
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(String.format("  %-9s %s%n", name, value));
    }

    private static String contract(Started.Contract contract) {
        int operations = contract.operations();
        return contract.title() + " " + contract.version()
                + (contract.basePath().isEmpty() ? "" : " at " + contract.basePath())
                + (operations == 1 ? ", 1 operation" : ", " + operations + " operations");
    }

    /** One line for a shell. */
    private String curl(Started.Request request) {
        return "curl -X " + request.method() + " " + started.data().url() + request.path()
                + " -H 'Content-Type: application/json' -d '" + request.body().replace("'", "'\\''") + "'";
    }
}
