package dev.sluice.app;

import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.PresenceScheme;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.edge.Mount;
import dev.sluice.mock.MockBackend;
import java.util.List;

/**
 * What answers a contract by the contract alone.
 *
 * @param mount serves it
 * @param warnings what it cannot do as the contract's author may have meant it
 */
record Mock(Mount mount, List<Fault> warnings) {

    /** @throws DocumentException with every operation that cannot be answered */
    static Mock of(ContractPlan contract, Settings settings) throws DocumentException {
        MockBackend answers = MockBackend.of(contract, Configured.mock(settings));
        Scheme scheme =
                settings.mock().security() == MockSettings.Security.OFF ? new AnonymousScheme() : new PresenceScheme();
        return new Mock(new Mount(contract, answers, scheme, answers::errors), answers.warnings());
    }
}
