package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import java.nio.file.Path;

/** Reads OpenAPI documents. */
public final class Contracts {

    private Contracts() {}

    /**
     * @param file an OpenAPI document
     * @throws DocumentException with all of its faults
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static ContractPlan load(Path file) throws DocumentException {
        return ContractCompiler.compile(file.toString(), DocumentReader.read(file));
    }

    /** As {@link #load}, for bytes that are at hand. */
    public static ContractPlan parse(String file, byte[] bytes) throws DocumentException {
        return ContractCompiler.compile(file, DocumentReader.read(file, bytes));
    }

    /** As {@link #load}, for a text that is at hand. */
    public static ContractPlan parse(String file, String text) throws DocumentException {
        return ContractCompiler.compile(file, DocumentReader.read(file, text));
    }
}
