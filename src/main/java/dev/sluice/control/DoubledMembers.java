package dev.sluice.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses JSON objects with two members of one name: which of them counts is for nobody to guess (RFC 8259, 4). What is no
 * JSON is left to who reads it.
 */
final class DoubledMembers {

    /** What is longer is looked through by a worker. */
    private static final int SHORT = 64 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private DoubledMembers() {}

    static void check(RoutingContext context) {
        Buffer body = context.body() == null ? null : context.body().buffer();
        if (body == null || body.length() == 0) {
            context.next();
        } else if (body.length() <= SHORT) {
            told(context, place(body));
        } else {
            context.vertx()
                    .executeBlocking(() -> place(body), false)
                    .onSuccess(place -> told(context, place))
                    .onFailure(context::fail);
        }
    }

    private static void told(RoutingContext context, @Nullable String place) {
        if (place == null) {
            context.next();
        } else {
            ProblemReply.send(context, 400, "expected of the body: each member once; one is doubled at " + place);
        }
    }

    /** @return of the second of the two, or null */
    private static @Nullable String place(Buffer body) {
        try (JsonParser parser = JSON.createParser(body.getBytes())) {
            JsonToken token = parser.nextToken();
            while (token != null) {
                token = parser.nextToken();
            }
            return null;
        } catch (JsonProcessingException e) {
            boolean doubled = String.valueOf(e.getOriginalMessage()).startsWith("Duplicate ");
            JsonLocation at = e.getLocation();
            return doubled && at != null ? "line " + at.getLineNr() + ", column " + at.getColumnNr() : null;
        } catch (IOException e) {
            return null;
        }
    }
}
