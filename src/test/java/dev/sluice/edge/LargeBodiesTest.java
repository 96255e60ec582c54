package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LargeBodiesTest {

    @Test
    void areThoseThatTakeLongToJudge() {
        assertThat(LargeBodies.isLarge(Body.Empty.EMPTY)).isFalse();
        assertThat(LargeBodies.isLarge(new Body.Bytes(Buffer.buffer(new byte[LargeBodies.LIMIT]))))
                .isFalse();
        assertThat(LargeBodies.isLarge(new Body.Bytes(Buffer.buffer(new byte[LargeBodies.LIMIT + 1]))))
                .isTrue();
    }

    @Test
    void areJudgedElsewhereAndAnsweredHere(Vertx vertx, VertxTestContext test) {
        LargeBodies large = LargeBodies.of(vertx);
        Problem refusal = Problem.of(ProblemType.INVALID_REQUEST, "by a worker");
        vertx.runOnContext(start -> {
            Thread eventLoop = Thread.currentThread();
            large.judge(() -> Context.isOnWorkerThread() ? refusal : null)
                    .onComplete(test.succeeding(verdict -> test.verify(() -> {
                        assertThat(verdict).contains(refusal);
                        assertThat(Thread.currentThread()).isSameAs(eventLoop);
                        test.completeNow();
                    })));
        });
    }

    @Test
    void failWithTheBugThatJudgedThem(Vertx vertx, VertxTestContext test) {
        IllegalStateException bug = new IllegalStateException("planted");
        vertx.runOnContext(start -> LargeBodies.of(vertx)
                .judge(() -> {
                    throw bug;
                })
                .onComplete(test.failing(failure -> test.verify(() -> {
                    assertThat(failure).isSameAs(bug);
                    test.completeNow();
                }))));
    }
}
