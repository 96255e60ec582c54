package dev.sluice.contract;

import dev.sluice.document.DocumentSource;
import dev.sluice.document.FileObserver;
import dev.sluice.schema.SchemaCompiler.Formats;

/**
 * How a contract is read. Immutable.
 *
 * @param formats whether strings must be of their format, or that is a note for people (JSON Schema 2020-12, validation,
 *     7.2; OpenAPI 3.0.3, 4.7.24). The ranges of {@code int32} and {@code int64} hold in any case.
 * @param elsewhere has the documents that are not files, such as those on the network. One that counts what it gives
 *     is for one contract.
 * @param observer is told of the files
 */
public record Reading(Purpose purpose, Formats formats, DocumentSource elsewhere, FileObserver observer) {

    /** For judging messages, with formats as notes. */
    public static final Reading JUDGE =
            new Reading(Purpose.JUDGE, Formats.ANNOTATION, DocumentSource.NONE, FileObserver.NONE);

    /** For telling what is wrong. */
    public static final Reading CHECK = JUDGE.with(Purpose.CHECK);

    /** For a mock, with formats as notes. */
    public static final Reading MOCK = JUDGE.with(Purpose.MOCK);

    public Reading with(Purpose other) {
        return new Reading(other, formats, elsewhere, observer);
    }

    public Reading with(Formats other) {
        return new Reading(purpose, other, elsewhere, observer);
    }

    /** Strings must be of their format. */
    public Reading assertingFormats() {
        return with(Formats.ASSERTION);
    }

    public Reading with(DocumentSource other) {
        return new Reading(purpose, formats, other, observer);
    }

    public Reading with(FileObserver other) {
        return new Reading(purpose, formats, elsewhere, other);
    }
}
