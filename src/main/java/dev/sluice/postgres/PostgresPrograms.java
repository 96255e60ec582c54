package dev.sluice.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Postgres' own programs, unpacked from zonky's archive, run as Postgres wants them run: not as root.
 *
 * <p>Zonky's archives, but not its {@code EmbeddedPostgres}: that one starts servers that trust everybody, without fsync,
 * in a folder that everybody can write to, and waits ten blind seconds where a start has long failed.
 */
final class PostgresPrograms {

    private final Path folder;

    private PostgresPrograms(Path folder) {
        this.folder = folder;
    }

    /** @param folder made when it is missing; a complete unpack that is there already is used */
    static PostgresPrograms unpack(Path folder) throws IOException {
        PrivateFiles.folder(folder);
        byte[] archive = archive();
        Path unpacked = folder.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(unpacked)) {
            Path part = Files.createTempDirectory(folder, "unpacking-");
            try (TarArchiveInputStream entries =
                    new TarArchiveInputStream(new XZInputStream(new java.io.ByteArrayInputStream(archive)))) {
                unpack(entries, part);
            }
            moveUnlessThere(part, unpacked);
        }
        return new PostgresPrograms(unpacked.resolve("bin").toAbsolutePath());
    }

    private static void unpack(TarArchiveInputStream entries, Path target) throws IOException {
        for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new IOException("an entry of the archive leaves its folder");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(file);
                continue;
            }
            Files.createDirectories(file.resolveSibling("."));
            if (entry.isSymbolicLink() || entry.isLink()) {
                Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            } else {
                Files.copy(entries, file);
                if (file.getParent() != null
                        && file.getParent().endsWith("bin")
                        && !file.toFile().setExecutable(true)) {
                    throw new IOException("cannot make executable: " + file);
                }
            }
        }
    }

    private static void moveUnlessThere(Path part, Path unpacked) throws IOException {
        try {
            Files.move(part, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // another process with the same folder was quicker
            PrivateFiles.delete(part);
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
        }
    }

    private static byte[] archive() throws IOException {
        String name = System.getProperty("os.name", "");
        String system = name.startsWith("Mac") ? "Darwin" : name.split(" ", 2)[0];
        String machine = System.getProperty("os.arch", "");
        try (InputStream stream = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                system, machine.equals("amd64") ? "x86_64" : machine)) {
            return stream.readAllBytes();
        } catch (IllegalStateException | IllegalArgumentException | UnsupportedOperationException e) {
            throw new StoreException(
                    "No embedded Postgres for " + name + " on " + machine + ": run Sluice on Linux or macOS, "
                            + StoreException.EXTERNAL,
                    e);
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(hash, 0, 8).toLowerCase(Locale.ROOT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Runs a program to its end.
     *
     * @param log takes what it says
     * @return whether it ended well
     */
    boolean run(Path log, Duration timeout, String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // root, but in a user namespace that has no root
            command.addAll(List.of("unshare", "-U"));
        } else if ("root".equals(System.getProperty("user.name"))) {
            throw new StoreException(
                    "The embedded Postgres does not run as root, and this system has no user namespaces"
                            + " (unshare -U) for it: run Sluice as another user, " + StoreException.EXTERNAL);
        }
        command.add(folder.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return false;
    }
}
