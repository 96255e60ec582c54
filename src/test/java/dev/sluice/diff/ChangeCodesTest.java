package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.DocumentException;
import dev.sluice.schema.RandomJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of codes has those that comparisons tell, and no others. */
class ChangeCodesTest {

    private static final int PAIRS = Integer.getInteger("sluice.diff.pairs", 500);

    /** What only schemas of a size that no test writes lead to. */
    private static final Set<String> OF_LARGE_ONES = Set.of("not-compared", "schema-changed");

    private static final Pattern HOLDER = Pattern.compile(
            "(request-(body|parameter|property)|response-(body|header|property)|(request|response)-media-type)-");

    private static final Pattern INNERMOST = Pattern.compile("\\{([^{}]*)}");

    @Test
    void theCasesTellEveryKindOfChangeAndNoOther() throws IOException, DocumentException {
        Set<String> told = new TreeSet<>();
        for (String[] cells : CasesTest.cases()) {
            told.addAll(codes(CasesTest.compared(cells)));
            if (!cells[0].contains(" to ")) {
                told.addAll(codes(CasesTest.compared(new String[] {cells[0], cells[1], cells[3], cells[2]})));
            }
        }

        assertThat(ChangeCodes.list()).containsAll(told);
        Set<String> untold = kinds(ChangeCodes.list());
        untold.removeAll(kinds(told));
        untold.removeAll(OF_LARGE_ONES);
        assertThat(untold).isEmpty();
    }

    @Test
    void whatRandomSchemasLeadToIsListed() {
        long seed = Long.getLong("sluice.seed", 20_261_125L);
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Set<String> told = new TreeSet<>();

        for (int i = 0; i < PAIRS; i++) {
            RandomJson json = new RandomJson(random);
            String old = ProofTest.schema(json.document());
            String young = random.nextInt(4) == 0
                    ? ProofTest.schema(new RandomJson(random).document())
                    : Mutation.of(old, random, json);
            try {
                told.addAll(codes(ContractDiff.between(
                        SchemaPairs.contract("old.json", "3.1.0", old),
                        SchemaPairs.contract("new.json", "3.1.0", young),
                        random.nextBoolean() ? Undeclared.COUNTED : Undeclared.IGNORED)));
            } catch (DocumentException refused) {
                // no contract at all
            }
        }

        assertThat(told).hasSizeGreaterThan(50);
        assertThat(ChangeCodes.list()).containsAll(told);
    }

    @Test
    void theReadmeListsThemAll() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String section = readme.substring(readme.indexOf("\n### Codes of changes\n"));
        String[] lists = section.split("```", 5);
        String holders = lists[2].substring(lists[2].indexOf('`') + 1, lists[2].lastIndexOf('`'));

        List<String> expanded = new ArrayList<>();
        words(lists[1]).forEach(word -> expanded.addAll(expanded(word)));
        words(lists[3]).forEach(word -> expanded.addAll(expanded(holders + word)));

        assertThat(expanded).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(ChangeCodes.list());
    }

    @Test
    void theNearestContainTheWordOrDifferLeast() {
        assertThat(ChangeCodes.nearest("path-remove").get(0)).isEqualTo("path-removed");
        assertThat(ChangeCodes.nearest("enum-value-added"))
                .containsExactly(
                        "request-body-enum-value-added",
                        "response-body-enum-value-added",
                        "response-header-enum-value-added");
        assertThat(ChangeCodes.nearest("")).hasSize(3);
        assertThat(ChangeCodes.nearest("x".repeat(100_000))).hasSize(3);
    }

    private static List<String> codes(Comparison comparison) {
        return comparison.changes().stream().map(Change::code).toList();
    }

    /** Codes without what has a schema or a media type. */
    private static Set<String> kinds(Set<String> codes) {
        Set<String> kinds = new TreeSet<>();
        for (String code : codes) {
            Matcher holder = HOLDER.matcher(code);
            kinds.add(holder.lookingAt() ? code.substring(holder.end()) : code);
        }
        return kinds;
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }

    /** As a shell expands {@code a-{b,c-{d,e}}}. */
    private static List<String> expanded(String word) {
        Matcher innermost = INNERMOST.matcher(word);
        if (!innermost.find()) {
            return List.of(word);
        }
        List<String> all = new ArrayList<>();
        for (String one : innermost.group(1).split(",", -1)) {
            all.addAll(expanded(word.substring(0, innermost.start()) + one + word.substring(innermost.end())));
        }
        return all.stream().distinct().toList();
    }
}
