package dev.sluice.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.LoadedSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.SettingsException;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.contract.Contracts;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What kubectl makes of each folder that can be applied: of the model, at one with itself and with the product. */
@Timeout(60)
class RenderedManifestsTest {

    private static final String SETTINGS = "sluice.yaml";

    @BeforeAll
    static void needsKubectl() {
        assumeTrue(Manifests.canRender(), "no kubectl on the PATH: the overlays are not rendered");
    }

    static List<Path> folders() {
        return Manifests.applicable();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyObjectIsOfTheModel(Path folder) throws Exception {
        assertThat(Rendered.of(folder).objects()).isNotEmpty().allSatisfy(KubernetesModel::check);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void selectorsAndTargetsFindTheDeployment(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Map<String, String> labels = rendered.podLabels();
        String name = rendered.deployment().getMetadata().getName();

        assertThat(labels).isNotEmpty();
        assertThat(rendered.deployment().getSpec().getSelector().getMatchLabels())
                .isEqualTo(labels);
        assertThat(rendered.all(Service.class))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(service.getSpec().getSelector()).isNotEmpty().isEqualTo(labels));
        assertThat(rendered.all(PodDisruptionBudget.class))
                .singleElement()
                .satisfies(budget -> assertThat(budget.getSpec().getSelector().getMatchLabels())
                        .isEqualTo(labels));
        assertThat(rendered.all(NetworkPolicy.class))
                .isNotEmpty()
                .allSatisfy(
                        policy -> assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                                .isEqualTo(labels));
        assertThat(rendered.pod().getTopologySpreadConstraints())
                .hasSize(2)
                .allSatisfy(
                        constraint -> assertThat(constraint.getLabelSelector().getMatchLabels())
                                .isEqualTo(labels));
        assertThat(rendered.all(HorizontalPodAutoscaler.class)).singleElement().satisfies(scaler -> {
            assertThat(scaler.getSpec().getScaleTargetRef().getKind()).isEqualTo("Deployment");
            assertThat(scaler.getSpec().getScaleTargetRef().getName()).isEqualTo(name);
            assertThat(scaler.getSpec().getMinReplicas()).isGreaterThan(1);
        });
        assertThat(rendered.deployment().getSpec().getReplicas()).isNull();
        assertThat(rendered.all(ServiceAccount.class))
                .extracting(account -> account.getMetadata().getName())
                .containsExactly(rendered.pod().getServiceAccountName());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void portsAreNamedAsTheContainerNamesThem(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Map<String, Integer> ports = rendered.ports();
        Map<String, String> environment = rendered.environment();

        assertThat(ports)
                .isEqualTo(Map.of(
                        "data", Integer.valueOf(environment.get("SLUICE_LISTEN_PORT")),
                        "control", Integer.valueOf(environment.get("SLUICE_CONTROL_PORT"))));
        assertThat(rendered.all(Service.class).stream()
                        .flatMap(service -> service.getSpec().getPorts().stream())
                        .map(ServicePort::getTargetPort)
                        .map(port -> port.getStrVal()))
                .isNotEmpty()
                .isSubsetOf(ports.keySet());
        assertThat(rendered.all(NetworkPolicy.class).stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .flatMap(rule -> rule.getPorts().stream())
                        .map(NetworkPolicyPort::getPort)
                        .map(port -> port.getStrVal()))
                .contains("data")
                .isSubsetOf(ports.keySet());
        Container container = rendered.container();
        assertProbe(container.getStartupProbe(), "/readyz");
        assertProbe(container.getReadinessProbe(), "/readyz");
        assertProbe(container.getLivenessProbe(), "/livez");
    }

    private static void assertProbe(Probe probe, String path) {
        HTTPGetAction get = probe.getHttpGet();
        assertThat(get.getPath()).isEqualTo(path);
        assertThat(get.getPort().getStrVal()).isEqualTo("control");
        // the store may take 0.8 s to say how it is
        assertThat(probe.getTimeoutSeconds()).isGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void routesAndMonitorsFindTheirServices(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        List<Service> services = rendered.all(Service.class);

        for (HTTPRoute route : rendered.all(HTTPRoute.class)) {
            assertThat(route.getSpec().getRules().stream().flatMap(rule -> rule.getBackendRefs().stream()))
                    .isNotEmpty()
                    .allSatisfy(backend -> assertThat(services).anySatisfy(service -> {
                        assertThat(service.getMetadata().getName()).isEqualTo(backend.getName());
                        assertThat(service.getSpec().getPorts())
                                .extracting(ServicePort::getPort)
                                .contains(backend.getPort());
                    }));
        }
        for (Map<String, Object> monitor : rendered.ofKind("ServiceMonitor")) {
            Map<String, Object> spec = Manifests.object(monitor, "spec");
            Map<String, Object> labels = Manifests.object(Manifests.object(spec, "selector"), "matchLabels");
            Service service = Manifests.only(services.stream()
                    .filter(each -> each.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
                    .toList());
            assertThat(service.getSpec().getPorts())
                    .extracting(ServicePort::getName)
                    .containsAll(Manifests.objects(spec, "endpoints").stream()
                            .map(endpoint -> String.valueOf(endpoint.get("port")))
                            .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyVolumeIsThereAndMountedOnce(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        List<Volume> volumes = rendered.pod().getVolumes();

        assertThat(rendered.container().getVolumeMounts())
                .extracting(VolumeMount::getName)
                .containsExactlyInAnyOrderElementsOf(
                        volumes.stream().map(Volume::getName).toList());
        assertThat(volumes.stream().filter(volume -> volume.getConfigMap() != null))
                .extracting(volume -> volume.getConfigMap().getName())
                .containsExactly(rendered.settings().getMetadata().getName());
        // only what can be written is not mounted for reading
        assertThat(rendered.container().getVolumeMounts().stream()
                        .filter(mount -> !Boolean.TRUE.equals(mount.getReadOnly()))
                        .map(VolumeMount::getMountPath))
                .containsExactly("/tmp");
    }

    /** The operator names them after the cluster; one that is optional is the user's own. */
    @ParameterizedTest
    @MethodSource("folders")
    void secretsAreThoseOfTheDatabaseCluster(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Set<String> made = rendered.ofKind("Cluster").stream()
                .map(cluster -> Manifests.object(cluster, "metadata").get("name"))
                .flatMap(name -> Stream.of(name + "-app", name + "-ca"))
                .collect(Collectors.toSet());

        Stream<String> variables = rendered.container().getEnv().stream()
                .map(EnvVar::getValueFrom)
                .filter(Objects::nonNull)
                .map(EnvVarSource::getSecretKeyRef)
                .filter(source -> !Boolean.TRUE.equals(source.getOptional()))
                .map(SecretKeySelector::getName);
        Stream<String> volumes = rendered.pod().getVolumes().stream()
                .filter(volume -> volume.getSecret() != null)
                .map(volume -> volume.getSecret().getSecretName());

        assertThat(Stream.concat(variables, volumes).collect(Collectors.toSet()))
                .isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theSettingsLoadWithoutFaultOrWarning(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Map<String, String> files = rendered.settings().getData();

        LoadedSettings loaded = load(rendered);

        assertThat(loaded.warnings()).isEmpty();
        String mount = rendered.container().getVolumeMounts().stream()
                .filter(each -> each.getName().equals("settings"))
                .map(VolumeMount::getMountPath)
                .findFirst()
                .orElseThrow();
        for (ContractSettings contract : loaded.settings().contracts()) {
            Path file = Path.of(contract.file().toString());
            assertThat(file.getParent()).isEqualTo(Path.of(mount));
            String text = Objects.requireNonNull(files.get(String.valueOf(file.getFileName())), "not in the ConfigMap");
            assertThat(Contracts.parse(file.toString(), text).operations()).isNotEmpty();
        }
        // an embedded database has no place to write to; the base serves nothing by itself
        boolean base = folder.endsWith("base");
        assertThat(loaded.settings().contracts().isEmpty()
                        && loaded.settings().store().url().isEmpty())
                .isEqualTo(base);
    }

    private static LoadedSettings load(Rendered rendered) throws SettingsException {
        String text = Objects.requireNonNull(rendered.settings().getData().get(SETTINGS), "no " + SETTINGS);
        return SettingsReader.read(Optional.of(new SettingsFile(SETTINGS, text)), rendered.environment(), List.of());
    }

    @ParameterizedTest
    @MethodSource("folders")
    void thereIsTimeToStop(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        Settings settings = load(rendered).settings();
        Probe readiness = rendered.container().getReadinessProbe();

        Duration grace = Duration.ofSeconds(rendered.pod().getTerminationGracePeriodSeconds());
        Duration before = Duration.ofSeconds(
                rendered.container().getLifecycle().getPreStop().getSleep().getSeconds());
        Duration toBeSeen = Duration.ofSeconds((long) readiness.getPeriodSeconds() * readiness.getFailureThreshold());

        assertThat(settings.shutdown().notice()).isGreaterThan(toBeSeen);
        // what is not in flight takes less than 5 s to stop
        assertThat(grace)
                .isGreaterThanOrEqualTo(before.plus(settings.shutdown().notice())
                        .plus(settings.shutdown().drain())
                        .plusSeconds(5));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void podsMayDoNothingThatTheyNeedNot(Path folder) throws Exception {
        Rendered rendered = Rendered.of(folder);
        var pod = rendered.pod();
        var container = rendered.container().getSecurityContext();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        // a variable for each Service, named SLUICE_…, would be taken for settings
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser())
                .isEqualTo(Recipe.read().user());
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(rendered.container().getResources().getLimits().get("memory"))
                .isEqualTo(rendered.container().getResources().getRequests().get("memory"));
    }
}
