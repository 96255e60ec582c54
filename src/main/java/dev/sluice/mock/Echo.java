package dev.sluice.mock;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers with what the request carries: a member of the answer whose name a path parameter or a member of the request's
 * body has takes its value, as long as the answer keeps its schema. Where no member at the top has such a name, the one
 * object within it that has some is meant ({@code {"data": {…}}}). Nothing else of an answer changes. Stateless.
 */
@SuppressWarnings("ReferenceEquality") // the very same value is what has not changed
final class Echo {

    /** Bytes: a body that is longer is not read on an event loop. */
    private static final int LARGE = 16 * 1024;

    /** How many members are tried one by one, where they cannot be had together. */
    private static final int MOST_TRIED = 64;

    /** Whether it takes long: not for event loops. */
    boolean isLong(Exchange exchange, Content content) {
        return content.bytes().length() > LARGE
                || (exchange.content() instanceof Body.Bytes bytes
                        && bytes.buffer().length() > LARGE);
    }

    Content of(Exchange exchange, Representation representation, Content content) {
        Schema schema = representation.plan().schema();
        if (!(content.value() instanceof ObjectValue answer) || schema == null) {
            return content;
        }
        Carried carried = Carried.of(exchange, answer);
        ObjectValue echoed = wrapped(answer, carried);
        if (echoed == answer) {
            return content;
        }
        if (!schema.accepts(echoed)) {
            echoed = oneByOne(schema, answer, echoed);
        }
        return echoed == answer ? content : representation.content(echoed);
    }

    private static ObjectValue wrapped(ObjectValue answer, Carried carried) {
        ObjectValue echoed = merged(answer, carried);
        if (echoed != answer) {
            return echoed;
        }
        String wrapper = null;
        ObjectValue within = answer;
        for (Map.Entry<String, JsonValue> member : answer.members().entrySet()) {
            if (member.getValue() instanceof ObjectValue object) {
                ObjectValue other = merged(object, carried);
                if (other != object && wrapper != null) {
                    return answer;
                }
                wrapper = other == object ? wrapper : member.getKey();
                within = other == object ? within : other;
            }
        }
        return wrapper == null ? answer : with(answer, wrapper, within);
    }

    /** The same object where nothing changes. */
    private static ObjectValue merged(ObjectValue answer, Carried carried) {
        ObjectValue merged = answer;
        for (Map.Entry<String, JsonValue> member : answer.members().entrySet()) {
            JsonValue given = carried.value(member.getKey());
            JsonValue value = given instanceof ObjectValue object && member.getValue() instanceof ObjectValue own
                    ? merged(own, Carried.of(object))
                    : given;
            if (value != null && value != member.getValue()) {
                merged = with(merged, member.getKey(), value);
            }
        }
        return merged;
    }

    /** Each changed member, as long as the whole keeps the schema with it. */
    private static ObjectValue oneByOne(Schema schema, ObjectValue answer, ObjectValue echoed) {
        ObjectValue kept = answer;
        int tried = 0;
        for (Map.Entry<String, JsonValue> member : echoed.members().entrySet()) {
            if (member.getValue() != answer.get(member.getKey()) && tried++ < MOST_TRIED) {
                ObjectValue more = with(kept, member.getKey(), member.getValue());
                kept = schema.accepts(more) ? more : within(schema, kept, member.getKey(), member.getValue());
            }
        }
        return kept;
    }

    /** One level down: the members of an object that cannot be taken as a whole. */
    private static ObjectValue within(Schema schema, ObjectValue answer, String name, JsonValue echoed) {
        if (!(echoed instanceof ObjectValue object) || !(answer.get(name) instanceof ObjectValue own)) {
            return answer;
        }
        ObjectValue kept = answer;
        ObjectValue inner = own;
        int tried = 0;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            if (member.getValue() != own.get(member.getKey()) && tried++ < MOST_TRIED) {
                ObjectValue more = with(inner, member.getKey(), member.getValue());
                ObjectValue whole = with(kept, name, more);
                inner = schema.accepts(whole) ? more : inner;
                kept = inner == more ? whole : kept;
            }
        }
        return kept;
    }

    private static ObjectValue with(ObjectValue object, String name, JsonValue value) {
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        members.put(name, value);
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(members));
    }
}
