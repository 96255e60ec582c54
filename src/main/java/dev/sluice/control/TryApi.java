package dev.sluice.control;

import dev.sluice.contract.MediaRange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request to this process's own listener, for the console: a page of the control port may not call another one
 * itself. It can reach nothing else, whatever it is asked for.
 */
final class TryApi {

    static final String PATH = "/v1/try";

    /** Bytes: of the request that describes the request. */
    static final int MAX_REQUEST = 512 * 1024;

    static final int MOST_AT_ONCE = 8;

    /** Of one connection: the sender sets them. */
    private static final Set<String> OWN_FIELDS = Set.of(
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "expect",
            "keep-alive",
            "proxy-connection",
            "te",
            "trailer",
            "upgrade",
            "http2-settings");

    private static final String NOT_YET = "expected: that the data port is open";
    private static final String BUSY = "expected: at most " + MOST_AT_ONCE + " requests that are tried out at one time";
    private static final String WRONG_BODY = "expected: body or body_base64, which is base64, not both";
    private static final String WRONG_FIELD = "expected of headers: names and values of HTTP, none of "
            + String.join(", ", OWN_FIELDS.stream().sorted().toList());

    private final Supplier<@Nullable URI> data;
    private final DataClient client;
    private int underWay;

    /** @param patience with an answer */
    TryApi(Vertx vertx, Supplier<@Nullable URI> data, Duration patience) {
        this.data = data;
        this.client = new DataClient(vertx, patience);
    }

    void send(RoutingContext context) {
        URI target = data.get();
        if (target == null) {
            ProblemReply.send(context, 503, NOT_YET);
            return;
        }
        ValidatedRequest validated = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
        JsonObject wanted = validated.getBody().getJsonObject();
        Buffer body;
        RequestOptions options;
        try {
            body = body(wanted);
            options = options(target, wanted);
        } catch (IllegalArgumentException wrong) {
            ProblemReply.send(context, 400, String.valueOf(wrong.getMessage()));
            return;
        }
        if (underWay >= MOST_AT_ONCE) {
            context.response().putHeader("Retry-After", "1");
            ProblemReply.send(context, 503, BUSY);
            return;
        }
        underWay++;
        relay(context, options, body);
    }

    private void relay(RoutingContext context, RequestOptions options, @Nullable Buffer body) {
        Future<DataClient.Answer> answer = client.send(options, body);
        answer.onComplete(done -> {
            underWay--;
            if (done.succeeded()) {
                ControlApi.send(context, json(done.result()));
            } else {
                ProblemReply.send(
                        context,
                        502,
                        "the data port gave no answer that can be read: "
                                + done.cause().getClass().getSimpleName());
            }
        });
    }

    private static RequestOptions options(URI target, JsonObject wanted) {
        RequestOptions options = new RequestOptions()
                .setHost(host(target))
                .setPort(target.getPort())
                .setSsl("https".equals(target.getScheme()))
                .setMethod(HttpMethod.valueOf(wanted.getString("method")))
                .setURI(wanted.getString("path"));
        for (Map.Entry<String, Object> field : wanted.getJsonObject("headers", new JsonObject())) {
            for (String value : values(field.getValue())) {
                String name = field.getKey();
                if (!MediaRange.isToken(name)
                        || OWN_FIELDS.contains(name.toLowerCase(Locale.ROOT))
                        || !isValue(value)) {
                    throw new IllegalArgumentException(WRONG_FIELD);
                }
                options.addHeader(name, value);
            }
        }
        return options;
    }

    /** An address of IPv6 without its brackets. */
    private static String host(URI target) {
        String host = target.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static List<String> values(Object value) {
        if (value instanceof String one) {
            return List.of(one);
        }
        List<String> values = new ArrayList<>();
        ((JsonArray) value).forEach(item -> values.add(String.valueOf(item)));
        return values;
    }

    private static boolean isValue(String value) {
        return value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
    }

    private static @Nullable Buffer body(JsonObject wanted) {
        String text = wanted.getString("body");
        String coded = wanted.getString("body_base64");
        if (text != null && coded != null) {
            throw new IllegalArgumentException(WRONG_BODY);
        }
        try {
            return coded == null
                    ? text == null ? null : Buffer.buffer(text)
                    : Buffer.buffer(Base64.getDecoder().decode(coded));
        } catch (IllegalArgumentException noBase64) {
            throw new IllegalArgumentException(WRONG_BODY, noBase64);
        }
    }

    private static JsonObject json(DataClient.Answer answer) {
        JsonArray headers = new JsonArray();
        answer.headers()
                .forEach(
                        field -> headers.add(new JsonArray().add(field.getKey()).add(field.getValue())));
        JsonObject json = new JsonObject()
                .put("status", answer.status())
                .put("reason", answer.reason())
                .put("headers", headers)
                .put("millis", LiveSnapshots.rounded(answer.nanos() / 1e6));
        String text = answer.text();
        if (text != null) {
            json.put("body", text);
        } else {
            json.put(
                    "body_base64",
                    Base64.getEncoder().encodeToString(answer.body().getBytes()));
        }
        return answer.cut() ? json.put("cut", true) : json;
    }
}
