package dev.sluice.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Completes texts from the environment: <code>${NAME}</code>, <code>${NAME:-default}</code> (also when the variable is
 * empty, as in a shell), and <code>$$</code> for a dollar sign. A default is taken as it stands.
 */
final class Substitution {

    /** Any dollar sign, with what follows it as far as it is understood. */
    private static final Pattern DOLLAR = Pattern.compile("\\$(?:(\\$)|\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?})?");

    private final Map<String, String> environment;

    Substitution(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * @param text completed, as far as that was possible
     * @param faults one message for each part that was not
     */
    record Result(String text, List<String> faults) {}

    Result apply(String text) {
        List<String> faults = new ArrayList<>();
        Matcher dollars = DOLLAR.matcher(text);
        StringBuilder result = new StringBuilder();
        while (dollars.find()) {
            dollars.appendReplacement(result, Matcher.quoteReplacement(replacement(dollars, faults)));
        }
        dollars.appendTail(result);
        return new Result(result.toString(), faults);
    }

    private String replacement(Matcher dollar, List<String> faults) {
        if (dollar.group(1) != null) {
            return "$";
        }
        String name = dollar.group(2);
        if (name == null) {
            faults.add("a lone dollar sign, expected ${NAME}, ${NAME:-default} or $$");
            return "";
        }
        String value = environment.get(name);
        String fallback = dollar.group(3);
        if (fallback != null) {
            return value == null || value.isEmpty() ? fallback : value;
        }
        if (value == null) {
            faults.add("the variable " + name + " is not set and has no default, expected ${" + name + ":-default}");
            return "";
        }
        return value;
    }
}
