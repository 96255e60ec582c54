package dev.sluice.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledWriterTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAndWhateverIsThereIsWhole() throws Exception {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Integer, String> acknowledged = new HashMap<>();
        int last = 0;
        for (int round = 0; round < 4; round++) {
            last = runAndKill("round " + round, 3 + random.nextInt(20), acknowledged);
        }

        FolderStore store = new FolderStore(folder, BothRegistries.QUOTAS);
        RegisteredContract contract = store.contract("shop");

        assertThat(contract.active()).isNotNull().isGreaterThanOrEqualTo(last);
        acknowledged.forEach((number, digest) -> {
            RegisteredVersion version = contract.version(number);
            assertThat(version).isNotNull();
            assertThat(version == null ? "" : version.digest()).isEqualTo(digest);
        });
        for (RegisteredVersion version : contract.versions()) {
            assertThat(store.bundle("shop", version.number()).digest()).isEqualTo(version.digest());
        }
    }

    /** @return the last number that was acknowledged */
    private int runAndKill(String text, int writes, Map<Integer, String> acknowledged) throws Exception {
        Path errors = Files.createTempFile(folder, ".errors", "");
        Process process = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        folder.toString(),
                        text))
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            int last = 0;
            for (int i = 0; i < writes; i++) {
                last = take(out.readLine(), acknowledged, errors);
            }
            return last;
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int take(@Nullable String line, Map<Integer, String> acknowledged, Path errors) throws Exception {
        if (line == null) {
            throw new AssertionError("the writer ended: " + Files.readString(errors));
        }
        String[] words = line.split(" ", -1);
        if (words[1].length() == 64) {
            acknowledged.put(Integer.valueOf(words[0]), words[1]);
        }
        return Integer.parseInt(words[0]);
    }
}
