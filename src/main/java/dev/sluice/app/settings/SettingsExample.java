package dev.sluice.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A settings file that shows every key with its default and says what it means: {@code conf/sluice.yaml}. */
final class SettingsExample {

    private static final int WIDTH = 110;

    private static final String HEAD = """
            # yaml-language-server: $schema=sluice.schema.json
            #
            # Every setting of Sluice with its default. A flag wins over the environment, the environment over this file.
            # The variable of a key is SLUICE_ and the key in upper case: SLUICE_RATE_LIMITS_MODE is rateLimits.mode.
            # Texts may take values from the environment: ${NAME}, ${NAME:-default}; $$ is a dollar sign.
            # Durations: 500ms, 10s, 5m, 1h, 1d. Sizes: 512B, 64KiB, 12MiB, 1GiB. Null is absent.
            """;

    private SettingsExample() {}

    static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (Section section : Settings.SECTIONS) {
            text.append(section.depth() > 1 ? "" : "\n");
            String indent = "  ".repeat(section.depth());
            if (!section.name().isEmpty()) {
                String outer = "  ".repeat(section.depth() - 1);
                comment(text, outer, section.description());
                text.append(outer).append(section.ownName()).append(":\n");
            }
            section.settings().forEach(setting -> line(text, indent, setting));
        }
        return text.toString();
    }

    private static <T> void line(StringBuilder text, String indent, Setting<T> setting) {
        comment(text, indent, setting.description());
        String value = setting.type().print(setting.defaultValue());
        text.append(indent).append(setting.name()).append(": ").append(value.isEmpty() ? "null" : value);
        text.append('\n');
    }

    private static void comment(StringBuilder text, String indent, String comment) {
        for (String line : wrapped(comment, WIDTH - indent.length())) {
            text.append(indent).append("# ").append(line).append('\n');
        }
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringJoiner line = new StringJoiner(" ");
        for (String word : text.split(" ", -1)) {
            if (line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringJoiner(" ");
            }
            line.add(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
