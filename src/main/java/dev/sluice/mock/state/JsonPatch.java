package dev.sluice.mock.state;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A patch that lists its operations. All of them are done, or none.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
final class JsonPatch {

    /** More operations than this in one patch are refused: each one copies what it changes. */
    private static final int MOST = 100;

    /** A few copies of copies make more than a memory holds. */
    private static final int MOST_VALUES = 50_000;

    private static final int DEEPEST = 100;

    private JsonPatch() {}

    /** @throws ProblemException where an operation fits nothing, or a test fails */
    static ObjectValue apply(ObjectValue target, JsonValue patch) {
        if (!(patch instanceof ArrayValue operations) || operations.items().size() > MOST) {
            throw failed("expected an array of at most " + MOST + " operations");
        }
        JsonValue patched = target;
        for (int i = 0; i < operations.items().size(); i++) {
            if (!(operations.items().get(i) instanceof ObjectValue operation)) {
                throw failed("operation " + i + ": expected an object");
            }
            patched = apply(patched, operation, i);
            if (count(patched, 0, 0) > MOST_VALUES) {
                throw failed("operation " + i + ": too much, or too deep");
            }
        }
        if (patched instanceof ObjectValue object) {
            return object;
        }
        throw failed("expected to leave an object");
    }

    /** How many values there are; stops counting beyond what is allowed. */
    private static int count(JsonValue value, int before, int depth) {
        int count = depth > DEEPEST ? MOST_VALUES + 1 : before + 1;
        Iterable<JsonValue> inner = value instanceof ObjectValue object
                ? object.members().values()
                : value instanceof ArrayValue array ? array.items() : List.of();
        for (JsonValue one : inner) {
            if (count > MOST_VALUES) {
                return count;
            }
            count = count(one, count, depth + 1);
        }
        return count;
    }

    private static JsonValue apply(JsonValue target, ObjectValue operation, int index) {
        String name = Texts.of(operation.get("op"));
        List<String> path = steps(operation.get("path"), index);
        return switch (name == null ? "" : name) {
            case "add" -> added(target, path, value(operation, index), index);
            case "remove" -> removed(target, path, index);
            case "replace" -> added(removed(target, path, index), path, value(operation, index), index);
            case "move" -> {
                List<String> from = steps(operation.get("from"), index);
                yield added(removed(target, from, index), path, at(target, from, index), index);
            }
            case "copy" -> added(target, path, at(target, steps(operation.get("from"), index), index), index);
            case "test" -> {
                if (!isEqual(at(target, path, index), value(operation, index))) {
                    throw failed("operation " + index + ": the test failed");
                }
                yield target;
            }
            default -> throw failed("operation " + index + ": unknown op");
        };
    }

    private static JsonValue value(ObjectValue operation, int index) {
        JsonValue value = operation.get("value");
        if (value == null) {
            throw failed("operation " + index + ": no value");
        }
        return value;
    }

    private static List<String> steps(@Nullable JsonValue pointer, int index) {
        String text = Texts.of(pointer);
        if (text == null || (!text.isEmpty() && text.charAt(0) != '/')) {
            throw failed("operation " + index + ": no JSON pointer");
        }
        List<String> steps = new ArrayList<>();
        for (int i = text.indexOf('/'); i >= 0; ) {
            int next = text.indexOf('/', i + 1);
            String step = next < 0 ? text.substring(i + 1) : text.substring(i + 1, next);
            steps.add(step.replace("~1", "/").replace("~0", "~"));
            i = next;
        }
        return steps;
    }

    private static JsonValue at(JsonValue target, List<String> path, int index) {
        JsonValue value = target;
        for (String step : path) {
            JsonValue inner = value instanceof ObjectValue object
                    ? object.get(step)
                    : value instanceof ArrayValue array
                            ? array.items().get(position(step, array.items().size() - 1, index))
                            : null;
            if (inner == null) {
                throw failed("operation " + index + ": nothing there");
            }
            value = inner;
        }
        return value;
    }

    private static JsonValue added(JsonValue target, List<String> path, JsonValue value, int index) {
        if (path.isEmpty()) {
            return value;
        }
        String last = path.get(path.size() - 1);
        return changed(target, path, path.size() - 1, index, parent -> {
            if (parent instanceof ArrayValue array) {
                List<JsonValue> items = new ArrayList<>(array.items());
                int at = last.equals("-") ? items.size() : position(last, items.size(), index);
                items.add(at, value);
                return new ArrayValue(-1, -1, List.copyOf(items));
            }
            return JsonObjects.with(object(parent, index), last, value);
        });
    }

    private static JsonValue removed(JsonValue target, List<String> path, int index) {
        if (path.isEmpty()) {
            return JsonObjects.EMPTY;
        }
        String last = path.get(path.size() - 1);
        return changed(target, path, path.size() - 1, index, parent -> {
            if (parent instanceof ArrayValue array) {
                List<JsonValue> items = new ArrayList<>(array.items());
                items.remove(position(last, items.size() - 1, index));
                return new ArrayValue(-1, -1, List.copyOf(items));
            }
            Map<String, JsonValue> members =
                    new LinkedHashMap<>(object(parent, index).members());
            if (members.remove(last) == null) {
                throw failed("operation " + index + ": nothing there");
            }
            return JsonObjects.of(members);
        });
    }

    /** The target with something else at the first steps of a path. */
    private static JsonValue changed(
            JsonValue target, List<String> path, int steps, int index, UnaryOperator<JsonValue> change) {
        if (steps == 0) {
            return change.apply(target);
        }
        String step = path.get(0);
        JsonValue inner = at(target, List.of(step), index);
        JsonValue changed = changed(inner, path.subList(1, path.size()), steps - 1, index, change);
        if (target instanceof ArrayValue array) {
            List<JsonValue> items = new ArrayList<>(array.items());
            items.set(position(step, items.size() - 1, index), changed);
            return new ArrayValue(-1, -1, List.copyOf(items));
        }
        return JsonObjects.with(object(target, index), step, changed);
    }

    private static ObjectValue object(JsonValue value, int index) {
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw failed("operation " + index + ": expected an object or array on the way");
    }

    private static int position(String step, int highest, int index) {
        if (step.matches("0|[1-9][0-9]{0,8}") && Integer.parseInt(step) <= highest) {
            return Integer.parseInt(step);
        }
        throw failed("operation " + index + ": no such place in an array");
    }

    private static boolean isEqual(JsonValue one, JsonValue other) {
        if (one instanceof JsonValue.NumberValue a && other instanceof JsonValue.NumberValue b) {
            BigDecimal number = a.value();
            return number.compareTo(b.value()) == 0;
        }
        if (one instanceof ArrayValue a && other instanceof ArrayValue b) {
            boolean equal = a.items().size() == b.items().size();
            for (int i = 0; equal && i < a.items().size(); i++) {
                equal = isEqual(a.items().get(i), b.items().get(i));
            }
            return equal;
        }
        if (one instanceof ObjectValue a && other instanceof ObjectValue b) {
            return a.members().keySet().equals(b.members().keySet())
                    && a.members().entrySet().stream().allMatch(member -> {
                        JsonValue counterpart = b.get(member.getKey());
                        return counterpart != null && isEqual(member.getValue(), counterpart);
                    });
        }
        String text = Texts.of(one);
        return one.type().equals(other.type()) && (text == null || text.equals(Texts.of(other)));
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(Problem.of(StateProblems.PATCH_FAILED, detail));
    }
}
