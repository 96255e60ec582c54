package dev.sluice.mock;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import dev.sluice.mock.ResponseMock.Choice;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The answers of one operation. Safe for use by many event loops. */
final class OperationMock {

    /** Bytes: what is generated for one request only is made on the event loop where it is no longer than this. */
    private static final int SMALL = 4096;

    private final Answers answers;
    private final boolean dynamic;
    private final Supplier<ErrorDialect> errorsMaker;
    private final @Nullable Echo echo;
    private volatile @Nullable ResponseMock usual;
    private volatile @Nullable ErrorDialect errors;

    /**
     * @param dynamic whether answers vary unless a request says otherwise
     * @param errors how refused requests are answered; asked once, when the first one is
     * @param echo null where answers do not repeat what requests carry
     */
    OperationMock(Answers answers, boolean dynamic, Supplier<ErrorDialect> errors, @Nullable Echo echo) {
        this.answers = answers;
        this.dynamic = dynamic;
        this.errorsMaker = errors;
        this.echo = echo;
    }

    ErrorDialect errors() {
        ErrorDialect known = errors;
        if (known == null) {
            known = errorsMaker.get();
            errors = known;
        }
        return known;
    }

    boolean echoes() {
        return echo != null;
    }

    Reply.Full usual(int status) {
        return answers.of(status).choose(null).reply;
    }

    /**
     * @param accept null where anything will do
     * @throws dev.sluice.exchange.ProblemException where there is no such answer
     */
    Future<Reply> answer(Exchange exchange, Preferences preferences, @Nullable String accept) {
        if (preferences.isNone()) {
            ResponseMock response = usual();
            Choice choice = response.choose(accept);
            return dynamic || echo != null ? answer(exchange, preferences, response, choice) : choice.answer;
        }
        if (preferences.example() != null) {
            Applied applied = new Applied(preferences);
            return Future.succeededFuture(
                    answers.example(preferences.example(), preferences.code(), accept, delayed(applied, preferences))
                            .reply());
        }
        ResponseMock response = preferences.code() == 0 ? usual() : answers.of(preferences.code());
        return answer(exchange, preferences, response, response.choose(accept));
    }

    /**
     * What {@link #answer} would answer now, and where it comes from. Takes no turn where answers vary.
     *
     * @throws dev.sluice.exchange.ProblemException where there is no such answer
     */
    Future<Explained> explain(Exchange exchange, Preferences preferences, @Nullable String accept) {
        if (preferences.example() != null) {
            return Future.succeededFuture(
                    answers.example(preferences.example(), preferences.code(), accept, new Applied(preferences)));
        }
        ResponseMock response = preferences.code() == 0 ? usual() : answers.of(preferences.code());
        Choice choice = response.choose(accept);
        Representation representation = choice.representation;
        if (representation == null) {
            return Future.succeededFuture(new Explained(choice.reply, new Origin.Nothing()));
        }
        record Made(Content content, Origin origin) {}
        Long seed = preferences.seed();
        Future<Made> made = offLoop(() -> {
            if (!varies(preferences, representation)) {
                return new Made(representation.usual(), representation.usualOrigin());
            }
            if (seed != null) {
                return new Made(representation.generated(seed), new Origin.Generated(seed, false));
            }
            ContentPool.Seeded next = representation.pool().next();
            return new Made(next.content(), new Origin.Generated(next.seed(), true));
        });
        return made.compose(known -> echoed(exchange, representation, known.content)
                .map(content -> new Explained(response.reply(choice, content, response.fields()), known.origin)));
    }

    private boolean varies(Preferences preferences, @Nullable Representation representation) {
        Boolean wanted = preferences.dynamic();
        boolean asked = preferences.seed() != null || (wanted == null ? dynamic : wanted);
        return asked && representation != null && representation.isGenerated();
    }

    /** @return null where the contract declares nothing for the status */
    @Nullable
    Reply declared(int status) {
        return answers.declares(status) ? answers.of(status).choose(null).reply : null;
    }

    private ResponseMock usual() {
        ResponseMock known = usual;
        if (known == null) {
            known = answers.of(answers.usualStatus());
            usual = known;
        }
        return known;
    }

    private Future<Reply> answer(Exchange exchange, Preferences preferences, ResponseMock response, Choice choice) {
        Representation representation = choice.representation;
        Long seed = preferences.seed();
        Boolean wanted = preferences.dynamic();
        boolean varies = varies(preferences, representation);
        Applied applied = new Applied(preferences);
        if (wanted != null && wanted == varies) {
            applied.add("dynamic", wanted.toString());
        }
        if (seed != null && varies) {
            applied.add("seed", seed.toString());
        }
        Fields fields = delayed(applied, preferences).on(response);
        if (representation == null) {
            return Future.succeededFuture(response.reply(choice, choice.content(), fields));
        }
        return content(representation, varies, seed)
                .compose(content -> echoed(exchange, representation, content))
                .map(content -> response.reply(choice, content, fields));
    }

    private static Applied delayed(Applied applied, Preferences preferences) {
        if (preferences.delay() >= 0) {
            applied.add("delay", String.valueOf(preferences.delay()));
        }
        return applied;
    }

    private static Future<Content> content(Representation representation, boolean varies, @Nullable Long seed) {
        if (!varies) {
            return Future.succeededFuture(representation.usual());
        }
        if (seed == null) {
            return pooled(representation.pool());
        }
        return representation.usual().bytes().length() > SMALL
                ? offLoop(() -> representation.generated(seed))
                : Future.succeededFuture(representation.generated(seed));
    }

    private static Future<Content> pooled(ContentPool pool) {
        int turn = pool.turn();
        Content ready = pool.ready(turn);
        return ready != null ? Future.succeededFuture(ready) : offLoop(() -> pool.make(turn));
    }

    private Future<Content> echoed(Exchange exchange, Representation representation, Content content) {
        if (echo == null) {
            return Future.succeededFuture(content);
        }
        return echo.isLong(exchange, content)
                ? offLoop(() -> echo.of(exchange, representation, content))
                : Future.succeededFuture(echo.of(exchange, representation, content));
    }

    /** Completes on the event loop that asked for it. */
    private static <T> Future<T> offLoop(Callable<T> work) {
        Context context = Vertx.currentContext();
        if (context != null) {
            return context.executeBlocking(work, false);
        }
        try {
            return Future.succeededFuture(work.call());
        } catch (Exception e) {
            return Future.failedFuture(e);
        }
    }
}
