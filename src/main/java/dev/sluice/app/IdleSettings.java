package dev.sluice.app;

import dev.sluice.app.settings.ServiceSettings;
import dev.sluice.app.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** What was set, and has no effect beside the rest: a warning of each. */
final class IdleSettings {

    private IdleSettings() {}

    static List<String> of(Settings settings) {
        List<String> warnings = new ArrayList<>();
        ServiceSettings service = settings.service();
        if (service.token().isPresent() && service.port().isEmpty()) {
            warnings.add("service.token: nobody is asked for it (expected: service.listenPort beside it)");
        }
        if (service.tls().certificate().isPresent() && service.port().isEmpty()) {
            warnings.add(
                    "service.tls: nothing speaks it (expected: service.listenPort beside it; control.tls is the control"
                            + " port's)");
        }
        if (service.only()) {
            ofServiceOnly(settings, warnings);
        }
        return warnings;
    }

    /** Where nothing listens for clients. */
    private static void ofServiceOnly(Settings settings, List<String> warnings) {
        if (!settings.contracts().isEmpty()) {
            warnings.add("service.only: the contracts of the settings are not served");
        }
        if (settings.recording().file().isPresent()) {
            warnings.add("service.only: nothing goes by that record.file (--record) could keep");
        }
        if (settings.log().access().isPresent()) {
            warnings.add("service.only: nothing goes by that log.access (--access-log) could tell of");
        }
    }
}
