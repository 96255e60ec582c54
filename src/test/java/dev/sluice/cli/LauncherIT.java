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
import java.util.stream.Stream;
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

    private static final String PREPARING = "sluice: preparing faster starts\n";

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
                .isEqualTo("sluice: building " + home.toRealPath().resolve("target/sluice.jar") + "\n" + PREPARING);
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

    @Test
    void takesClassesFromAnArchiveThatTheFirstStartMade() throws IOException, InterruptedException {
        // in a folder whose name has a space, Java 17 archives no classes but its own
        home = Files.createDirectories(elsewhere.resolveSibling("home"));
        Files.copy(PROJECT.resolve("sluice"), home.resolve("sluice"));
        install();

        Ended first = run(home.resolve("sluice"), Map.of(), "--version");
        Map<String, String> logging = Map.of("SLUICE_JAVA_OPTS", "-Xlog:class+load:file=loaded");
        Ended second = run(home.resolve("sluice"), logging, "--version");

        assertThat(first.err()).isEqualTo(PREPARING);
        assertThat(first.code()).isZero();
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).isNotEmptyFile());
        assertThat(second.err()).isEmpty();
        assertThat(elsewhere.resolve("loaded")).content().contains("dev.sluice.cli.Main source: shared objects file");
    }

    @Test
    void startsAtOneTimeMakeOneArchive() throws IOException, InterruptedException {
        install();
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(start(home.resolve("sluice"), Map.of(), "--version"));
        }

        StringBuilder said = new StringBuilder();
        for (Process process : processes) {
            Ended ended = ended(process);
            assertThat(ended.code()).isZero();
            said.append(ended.err());
        }

        assertThat(said).hasToString(PREPARING);
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).isNotEmptyFile());
    }

    @Test
    void anArchiveIsMadeAnewForAnotherJar() throws IOException, InterruptedException {
        run(home.resolve("sluice"), Map.of(), "--version");
        Path before = archives().get(0);
        Path jar = home.resolve("target/sluice.jar");
        Files.setLastModifiedTime(
                jar, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 86_400_000));

        Ended ended = run(home.resolve("sluice"), Map.of(), "--version");

        assertThat(ended.err()).isEqualTo(PREPARING);
        assertThat(archives()).singleElement().isNotEqualTo(before);
    }

    @Test
    void aRehearsalThatFailsIsNotTriedAgain() throws IOException, InterruptedException {
        Ended first = run(home.resolve("sluice"), Map.of(), "--version");
        Ended second = run(home.resolve("sluice"), Map.of(), "--version");

        assertThat(first.code()).isZero();
        assertThat(first.err()).endsWith(PREPARING);
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(archive).isEmptyFile());
        assertThat(second.code()).isZero();
        assertThat(second.err()).isEmpty();
    }

    @Test
    void startsWithoutAnArchiveWhereNoneCanBeWritten() throws IOException, InterruptedException {
        install();
        Files.writeString(home.resolve("target/archives"), "no folder");

        Ended ended = run(home.resolve("sluice"), Map.of(), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void anArchiveThatIsSpoiltHoldsUpNothing() throws IOException, InterruptedException {
        run(home.resolve("sluice"), Map.of(), "--version");
        Files.writeString(archives().get(0), "spoilt");

        Ended ended = run(home.resolve("sluice"), Map.of(), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).startsWith("sluice ");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void sharingIsSwitchedOffByTheOptionOfTheJvm() throws IOException, InterruptedException {
        install();

        Ended ended = run(home.resolve("sluice"), Map.of("SLUICE_JAVA_OPTS", "-Xshare:off"), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(home.resolve("target/archives")).doesNotExist();
    }

    /** What was packaged, whole, without its sources: nothing is built. */
    private void install() throws IOException {
        Files.deleteIfExists(home.resolve("pom.xml"));
        Path target = Files.createDirectories(home.resolve("target"));
        Path packaged = PROJECT.resolve("target");
        Files.copy(packaged.resolve("sluice.jar"), target.resolve("sluice.jar"));
        Files.createSymbolicLink(target.resolve("lib"), packaged.resolve("lib"));
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("target/archives"))) {
            return files.toList();
        }
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
