package dev.sluice.document;

import java.util.List;
import java.util.stream.Collectors;

/** A document that cannot be used, with all of its faults. */
public final class DocumentException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;

    public DocumentException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
