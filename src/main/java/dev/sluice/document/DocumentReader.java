package dev.sluice.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads YAML 1.2 and JSON texts. Duplicate keys, more than one document and cyclic or exploding aliases are faults. So
 * are tags that nobody knows, but for who asks for a {@link Document}: there they are warnings.
 * A text that begins as JSON does is read as JSON; where that fails, and the file's name does not end in {@code .json},
 * it may still be YAML.
 */
public final class DocumentReader {

    static final String NUMBER_FAULT = "a number that cannot be held (expected: at most " + Scalars.MAX_NUMBER_LENGTH
            + " characters and an exponent of at most 9 digits)";

    /** How many characters are read once more at most, as a tab in front of them is taken for a space. */
    private static final long MAX_READ_AGAIN = 1 << 25;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private DocumentReader() {}

    /**
     * @param file of text in UTF-8 or UTF-16; its name, as given, is put into places
     * @throws DocumentException with every fault that could be found
     * @throws UncheckedIOException when it cannot be read
     */
    public static Node read(Path file) throws DocumentException {
        try {
            return read(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param file the name to put into places
     * @param bytes of text in UTF-8 or UTF-16
     * @throws DocumentException with every fault that could be found
     */
    public static Node read(String file, byte[] bytes) throws DocumentException {
        return clean(document(file, bytes));
    }

    /**
     * @param file the name to put into places
     * @throws DocumentException with every fault that could be found
     */
    public static Node read(String file, String text) throws DocumentException {
        return clean(document(file, text));
    }

    private static Node clean(Document document) throws DocumentException {
        if (!document.warnings().isEmpty()) {
            throw new DocumentException(document.warnings());
        }
        return document.root();
    }

    /** As {@link #document(String, String)}, for bytes of UTF-8 or UTF-16. */
    public static Document document(String file, byte[] bytes) throws DocumentException {
        return document(file, decode(file, bytes));
    }

    /** As {@link #read(String, String)}, with what else is known of the text. */
    public static Document document(String file, String text) throws DocumentException {
        return document(file, CharBuffer.wrap(text.toCharArray()));
    }

    /** @param text of an array, from its position on */
    private static Document document(String file, CharBuffer text) throws DocumentException {
        if (text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK) {
            text.get();
        }
        return beginsAsJson(text) ? json(file, text) : yaml(file, text.toString());
    }

    private static Document json(String file, CharBuffer text) throws DocumentException {
        List<Fault> faults = new ArrayList<>();
        TreeBuilder tree = new TreeBuilder(faults);
        JsonReader reader = new JsonReader(file, text, tree);
        try {
            reader.read();
        } catch (DocumentException notJson) {
            Place place = reader.syntaxFault();
            if (place == null || file.toLowerCase(Locale.ROOT).endsWith(".json")) {
                throw notJson;
            }
            return yamlAfterAll(file, text.toString(), place, notJson);
        }
        return whole(file, tree, faults);
    }

    private static Document yamlAfterAll(String file, String text, Place jsonFault, DocumentException notJson)
            throws DocumentException {
        try {
            return yaml(file, text);
        } catch (DocumentException notYaml) {
            // the reading that came further is the one that was meant
            throw Places.compare(
                                    notYaml.faults()
                                            .get(notYaml.faults().size() - 1)
                                            .place(),
                                    jsonFault)
                            > 0
                    ? notYaml
                    : notJson;
        }
    }

    private static Document yaml(String file, String text) throws DocumentException {
        String spaced = text;
        long left = MAX_READ_AGAIN;
        while (true) {
            List<Fault> faults = new ArrayList<>();
            TreeBuilder tree = new TreeBuilder(faults);
            YamlReader reader = new YamlReader(file, spaced, tree);
            try {
                reader.read();
                return whole(file, tree, faults);
            } catch (DocumentException e) {
                left -= reader.separatingTab();
                if (reader.separatingTab() < 0 || left < 0) {
                    throw e;
                }
                spaced = reader.spaced();
            }
        }
    }

    private static Document whole(String file, TreeBuilder tree, List<Fault> faults) throws DocumentException {
        Node root = tree.root();
        if (root == null || isEmpty(root)) {
            throw tree.stop(new Place(file, 1, 1), "the document is empty (expected: an object)");
        }
        if (!faults.isEmpty()) {
            throw new DocumentException(faults, tree.warnings());
        }
        return new Document(root, tree.names(), List.copyOf(tree.warnings()));
    }

    private static boolean isEmpty(Node root) {
        return root instanceof Node.Scalar scalar
                && scalar.value() == null
                && scalar.text().isEmpty();
    }

    private static boolean beginsAsJson(CharBuffer text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return c == '{' || c == '[';
            }
        }
        return false;
    }

    private static CharBuffer decode(String file, byte[] bytes) throws DocumentException {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        Charset charset = TextEncoding.of(bytes);
        CoderResult result = charset.newDecoder().decode(in, out, true);
        out.flip();
        if (result.isError()) {
            String text = out.toString();
            Place place = Places.at(file, text, text.length());
            String name = charset.equals(StandardCharsets.UTF_8) ? "UTF-8" : "UTF-16";
            throw new DocumentException(
                    List.of(new Fault(place, "", "bytes that are not " + name + " (expected: " + name + ")", null)));
        }
        return out;
    }
}
