package dev.sluice.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.CharBuffer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON text as RFC 8259 has it. */
final class JsonReader {

    /** Names are not interned, as is the default: the tree has one copy of each. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(TreeBuilder.MAX_DEPTH + 1)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Where something began. */
    private static final Pattern SOURCE = Pattern.compile("\\[Source: .*; (line: \\d+, column: \\d+)]");

    /** What would let it through. */
    private static final Pattern OPTION = Pattern.compile(
            " \\(not recognized as one since Feature '\\w+' not enabled for parser\\)|: enable `[^`]+` to allow");

    private final String file;
    private final CharBuffer text;
    private final TreeBuilder tree;
    private @Nullable Place syntaxFault;

    /** @param text backed by an array, since what reads an array copies nothing */
    JsonReader(String file, CharBuffer text, TreeBuilder tree) {
        this.file = file;
        this.text = text;
        this.tree = tree;
    }

    /** Where the text turned out not to be JSON, if it did. */
    @Nullable
    Place syntaxFault() {
        return syntaxFault;
    }

    /** @throws DocumentException with what was found until the text could not be read on */
    void read() throws DocumentException {
        try (JsonParser parser =
                FACTORY.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining())) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                if (tree.root() != null) {
                    syntaxFault = place(parser.currentTokenLocation());
                    throw tree.stop(syntaxFault, "more text after the JSON value (expected: the end)");
                }
                take(token, parser);
                token = parser.nextToken();
            }
        } catch (StreamReadException e) {
            syntaxFault = place(e.getLocation());
            throw tree.stop(syntaxFault, "not JSON: " + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the parser's words, without what they say to who programs with it. */
    private static String problem(StreamReadException e) {
        return SOURCE.matcher(OPTION.matcher(e.getOriginalMessage()).replaceAll(""))
                .replaceAll("$1");
    }

    private void take(JsonToken token, JsonParser parser) throws IOException, DocumentException {
        if (token.isStructEnd()) {
            tree.end();
            return;
        }
        Place place = place(parser.currentTokenLocation());
        switch (token) {
            case START_OBJECT -> tree.begin(true, place, null);
            case START_ARRAY -> tree.begin(false, place, null);
            case FIELD_NAME -> tree.key(parser.currentName(), place);
            case VALUE_STRING -> {
                String value = tree.pooled(parser.getText());
                tree.scalar(new Node.Scalar(place, value, value), null);
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(tree.pooled(parser.getText()), place);
            case VALUE_TRUE -> tree.scalar(new Node.Scalar(place, true, "true"), null);
            case VALUE_FALSE -> tree.scalar(new Node.Scalar(place, false, "false"), null);
            case VALUE_NULL -> tree.scalar(new Node.Scalar(place, null, "null"), null);
            default -> throw new IllegalStateException("a token that JSON text does not have: " + token);
        }
    }

    private void number(String number, Place place) {
        Object value = number;
        try {
            value = Scalars.number(number);
        } catch (NumberFormatException e) {
            tree.fault(place, DocumentReader.NUMBER_FAULT);
        }
        tree.scalar(new Node.Scalar(place, value, number), null);
    }

    private Place place(@Nullable JsonLocation location) {
        return location == null ? new Place(file, 1, 1) : new Place(file, location.getLineNr(), location.getColumnNr());
    }
}
