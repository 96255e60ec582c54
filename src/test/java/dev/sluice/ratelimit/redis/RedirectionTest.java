package dev.sluice.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.redis.client.impl.types.ErrorType;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nodes of a cluster say that send a question elsewhere. */
class RedirectionTest {

    private static final RedisAddress FIRST = RedisAddress.parse("rediss://u:p@a.example:7000");

    @Test
    void saysWhoCounts() {
        assertThat(Redirection.read(ErrorType.create("MOVED 3999 10.0.0.1:6381")))
                .isEqualTo(new Redirection.Moved(3999, "10.0.0.1", 6381));
        assertThat(Redirection.read(ErrorType.create("ASK 16383 ::1:6381")))
                .isEqualTo(new Redirection.Ask(16383, "::1", 6381));
        assertThat(Redirection.read(ErrorType.create("MOVED 0 :6381"))).isEqualTo(new Redirection.Moved(0, "", 6381));
        assertThat(Redirection.read(ErrorType.create("TRYAGAIN Multiple keys request during rehashing of slot")))
                .isEqualTo(new Redirection.TryAgain());
        assertThat(Redirection.read(ErrorType.create("CROSSSLOT Keys in request don't hash to the same slot")))
                .isEqualTo(new Redirection.Apart());
        assertThat(Redirection.read(ErrorType.create("CLUSTERDOWN Hash slot not served")))
                .isEqualTo(new Redirection.Unserved());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MOVED",
                "MOVED 1",
                "MOVED 1 host",
                "MOVED 16384 host:1",
                "MOVED -1 host:1",
                "MOVED 99999999999 host:1",
                "MOVED x host:1",
                "ASK 1 host:0",
                "ASK 1 host:65536",
                "ASK 1 host:99999999999",
                "ASK 1 ho st:1",
                "ASK 1 ho@st:1",
                "MOVEDELSEWHERE 1 host:1",
                "READONLY You can't write",
                "",
            })
    void followsNothingElse(String error) {
        assertThat(Redirection.read(ErrorType.create(error))).isNull();
    }

    @Test
    void otherFailuresAreNone() {
        assertThat(Redirection.read(new TimeoutException("MOVED 1 host:1"))).isNull();
    }

    @Test
    void anotherNodeIsUsedAsTheFirst() {
        assertThat(FIRST.at("10.0.0.1", 7001)).isEqualTo(RedisAddress.parse("rediss://u:p@10.0.0.1:7001"));
        assertThat(FIRST.at("", 7001)).isEqualTo(RedisAddress.parse("rediss://u:p@a.example:7001"));
    }
}
