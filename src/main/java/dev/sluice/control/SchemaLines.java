package dev.sluice.control;

import dev.sluice.document.Place;
import dev.sluice.judge.ContractLines;
import dev.sluice.registry.Bundle;
import java.lang.ref.SoftReference;
import org.jspecify.annotations.Nullable;

/**
 * Where in the files of a contract its keywords stand. The files are parsed when that is asked first, and again when the
 * memory was wanted meanwhile. Safe for any thread.
 */
final class SchemaLines {

    private final Bundle bundle;
    private SoftReference<ContractLines> lines = new SoftReference<>(null);

    SchemaLines(Bundle bundle) {
        this.bundle = bundle;
    }

    /** As {@link ContractLines#of}. */
    @Nullable
    Place of(String pointer) {
        return lines().of(pointer);
    }

    private synchronized ContractLines lines() {
        ContractLines known = lines.get();
        if (known == null) {
            known = new ContractLines();
            bundle.files().forEach(known::add);
            lines = new SoftReference<>(known);
        }
        return known;
    }
}
