package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings as they are read, for tests. */
final class ReadSettings {

    static final Map<String, String> NONE = Map.of();

    private ReadSettings() {}

    static Settings settings(String text, Map<String, String> environment, List<Flag> flags) throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), environment, flags)
                .settings();
    }

    static List<SettingsFault> faults(String text, Map<String, String> environment) {
        return catchThrowableOfType(SettingsException.class, () -> settings(text, environment, List.of()))
                .faults();
    }
}
