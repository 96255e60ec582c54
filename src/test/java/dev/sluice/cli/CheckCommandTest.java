package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckCommandTest {

    private static final String GOOD = """
            openapi: 3.1.0
            info: {title: good, version: "1"}
            paths:
              /a:
                get: {responses: {"200": {description: ok}}}
            """;

    private static final String WARNED = GOOD + "x-sluice-rate-limits: {}\n";

    private static final String FAULTY = """
            openapi: 3.1.0
            x-sluice-rate-limits: {}
            paths:
              /a:
                get:
                  parameters:
                    - $ref: '#/components/parameters/P'
            components:
              parameters:
                P: {name: p, in: qury, schema: {}}
            """;

    private final Terminal terminal = new Terminal();

    private Path folder = Path.of("");
    private Path good = Path.of("");
    private Path warned = Path.of("");
    private Path faulty = Path.of("");

    @BeforeEach
    void writeContracts(@TempDir Path contracts) throws IOException {
        folder = contracts;
        good = Files.writeString(folder.resolve("good.yaml"), GOOD);
        warned = Files.writeString(folder.resolve("warned.yaml"), WARNED);
        faulty = Files.writeString(folder.resolve("faulty.yaml"), FAULTY);
    }

    @Test
    void aGoodContractIsOneLineAndZero() {
        assertThat(check(good)).isZero();

        assertThat(terminal.out().lines()).containsExactly(good + ": ok, 1 operation, 0 faults, 0 warnings, 1 ms");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aFaultIsShownWithItsPlaceLineAndCaretAndOne() {
        assertThat(check(faulty)).isEqualTo(1);

        assertThat(terminal.out().lines().toList())
                .hasSize(7)
                .startsWith(
                        faulty
                                + ":10:8: error: /components/parameters/P: 'qury' is no place for a parameter (expected: path,"
                                + " query, header or cookie) (via /paths/~1a/get/parameters/0)",
                        "        P: {name: p, in: qury, schema: {}}",
                        "           ^")
                .last()
                .isEqualTo(faulty + ": cannot be used, 1 fault, 1 warning, 1 ms");
        assertThat(terminal.out()).contains(faulty + ":2:1: warning: 'x-sluice-rate-limits' has no meaning here");
    }

    @Test
    void whatIsWrongWithOneStopsNoOther() {
        Path missing = good.resolveSibling("missing.yaml");

        int code = check(faulty, missing, folder, good);

        assertThat(code).isEqualTo(2);
        assertThat(terminal.out().lines().toList())
                .contains(
                        missing + ": cannot be read: no such file",
                        folder + ": cannot be read: a folder (expected: files, such as " + folder + "/*.yaml)",
                        good + ": ok, 1 operation, 0 faults, 0 warnings, 1 ms")
                .last()
                .isEqualTo("4 documents: 1 ok, 1 with faults, 2 not checked; 1 operation, 1 fault, 1 warning, 4 ms");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void aUrlIsFetchedOnlyWhereThatIsAllowed() {
        Vertx vertx = Vertx.vertx();
        String url = "http://127.0.0.1:"
                + vertx.createHttpServer()
                        .requestHandler(request -> request.response().end(FAULTY))
                        .listen(0, "127.0.0.1")
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join()
                        .actualPort()
                + "/a.yaml";

        assertThat(terminal.run("check", url)).isEqualTo(2);
        assertThat(terminal.run("check", "--fetch", url, url)).isEqualTo(1);
        assertThat(terminal.run("check", "--fetch", "x", url)).isEqualTo(2);

        vertx.close().toCompletionStage().toCompletableFuture().join();
        assertThat(terminal.out().lines())
                .startsWith(
                        url + ": cannot be read: nothing is fetched over the network (expected: a file in the folder of"
                                + " the contract, or the URL's beginning in fetch.from or --fetch)")
                .anyMatch(line -> line.startsWith(url + ":10:8: error: /components/parameters/P: 'qury' is no place"))
                .contains("        P: {name: p, in: qury, schema: {}}");
        assertThat(terminal.err()).contains("--fetch").contains("expected the beginning of http or https URLs");
    }

    @Test
    void warningsFailOnlyWhereThatIsAskedFor() {
        assertThat(check(warned)).isZero();
        assertThat(terminal.run("check", "--fail-on", "error", warned.toString()))
                .isZero();
        assertThat(terminal.run("check", "--fail-on", "warning", warned.toString()))
                .isEqualTo(1);
        assertThat(terminal.run("check", "--fail-on", "warning", good.toString()))
                .isZero();
    }

    @Test
    void jsonIsOneObjectPerDocumentAndLine() {
        int code = terminal.run("check", "--format", "json", good.toString(), faulty.toString(), "not there");

        assertThat(code).isEqualTo(2);
        assertThat(terminal.out().lines())
                .containsExactly(
                        "{\"file\":\"" + good
                                + "\",\"ok\":true,\"operations\":1,\"millis\":1,\"errors\":[],\"warnings\":[]}",
                        "{\"file\":\"" + faulty + "\",\"ok\":false,\"operations\":0,\"millis\":1,"
                                + "\"errors\":[{\"line\":10,\"column\":8,"
                                + "\"pointer\":\"/components/parameters/P\","
                                + "\"message\":\"'qury' is no place for a parameter (expected: path, query, header or"
                                + " cookie)\",\"via\":[\"/paths/~1a/get/parameters/0\"]}],"
                                + "\"warnings\":[{\"line\":2,\"column\":1,\"pointer\":\"\","
                                + "\"message\":\"'x-sluice-rate-limits' has no meaning here (is 'x-sluice-rate-limit'"
                                + " meant?); it is ignored\"}]}",
                        "{\"file\":\"not there\",\"ok\":false,\"operations\":0,\"millis\":1,"
                                + "\"errors\":[{\"line\":1,\"column\":1,\"pointer\":\"\","
                                + "\"message\":\"cannot be read: no such file\"}],\"warnings\":[]}");
        assertThat(terminal.err().lines()).containsExactly("sluice: not there: cannot be read: no such file");
    }

    @Test
    void aDashIsStandardInput() {
        terminal.input = FAULTY.getBytes(StandardCharsets.UTF_8);

        assertThat(terminal.run("check", "-")).isEqualTo(1);

        assertThat(terminal.out())
                .startsWith("<stdin>:10:8: error: ")
                .contains("        P: {name: p, in: qury, schema: {}}\n")
                .endsWith("<stdin>: cannot be used, 1 fault, 1 warning, 1 ms\n");
    }

    @Test
    void bytesThatAreNotUtf8AreAFaultOfStandardInputToo() {
        terminal.input = new byte[] {'a', ':', ' ', (byte) 0xff};

        assertThat(terminal.run("check", "-")).isEqualTo(1);

        assertThat(terminal.out()).startsWith("<stdin>:1:4: error: bytes that are not UTF-8");
    }

    @Test
    void showsLinesOfUtf16() {
        terminal.input = "\uFEFFopenapi: 3.1.0\npaths: {é: 1}\n".getBytes(StandardCharsets.UTF_16LE);

        assertThat(terminal.run("check", "-")).isEqualTo(1);

        assertThat(terminal.out())
                .startsWith("<stdin>:2:12: error: /paths/é: not the right kind of value: number")
                .contains("    paths: {é: 1}\n               ^\n");
    }

    @Test
    void swagger2IsRead() {
        terminal.input = "swagger: '2.0'\npaths: {/a: {get: {responses: {'200': {description: ok}}}}}\n"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(terminal.run("check", "-")).isZero();

        assertThat(terminal.out()).contains("<stdin>: ok, 1 operation, 0 faults, 0 warnings");
    }

    @ParameterizedTest
    @CsvSource({
        "check, Missing required parameter",
        "check - -, standard input can be read only once",
        "check --format xml -, Invalid value for option '--format'",
        "check --fail-on never -, Invalid value for option '--fail-on'",
    })
    void wrongUsageIsTwo(String line, String message) {
        assertThat(terminal.run(line.split(" ", -1))).isEqualTo(2);

        assertThat(terminal.err()).startsWith("sluice: " + message).contains("Usage: sluice check");
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void theReportFileIsReplacedWholeAndTheSummaryIsTold(@TempDir Path reports) throws IOException {
        Path report = Files.writeString(reports.resolve("report.json"), "before");

        int code =
                terminal.run("check", "--format", "json", "-o", report.toString(), good.toString(), warned.toString());

        assertThat(code).isZero();
        assertThat(Files.readAllLines(report)).hasSize(2).allMatch(line -> line.startsWith("{\"file\":"));
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err().lines())
                .containsExactly("2 documents: 2 ok, 0 with faults; 2 operations, 0 faults, 1 warning, 2 ms");
        try (Stream<Path> files = Files.list(reports)) {
            assertThat(files).containsExactly(report);
        }
    }

    @Test
    void aReportThatCannotBeWrittenIsTwo(@TempDir Path reports) {
        Path nowhere = reports.resolve("none/report");

        assertThat(terminal.run("check", "-o", nowhere.toString(), good.toString()))
                .isEqualTo(2);
        assertThat(terminal.run("check", "-o", reports.toString(), good.toString()))
                .isEqualTo(2);

        assertThat(terminal.err().lines())
                .containsExactly(
                        "sluice: cannot write " + nowhere + ": no such file",
                        "sluice: cannot write " + reports + ": it is a folder");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void aFullStandardOutputIsTwo(int room) {
        terminal.output = new FailingStream(room, "No space left on device");

        assertThat(check(good, good, good)).isEqualTo(2);
        assertThat(terminal.err().lines()).containsExactly("sluice: cannot write the report: No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFault() {
        terminal.output = new FailingStream(1, "Broken pipe");

        assertThat(check(good, faulty)).isZero();
        assertThat(check(faulty, good)).isEqualTo(1);
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void theReportReplacesNoDocument() throws IOException {
        int code = terminal.run("check", "-o", good.toString(), faulty.toString(), good.toString());

        assertThat(code).isEqualTo(2);
        assertThat(terminal.err()).startsWith("sluice: the report would replace the document " + good);
        assertThat(good).hasContent(GOOD);
    }

    @Test
    void theReportReplacesNothingThatADocumentRefersToAndNoList() throws IOException {
        Path part = Files.writeString(folder.resolve("part.yaml"), "get: {responses: {'200': {description: ok}}}\n");
        Path whole = Files.writeString(folder.resolve("whole.yaml"), """
                openapi: 3.1.0
                paths: {/a: {$ref: part.yaml}}
                """);
        Path list = Files.writeString(folder.resolve("list"), good + "\n" + whole + "\n");

        assertThat(terminal.run("check", "-o", part.toString(), whole.toString()))
                .isEqualTo(2);
        assertThat(terminal.run("check", "-o", list.toString(), "@" + list)).isEqualTo(2);
        assertThat(terminal.run("check", "-o", folder.resolve("report").toString(), "@" + list))
                .isZero();

        assertThat(part).hasContent("get: {responses: {'200': {description: ok}}}");
        assertThat(list).hasContent(good + "\n" + whole);
        assertThat(terminal.err()).contains("would replace", "part.yaml", "would replace " + list);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void aTerminalIsColouredUnlessItsUserDeclines() {
        terminal.terminals = "out";
        check(faulty);
        String coloured = terminal.out();

        terminal.environment.put("NO_COLOR", "1");
        check(faulty);

        assertThat(coloured).contains("\u001b[31;1merror\u001b[0m: /components");
        assertThat(terminal.out().substring(coloured.length()))
                .doesNotContain("\u001b")
                .contains("error: /components");
    }

    @Test
    void nothingOfADocumentReachesTheTerminalAsControl() {
        terminal.input = "openapi: 3.1.0\npaths:\n  \"\\e[2J\u202e/x\": {}\n".getBytes(StandardCharsets.UTF_8);

        terminal.run("check", "-");

        assertThat(terminal.out()).contains("error").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void aTerminalSeesHowFarManyDocumentsAre() {
        terminal.terminals = "err";
        String[] arguments = new String[301];
        arguments[0] = "check";
        Arrays.fill(arguments, 1, arguments.length, good.toString());

        assertThat(terminal.run(arguments)).isZero();

        assertThat(terminal.err())
                .matches("(?s)(\r\\[[#.]{30}] \\d+/300, [0-9.]+/s, \\d+:\\d\\d left\u001b\\[K)+\r\u001b\\[K");
    }

    private int check(Path... files) {
        return terminal.run(Stream.concat(Stream.of("check"), Stream.of(files).map(Path::toString))
                .toArray(String[]::new));
    }
}
