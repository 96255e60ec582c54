package dev.sluice.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.Writer;

/** Writes JSON in ASCII: the encoding of standard output is not ours to choose. */
public final class AsciiJson {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);

    private AsciiJson() {}

    /** @param out neither closed nor flushed with the generator */
    public static JsonGenerator to(Writer out) throws IOException {
        return FACTORY.createGenerator(out);
    }
}
