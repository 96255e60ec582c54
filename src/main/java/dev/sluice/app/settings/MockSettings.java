package dev.sluice.app.settings;

import java.util.List;

/**
 * How mocks answer where a request does not say ({@code Prefer}).
 *
 * @param dynamic whether answers are generated anew for each request
 * @param seed of what is generated
 * @param echo whether answers repeat what the request carries
 */
public record MockSettings(boolean dynamic, int seed, boolean echo, Security security) {

    /** What becomes of requests without the credentials that the contract asks for. */
    public enum Security {
        /** 401; the credentials themselves are not judged. */
        PRESENCE,
        /** Nothing is asked. */
        OFF
    }

    static final Setting<Boolean> DYNAMIC = new Setting<>(
            "mock.dynamic",
            Scalars.bool(),
            false,
            "Whether answers are generated from their schemas, another one for each request; false prefers the contract's"
                    + " examples. A request can ask for it: Prefer: dynamic=true.");
    static final Setting<Integer> SEED = new Setting<>(
            "mock.seed",
            Scalars.wholeNumber(0, 999_999_999),
            0,
            "What generated data begins with: the same seed gives the same data. A request can ask for it: Prefer: seed=7.");
    static final Setting<Boolean> ECHO = new Setting<>(
            "mock.echo",
            Scalars.bool(),
            false,
            "Whether answers repeat members of the request and of its path, where their schemas have them.");
    static final Setting<Security> SECURITY = new Setting<>(
            "mock.security",
            Scalars.oneOf(Security.class),
            Security.PRESENCE,
            "presence answers 401 to requests without the credentials that the contract asks for, off asks for none."
                    + " Credentials themselves are not judged.");

    static final Section SECTION = new Section(
            "mock",
            "How contracts with backend: mock are answered, where the request does not say.",
            List.of(DYNAMIC, SEED, ECHO, SECURITY));

    public MockSettings {
        SEED.require(seed);
    }

    static MockSettings from(Values values) {
        return new MockSettings(values.get(DYNAMIC), values.get(SEED), values.get(ECHO), values.get(SECURITY));
    }
}
