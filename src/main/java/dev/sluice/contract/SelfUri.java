package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.UnavailableException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a document says its own URI is: {@code $self} of OpenAPI 3.2 (4.1.2.2.1). It identifies the document, and
 * references are relative to it. Nothing is read from it.
 */
final class SelfUri {

    private static final String SELF = "$self";

    private SelfUri() {}

    /**
     * The URI without a fragment.
     *
     * @param location where the document was found, which a relative one is resolved against
     * @param findings takes what is wrong with it
     * @return null where the document has none that can be used
     */
    static @Nullable URI of(Node root, URI location, Findings findings) {
        Located self = SpecVersion.named(root) == SpecVersion.V3_2 ? new Located(root, "", null).member(SELF) : null;
        String text = self == null ? null : findings.text(self);
        if (self == null || text == null) {
            return null;
        }
        Reference reference = Reference.of(text);
        if (!reference.fragment().isEmpty() || text.endsWith("#")) {
            findings.warning(self, "the fragment of $self means nothing: it names a whole document");
        }
        try {
            return reference.location(location);
        } catch (UnavailableException e) {
            findings.fault(self, "$self is " + e.reason());
            return null;
        }
    }

    /**
     * Where a document is looked for that cannot be had by its URI: at the same way from where the one was found that
     * refers to it.
     *
     * @param self of the document that refers to it
     * @param location where that was found
     * @return null where there is no such way
     */
    static @Nullable URI beside(URI target, URI self, URI location) {
        String folder = self.resolve(".").toString();
        String text = target.toString();
        boolean below =
                !self.isOpaque() && folder.endsWith("/") && text.startsWith(folder) && text.length() > folder.length();
        return below ? location.resolve("./" + text.substring(folder.length())) : null;
    }
}
