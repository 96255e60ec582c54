package dev.sluice.mock;

import dev.sluice.contract.ErrorDialect.Value;
import dev.sluice.exchange.ProblemType;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Fills in what is known of a refusal, where an error body has a place for it. Confined to one thread. */
final class ErrorFiller {

    private static final int DEEPEST = 4;
    private static final JsonValue NO_MEMBERS = new ObjectValue(-1, -1, Map.of());

    private final ErrorTemplate template;
    private final ProblemType problem;
    private final int status;
    private final boolean lists;
    private final boolean keepsCodes;

    /**
     * @param lists whether there are violations to be listed
     * @param keepsCodes whether the contract's author has said what code and type are
     */
    ErrorFiller(ErrorTemplate template, ProblemType problem, int status, boolean lists, boolean keepsCodes) {
        this.template = template;
        this.problem = problem;
        this.status = status;
        this.lists = lists;
        this.keepsCodes = keepsCodes;
    }

    void fill(Outline outline) {
        JsonValue root = template.at(List.of());
        if (root instanceof ObjectValue) {
            object(List.of(), outline, false, 0);
        } else if (root instanceof ArrayValue array && array.items().size() == 1) {
            object(List.of((Object) 0), outline.item(0), false, 0);
        } else if (root instanceof StringValue) {
            template.slot(List.of(), Value.SUMMARY);
        }
    }

    /** @param item whether it is in a list of what is wrong */
    private void object(List<Object> path, Outline outline, boolean item, int depth) {
        if (!(template.at(path) instanceof ObjectValue object)) {
            return;
        }
        // of what there is nothing in the example, the schema may still have a place for it
        Set<String> names = new LinkedHashSet<>(object.members().keySet());
        names.addAll(new TreeSet<>(outline.names()));
        for (String name : names) {
            List<Object> place = ErrorTemplate.child(path, name);
            ErrorWord word = ErrorWord.of(name);
            boolean there = object.get(name) != null;
            if (object.get(name) instanceof ObjectValue && depth < DEEPEST) {
                object(place, outline.member(name), item, depth + 1);
            } else if (word == null) {
                if (item && lists && there) {
                    template.drop(place);
                }
            } else if (there || isUseful(word)) {
                member(place, word, outline.member(name), item, names);
            }
        }
    }

    private static boolean isUseful(ErrorWord word) {
        return word == ErrorWord.TEXT || word == ErrorWord.LIST || word == ErrorWord.WHERE;
    }

    private void member(List<Object> place, ErrorWord word, Outline outline, boolean item, Set<String> siblings) {
        boolean violation = item && lists;
        boolean array = template.at(place) instanceof ArrayValue
                || (outline.types().has(TypeSet.Type.ARRAY) && !outline.types().equals(TypeSet.ANY));
        if (array) {
            if (item) {
                steps(place, word);
            } else if (word == ErrorWord.LIST || word == ErrorWord.TEXT || word == ErrorWord.ERROR) {
                list(place, outline);
            }
            return;
        }
        switch (word) {
            case TEXT, LIST -> template.slot(place, violation ? Value.VIOLATION_MESSAGE : Value.SUMMARY);
            case ERROR -> error(place, violation, siblings);
            case TITLE -> template.put(place, problem.title());
            case CODE -> code(place, violation);
            case STATUS -> status(place);
            case REQUEST -> template.slot(place, Value.REQUEST_ID);
            case WHERE -> where(place, violation, Value.VIOLATION_WHERE);
            case POINTER -> where(place, violation, Value.VIOLATION_POINTER);
            case IN -> where(place, violation, Value.VIOLATION_IN);
            case STEPS -> {
                // only as a list
            }
        }
    }

    private void where(List<Object> place, boolean violation, Value value) {
        if (violation && !template.slot(place, value)) {
            template.drop(place);
        }
    }

    /** OAuth and its like have a code here and the message elsewhere. */
    private void error(List<Object> place, boolean violation, Set<String> siblings) {
        boolean code = siblings.stream().anyMatch(name -> ErrorWord.of(name) == ErrorWord.TEXT);
        if (!code) {
            template.slot(place, violation ? Value.VIOLATION_MESSAGE : Value.SUMMARY);
        } else if (!keepsCodes) {
            template.put(place, violation ? problem.title() : problem.name());
        }
    }

    private void code(List<Object> place, boolean violation) {
        if (violation) {
            if (!template.slot(place, Value.VIOLATION_KEYWORD)) {
                template.put(place, status);
            }
        } else if (!keepsCodes && !template.put(place, problem.name())) {
            template.put(place, status);
        }
    }

    private void status(List<Object> place) {
        if (!template.put(place, status)) {
            template.put(place, String.valueOf(status));
        }
    }

    /** {@code ["body", "/name"]} */
    private void steps(List<Object> place, ErrorWord word) {
        JsonValue text = new StringValue(-1, -1, "body");
        boolean two =
                lists && word == ErrorWord.STEPS && template.put(place, new ArrayValue(-1, -1, List.of(text, text)));
        if (two) {
            template.slot(ErrorTemplate.child(place, 0), Value.VIOLATION_IN);
            template.slot(ErrorTemplate.child(place, 1), Value.VIOLATION_WHERE);
        } else {
            template.drop(place);
        }
    }

    private void list(List<Object> place, Outline outline) {
        JsonValue item = item(place, outline);
        if (item == null || !template.put(place, new ArrayValue(-1, -1, List.of(item)))) {
            return;
        }
        List<Object> first = ErrorTemplate.child(place, 0);
        if (item instanceof ObjectValue) {
            object(first, outline.item(0), true, 1);
        } else {
            template.slot(first, lists ? Value.VIOLATION_TEXT : Value.SUMMARY);
        }
        if (lists) {
            template.list(place);
        }
    }

    /** As the example or a generated value has it; else a text, or an object that is still to be filled. */
    private @Nullable JsonValue item(List<Object> place, Outline outline) {
        if (template.at(place) instanceof ArrayValue array && !array.items().isEmpty()) {
            return array.items().get(0);
        }
        Outline item = outline.item(0);
        JsonValue text = new StringValue(-1, -1, problem.title());
        for (JsonValue candidate : List.of(text, NO_MEMBERS, guessed(item))) {
            if (template.put(place, new ArrayValue(-1, -1, List.of(candidate)))) {
                return candidate;
            }
        }
        return null;
    }

    /** An object with all members that its schema names. */
    private static JsonValue guessed(Outline outline) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (String name : new TreeSet<>(outline.names())) {
            TypeSet types = outline.member(name).types();
            JsonValue text = new StringValue(-1, -1, "text");
            if (types.has(TypeSet.Type.STRING)) {
                members.put(name, text);
            } else if (types.has(TypeSet.Type.INTEGER)) {
                members.put(name, new NumberValue(-1, -1, BigDecimal.ONE));
            } else if (types.has(TypeSet.Type.ARRAY)) {
                members.put(name, new ArrayValue(-1, -1, List.of(text)));
            } else if (types.has(TypeSet.Type.OBJECT)) {
                members.put(name, NO_MEMBERS);
            }
        }
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }
}
