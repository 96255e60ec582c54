package dev.sluice.mock;

import dev.sluice.contract.Example;
import dev.sluice.contract.MediaRange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What one status of an operation is answered with. Safe for use by many threads. */
final class ResponseMock {

    private static final Buffer EMPTY = Buffer.buffer();

    /** How many {@code Accept} headers are remembered, and how long each may be: clients have few, and say them again. */
    private static final int MOST_ACCEPTS = 64;

    private static final int LONGEST_ACCEPT = 256;

    private final int status;
    private final List<Representation> representations;
    private final Fields fields;
    private final boolean negotiated;
    private final Map<String, Choice> choices = new ConcurrentHashMap<>();
    private volatile @Nullable Choice usual;

    /**
     * A representation, and the answer that it makes for everybody; without one the answer has no body.
     */
    static final class Choice {

        final @Nullable Representation representation;
        final Reply.Full reply;
        final Future<Reply> answer;

        Choice(@Nullable Representation representation, Reply.Full reply) {
            this.representation = representation;
            this.reply = reply;
            this.answer = Future.succeededFuture(reply);
        }

        Content content() {
            return new Content(null, reply.body());
        }
    }

    /**
     * @param representations the one that is answered first first; none for an answer without a body
     * @param fields of every answer
     */
    ResponseMock(int status, List<Representation> representations, Fields fields) {
        this.status = status;
        this.representations = representations;
        this.fields = fields;
        this.negotiated = !representations.isEmpty() && !isBodiless(status);
    }

    /** RFC 9110, 15.3.5, 15.3.6 and 15.4.5. */
    static boolean isBodiless(int status) {
        return status < 200 || status == 204 || status == 205 || status == 304;
    }

    int status() {
        return status;
    }

    Fields fields() {
        return fields;
    }

    /** @param accept null where anything will do */
    Choice choose(@Nullable String accept) {
        return accept == null || !negotiated ? usual() : accepted(accept);
    }

    private Choice usual() {
        Choice known = usual;
        if (known == null) {
            known = choice(negotiated ? representations.get(0) : null);
            usual = known;
        }
        return known;
    }

    private Choice accepted(String header) {
        Choice known = choices.get(header);
        if (known == null) {
            known = choice(representation(new Accept(header)));
            if (choices.size() < MOST_ACCEPTS && header.length() <= LONGEST_ACCEPT) {
                choices.put(header, known);
            }
        }
        return known;
    }

    private Representation representation(Accept accept) {
        Representation best = null;
        int weight = 0;
        for (Representation one : representations) {
            MediaRange range = one.plan().range();
            MediaRange named = ConcreteTypes.isRange(range) ? accept.within(range) : null;
            Representation offered = named == null ? one : one.as(named);
            int wanted = accept.weight(offered.type());
            if (wanted > weight) {
                best = offered;
                weight = wanted;
            }
        }
        if (best == null) {
            throw new ProblemException(
                    Problem.of(ProblemType.NOT_ACCEPTABLE, "expected: " + String.join(", ", types())));
        }
        return best;
    }

    private List<String> types() {
        return representations.stream()
                .map(one -> one.plan().range().toString())
                .toList();
    }

    private Choice choice(@Nullable Representation representation) {
        if (representation == null) {
            return new Choice(null, new Reply.Full(status, null, EMPTY, fields));
        }
        return new Choice(
                representation,
                new Reply.Full(
                        status,
                        representation.contentType(),
                        representation.usual().bytes(),
                        fields));
    }

    /** The first acceptable answer with the example; null where none has it. */
    @Nullable
    Explained example(String name, @Nullable String accept, Fields with) {
        Accept accepted = accept == null ? null : new Accept(accept);
        for (Representation one : negotiated ? representations : List.<Representation>of()) {
            Example example = accepted == null || accepted.weight(one.type()) > 0 ? one.example(name) : null;
            if (example != null) {
                return new Explained(
                        new Reply.Full(
                                status, one.contentType(), one.of(example).bytes(), with),
                        new Origin.Written(example));
            }
        }
        return null;
    }

    /** The names of all examples. */
    Set<String> exampleNames() {
        Set<String> names = new LinkedHashSet<>();
        representations.forEach(
                one -> one.examples().stream().map(Example::name).forEach(names::add));
        names.remove("");
        return names;
    }

    /** Another answer of the same kind. */
    Reply.Full reply(Choice choice, Content content, Fields with) {
        return new Reply.Full(status, choice.reply.contentType(), content.bytes(), with);
    }
}
