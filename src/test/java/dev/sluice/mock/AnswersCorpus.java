package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.mock.AnswerProof.Finding;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The mock's own answers for every operation, status and media type of 300 contracts of the world, spread evenly over
 * those that {@code ContractCorpus} has: judged by Sluice and by another implementation. Where the two disagree and the
 * specification decides for Sluice, the place is listed; {@code -Dsluice.publish=true} writes the list anew.
 */
class AnswersCorpus {

    private static final int DOCUMENTS = 300;

    /** A line for each disagreement: the file, a tab, the keyword, its place, and what the other one says. */
    private static final Path DISAGREEMENTS = Path.of("src/test/resources/corpus/disagreements.tsv");

    private final Set<String> disagreements = new TreeSet<>();
    private final Set<String> invalid = new TreeSet<>();
    private int documents;
    private int answers;
    private int judged;

    @Test
    void everyAnswerIsValidByTwoJudges() throws IOException {
        Path folder = Path.of(System.getProperty("sluice.corpus", "none, for lack of -Dsluice.corpus=FOLDER"));
        int wanted = Integer.getInteger("sluice.documents", DOCUMENTS);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            for (int i = 0; i < wanted; i++) {
                Path file = all.get((int) ((long) i * all.size() / wanted));
                prove(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        System.out.printf(
                "%,d documents, %,d answers, %,d of them judged twice, %,d invalid, %,d disagreements;"
                        + " %.0f s of processor time%n",
                documents,
                answers,
                judged,
                invalid.size(),
                disagreements.size(),
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9);
        disagreements.forEach(line -> System.out.println("disagreement: " + line));
        if (Boolean.getBoolean("sluice.publish")) {
            Files.write(DISAGREEMENTS, disagreements);
        }

        assertThat(invalid).isEmpty();
        assertThat(disagreements).containsExactlyElementsOf(Files.readAllLines(DISAGREEMENTS));
    }

    private void prove(String name, Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.UTF_8);
        try {
            ContractPlan contract = Contracts.load(file, Reading.MOCK);
            SecondOpinion other = new SecondOpinion(DocumentReader.read(name, text), text);
            AnswerProof proof = AnswerProof.of(contract, MockSettings.DEFAULT, other);
            documents++;
            answers += proof.answers();
            judged += other.judged();
            other.unable().forEach((reason, count) -> System.out.println(name + ": unable: " + reason + " " + count));
            proof.findings().stream()
                    .filter(finding -> !finding.authored() && !isNone(finding.message()))
                    .forEach(finding -> add(name, finding));
        } catch (DocumentException refused) {
            // what cannot be mocked is listed elsewhere: refusals.tsv, unsatisfied.tsv
            System.out.println(name + ": " + refused.faults().get(0));
        }
    }

    /** Where a schema has no value, nothing is answered: unsatisfied.tsv. */
    private static boolean isNone(String message) {
        return message.startsWith("no-answer") || message.startsWith("not-acceptable");
    }

    private void add(String name, Finding finding) {
        if (finding.message().startsWith(SecondOpinion.OTHER)) {
            disagreements.add(name + "\t" + finding.message().substring(SecondOpinion.OTHER.length()));
        } else {
            invalid.add(name + "\t" + finding.operation() + " " + finding.message());
        }
    }
}
