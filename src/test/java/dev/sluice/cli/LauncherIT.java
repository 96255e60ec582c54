package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a folder of its own, with a Maven that copies the packaged jar and the one library that these commands need. */
@Timeout(180)
class LauncherIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

    private static final String MAVEN = """
            #!/bin/sh
            echo called >>"$MAVEN_CALLS"
            [ -z "${MAVEN_FAILS:-}" ] || { echo "it does not compile"; exit 1; }
            mkdir -p target/lib && cp "$PACKAGED"/lib/picocli*.jar target/lib && cp "$PACKAGED/sluice.jar" target
            """;

    private record Ended(int code, String out, String err) {}

    private Path home = PROJECT;
    private Path elsewhere = PROJECT;
    private Path calls = PROJECT;
    private String path = "";

    @BeforeEach
    void makeAProject(@TempDir Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("a home"));
        elsewhere = Files.createDirectories(folder.resolve("else where"));
        calls = folder.resolve("calls");
        Files.copy(PROJECT.resolve("sluice"), home.resolve("sluice"));
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        executable(tools.resolve("mvn"), MAVEN);
        path = tools + ":" + System.getenv("PATH");
    }

    @Test
    void isAPosixScriptThatCanBeExecuted() throws IOException, InterruptedException {
        Path script = PROJECT.resolve("sluice");

        assertThat(Files.isExecutable(script)).isTrue();
        assertThat(new ProcessBuilder("sh", "-n", script.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void buildsOnceAndRunsFromAnyFolderThroughSymbolicLinks() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(elsewhere.resolve("one"), Path.of("../a home/sluice"));
        Path linkOfLink = Files.createSymbolicLink(elsewhere.resolve("two"), link);

        Ended first = run(linkOfLink, Map.of(), "--version");
        Ended second = run(linkOfLink, Map.of(), "--version");

        assertThat(first.err())
                .isEqualTo("sluice: building " + home.toRealPath().resolve("target/sluice.jar") + "\n");
        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(second.out()).startsWith("sluice ").isEqualTo(first.out());
        assertThat(second.err()).isEmpty();
        assertThat(calls).hasContent("called");
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException, InterruptedException {
        run(home.resolve("sluice"), Map.of(), "--version");
        Path source = Files.writeString(home.resolve("src/main/A.java"), "");
        Files.setLastModifiedTime(
                source,
                FileTime.fromMillis(Files.getLastModifiedTime(home.resolve("target/sluice.jar"))
                                .toMillis()
                        + 2000));

        run(home.resolve("sluice"), Map.of(), "--version");

        assertThat(calls).hasContent("called\ncalled");
    }

    @Test
    void startsAtOneTimeShareOneBuild() throws IOException, InterruptedException {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(home.resolve("sluice"), Map.of(), "--version"));
        }

        for (Process process : processes) {
            assertThat(ended(process).code()).isZero();
        }
        assertThat(calls).hasContent("called");
    }

    @Test
    void takesOverFromABuildThatDied() throws IOException, InterruptedException {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Path lock = Files.createDirectories(home.resolve("target/.sluice-build-lock"));
        Files.writeString(lock.resolve("owner"), dead.pid() + "\n");

        assertThat(run(home.resolve("sluice"), Map.of(), "--version").code()).isZero();

        assertThat(lock).doesNotExist();
    }

    @Test
    void showsWhatAFailedBuildSays() throws IOException, InterruptedException {
        Ended ended = run(home.resolve("sluice"), Map.of("MAVEN_FAILS", "1"), "--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).contains("it does not compile\n").endsWith("sluice: the build failed\n");
        assertThat(home.resolve("target/.sluice-build-lock")).doesNotExist();
    }

    @Test
    void passesOnArgumentsAndExitCode() throws IOException, InterruptedException {
        Ended ended = run(home.resolve("sluice"), Map.of(), "serve", "--config", "no such file.yaml");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).endsWith("sluice: cannot read settings file no such file.yaml: no such file\n");
    }

    @Test
    void passesOnJavaOptions() throws IOException, InterruptedException {
        Ended ended = run(home.resolve("sluice"), Map.of("SLUICE_JAVA_OPTS", "-Dx=1 -showversion"), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).contains("version \"" + System.getProperty("java.version"));
    }

    @Test
    void namesAJavaThatIsTooOld() throws IOException, InterruptedException {
        Path old = elsewhere.resolve("jdk");
        Files.createDirectories(old.resolve("bin"));
        executable(old.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"1.8.0_402\"' >&2\n");
        Map<String, String> environment = Map.of("JAVA_HOME", old.toString(), "PATH", old.resolve("bin") + ":" + path);

        Ended ended = run(home.resolve("sluice"), environment, "--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("sluice: needs Java 17 or later (JAVA_HOME has Java 8, the PATH has Java 8)\n");
    }

    private Ended run(Path script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return ended(start(script, environment, arguments));
    }

    private Process start(Path script, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(elsewhere.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PATH", path,
                        "JAVA_HOME", JAVA_HOME.toString(),
                        "PACKAGED", PROJECT.resolve("target").toString(),
                        "MAVEN_CALLS", calls.toString()));
        builder.environment().remove("SLUICE_JAVA_OPTS");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The outputs are short: a pipe holds them. */
    private static Ended ended(Process process) throws IOException, InterruptedException {
        try {
            assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
            return new Ended(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
