package dev.sluice.registry;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Contracts in a folder, for people to look at: {@code NAME/versions/NUMBER/files/…} beside {@code version.json}, and
 * {@code NAME/active}. Blocks. Many threads and processes may use one folder: they read without a lock, since what is
 * there is whole, and one writes at a time.
 */
final class FolderStore {

    /** What a crash has left behind begins so. */
    static final String UNFINISHED = ".new-";

    private static final String REMOVED = ".old-";
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final Path folder;
    private final Quotas quotas;

    FolderStore(Path folder, Quotas quotas) {
        this.folder = folder.toAbsolutePath();
        this.quotas = quotas;
    }

    Path folder() {
        return folder;
    }

    List<Registry.Summary> contracts() throws IOException {
        List<Registry.Summary> all = new ArrayList<>();
        for (String name : names()) {
            List<Integer> numbers = numbers(name);
            @Nullable RegisteredVersion latest = null;
            if (!numbers.isEmpty()) {
                latest = version(name, numbers.get(0));
            }
            all.add(new Registry.Summary(name, active(name), numbers.size(), latest));
        }
        return all;
    }

    RegisteredContract contract(String name) throws IOException {
        if (!isContract(name)) {
            throw RegistryException.unknown();
        }
        List<RegisteredVersion> versions = new ArrayList<>();
        for (int number : numbers(name)) {
            versions.add(version(name, number));
        }
        return new RegisteredContract(name, active(name), versions);
    }

    Bundle bundle(String name, int number) throws IOException {
        if (!isContract(name)) {
            throw RegistryException.unknown();
        }
        RegisteredVersion version = version(name, number);
        Path files = place(name, number).resolve("files");
        Map<String, byte[]> contents = new TreeMap<>();
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(files)) {
            paths = walk.filter(Files::isRegularFile).toList();
        }
        for (Path path : paths) {
            contents.put(files.relativize(path).toString().replace('\\', '/'), Files.readAllBytes(path));
        }
        return new Bundle(version.root(), contents);
    }

    Registry.Added add(String name, Bundle bundle, RegisteredVersion.Facts facts, boolean known) throws IOException {
        if (known && !isContract(name)) {
            throw RegistryException.unknown();
        }
        DurableFiles.folder(folder);
        return locked(() -> {
            String digest = bundle.digest();
            boolean isNew = !isContract(name);
            List<RegisteredVersion> versions =
                    isNew ? List.of() : contract(name).versions();
            for (RegisteredVersion version : versions) {
                if (version.digest().equals(digest)) {
                    return new Registry.Added(version, false);
                }
            }
            requireRoom(isNew, versions, bundle.bytes());
            int number = Math.max(
                            last(name), versions.isEmpty() ? 0 : versions.get(0).number())
                    + 1;
            RegisteredVersion version = new RegisteredVersion(
                    number,
                    digest,
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    bundle.root(),
                    bundle.files().size(),
                    bundle.bytes(),
                    facts);
            write(name, version, bundle);
            return new Registry.Added(version, true);
        });
    }

    private void requireRoom(boolean isNew, List<RegisteredVersion> versions, long bytes) throws IOException {
        if (isNew && names().size() >= quotas.contracts()) {
            throw RegistryException.full("contracts", quotas.contracts());
        }
        if (versions.size() >= quotas.versions()) {
            throw RegistryException.full("versions of a contract", quotas.versions());
        }
        if (versions.stream().mapToLong(RegisteredVersion::bytes).sum() + bytes > quotas.bytes()) {
            throw RegistryException.full("bytes in all versions of a contract", quotas.bytes());
        }
    }

    private void write(String name, RegisteredVersion version, Bundle bundle) throws IOException {
        Path versions = folder.resolve(name).resolve("versions");
        Path next = folder.resolve(UNFINISHED + UUID.randomUUID());
        try {
            Path files = next.resolve("files");
            DurableFiles.folder(files);
            for (Map.Entry<String, byte[]> file : bundle.files().entrySet()) {
                Path path = files.resolve(file.getKey());
                DurableFiles.folder(path.resolveSibling(""));
                DurableFiles.write(path, file.getValue());
                DurableFiles.settle(path.resolveSibling(""));
            }
            DurableFiles.write(next.resolve("version.json"), json(version));
            DurableFiles.settle(next);
            DurableFiles.folder(versions);
            DurableFiles.replace(
                    folder.resolve(name).resolve("last"),
                    Integer.toString(version.number()).getBytes(StandardCharsets.US_ASCII));
            DurableFiles.move(next, versions.resolve(Integer.toString(version.number())));
        } finally {
            DurableFiles.delete(next);
        }
    }

    void remove(String name) throws IOException {
        requireContract(name);
        locked(() -> {
            requireContract(name);
            if (active(name) != null) {
                throw RegistryException.active();
            }
            drop(folder.resolve(name));
            return name;
        });
    }

    void remove(String name, int number) throws IOException {
        requireContract(name);
        locked(() -> {
            version(name, number);
            Integer active = active(name);
            if (active != null && active == number) {
                throw RegistryException.active();
            }
            drop(place(name, number));
            return name;
        });
    }

    private void drop(Path tree) throws IOException {
        Path away = folder.resolve(REMOVED + UUID.randomUUID());
        DurableFiles.move(tree, away);
        DurableFiles.delete(away);
    }

    void activate(String name, @Nullable Integer number) throws IOException {
        requireContract(name);
        locked(() -> {
            requireContract(name);
            Path file = folder.resolve(name).resolve("active");
            if (number == null) {
                Files.deleteIfExists(file);
                DurableFiles.settle(folder.resolve(name));
            } else {
                version(name, number);
                DurableFiles.replace(file, Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
            }
            return name;
        });
    }

    Map<String, Registry.Active> active() throws IOException {
        Map<String, Registry.Active> all = new HashMap<>();
        for (String name : names()) {
            Integer active = active(name);
            if (active != null) {
                all.put(name, new Registry.Active(active, version(name, active).digest()));
            }
        }
        return all;
    }

    /** What is done while nobody else writes. */
    @FunctionalInterface
    private interface Work<T> {

        T run() throws IOException;
    }

    private <T> T locked(Work<T> work) throws IOException {
        FolderLock lock = FolderLock.take(folder.resolve(".lock"));
        try {
            removeLeftovers();
            return work.run();
        } finally {
            lock.close();
        }
    }

    /** Nobody else writes now: what is not finished never will be. */
    private void removeLeftovers() throws IOException {
        List<Path> left;
        try (Stream<Path> entries = Files.list(folder)) {
            left = entries.filter(FolderStore::isLeftBehind).toList();
        }
        for (Path entry : left) {
            DurableFiles.delete(entry);
        }
    }

    private static boolean isLeftBehind(Path entry) {
        String name = entry.getFileName().toString();
        return name.startsWith(UNFINISHED) || name.startsWith(REMOVED);
    }

    private void requireContract(String name) {
        if (!isContract(name)) {
            throw RegistryException.unknown();
        }
    }

    private boolean isContract(String name) {
        return Registry.NAME.matcher(name).matches()
                && Files.isDirectory(folder.resolve(name).resolve("versions"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(this::isContract)
                    .sorted()
                    .toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    /** The latest first. */
    private List<Integer> numbers(String name) throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve(name).resolve("versions"))) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(number -> NUMBER.matcher(number).matches())
                    .map(Integer::valueOf)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (NoSuchFileException removed) {
            return List.of();
        }
    }

    private @Nullable Integer active(String name) throws IOException {
        return number(folder.resolve(name).resolve("active"));
    }

    private int last(String name) throws IOException {
        Integer last = number(folder.resolve(name).resolve("last"));
        return last == null ? 0 : last;
    }

    private static @Nullable Integer number(Path file) throws IOException {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
            return NUMBER.matcher(text).matches() ? Integer.valueOf(text) : null;
        } catch (NoSuchFileException none) {
            return null;
        }
    }

    private Path place(String name, int number) {
        return folder.resolve(name).resolve("versions").resolve(Integer.toString(number));
    }

    private RegisteredVersion version(String name, int number) throws IOException {
        try {
            JsonObject json = new JsonObject(
                    Buffer.buffer(Files.readAllBytes(place(name, number).resolve("version.json"))));
            return new RegisteredVersion(
                    number,
                    json.getString("digest"),
                    json.getInstant("created"),
                    json.getString("root"),
                    json.getInteger("files"),
                    json.getLong("bytes"),
                    new RegisteredVersion.Facts(
                            json.getString("title"),
                            json.getString("version"),
                            json.getInteger("operations"),
                            json.getInteger("warnings")));
        } catch (NoSuchFileException none) {
            throw RegistryException.unknown();
        }
    }

    private static byte[] json(RegisteredVersion version) {
        return new JsonObject()
                .put("digest", version.digest())
                .put("created", version.created())
                .put("root", version.root())
                .put("files", version.files())
                .put("bytes", version.bytes())
                .put("title", version.facts().title())
                .put("version", version.facts().version())
                .put("operations", version.facts().operations())
                .put("warnings", version.facts().warnings())
                .toBuffer()
                .getBytes();
    }
}
