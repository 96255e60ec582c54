package dev.sluice.cli;

import java.util.List;
import java.util.Map;

/**
 * What the user sees.
 *
 * @param output whether standard output is shown by a terminal
 * @param errors whether standard error is
 * @param colours whether the user wants colours where there is a terminal
 */
record TerminalView(boolean output, boolean errors, boolean colours) {

    /** Java 17 cannot tell the streams apart, so the launcher says which of them are terminals: {@code out}, {@code err}. */
    static final String PROPERTY = "sluice.terminal";

    static TerminalView of(String streams, Map<String, String> environment) {
        List<String> terminals = List.of(streams.split(",", -1));
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return new TerminalView(
                terminals.contains("out"),
                terminals.contains("err") && !dumb,
                environment.getOrDefault("NO_COLOR", "").isEmpty() && !dumb);
    }
}
