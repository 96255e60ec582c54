package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two contracts that have the same path, somebody is told. */
class OverlapsTest {

    @TempDir
    private Path folder = Path.of("");

    private List<String> overlaps(String... contracts) throws Exception {
        List<ContractPlan> plans = new ArrayList<>();
        for (int i = 0; i < contracts.length; i++) {
            plans.add(Contracts.load(write("c" + i + ".yaml", contracts[i])));
        }
        return Overlaps.of(plans).stream()
                .map(Fault::toString)
                .map(text -> text.replace(folder + "/", ""))
                .toList();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String contract(String base, String... paths) {
        StringBuilder text = new StringBuilder(
                "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: '" + base + "'}]\npaths:\n");
        for (String path : paths) {
            text.append("  ").append(path).append(":\n    get: {}\n");
        }
        return text.toString();
    }

    @Test
    void theSamePathAtTheSameBasePathIsToldWithBothPlaces() throws Exception {
        assertThat(overlaps(contract("/v1", "/a", "/b/{id}"), contract("/v1", "/b/{name}", "/c")))
                .singleElement()
                .asString()
                .startsWith(
                        "c1.yaml:6:5: GET /v1/b/{name} is answered by GET /v1/b/{id} of the contract before it, c0.yaml:8:5");
    }

    @Test
    void aConcretePathThatAnEarlierTemplateTakesIsTold() throws Exception {
        assertThat(overlaps(contract("", "/b/{id}"), contract("", "/b/mine"))).hasSize(1);
    }

    @Test
    void aTemplateBehindAConcretePathIsNot() throws Exception {
        assertThat(overlaps(contract("", "/b/mine"), contract("", "/b/{id}"))).isEmpty();
    }

    @Test
    void otherBasePathsAndMethodsAreNot() throws Exception {
        String post = contract("/v1", "/a").replace("get", "post");
        assertThat(overlaps(contract("/v1", "/a"), contract("/v2", "/a"), post)).isEmpty();
    }

    @Test
    void ofManyTheFirstAreToldAndTheOthersCounted() throws Exception {
        String same = contract("", "/a", "/b", "/c", "/d", "/e", "/f", "/g");

        List<String> told = overlaps(same, same);

        assertThat(told).hasSize(6);
        assertThat(told.get(5)).startsWith("c1.yaml:1:1: 2 more operations are answered by the contract ");
    }
}
