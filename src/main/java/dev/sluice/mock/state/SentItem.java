package dev.sluice.mock.state;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.mock.SentBody;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.StrictJson;
import dev.sluice.schema.TypeSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where an operation's requests carry an item.
 *
 * @param outline of the item
 * @param envelope the member of the body that holds it; null where the body is the item
 */
record SentItem(Outline outline, @Nullable String envelope) {

    /** Of an operation that sends none, as JSON or as a form. */
    static final SentItem NONE = new SentItem(Outline.ANYTHING, null);

    static SentItem of(OperationPlan operation) {
        BodyPlan body = operation.body();
        if (body == null) {
            return NONE;
        }
        Schema schema = schema(body, content -> content.range().isJson());
        if (schema == null) {
            schema = schema(body, content -> content.form() != null);
        }
        return schema == null ? NONE : of(schema.outline());
    }

    private static @Nullable Schema schema(BodyPlan body, Predicate<MediaTypePlan> wanted) {
        return body.mediaTypes().stream()
                .filter(content -> content.declared() && content.schema() != null && wanted.test(content))
                .findFirst()
                .map(MediaTypePlan::schema)
                .orElse(null);
    }

    private static SentItem of(Outline body) {
        Set<String> names = body.names();
        if (names.size() == 1) {
            String only = names.iterator().next();
            Outline inner = body.member(only);
            if (isObject(inner)) {
                return new SentItem(inner, only);
            }
        }
        return new SentItem(body, null);
    }

    static boolean isObject(Outline outline) {
        return outline.types().has(TypeSet.Type.OBJECT) && !outline.names().isEmpty();
    }

    /** The members that a client may set. */
    Set<String> names() {
        Set<String> names = new HashSet<>(outline.names());
        names.removeAll(outline.waived());
        return names;
    }

    /**
     * The item of a request with the contract's defaults, without what clients may not set; empty where the body is neither JSON
     * nor a form.
     */
    ObjectValue read(Exchange exchange) {
        return writable(unwrapped(SentBody.of(exchange)));
    }

    /** The same as it was sent: no defaults, and null where the client wrote null. */
    ObjectValue readAsSent(Exchange exchange) {
        // which bodies are JSON is known to the contract; forms get no defaults
        if (!(exchange.content() instanceof Body.Bytes bytes) || exchange.bodyValue() == null) {
            return read(exchange);
        }
        byte[] json = bytes.buffer().getBytes();
        return writable(unwrapped(StrictJson.read(json, 0, json.length)));
    }

    /** A request's body as JSON, whatever it is; null where it is none. */
    static @Nullable JsonValue patch(Exchange exchange) {
        if (!(exchange.content() instanceof Body.Bytes bytes)) {
            return null;
        }
        byte[] json = bytes.buffer().getBytes();
        return StrictJson.read(json, 0, json.length);
    }

    private @Nullable JsonValue unwrapped(@Nullable JsonValue body) {
        return envelope != null && body instanceof ObjectValue object ? object.get(envelope) : body;
    }

    private ObjectValue writable(@Nullable JsonValue item) {
        if (!(item instanceof ObjectValue object)) {
            return JsonObjects.EMPTY;
        }
        Set<String> names = outline.names();
        boolean open = names.isEmpty() || outline.isOpen();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            boolean known = names.contains(name) ? !outline.waived().contains(name) : open;
            if (known) {
                members.put(name, value);
            }
        });
        return JsonObjects.of(members);
    }
}
