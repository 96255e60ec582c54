package dev.sluice.traffic;

/** A path without the values of secret parameters. */
final class PathText {

    private PathText() {}

    /**
     * @param path as it came
     * @param template of the operation; of several base paths it has the first, so the ends are compared
     */
    static String of(String path, String template, Redaction redaction) {
        String[] segments = path.split("/", -1);
        String[] templates = template.split("/", -1);
        for (int i = 1; i <= Math.min(segments.length, templates.length); i++) {
            if (isSecret(templates[templates.length - i], redaction)) {
                segments[segments.length - i] = Redaction.REDACTED;
            }
        }
        return String.join("/", segments);
    }

    /** Whether one of the expressions of a template's segment has the name of a secret. */
    private static boolean isSecret(String segment, Redaction redaction) {
        int open = segment.indexOf('{');
        while (open >= 0) {
            int close = segment.indexOf('}', open);
            if (close < 0) {
                return false;
            }
            if (redaction.isSecret(segment.substring(open + 1, close))) {
                return true;
            }
            open = segment.indexOf('{', close);
        }
        return false;
    }
}
