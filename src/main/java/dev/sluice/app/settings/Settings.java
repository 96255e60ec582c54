package dev.sluice.app.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everything that can be set. Immutable; no {@code toString} gives a secret away. */
public record Settings(
        ListenSettings listen,
        TlsSettings tls,
        ControlSettings control,
        List<ContractSettings> contracts,
        boolean watch,
        Map<String, UpstreamEntry> upstreams,
        FetchSettings fetch,
        MockSettings mock,
        HttpSettings http,
        ValidationSettings validation,
        MaintenanceSettings maintenance,
        ShutdownSettings shutdown,
        RateLimitSettings rateLimits,
        BreakerSettings breaker,
        StoreSettings store,
        RegistrySettings registry,
        ServiceSettings service,
        AuthSettings auth,
        LogSettings log,
        RecordingSettings recording,
        CoverageSettings coverage) {

    /** In the order of {@code conf/sluice.yaml}. */
    static final List<Section> SECTIONS = List.of(
            ListenSettings.SECTION,
            TlsSettings.KEYS.section,
            ControlSettings.SECTION,
            ControlSettings.TLS.section,
            ContractSettings.SECTION,
            UpstreamEntry.SECTION,
            FetchSettings.SECTION,
            MockSettings.SECTION,
            HttpSettings.SECTION,
            CorsSettings.SECTION,
            ValidationSettings.SECTION,
            MaintenanceSettings.SECTION,
            ShutdownSettings.SECTION,
            RateLimitSettings.SECTION,
            RedisSettings.SECTION,
            BreakerSettings.SECTION,
            StoreSettings.SECTION,
            RegistrySettings.SECTION,
            ServiceSettings.SECTION,
            ServiceSettings.TLS.section,
            AuthSettings.SECTION,
            LogSettings.SECTION,
            RecordingSettings.SECTION,
            CoverageSettings.SECTION);

    static final List<Setting<?>> ALL = SECTIONS.stream()
            .<Setting<?>>flatMap(section -> section.settings().stream())
            .toList();

    /** What holds when nothing is set. */
    public static Settings defaults() {
        return from(new Values(new ArrayList<>()));
    }

    /** What of it holds where the validation service is all that runs: nothing that serves contracts. */
    public Settings ofServiceOnly() {
        Settings none = defaults();
        return new Settings(
                listen,
                none.tls,
                control,
                none.contracts,
                none.watch,
                none.upstreams,
                fetch,
                mock,
                http,
                validation,
                none.maintenance,
                shutdown,
                none.rateLimits,
                breaker,
                store,
                registry,
                service,
                auth,
                log,
                none.recording,
                none.coverage);
    }

    static Settings from(Values values) {
        ContractSettings.checkUpstreams(values);
        return new Settings(
                ListenSettings.from(values),
                TlsSettings.KEYS.from(values),
                ControlSettings.from(values),
                values.get(ContractSettings.CONTRACTS),
                values.get(ContractSettings.WATCH),
                values.get(UpstreamEntry.UPSTREAMS),
                FetchSettings.from(values),
                MockSettings.from(values),
                HttpSettings.from(values),
                ValidationSettings.from(values),
                MaintenanceSettings.from(values),
                ShutdownSettings.from(values),
                RateLimitSettings.from(values),
                BreakerSettings.from(values),
                StoreSettings.from(values),
                RegistrySettings.from(values),
                ServiceSettings.from(values),
                AuthSettings.from(values),
                LogSettings.from(values),
                RecordingSettings.from(values),
                CoverageSettings.from(values));
    }
}
