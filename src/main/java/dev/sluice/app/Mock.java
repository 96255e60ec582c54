package dev.sluice.app;

import dev.sluice.app.settings.AuthSettings;
import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.PresenceScheme;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import dev.sluice.edge.Mount;
import dev.sluice.exchange.Backend;
import dev.sluice.mock.Behaviour;
import dev.sluice.mock.BehaviourSettings;
import dev.sluice.mock.MockBackend;
import dev.sluice.mock.state.StatefulBackend;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What answers a contract by the contract alone.
 *
 * @param mount serves it
 * @param plain answers it at once, and remembers nothing
 * @param warnings what it cannot do as the contract's author may have meant it
 * @param collections how many it remembers
 */
record Mock(Mount mount, MockBackend plain, List<Fault> warnings, int collections) {

    private static final Logger LOG = LoggerFactory.getLogger(Mock.class);

    /** @throws DocumentException with every operation that cannot be answered, or not in time */
    static Mock of(ContractPlan contract, MockParts parts) throws DocumentException {
        Settings settings = parts.settings();
        BehaviourSettings behaviour = Configured.behaviour(settings);
        refuse(contract, behaviour.tooLong(List.of(contract)));
        MockBackend mock = MockBackend.of(contract, Configured.mock(settings));
        Backend answers = mock;
        int collections = 0;
        if (parts.memory() != null) {
            StatefulBackend stateful = StatefulBackend.of(contract, mock, parts.memory(), InstantSource.system());
            collections = stateful.collections().size();
            stateful.collections().forEach(collection -> LOG.debug("{}: {}", contract.file(), collection));
            answers = stateful;
        }
        Backend behaved =
                new Behaviour(parts.vertx(), behaviour, parts.faults()).around(contract, answers, mock::declared);
        @Nullable Scheme scheme = scheme(settings);
        return new Mock(new Mount(contract, behaved, scheme, mock::errors), mock, mock.warnings(), collections);
    }

    /** Null where the settings ask all callers who they are: a mock is no way round that. */
    private static @Nullable Scheme scheme(Settings settings) {
        if (settings.auth().scheme() != AuthSettings.Scheme.NONE) {
            return null;
        }
        return settings.mock().security() == MockSettings.Security.OFF ? new AnonymousScheme() : new PresenceScheme();
    }

    private static void refuse(ContractPlan contract, List<String> reasons) throws DocumentException {
        if (!reasons.isEmpty()) {
            throw new DocumentException(reasons.stream()
                    .map(reason -> new Fault(new Place(contract.file(), 1, 1), "", reason, null))
                    .toList());
        }
    }
}
