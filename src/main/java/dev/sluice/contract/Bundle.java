package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Node;
import dev.sluice.document.UnavailableException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a contract as one JSON document, for readers that fetch nothing: the documents that it refers to stand in it under
 * {@value #DOCUMENTS}, and references lead there. One that cannot be resolved stays as it is. Confined to one thread.
 */
final class Bundle {

    private static final String DOCUMENTS = "x-sluice-documents";

    private final DocumentSource source;
    private final int mostChars;
    private final StringBuilder json = new StringBuilder();

    /** Where each document begins as a pointer, {@code ""} for the root; null where there is none. */
    private final Map<URI, @Nullable String> begins = new HashMap<>();

    private final Map<Integer, Library.Volume> volumes = new HashMap<>();
    private int known;

    private Bundle(DocumentSource source, int mostChars) {
        this.source = source;
        this.mostChars = mostChars;
    }

    /** @throws TooLargeException when it has more characters than that */
    static String of(Library.Volume root, DocumentSource source, int mostChars) throws TooLargeException {
        Bundle bundle = new Bundle(source, mostChars);
        bundle.begins.put(root.location(), "");
        bundle.root(root);
        return bundle.json.toString();
    }

    private void root(Library.Volume root) throws TooLargeException {
        write(root.root(), root);
        if (known == 0 || json.charAt(json.length() - 1) != '}') {
            return;
        }
        json.setLength(json.length() - 1);
        json.append(",\"" + DOCUMENTS + "\":[");
        for (int i = 0; i < known; i++) {
            json.append(i == 0 ? "" : ",");
            Library.Volume volume = volumes.get(i);
            if (volume == null) {
                json.append("null");
            } else {
                write(volume.root(), volume);
            }
        }
        json.append("]}");
    }

    private void write(Node node, Library.Volume home) throws TooLargeException {
        if (json.length() > mostChars) {
            throw new TooLargeException();
        }
        if (node instanceof Node.Mapping mapping) {
            char before = '{';
            for (Map.Entry<String, Node> member : mapping.members().entrySet()) {
                json.append(before);
                before = ',';
                JsonText.append(json, member.getKey());
                json.append(':');
                if (member.getKey().equals("$ref")
                        && member.getValue() instanceof Node.Scalar reference
                        && reference.value() instanceof String text) {
                    JsonText.append(json, resolved(text, home));
                } else {
                    write(member.getValue(), home);
                }
            }
            json.append(before == '{' ? "{}" : "}");
        } else if (node instanceof Node.Sequence sequence) {
            char before = '[';
            for (Node item : sequence.items()) {
                json.append(before);
                before = ',';
                write(item, home);
            }
            json.append(before == '[' ? "[]" : "]");
        } else if (node instanceof Node.Scalar scalar) {
            Object value = scalar.value();
            if (value instanceof String text) {
                JsonText.append(json, text);
            } else {
                json.append(value);
            }
        }
    }

    private String resolved(String reference, Library.Volume home) {
        int hash = reference.indexOf('#');
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        if (!fragment.isEmpty() && !fragment.startsWith("/")) {
            return reference;
        }
        try {
            URI location = hash == 0
                    ? home.location()
                    : home.location().resolve(hash < 0 ? reference : reference.substring(0, hash));
            String begin = begin(location);
            return begin == null ? reference : "#" + begin + fragment;
        } catch (IllegalArgumentException noLocation) {
            return reference;
        }
    }

    private @Nullable String begin(URI location) {
        if (begins.containsKey(location)) {
            return begins.get(location);
        }
        String begin = null;
        try {
            DocumentSource.Found found = source.read(location);
            String file = found.location().toString();
            volumes.put(
                    known, new Library.Volume(found.location(), file, DocumentReader.document(file, found.bytes())));
            begin = "/" + DOCUMENTS + "/" + known++;
        } catch (UnavailableException | DocumentException none) {
            // what reads it tells that the reference leads nowhere
        }
        begins.put(location, begin);
        return begin;
    }

    /** It has more characters than are wanted. */
    static final class TooLargeException extends Exception {

        private static final long serialVersionUID = 1L;

        TooLargeException() {
            super(null, null, false, false);
        }
    }
}
