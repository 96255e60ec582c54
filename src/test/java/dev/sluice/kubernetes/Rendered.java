package dev.sluice.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What one folder is rendered to. */
record Rendered(List<Map<String, Object>> objects) {

    private static final Map<Path, Rendered> KNOWN = new ConcurrentHashMap<>();

    /** Rendered once. */
    static Rendered of(Path folder) throws IOException, InterruptedException {
        Rendered known = KNOWN.get(folder);
        if (known == null) {
            known = new Rendered(Manifests.render(folder));
            KNOWN.put(folder, known);
        }
        return known;
    }

    List<Map<String, Object>> ofKind(String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .toList();
    }

    <T> List<T> all(Class<T> type) {
        return ofKind(type.getSimpleName()).stream()
                .map(object -> KubernetesModel.read(object, type))
                .toList();
    }

    Deployment deployment() {
        return Manifests.only(all(Deployment.class));
    }

    Map<String, String> podLabels() {
        return deployment().getSpec().getTemplate().getMetadata().getLabels();
    }

    PodSpec pod() {
        return deployment().getSpec().getTemplate().getSpec();
    }

    Container container() {
        return Manifests.only(pod().getContainers());
    }

    /** Ports of the container by name. */
    Map<String, Integer> ports() {
        return container().getPorts().stream()
                .collect(Collectors.toMap(port -> port.getName(), port -> port.getContainerPort()));
    }

    ConfigMap settings() {
        return Manifests.only(all(ConfigMap.class));
    }

    /** Variables of the container; what a Secret has to say is replaced by its key. */
    Map<String, String> environment() {
        return container().getEnv().stream().collect(Collectors.toMap(EnvVar::getName, Rendered::value));
    }

    private static String value(EnvVar variable) {
        if (variable.getValue() != null) {
            return variable.getValue();
        }
        String key = Objects.requireNonNull(variable.getValueFrom().getSecretKeyRef(), "no Secret")
                .getKey();
        return switch (key) {
            case "port" -> "5432";
            case "token" -> "token-of-the-operator";
            default -> key;
        };
    }
}
