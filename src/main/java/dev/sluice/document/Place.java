package dev.sluice.document;

/**
 * Where something stands in a text.
 *
 * @param file the name the user gave, as it is to be printed
 * @param line from 1
 * @param column from 1
 */
public record Place(String file, int line, int column) {

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
