package dev.sluice.app.settings;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings: a flag wins over the environment, that over the file, that over the default. Faults of all sources
 * are reported together.
 */
public final class SettingsReader {

    private static final Map<String, Setting<?>> BY_ENVIRONMENT_NAME =
            Settings.ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::environmentName, Function.identity()));
    private static final Map<String, Setting<?>> BY_KEY =
            Settings.ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));

    /** Read by the launcher script. */
    private static final String JAVA_OPTIONS = "SLUICE_JAVA_OPTS";

    private final Map<String, String> environment;
    private final List<SettingsFault> faults = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Values values = new Values(faults);

    private SettingsReader(Map<String, String> environment) {
        this.environment = new TreeMap<>(environment);
    }

    /**
     * @param file the settings file, if there is one
     * @throws SettingsException with every fault of file, environment and flags
     */
    public static LoadedSettings read(Optional<SettingsFile> file, Map<String, String> environment, List<Flag> flags)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(environment);
        file.filter(given -> !given.isEmpty()).ifPresent(reader::file);
        reader.environment();
        reader.flags(flags);
        return reader.result();
    }

    private void file(SettingsFile file) {
        try {
            Node root = DocumentReader.read(file.name(), file.text());
            new SettingsTree(values, Reading.ofFile(faults, new Substitution(environment))).read(root);
        } catch (DocumentException e) {
            e.faults()
                    .forEach(fault -> faults.add(
                            new SettingsFault(fault.place().toString(), key(fault.pointer()), fault.message())));
        }
    }

    /** {@code /listen/port} is {@code listen.port}. */
    private static String key(String pointer) {
        return pointer.isEmpty() ? "" : pointer.substring(1).replace('/', '.');
    }

    /** An empty variable counts as not set. */
    private void environment() {
        environment.forEach((name, text) -> {
            Setting<?> setting = BY_ENVIRONMENT_NAME.get(name);
            if (setting != null) {
                if (!text.isEmpty()) {
                    text(setting, name, text);
                }
            } else if (name.startsWith(Setting.ENVIRONMENT_PREFIX) && !name.equals(JAVA_OPTIONS)) {
                warnings.add(name + ": unknown variable"
                        + NearestName.of(name, BY_ENVIRONMENT_NAME.keySet())
                                .map(nearest -> ", did you mean " + nearest + "?")
                                .orElse(""));
            }
        });
    }

    private void flags(List<Flag> flags) {
        for (Flag flag : flags) {
            Setting<?> setting = BY_KEY.get(flag.key());
            if (setting == null) {
                throw new IllegalArgumentException("no setting " + flag.key());
            }
            text(setting, flag.name(), flag.text());
        }
    }

    private <T> void text(Setting<T> setting, String source, String text) {
        Reading reading = Reading.ofText(faults);
        node(setting, source, text)
                .flatMap(node -> setting.type().read(setting.key(), node, reading))
                .ifPresent(value -> values.put(setting, value, source));
    }

    private Optional<Node> node(Setting<?> setting, String source, String text) {
        if (!setting.type().structured()) {
            return Optional.of(new Node.Scalar(new Place(source, 1, 1), text, text));
        }
        try {
            return Optional.of(DocumentReader.read(source, text));
        } catch (DocumentException e) {
            e.faults().forEach(fault -> faults.add(new SettingsFault(source, setting.key(), fault.message())));
            return Optional.empty();
        }
    }

    private LoadedSettings result() throws SettingsException {
        Settings settings = Settings.from(values);
        faults.addAll(values.breaches());
        if (faults.isEmpty()) {
            return new LoadedSettings(settings, List.copyOf(warnings));
        }
        throw new SettingsException(faults);
    }
}
