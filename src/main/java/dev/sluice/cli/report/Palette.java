package dev.sluice.cli.report;

/** Colours of a terminal, or none. */
public record Palette(boolean coloured) {

    public String error(String text) {
        return paint("31;1", text);
    }

    public String warning(String text) {
        return paint("33;1", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    public String caret(String text) {
        return paint("32;1", text);
    }

    private String paint(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
