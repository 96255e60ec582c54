package dev.sluice.mock;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.Example;
import dev.sluice.contract.Framing;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The bodies that a response has in one media type, each made when it is first asked for. Safe for use by many threads. */
final class Representation {

    private static final JsonValue NOTHING = new JsonValue.ObjectValue(-1, -1, Map.of());

    private final MediaTypePlan plan;
    private final MediaRange type;
    private final String contentType;
    private final BodyFormat format;
    private final @Nullable ValueSource source;
    private final long seed;
    private final ContentPool pool;
    private volatile @Nullable Content usual;

    /**
     * @param type in the plan's range, and no range itself
     * @param source of values; null where none are generated
     * @param seed of what is generated unless a request has another one
     */
    Representation(MediaTypePlan plan, MediaRange type, @Nullable ValueSource source, long seed) {
        this.plan = plan;
        this.type = type;
        this.format = BodyFormat.of(type.toString());
        this.contentType = switch (format) {
            case TEXT -> type + ";charset=utf-8";
            case MULTIPART -> type + ";boundary=" + BodyText.BOUNDARY;
            default -> type.toString();
        };
        this.source = source;
        this.seed = seed;
        this.pool = new ContentPool(this::generated, seed);
    }

    MediaTypePlan plan() {
        return plan;
    }

    MediaRange type() {
        return type;
    }

    String contentType() {
        return contentType;
    }

    /** Whether it says something: what has neither example nor schema, or cannot be written, is better than nothing only. */
    boolean isTelling() {
        return !examples().isEmpty() || source != null;
    }

    /** Of generated values; null where there are none. */
    @Nullable
    ValueSource source() {
        return source;
    }

    /** Whether another seed makes another body. */
    boolean isGenerated() {
        return source != null;
    }

    ContentPool pool() {
        return pool;
    }

    List<Example> examples() {
        return plan.examples();
    }

    /** The same in another media type of the same range. */
    Representation as(MediaRange other) {
        return other.equals(type) ? this : new Representation(plan, other, source, seed);
    }

    /** What is answered unless a request says otherwise. */
    Content usual() {
        Content known = usual;
        if (known == null) {
            known = content(usualOrigin());
            usual = known;
        }
        return known;
    }

    private Content content(Origin origin) {
        if (origin instanceof Origin.Written written) {
            return of(written.example());
        }
        return origin instanceof Origin.SchemaDefault byDefault ? content(byDefault.value()) : generated(seed);
    }

    /** Where that comes from. */
    Origin usualOrigin() {
        Schema schema = plan.schema();
        JsonValue byDefault = plan.declared() && schema != null ? schema.defaultValue() : null;
        if (!examples().isEmpty()) {
            return new Origin.Written(examples().get(0));
        }
        if (byDefault != null && schema != null && schema.accepts(byDefault)) {
            return new Origin.SchemaDefault(byDefault);
        }
        return source == null ? new Origin.Nothing() : new Origin.Generated(seed, false);
    }

    /** Null where there is no such example. */
    @Nullable
    Example example(String name) {
        for (Example example : examples()) {
            if (example.name().equals(name)) {
                return example;
            }
        }
        return null;
    }

    /** The same for the same seed. */
    Content generated(long seed) {
        if (source != null) {
            return content(source.value(seed));
        }
        if (format == BodyFormat.OCTETS || (format == BodyFormat.UNJUDGED && !MediaRange.isXml(contentType))) {
            Buffer bytes = Octets.of(type.type() + '/' + type.subtype(), plan.octets());
            return new Content(null, bytes == null ? Buffer.buffer() : bytes);
        }
        return format == BodyFormat.TEXT ? new Content(null, Buffer.buffer("text")) : content(NOTHING);
    }

    /** A value that is written in this media type. */
    Content content(JsonValue value) {
        boolean sequence = plan.format(contentType) == BodyFormat.SEQUENCE;
        if (sequence && Framing.of(contentType) == Framing.EVENTS && !(value instanceof StringValue)) {
            return new Content(null, EventText.of(value));
        }
        return new Content(format == BodyFormat.JSON ? value : null, BodyText.of(contentType, value));
    }

    /** Whether an example is a text of the media type already. */
    boolean isWritten(Example example, JsonValue value) {
        if (format != BodyFormat.JSON || !(value instanceof StringValue text)) {
            return false;
        }
        if (example.serialized()) {
            return true;
        }
        byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
        Schema schema = plan.schema();
        if (plan.declared() && schema != null) {
            return !schema.accepts(value) && schema.accepts(bytes, 0, bytes.length);
        }
        return (text.value().startsWith("{") || text.value().startsWith("["))
                && StrictJson.read(bytes, 0, bytes.length) != null;
    }

    Content of(Example example) {
        JsonValue value = example.value();
        if (value instanceof StringValue text && isWritten(example, value)) {
            byte[] bytes = text.value().getBytes(StandardCharsets.UTF_8);
            return new Content(StrictJson.read(bytes, 0, bytes.length), Buffer.buffer(bytes));
        }
        return content(value);
    }
}
