package dev.sluice.diff;

import dev.sluice.contract.Located;
import dev.sluice.schema.Direction;
import dev.sluice.schema.TypeSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compares the parameters of an operation. */
final class ParameterDiff {

    private static final Pattern EXPRESSION = Pattern.compile("\\{([^{}]*)}");

    private static final TypeSet NESTED = TypeSet.of(TypeSet.Type.ARRAY, TypeSet.Type.OBJECT);

    private final Context context;
    private final Operation was;
    private final Operation is;
    private final String operation;

    ParameterDiff(Context context, Operation was, Operation is) {
        this.context = context;
        this.was = was;
        this.is = is;
        this.operation = is.name();
    }

    void compare() {
        Map<String, String> renamed = renamed();
        Set<String> met = new LinkedHashSet<>();
        Set<String> gone = new LinkedHashSet<>();
        was.parameters().forEach((key, parameter) -> {
            String counterpart = renamed.getOrDefault(key, key);
            Located now = is.parameters().get(counterpart);
            if (now == null) {
                gone.add(key);
            } else {
                met.add(counterpart);
                both(counterpart, parameter, now);
            }
        });
        Map<String, Located> added = new LinkedHashMap<>(is.parameters());
        added.keySet().removeAll(met);
        Set<String> moved = moved(gone, added);
        gone.stream()
                .filter(key -> !moved.contains(key))
                .forEach(key -> removed(key, was.parameters().get(key)));
        added.forEach(this::added);
    }

    /** Path parameters have no name but their position. */
    private Map<String, String> renamed() {
        List<String> before = expressions(was.template());
        List<String> after = expressions(is.template());
        Map<String, String> renamed = new LinkedHashMap<>();
        if (Operation.shape(was.template()).equals(Operation.shape(is.template()))) {
            for (int i = 0; i < before.size(); i++) {
                renamed.put("path " + before.get(i), "path " + after.get(i));
            }
        }
        return renamed;
    }

    private static List<String> expressions(String template) {
        Matcher matcher = EXPRESSION.matcher(template);
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private Set<String> moved(Set<String> gone, Map<String, Located> added) {
        Set<String> moved = new HashSet<>();
        for (String key : gone) {
            String name = key.substring(key.indexOf(' ') + 1);
            String target = added.keySet().stream()
                    .filter(other -> !place(other).equals(place(key)) && isNamed(other, name, key))
                    .findFirst()
                    .orElse(null);
            if (target != null) {
                moved.add(key);
                change(
                        Effect.BREAKING,
                        "moved",
                        target,
                        was.parameters().get(key),
                        added.remove(target),
                        "it is looked for in the " + target.substring(0, target.indexOf(' '))
                                + " now, no longer in the " + key.substring(0, key.indexOf(' '))
                                + " (expected: both for a while)");
            }
        }
        return moved;
    }

    private static String place(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    /** Only headers are named in any case. */
    private static boolean isNamed(String other, String name, String key) {
        String named = other.substring(other.indexOf(' ') + 1);
        return named.equals(name)
                || (named.equalsIgnoreCase(name) && (other.startsWith("header ") || key.startsWith("header ")));
    }

    private void removed(String key, @Nullable Located parameter) {
        if (key.startsWith("path ")) {
            return;
        }
        change(
                Effect.UNCLEAR,
                "removed",
                key,
                parameter,
                null,
                "it is no longer declared: what sends it may be ignored or refused (expected: deprecated: true first)");
    }

    private void added(String key, Located parameter) {
        if (key.startsWith("path ")) {
            // the path demanded something there before, too
            context.schemas(operation, null, schema(parameter), Side.REQUEST, true, "parameter", key);
            return;
        }
        boolean required = Context.flag(parameter, "required", false);
        change(
                required ? Effect.BREAKING : Effect.COMPATIBLE,
                required ? "added-required" : "added",
                key,
                null,
                parameter,
                required ? "it is new and required (expected: optional, with a default)" : "it is new and optional");
    }

    private void both(String key, Located before, Located now) {
        boolean path = key.startsWith("path ");
        boolean required = path || Context.flag(before, "required", false);
        boolean requiredNow = path || Context.flag(now, "required", false);
        if (required != requiredNow) {
            change(
                    requiredNow ? Effect.BREAKING : Effect.COMPATIBLE,
                    requiredNow ? "became-required" : "became-optional",
                    key,
                    before,
                    now,
                    requiredNow ? "it is required now (expected: optional, as before)" : "it is optional now");
        }
        if (ContractDiff.isDeprecated(before) != ContractDiff.isDeprecated(now)) {
            boolean deprecated = ContractDiff.isDeprecated(now);
            change(
                    Effect.COMPATIBLE,
                    deprecated ? "deprecated" : "no-longer-deprecated",
                    key,
                    before,
                    now,
                    deprecated ? "it is deprecated now: it works, and may go" : "it is no longer deprecated");
        }
        if (Context.flag(before, "allowEmptyValue", false) && !Context.flag(now, "allowEmptyValue", false)) {
            change(Effect.UNCLEAR, "empty-value-refused", key, before, now, "allowEmptyValue is gone");
        }
        Located content = content(before);
        Located contentNow = content(now);
        if ((content == null) != (contentNow == null)
                || (content != null && contentNow != null && !mediaType(before).equals(mediaType(now)))) {
            change(
                    Effect.BREAKING,
                    "style-changed",
                    key,
                    before,
                    now,
                    "its value is written in another way (expected: as before)");
        } else if (content == null && !sameStyle(key, before, now)) {
            change(
                    Effect.BREAKING,
                    "style-changed",
                    key,
                    before,
                    now,
                    "arrays and objects are written in another style (expected: as before)");
        }
        context.schemas(operation, schema(before), schema(now), Side.REQUEST, content == null, "parameter", key);
    }

    private boolean sameStyle(String key, Located before, Located now) {
        String in = key.substring(0, key.indexOf(' '));
        String otherwise = in.equals("query") || in.equals("cookie") ? "form" : "simple";
        String style = style(before, otherwise);
        String styleNow = style(now, otherwise);
        boolean explode = Context.flag(before, "explode", style.equals("form"));
        boolean explodeNow = Context.flag(now, "explode", styleNow.equals("form"));
        TypeSet types = types(before, true);
        boolean labelled = in.equals("path") && !style.equals(styleNow);
        if (types.and(NESTED).bits() == 0 && !labelled) {
            // a single value is written the same in all other styles
            return true;
        }
        boolean onlyArrays = !types.has(TypeSet.Type.OBJECT);
        boolean explodeMatters = !style.equals("deepObject") && !(onlyArrays && style.equals("simple"));
        return style.equals(styleNow) && (explode == explodeNow || !explodeMatters);
    }

    private TypeSet types(Located parameter, boolean old) {
        Located schema = parameter.member("schema");
        return schema == null
                ? TypeSet.ANY
                : (old ? context.old() : context.young())
                        .schema(schema, Direction.REQUEST)
                        .types();
    }

    private static String style(Located parameter, String otherwise) {
        String style = Context.text(parameter, "style");
        return style == null ? otherwise : style;
    }

    private static @Nullable Located content(Located parameter) {
        return parameter.member("schema") == null ? parameter.member("content") : null;
    }

    private static String mediaType(Located parameter) {
        Located content = content(parameter);
        return content == null || !content.names().iterator().hasNext()
                ? ""
                : content.names().iterator().next();
    }

    /** The parameter's schema, also the one that its content has. */
    static @Nullable Located schema(Located parameter) {
        Located content = content(parameter);
        Located holder = content == null ? parameter : content.member(mediaType(parameter));
        return holder == null ? null : holder.member("schema");
    }

    private void change(
            Effect effect, String end, String key, @Nullable Located old, @Nullable Located young, String message) {
        context.changes()
                .add(
                        operation,
                        effect,
                        Side.REQUEST,
                        "request-parameter-" + end,
                        key,
                        Spots.of(old),
                        Spots.of(young),
                        message);
    }
}
