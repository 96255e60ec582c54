package dev.sluice.mock;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.exchange.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges answers in JSON by another implementation, which reads the same document by itself. */
final class SecondOpinion implements AnswerProof.Witness {

    private static final String DOCUMENT = "https://api.example/contract.json";

    /** In front of what it has found wrong. */
    static final String OTHER = "another validator: ";

    private final Node root;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Integer> unable = new TreeMap<>();
    private int judged;

    /** @param text JSON of an OpenAPI document */
    SecondOpinion(Node root, String text) {
        this.root = root;
        boolean old = root instanceof Node.Mapping object
                && object.get("openapi") instanceof Node.Scalar version
                && version.text().startsWith("3.0");
        this.registry = SchemaRegistry.withDefaultDialect(
                old ? Dialects.getOpenApi30() : Dialects.getOpenApi31(),
                builder -> builder.schemas(Map.of(DOCUMENT, text)));
    }

    /** How many answers it has judged. */
    int judged() {
        return judged;
    }

    /** What it could not read, with how often. */
    Map<String, Integer> unable() {
        return unable;
    }

    @Override
    public @Nullable String judge(OperationPlan operation, Reply.Full reply) {
        ResponsePlan response = operation.responses().find(reply.status());
        String type = reply.contentType();
        MediaTypePlan content = response == null || type == null ? null : response.content(type);
        if (response == null || type == null || content == null || !content.declared() || !isJson(type)) {
            return null;
        }
        String pointer = pointer(response, content.range());
        if (pointer == null) {
            return null;
        }
        try {
            Schema schema = schemas.computeIfAbsent(
                    pointer, at -> registry.getSchema("{\"$ref\":\"" + DOCUMENT + "#" + fragment(at) + "\"}"));
            List<Error> errors = schema.validate(reply.body().toString(), InputFormat.JSON);
            judged++;
            return errors.isEmpty() ? null : OTHER + error(errors.get(0));
        } catch (RuntimeException | StackOverflowError e) {
            unable.merge(e.getClass().getSimpleName() + ": " + e.getMessage(), 1, Integer::sum);
            return null;
        }
    }

    /** A JSON pointer in a URI (RFC 6901, 6), within a JSON string. */
    private static String fragment(String pointer) {
        return URLEncoder.encode(pointer, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/")
                .replace("%7E", "~");
    }

    private static String error(Error error) {
        return error.getKeyword() + " by " + error.getSchemaLocation().getFragment() + ": " + error.getMessage();
    }

    private static boolean isJson(String type) {
        return BodyFormat.of(type) == BodyFormat.JSON;
    }

    /** Where the document has the schema of a media type; null where it is another document's. */
    private @Nullable String pointer(ResponsePlan response, MediaRange range) {
        String at = response.pointer() + "/content";
        if (Pointers.find(root, at) instanceof Node.Mapping content) {
            for (String key : content.members().keySet()) {
                if (MediaRange.isWellFormed(key) && MediaRange.parse(key).equals(range)) {
                    return Pointers.child(at, key) + "/schema";
                }
            }
        }
        return null;
    }
}
