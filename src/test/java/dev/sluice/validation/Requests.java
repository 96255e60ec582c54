package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.contract.ResponseTable;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operations and requests in the words of the tests. */
final class Requests {

    private static final Place PLACE = new Place("test.yaml", 1, 1);

    private Requests() {}

    /** A schema, written as JSON. */
    static Schema schema(String json) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        SchemaCompiler compiler = compiler();
        Schema any = compiler.compile(new Node.Scalar(PLACE, true, "true"), "");
        return compiler.compile(node(any.read(bytes, 0, bytes.length)), "/schema");
    }

    private static SchemaCompiler compiler() {
        return new SchemaCompiler(SchemaCompiler.Dialect.OPENAPI_3_1, (reference, from) -> null, fault -> {
            throw new IllegalArgumentException(fault.toString());
        });
    }

    private static Node node(JsonValue value) {
        if (value instanceof JsonValue.ObjectValue object) {
            Map<String, Node> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, node(member)));
            return new Node.Mapping(PLACE, members, Map.of());
        }
        if (value instanceof JsonValue.ArrayValue array) {
            return new Node.Sequence(
                    PLACE, array.items().stream().map(Requests::node).toList());
        }
        Object scalar = value instanceof JsonValue.StringValue string
                ? string.value()
                : value instanceof JsonValue.NumberValue number
                        ? number.value()
                        : value instanceof JsonValue.BooleanValue bool ? (Object) bool.value() : null;
        return new Node.Scalar(PLACE, scalar, String.valueOf(scalar));
    }

    /** {@code x-sluice-error: code} */
    static ErrorCodes code(String code) {
        return ErrorCodes.of(new Node.Scalar(PLACE, code, code), "", fault -> {});
    }

    static ParameterPlan parameter(In in, String name, boolean required, boolean explode, String schema) {
        Style style = in == In.QUERY || in == In.COOKIE ? Style.FORM : Style.SIMPLE;
        return parameter(in, name, required, style, explode, schema);
    }

    static ParameterPlan parameter(In in, String name, boolean required, Style style, boolean explode, String schema) {
        return new ParameterPlan(
                name,
                in,
                required,
                style,
                explode,
                false,
                false,
                schema(schema),
                null,
                code("E." + name),
                "/parameters/" + name);
    }

    static OperationPlan operation(
            List<ParameterPlan> path, List<ParameterPlan> others, @Nullable BodyPlan body, String... responseTypes) {
        List<MediaRange> ranges =
                Arrays.stream(responseTypes).map(Requests::range).toList();
        return new OperationPlan(0, "test", "PUT", "/test", path, others, body, new ResponseTable(ranges), null);
    }

    static BodyPlan body(boolean required, String mediaType, String schema) {
        return new BodyPlan(
                required, List.of(new MediaTypePlan(range(mediaType), schema(schema))), code("E.body"), "/requestBody");
    }

    private static MediaRange range(String text) {
        int slash = text.indexOf('/');
        return new MediaRange(text.substring(0, slash), text.substring(slash + 1), Map.of());
    }

    static Message message(@Nullable String query, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        return new Message("PUT", "/test", query, map);
    }

    static Body bytes(String text) {
        return text.isEmpty() ? Body.Empty.EMPTY : new Body.Bytes(Buffer.buffer(text));
    }

    static List<String> violations(@Nullable Problem problem) {
        return problem == null
                ? List.of()
                : problem.violations().stream()
                        .map(found -> found.in() + " " + found.name() + found.pointer() + " " + found.keyword() + " "
                                + found.code())
                        .toList();
    }

    /** A value in a short form: {@code 5}, {@code "a"}, {@code [1,2]}, {@code {a=1}}. */
    static String words(@Nullable JsonValue value) {
        if (value instanceof JsonValue.StringValue string) {
            return '"' + string.value() + '"';
        }
        if (value instanceof JsonValue.NumberValue number) {
            BigDecimal decimal = number.value();
            return decimal.toString();
        }
        if (value instanceof JsonValue.BooleanValue bool) {
            return Boolean.toString(bool.value());
        }
        if (value instanceof JsonValue.ArrayValue array) {
            return array.items().stream().map(Requests::words).toList().toString();
        }
        if (value instanceof JsonValue.ObjectValue object) {
            Map<String, String> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, words(member)));
            return members.toString();
        }
        return value == null ? "absent" : "null";
    }

    static Parameters parameters(OperationPlan operation) {
        return new Parameters(operation);
    }

    /** What the head says of a body. */
    static boolean announcesBody(Message message) {
        HeadFields fields = new HeadFields();
        fields.read(message.headers());
        return ContentLength.announcesBody(fields.contentLength());
    }
}
