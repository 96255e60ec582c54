package dev.sluice.diff;

import dev.sluice.contract.Located;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation of one version.
 *
 * @param template its path as the document has it
 * @param item the path item that holds it
 * @param basePaths in front of the template
 * @param parameters by place and name, those of the path replaced by its own
 */
record Operation(
        String method,
        String template,
        Located at,
        Located item,
        List<String> basePaths,
        Map<String, Located> parameters) {

    String name() {
        return method.toUpperCase(Locale.ROOT) + " " + template;
    }

    /** The template with its expressions' names left out: paths of one shape are one path. */
    static String shape(String path) {
        return path.replaceAll("\\{[^{}]*}", "{}");
    }

    @Nullable
    Located member(String name) {
        return at.member(name);
    }
}
