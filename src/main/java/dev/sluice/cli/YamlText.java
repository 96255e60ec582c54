package dev.sluice.cli;

/** Texts within settings that a command writes: YAML, in which a text in double quotes is written as in JSON. */
final class YamlText {

    private YamlText() {}

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars()
                .forEach(c -> quoted.append(
                        c == '"' || c == '\\'
                                ? "\\" + (char) c
                                : c < ' ' || c == 0x7f || c > 0xff ? String.format("\\u%04x", c) : "" + (char) c));
        return quoted.append('"').toString();
    }
}
