package dev.sluice.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file below {@code k8s/} by itself, which needs no kubectl. */
class ManifestFilesTest {

    static List<Path> folders() {
        return Manifests.folders();
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyObjectAndPatchIsOfTheModel(Path folder) {
        KubernetesModel.check(Manifests.kustomization(folder));

        List<Path> files = Manifests.objectFiles(folder);

        assertThat(files)
                .allSatisfy(file ->
                        assertThat(Manifests.documents(file)).isNotEmpty().allSatisfy(KubernetesModel::check));
    }

    @ParameterizedTest
    @MethodSource("folders")
    void everyFolderThatIsReferredToHasAKustomization(Path folder) {
        Map<String, Object> kustomization = Manifests.kustomization(folder);

        assertThat(Manifests.texts(kustomization, "resources"))
                .allSatisfy(path -> assertThat(path.endsWith(".yaml") || isFolder(folder, path, "Kustomization"))
                        .isTrue());
        assertThat(Manifests.texts(kustomization, "components"))
                .allSatisfy(
                        path -> assertThat(isFolder(folder, path, "Component")).isTrue());
    }

    private static boolean isFolder(Path folder, String path, String kind) {
        Path other = folder.resolve(path).normalize();
        return Manifests.folders().contains(other)
                && kind.equals(Manifests.kustomization(other).get("kind"));
    }

    @Test
    void everyFileBelongsToAKustomization() {
        Set<Path> used = Manifests.folders().stream()
                .flatMap(folder -> java.util.stream.Stream.of(
                                List.of(folder.resolve("kustomization.yaml")),
                                Manifests.objectFiles(folder),
                                Manifests.contentFiles(folder))
                        .flatMap(List::stream))
                .collect(Collectors.toSet());

        assertThat(Set.copyOf(Manifests.files())).isEqualTo(used);
        assertThat(used).allMatch(Files::exists);
    }

    @ParameterizedTest
    @MethodSource("folders")
    void theFilesOfAConfigMapFitIntoIt(Path folder) {
        long bytes = Manifests.contentFiles(folder).stream()
                .mapToLong(file -> file.toFile().length())
                .sum();

        assertThat(bytes).isLessThan(1 << 20);
    }

    @Test
    void anUnknownFieldAndAValueOfTheWrongTypeAreFaults() {
        Map<String, Object> service = Manifests.only(Manifests.documents("""
                apiVersion: v1
                kind: Service
                metadata: {name: a}
                spec: {ports: [{name: data, port: 80, targetport: data}]}
                """));
        Map<String, Object> deployment = Manifests.only(Manifests.documents("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: a}
                spec: {template: {spec: {containers: [{name: a, env: [{name: PORT, value: 8080}]}]}}}
                """));

        assertThatThrownBy(() -> KubernetesModel.check(service))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("targetport");
        assertThatThrownBy(() -> KubernetesModel.check(deployment))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("value");
    }
}
