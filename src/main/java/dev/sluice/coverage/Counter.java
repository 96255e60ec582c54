package dev.sluice.coverage;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.PlaceNames;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import io.netty.buffer.ByteBuf;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts what exchanges touch. What their heads say is always counted; into bodies it looks at first, and then as often as a
 * share of the time allows. Makes nothing for a common exchange. Confined to one thread.
 */
final class Counter {

    /** Of each kind of body: so many are looked at whatever it costs. */
    private static final int FIRST_BODIES = 32;

    private final Executor compiler;
    private final LongSupplier clock;
    private final int rest;
    private final int longest;
    private final BodyWalk walk = new BodyWalk();
    private long nextLook = Long.MIN_VALUE;
    private boolean looked;

    /**
     * @param compiler makes shapes
     * @param clock in nanoseconds
     * @param rest so many times as long as a look has taken, there is none; 0 to look at all
     * @param longest bytes of a body that is looked at
     */
    Counter(Executor compiler, LongSupplier clock, int rest, int longest) {
        this.compiler = compiler;
        this.clock = clock;
        this.rest = rest;
        this.longest = longest;
    }

    int longest() {
        return longest;
    }

    /** Whether a body would be looked at that comes now, of any kind. */
    boolean looks(OperationCounts counts, long now) {
        if (isRested(now)) {
            return true;
        }
        for (int kind : counts.looked) {
            if (kind < FIRST_BODIES) {
                return true;
            }
        }
        return false;
    }

    private boolean isRested(long now) {
        return rest == 0 || nextLook == Long.MIN_VALUE || now - nextLook >= 0;
    }

    /** @param now of the clock, not too long ago */
    void add(OperationCounts counts, Seen seen, long now) {
        OperationCells cells = counts.cells;
        counts.add(OperationCells.REQUESTS);
        looked = isRested(now);
        parameters(counts, seen);
        if (seen.hasRequestBody() && cells.plan.body() != null) {
            requestBody(counts, cells.plan.body(), seen);
        }
        int status = seen.status();
        if (status != 0) {
            answer(counts, seen, status);
        }
    }

    private void parameters(OperationCounts counts, Seen seen) {
        OperationCells cells = counts.cells;
        OperationPlan plan = cells.plan;
        for (int i = 0; i < cells.pathParameters; i++) {
            ParameterCells path = cells.parameters.get(i);
            counts.add(path.counter());
            String value = path.values() == null ? null : seen.path(i);
            if (value != null) {
                value(counts, path, value, 0, value.length());
            }
        }
        if (plan.parameters().isEmpty()) {
            return;
        }
        Parameters decoded = cells.countedDecoded ? seen.parameters() : null;
        if (decoded != null) {
            decoded(counts, decoded);
            return;
        }
        String query = seen.query();
        if (query != null && plan.names().query().size() > 0) {
            pairs(counts, plan.names().query(), query, '&');
        } else if (query != null && plan.names().whole() >= 0) {
            counts.add(cells.parameters
                    .get(cells.pathParameters + plan.names().whole())
                    .counter());
        }
        if (plan.names().cookie().size() > 0) {
            String cookies = seen.headers().get("cookie");
            if (cookies != null) {
                pairs(counts, plan.names().cookie(), cookies, ';');
            }
        }
        for (int i = cells.pathParameters; i < cells.parameters.size(); i++) {
            ParameterCells header = cells.parameters.get(i);
            if (header.plan().in() == In.HEADER) {
                String value = seen.headers().get(header.plan().name());
                if (value != null) {
                    counts.add(header.counter());
                    value(counts, header, value, 0, value.length());
                }
            }
        }
    }

    private static void decoded(OperationCounts counts, Parameters parameters) {
        OperationCells cells = counts.cells;
        for (int i = cells.pathParameters; i < cells.parameters.size(); i++) {
            JsonValue sent = parameters.sent(i);
            if (sent == null) {
                continue;
            }
            ParameterCells parameter = cells.parameters.get(i);
            counts.add(parameter.counter());
            int value = parameter.values() != null && sent instanceof JsonValue.StringValue text
                    ? parameter.values().find(text.value(), 0, text.value().length())
                    : -1;
            if (value >= 0) {
                counts.add(parameter.firstValue() + value);
            }
        }
    }

    private static void pairs(OperationCounts counts, PlaceNames names, String text, char separator) {
        long met = 0;
        int equals = -1;
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf(separator, from);
            end = end < 0 ? text.length() : end;
            while (from < end && text.charAt(from) == ' ') {
                from++;
            }
            if (equals < from) {
                // looked for once, however many names have no value
                equals = text.indexOf('=', from);
                equals = equals < 0 ? text.length() : equals;
            }
            int nameEnd = Math.min(equals, end);
            int owner = owner(names, text, from, nameEnd);
            if (owner >= 0) {
                OperationCells cells = counts.cells;
                ParameterCells parameter = cells.parameters.get(cells.pathParameters + owner);
                long bit = owner < Long.SIZE ? 1L << owner : 0;
                if ((met & bit) == 0) {
                    // an array has one text for each of its values
                    counts.add(parameter.counter());
                }
                met |= bit;
                if (parameter.values() != null) {
                    value(counts, parameter, text, Math.min(nameEnd + 1, end), end);
                }
            }
            from = end + 1;
        }
    }

    private static int owner(PlaceNames names, String text, int from, int to) {
        if (isEncoded(text, from, to)) {
            String decoded = decoded(text, from, to);
            return decoded == null ? PlaceNames.NONE : plainOwner(names, decoded, 0, decoded.length());
        }
        return plainOwner(names, text, from, to);
    }

    private static int plainOwner(PlaceNames names, String text, int from, int to) {
        int found = names.find(text, from, to);
        if (found != PlaceNames.NONE) {
            return names.owner(found);
        }
        int deep = names.deepOwner(text, from, to);
        return deep != PlaceNames.NONE ? deep : names.rest();
    }

    private static boolean isEncoded(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '%' || c == '+') {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String decoded(String text, int from, int to) {
        try {
            return URLDecoder.decode(text.substring(from, to), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static void value(OperationCounts counts, ParameterCells parameter, String text, int from, int to) {
        ValueTable values = parameter.values();
        if (values == null) {
            return;
        }
        if (isEncoded(text, from, to) && parameter.plan().in() == In.QUERY) {
            String decoded = decoded(text, from, to);
            if (decoded != null) {
                parts(counts, parameter, values, decoded, 0, decoded.length());
            }
        } else {
            parts(counts, parameter, values, text, from, to);
        }
    }

    private static void parts(
            OperationCounts counts, ParameterCells parameter, ValueTable values, String text, int from, int to) {
        for (int start = from; start <= to; ) {
            int end = parameter.separator() == 0 ? -1 : text.indexOf(parameter.separator(), start);
            end = end < 0 || end > to ? to : end;
            int value = values.find(text, start, end);
            if (value >= 0) {
                counts.add(parameter.firstValue() + value);
            }
            start = end + 1;
        }
    }

    private void requestBody(OperationCounts counts, BodyPlan plan, Seen seen) {
        String type = seen.requestType();
        MediaTypePlan media = plan.content(type);
        int index = media == null ? -1 : index(plan.mediaTypes(), media);
        if (index < 0) {
            counts.add(OperationCells.OTHER_REQUEST);
            return;
        }
        counts.add(counts.cells.firstRequest + index);
        look(counts, index, type, seen.requestBody());
    }

    private void answer(OperationCounts counts, Seen seen, int status) {
        List<OperationCells.ResponseCells> responses = counts.cells.responses;
        for (int i = 0; i < responses.size(); i++) {
            OperationCells.ResponseCells response = responses.get(i);
            if (status >= response.plan().lowest() && status <= response.plan().highest()) {
                counts.add(response.counter());
                if (seen.hasBody()) {
                    answerBody(counts, response, seen);
                }
                return;
            }
        }
        counts.add(OperationCells.OTHER_STATUS);
        counts.set(OperationCells.LAST_STATUS, status);
    }

    private void answerBody(OperationCounts counts, OperationCells.ResponseCells response, Seen seen) {
        String type = seen.type();
        MediaTypePlan media = type == null ? null : response.plan().content(type);
        int index = media == null ? -1 : index(response.plan().mediaTypes(), media);
        if (index < 0) {
            counts.add(response.otherMedia());
            return;
        }
        counts.add(response.media(index));
        look(counts, response.firstShape() + index, type, seen.body());
    }

    @SuppressWarnings("ReferenceEquality") // it is one of them, and to compare them takes long
    private static int index(List<MediaTypePlan> plans, MediaTypePlan plan) {
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i) == plan) {
                return i;
            }
        }
        return -1;
    }

    private void look(OperationCounts counts, int kind, @Nullable String type, @Nullable Buffer body) {
        boolean first = counts.looked[kind] < FIRST_BODIES;
        if (body == null || !(first || looked) || type == null || !MediaRange.isJson(type)) {
            return;
        }
        int length = Math.min(body.length(), longest);
        Shape shape = length == 0 ? null : counts.cells.shapes.get(kind).shape(compiler);
        if (shape == null) {
            return;
        }
        if (first) {
            counts.looked[kind]++;
        }
        long begin = rest == 0 ? 0 : clock.getAsLong();
        ByteBuf content = body instanceof BufferInternal internal ? internal.getByteBuf() : null;
        if (content != null && content.hasArray()) {
            int from = content.arrayOffset() + content.readerIndex();
            walk.walk(content.array(), from, from + length, shape, counts.body(kind, shape));
        } else {
            walk.walk(body.getBytes(0, length), 0, length, shape, counts.body(kind, shape));
        }
        if (rest > 0) {
            long end = clock.getAsLong();
            // what else has been looked at, of this exchange or before its time, has to be made up for too
            nextLook = (isRested(end) ? end : nextLook) + (end - begin) * rest;
        }
    }
}
