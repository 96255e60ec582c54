package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.Scheme;
import dev.sluice.auth.TokenScheme;
import dev.sluice.auth.Tokens;
import dev.sluice.document.FileObserver;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartedViewTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void theExampleOfTheStoreIsShownWhereNobodyAsksWhoCalls() throws Exception {
        Flag scheme = new Flag("the test", "auth.scheme", "token");
        Flag tokens = new Flag("the test", "auth.tokens", "tokens.txt");
        Scheme known = new TokenScheme(Tokens.parse("tokens.txt", new byte[0]));

        assertThat(example(new AnonymousScheme())).contains(Started.Request.DOCUMENTED);
        assertThat(example(known, scheme, tokens)).isEmpty();
    }

    private Optional<Started.Request> example(Scheme callers, Flag... flags) throws Exception {
        Settings settings =
                SettingsReader.read(Optional.empty(), Map.of(), List.of(flags)).settings();
        List<LoadedContract> contracts = new ContractLoader(MockParts.of(settings, vertx)).all(i -> FileObserver.NONE);
        return new StartedView(settings, 1, callers)
                .of(
                        contracts,
                        null,
                        new StartedView.BoundPorts(8080, 8081, OptionalInt.empty()),
                        "memory",
                        Optional.empty())
                .example();
    }
}
