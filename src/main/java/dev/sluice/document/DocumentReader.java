package dev.sluice.document;

/** Reads YAML 1.2 and JSON texts. Duplicate keys, more than one document and cyclic or exploding aliases are faults. */
public final class DocumentReader {

    private DocumentReader() {}

    /**
     * @param file the name to put into places
     * @throws DocumentException with every fault that could be found
     */
    public static Node read(String file, String text) throws DocumentException {
        throw new UnsupportedOperationException("TODO " + file + text.length());
    }
}
