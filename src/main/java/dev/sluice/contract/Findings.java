package dev.sluice.contract;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found wrong in a contract, and access to its values that reports the wrong kind. */
final class Findings {

    private static final Comparator<Fault> BY_PLACE = Comparator.comparing(
            Fault::place,
            Comparator.comparing(Place::file).thenComparingInt(Place::line).thenComparingInt(Place::column));

    /** By what they say of a place: what several ways lead to is told once, by the first of them. */
    private final Map<Fault, Fault> faults = new LinkedHashMap<>();

    private final Map<Fault, Fault> warnings = new LinkedHashMap<>();

    /** What a fault that matters to nobody is told with; null as long as all of them matter. */
    private @Nullable String unused;

    private final Set<Fault> toldAsUnused = new HashSet<>();

    List<Fault> faults() {
        return faults.values().stream().sorted(BY_PLACE).toList();
    }

    List<Fault> warnings() {
        return warnings.values().stream().sorted(BY_PLACE).toList();
    }

    void fault(Fault fault) {
        if (unused == null) {
            add(faults, fault);
        } else if (!faults.containsKey(key(fault)) && toldAsUnused.add(key(fault))) {
            add(warnings, new Fault(fault.place(), fault.pointer(), fault.message() + "; " + unused, fault.via()));
        }
    }

    /**
     * From now on things are looked at that nothing uses: what is wrong with them alone is a warning.
     *
     * @param because what is said of it
     */
    void beginUnused(String because) {
        unused = because;
    }

    void fault(Located at, String message) {
        fault(fault(at.node().place(), at, message));
    }

    /** A fault of a member's name. */
    void faultOfName(Located object, String name, String message) {
        fault(fault(namePlace(object, name), object, message));
    }

    void warning(Fault warning) {
        add(warnings, warning);
    }

    void warning(Located at, String message) {
        add(warnings, fault(at.node().place(), at, message));
    }

    void warningOfName(Located object, String name, String message) {
        add(warnings, fault(namePlace(object, name), object, message));
    }

    /** Whether a value is an object; a fault when not. */
    boolean isObject(Located at) {
        return isKind(at, at.node() instanceof Node.Mapping, "an object");
    }

    /** Whether a value is an array; a fault when not. */
    boolean isArray(Located at) {
        return isKind(at, at.node() instanceof Node.Sequence, "an array");
    }

    /** The text of a string member, or null; a fault when it is something else. */
    @Nullable
    String text(Located object, String name) {
        Located member = object.member(name);
        return member == null ? null : text(member);
    }

    @Nullable
    String text(Located at) {
        String text = at.text();
        isKind(at, text != null, "a string");
        return text;
    }

    /** A boolean member; a fault when it is something else. */
    boolean flag(Located object, String name, boolean otherwise) {
        Located member = object.member(name);
        if (member == null) {
            return otherwise;
        }
        boolean known = member.node() instanceof Node.Scalar scalar && scalar.value() instanceof Boolean;
        isKind(member, known, "true or false");
        return known ? Boolean.TRUE.equals(((Node.Scalar) member.node()).value()) : otherwise;
    }

    private boolean isKind(Located at, boolean right, String expected) {
        if (!right) {
            fault(at, "not the right kind of value: " + at.node().kind() + " (expected: " + expected + ")");
        }
        return right;
    }

    private static Fault fault(Place place, Located at, String message) {
        Fault fault = new Fault(place, at.pointer(), message, null);
        return at.via() == null ? fault : fault.through(at.via());
    }

    private static void add(Map<Fault, Fault> all, Fault fault) {
        all.putIfAbsent(key(fault), fault);
    }

    private static Fault key(Fault fault) {
        return new Fault(fault.place(), fault.pointer(), fault.message(), null);
    }

    private static Place namePlace(Located object, String name) {
        return object.node() instanceof Node.Mapping mapping
                ? mapping.keyPlace(name)
                : object.node().place();
    }
}
