package dev.sluice.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files below {@code k8s/}, and what kubectl makes of its folders. */
final class Manifests {

    static final Path ROOT = Path.of("k8s");

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private Manifests() {}

    /** Folders that can be applied: the base and the overlays and examples on it. */
    static List<Path> applicable() {
        return folders().stream()
                .filter(folder -> !folder.startsWith(ROOT.resolve("components")))
                .toList();
    }

    /** Folders that have a kustomization. */
    static List<Path> folders() {
        return files().stream()
                .filter(file -> file.endsWith(KUSTOMIZATION))
                .map(Path::getParent)
                .toList();
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> kustomization(Path folder) {
        return only(documents(folder.resolve(KUSTOMIZATION)));
    }

    static List<Map<String, Object>> documents(Path file) {
        try {
            return documents(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException also for a name that stands there twice */
    static List<Map<String, Object>> documents(String text) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return StreamSupport.stream(new Load(settings).loadAllFromString(text).spliterator(), false)
                .map(Manifests::object)
                .toList();
    }

    static <T> T only(List<T> list) {
        if (list.size() != 1) {
            throw new AssertionError("not one but " + list.size());
        }
        return list.get(0);
    }

    /** The member of an object, an empty object where there is none. */
    static Map<String, Object> object(Map<String, Object> parent, String name) {
        return object(parent.getOrDefault(name, Map.of()));
    }

    @SuppressWarnings("unchecked") // YAML's names are texts here
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    /** The member of an object, an empty list where there is none. */
    static List<Object> list(Map<String, Object> parent, String name) {
        return List.copyOf((List<?>) parent.getOrDefault(name, List.of()));
    }

    static List<String> texts(Map<String, Object> parent, String name) {
        return list(parent, name).stream().map(Object::toString).toList();
    }

    static List<Map<String, Object>> objects(Map<String, Object> parent, String name) {
        return list(parent, name).stream().map(Manifests::object).toList();
    }

    /** Files of a kustomization that hold objects or patches. */
    static List<Path> objectFiles(Path folder) {
        Map<String, Object> kustomization = kustomization(folder);
        List<String> names = new ArrayList<>(texts(kustomization, "resources"));
        objects(kustomization, "patches").forEach(patch -> names.add(String.valueOf(patch.get("path"))));
        return names.stream()
                .map(folder::resolve)
                .filter(path -> path.toString().endsWith(".yaml"))
                .toList();
    }

    /** Files of a kustomization that become the content of a ConfigMap. */
    static List<Path> contentFiles(Path folder) {
        return objects(kustomization(folder), "configMapGenerator").stream()
                .flatMap(generator -> texts(generator, "files").stream())
                .map(folder::resolve)
                .toList();
    }

    /** Whether a kubectl is on the path. */
    static boolean canRender() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** What {@code kubectl apply -k} would send. Needs neither a cluster nor a network. */
    static List<Map<String, Object>> render(Path folder) throws IOException, InterruptedException {
        Process kubectl = new ProcessBuilder("kubectl", "kustomize", folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize " + folder + " ended with " + kubectl.exitValue());
        }
        return documents(text);
    }
}
