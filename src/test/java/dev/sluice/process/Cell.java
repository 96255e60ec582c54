package dev.sluice.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a container engine makes of an image, by Linux' own means: a file system with the machine's libraries, a JVM, one
 * folder of the image and one of settings, all read-only but for {@code /tmp}; a user without any right. Needs root.
 *
 * @param root an empty folder to build it in
 * @param image what is in the image at {@code place}
 * @param settings what is at {@code /etc/sluice}
 */
record Cell(Path root, Path java, Path image, String place, Path settings) {

    /** Fixed mounts: $root, $java, $image, $place, $settings and $writable come as variables. */
    private static final String BUILD = """
            set -e
            mount -t tmpfs tmpfs "$root"
            cd "$root"
            mkdir -p usr proc dev tmp etc/sluice opt/java "./$place"
            for name in bin lib lib64 sbin; do
                if [ -L "/$name" ]; then
                    ln -s "$(readlink "/$name")" "$name"
                elif [ -d "/$name" ]; then
                    mkdir "$name"
                    mount --bind "/$name" "$name"
                fi
            done
            # names are looked up there, and distributions keep parts of a JVM there
            cp -r /etc/java* /etc/alternatives /etc/ssl /etc/ld.so* /etc/resolv.conf /etc/hosts etc/ 2>/dev/null || :
            mount --bind /usr usr
            mount --rbind /proc proc
            mount --rbind /dev dev
            mount --bind "$java" opt/java
            mount --bind "$image" "./$place"
            mount --bind "$settings" etc/sluice
            mount -t tmpfs -o size=64m tmpfs tmp
            for name in usr opt/java etc/sluice; do
                mount -o remount,bind,ro "$name"
            done
            [ -n "$writable" ] || mount -o remount,bind,ro "./$place"
            mount -o remount,ro "$root"
            export PATH=/opt/java/bin:/usr/bin:/usr/sbin:/bin
            unset root java image place settings writable JAVA_HOME
            exec chroot . "$@"
            """;

    /** Whether this process may build one. */
    static boolean isPossible() throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException noSuchProgram) {
            return false;
        }
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** As root, with the image's folder writable: a step of the build. */
    ProcessBuilder building(List<String> command) {
        return within("yes", command);
    }

    /** As a user without any right, with nothing writable but {@code /tmp}. */
    ProcessBuilder running(long user, long group, List<String> command) {
        List<String> restricted = new ArrayList<>(List.of(
                "setpriv",
                "--reuid",
                Long.toString(user),
                "--regid",
                Long.toString(group),
                "--clear-groups",
                "--no-new-privs",
                "--bounding-set",
                "-all",
                "--inh-caps",
                "-all"));
        restricted.addAll(command);
        return within("", restricted);
    }

    private ProcessBuilder within(String writable, List<String> command) {
        List<String> words = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", BUILD, "cell"));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_") || name.startsWith("JAVA_"));
        builder.environment()
                .putAll(Map.of(
                        "root", root.toString(),
                        "java", java.toString(),
                        "image", image.toString(),
                        "place", place,
                        "settings", settings.toString(),
                        "writable", writable));
        return builder;
    }

    /** The names of status lines of a process and what they say: {@code Uid}, {@code CapEff} and so on. */
    static Map<String, String> status(ProcessHandle process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        }
    }
}
