package dev.sluice.diff;

/** Cuts the text of a YAML flow mapping into its members, a line each. */
final class Flow {

    private Flow() {}

    static String members(String flow) {
        StringBuilder lines = new StringBuilder();
        int depth = 0;
        boolean quoted = false;
        for (char c : flow.substring(1, flow.length() - 1).toCharArray()) {
            quoted ^= c == '\'';
            depth += quoted ? 0 : c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            lines.append(c == ',' && depth == 0 && !quoted ? '\n' : c);
        }
        return lines.toString().replace("\n ", "\n") + "\n";
    }
}
