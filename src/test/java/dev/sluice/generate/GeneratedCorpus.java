package dev.sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.document.DocumentException;
import dev.sluice.schema.Schema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Generated bodies for every response of every operation of the contracts of the world, as {@code ContractCorpus} has
 * them; with {@code -Dsluice.publish=true} it writes the list of what cannot be satisfied anew.
 */
class GeneratedCorpus {

    private static final int SEEDS = 2;

    /** A line for each schema that no value was found for: the file, a tab, the schema's place and the reason. */
    private static final Path UNSATISFIED = Path.of("src/test/resources/corpus/unsatisfied.tsv");

    private final Set<String> unsatisfied = new TreeSet<>();
    private final List<String> invalid = new ArrayList<>();
    private int bodies;
    private int responses;

    @Test
    void everyGeneratedBodyIsValid() throws IOException {
        Path folder = Path.of(System.getProperty("sluice.corpus", "none, for lack of -Dsluice.corpus=FOLDER"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                generate(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
        System.out.printf(
                "%,d bodies of %,d responses, %,d invalid, %,d places cannot be satisfied; %.0f s of processor time%n",
                bodies, responses, invalid.size(), unsatisfied.size(), processorSeconds());
        if (Boolean.getBoolean("sluice.publish")) {
            Files.write(UNSATISFIED, unsatisfied);
        }

        assertThat(invalid).isEmpty();
        assertThat(unsatisfied).containsExactlyElementsOf(Files.readAllLines(UNSATISFIED));
    }

    private static double processorSeconds() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
    }

    private void generate(String name, Path file) {
        ContractPlan contract;
        try {
            contract = Contracts.load(file);
        } catch (DocumentException refused) {
            return;
        }
        Generator generator = new Generator();
        Set<Schema> done = Collections.newSetFromMap(new IdentityHashMap<>());
        for (OperationPlan operation : contract.operations()) {
            for (ResponsePlan response : operation.responses().responses()) {
                for (MediaTypePlan mediaType : response.mediaTypes()) {
                    Schema schema = mediaType.schema();
                    if (schema != null && done.add(schema)) {
                        generate(name, response, schema, generator);
                    }
                }
            }
        }
    }

    private void generate(String name, ResponsePlan response, Schema schema, Generator generator) {
        responses++;
        try {
            ValueSource values = generator.source(schema);
            for (int seed = 0; seed < SEEDS; seed++) {
                byte[] body = JsonText.of(values.value(seed)).getBytes();
                bodies++;
                if (!schema.accepts(body, 0, body.length)) {
                    invalid.add(name + " " + response.pointer() + ": " + schema.explain(body, 0, body.length, 1));
                }
            }
        } catch (UnsatisfiableException none) {
            unsatisfied.add(name + "\t" + none.getMessage());
        }
    }
}
