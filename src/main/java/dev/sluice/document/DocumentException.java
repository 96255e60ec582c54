package dev.sluice.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used, with all of its faults. */
public final class DocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;
    private final transient List<Fault> warnings;

    public DocumentException(List<Fault> faults) {
        this(faults, List.of());
    }

    /** @param warnings what would have been tolerated */
    public DocumentException(List<Fault> faults, List<Fault> warnings) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
        this.warnings = List.copyOf(warnings);
    }

    public List<Fault> faults() {
        return faults;
    }

    /** What was tolerated until then. */
    public List<Fault> warnings() {
        return warnings;
    }
}
