package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the contracts that the settings name, or the one that Sluice carries. */
final class ServedContracts {

    private static final String CARRIED = "openapi/vpcep.yaml";
    private static final Logger LOG = LoggerFactory.getLogger(ServedContracts.class);

    private ServedContracts() {}

    /** @throws StartException with every fault of every contract */
    static List<ContractPlan> load(List<ContractSettings> settings) throws StartException {
        List<ContractPlan> plans = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        if (settings.isEmpty()) {
            add(plans, faults, CARRIED, () -> Contracts.parse(CARRIED, carried()));
        }
        for (ContractSettings contract : settings) {
            add(plans, faults, contract.file().toString(), () -> Contracts.load(contract.file()));
        }
        if (!faults.isEmpty()) {
            throw new StartException(String.join(System.lineSeparator(), faults));
        }
        plans.forEach(plan -> plan.warnings().forEach(warning -> LOG.warn("{}", warning)));
        return List.copyOf(plans);
    }

    private interface Loading {
        ContractPlan load() throws DocumentException;
    }

    private static void add(List<ContractPlan> plans, List<String> faults, String file, Loading loading) {
        try {
            plans.add(loading.load());
        } catch (DocumentException e) {
            faults.add("the contract " + file + " cannot be served:" + System.lineSeparator()
                    + e.faults().stream().map(Fault::toString).collect(Collectors.joining(System.lineSeparator())));
        } catch (UncheckedIOException e) {
            faults.add("the contract " + file + " cannot be read: " + Unreadable.reason(e.getCause()));
        }
    }

    private static String carried() {
        try (InputStream stream = ServedContracts.class.getClassLoader().getResourceAsStream(CARRIED)) {
            if (stream == null) {
                throw new IllegalStateException(CARRIED + " is not in the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
