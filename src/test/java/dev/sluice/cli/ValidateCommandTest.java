package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateCommandTest extends ValidateRuns {

    @Test
    void goodTrafficIsOneLineAndZero() throws IOException {
        assertThat(validate(traffic(GOOD.repeat(3)))).isZero();

        assertThat(terminal.out().lines())
                .singleElement()
                .asString()
                .startsWith("ok, 3 exchanges: 3 requests (0 invalid, 0 unjudged); 3 responses (0 invalid, 0 unjudged); "
                        + "0 unmatched, 0 malformed; ");
        assertThat(terminal.err()).isEmpty();
    }

    @Test
    void anAnswerOfAnUnknownOperationIsNotPassedOver() throws IOException {
        String answer = "{\"response\":{\"status\":201},\"operation\":\"nope\"}\n";

        assertThat(validate(traffic(answer), "--fail-on", "warning")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("no operation is known that it answers", "1 response (0 invalid, 1 unjudged)");
    }

    /** Sluice has answered 404 itself, which the contract does not declare; the request is judged all the same. */
    @Test
    void answersOfSluiceItselfAreCountedAndNotJudged() throws IOException {
        String refused = "{\"refused\":\"invalid-request\"," + BAD_QUERY.strip().substring(1);
        String answered = refused.substring(0, refused.length() - 1) + ",\"response\":{\"status\":404}}\n";
        String limited = answered.replace("limit=11", "limit=1");
        Path traffic = traffic(limited + limited.replace("/things/1", "/none"));

        assertThat(validate(traffic, "--fail-on", "warning", "--unmatched", "ignore"))
                .isZero();
        assertThat(terminal.out())
                .startsWith("ok, 2 exchanges: 1 request (0 invalid, 0 unjudged); 0 responses (0 invalid, 0 unjudged); "
                        + "1 unmatched, 0 malformed; 2 refused by Sluice, answers not judged; ");

        assertThat(validate(traffic(answered + GOOD), "--format", "json")).isEqualTo(1);
        assertThat(terminal.out()).contains("query limit", "\"refused\":1").doesNotContain("response-breaks-contract");
    }

    @Test
    void trafficOfAnotherContractIsNotCalledGood() throws IOException {
        assertThat(validate(traffic(ELSEWHERE), "--unmatched", "ignore")).isZero();
        assertThat(terminal.out()).startsWith("nothing judged, 1 exchange: ");

        assertThat(validate(traffic(ELSEWHERE), "--unmatched", "ignore", "--fail-on", "warning"))
                .isEqualTo(1);
    }

    /** A recorder that did not run must not look like traffic without a fault. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n \r\n", "{\"log\":{\"entries\":[]}}"})
    void aFileWithoutAnyMessageIsAWarning(String nothing) throws IOException {
        Path empty = traffic(nothing);

        assertThat(validate(empty)).isZero();
        assertThat(terminal.out())
                .contains("warning: no message in it (expected: at least one) (" + empty + ":1)")
                .contains("nothing judged, 0 exchanges: ");
        assertThat(validate(empty, "--fail-on", "warning")).isEqualTo(1);
    }

    @Test
    void oneEmptyFileOfManyIsAWarningToo() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.ndjson"));

        assertThat(validate(traffic(GOOD), empty.toString(), "--fail-on", "warning"))
                .isEqualTo(1);

        assertThat(terminal.out()).contains(empty + ":1").contains("warnings, 1 exchange: ");
    }

    @Test
    void findingsAreShownByOperationWithLinesOfMessageAndContract() throws IOException {
        Path traffic = traffic(GOOD + BAD_BODY + BAD_BODY + BAD_QUERY);

        assertThat(validate(traffic)).isEqualTo(1);

        assertThat(terminal.out().lines().toList())
                .startsWith(
                        "GET /things/{id}  2 requests, 1 invalid; 1 response, 0 invalid",
                        "  error: request query limit: expected a number of at most 10 (" + traffic + ":4)",
                        "      GET /things/1?limit=11",
                        "                    ^",
                        "    " + contract + ":10:60",
                        "      … {name: limit, in: query, schema: {type: integer, maximum: 10}}",
                        "                                                         ^",
                        "",
                        "PUT /things/{id}  2 requests, 2 invalid; 0 responses, 0 invalid",
                        "  error: request body /sizes/*: expected integer (2 times, first " + traffic + ":2)",
                        "      \"sizes\":[1,\"x\",\"y\"]}",
                        "                 ^")
                .last()
                .asString()
                .startsWith("broken, 4 exchanges: 4 requests (3 invalid, 0 unjudged)");
        assertThat(terminal.out()).doesNotContain("hidden");
    }

    @Test
    void aSecretOnTheSameLineIsNotShown() throws IOException {
        assertThat(validate(traffic(BAD_BODY.replace("\\n", "")))).isEqualTo(1);

        assertThat(terminal.out()).contains("{\"password\":\"[redacted]\",\"sizes\":[1,\"x\",\"y\"]}");
    }

    @ParameterizedTest
    @CsvSource({"report, 0", "ignore, 0", "fail, 1"})
    void whatLeadsToNoPathIsWhatTheUserSays(String unmatched, int code) throws IOException {
        assertThat(validate(traffic(GOOD + ELSEWHERE), "--unmatched", unmatched))
                .isEqualTo(code);

        assertThat(terminal.out()).contains("1 unmatched");
        assertThat(terminal.out().contains("no contract has the path of this GET request"))
                .isEqualTo(!unmatched.equals("ignore"));
    }

    @Test
    void warningsFailWhereTheyAreAskedTo() throws IOException {
        Path traffic = traffic(GOOD + UNANSWERED);

        assertThat(validate(traffic)).isZero();
        assertThat(terminal.out()).contains("warning: response: not judged: no answer came");
        assertThat(validate(traffic, "--fail-on", "warning")).isEqualTo(1);
        assertThat(validate(traffic, "--fail-on", "warning", "--only", "requests"))
                .isZero();
    }

    @Test
    void malformedLinesAreToldAndTheOthersJudged() throws IOException {
        Path traffic = traffic("{\"request\":1}\n" + GOOD);

        assertThat(validate(traffic)).isEqualTo(1);

        assertThat(terminal.out()).contains("error: expected an object (" + traffic + ":1:12)", "1 malformed");
    }

    @Test
    void oneSideAloneIsJudged() throws IOException {
        Path traffic = traffic(BAD_QUERY);

        assertThat(validate(traffic, "--only", "responses")).isZero();
        assertThat(validate(traffic, "--only", "requests")).isEqualTo(1);
    }

    @Test
    void credentialsAreAskedForWhereTheUserSaysSo() throws IOException {
        Path traffic = traffic(GOOD);

        assertThat(validate(traffic, "--credentials")).isEqualTo(1);
        assertThat(terminal.out()).contains("error: request: answered with 401: expected the header X-Key");
    }

    @Test
    void harFilesGzipAndStandardInputAreReadAlike() throws IOException {
        Path har = Files.writeString(
                folder.resolve("traffic.json"),
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"https://a/things/1?limit=11\",\"headers\":[]}}]}}");
        Path zipped = folder.resolve("traffic.bin");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(BAD_QUERY.getBytes(StandardCharsets.UTF_8));
        }
        terminal.input = BAD_QUERY.getBytes(StandardCharsets.UTF_8);

        assertThat(terminal.run("validate", contract.toString(), har.toString(), zipped.toString(), "-"))
                .isEqualTo(1);

        assertThat(terminal.out()).contains("(3 times, first " + har + ":1, log/entries/0)");
    }

    @Test
    void theContractMayComeByStandardInput() throws IOException {
        terminal.input = CONTRACT.getBytes(StandardCharsets.UTF_8);
        Path traffic = traffic(BAD_QUERY);

        assertThat(terminal.run("validate", "-", traffic.toString())).isEqualTo(1);

        assertThat(terminal.out()).contains("    <stdin>:10:60", "schema: {type: integer, maximum: 10}}");
    }

    @Test
    void standardInputIsOneThing() throws IOException {
        Path traffic = traffic(BAD_QUERY);

        assertThat(terminal.run("validate", "-", "-")).isEqualTo(2);
        assertThat(terminal.run("validate", "-", "--contract", "-", traffic.toString()))
                .isEqualTo(2);
        assertThat(terminal.err()).contains("standard input can be read only once");
    }

    @Test
    void aFaultyContractOfStandardInputIsToldByItsName() throws IOException {
        terminal.input = "openapi: 3.0.3\n".getBytes(StandardCharsets.UTF_8);

        assertThat(terminal.run("validate", "-", traffic(GOOD).toString())).isEqualTo(2);

        assertThat(terminal.err()).contains("the contract <stdin> cannot be used:", "<stdin>:1:1: ");
    }

    /** What a browser notes beside calls of the API: pages from its cache, its extensions, its sockets. */
    @Test
    void entriesOfAHarThatAreNoHttpAreCountedWithTheirReason() throws IOException {
        String entry = "{\"request\":{\"method\":\"GET\",\"url\":\"%s\",\"headers\":[]}}";
        Path har = traffic("{\"log\":{\"entries\":["
                + Stream.of("data:,x", "wss://a/live", "data:,y", "https://a/things/1?limit=11", "https://a/things/1")
                        .map(entry::formatted)
                        .collect(Collectors.joining(","))
                + ",7]}}");

        assertThat(validate(har, "--unmatched", "fail")).isEqualTo(1);
        assertThat(terminal.out())
                .contains("expected a number of at most 10 (" + har + ":1, log/entries/3)")
                .contains("error: expected an entry, an object (" + har + ":1:")
                .contains(", log/entries/5)")
                .contains("0 unmatched, 1 malformed; 3 passed over (1 WebSocket, 2 data:); ");

        Terminal json = new Terminal();
        json.run("validate", contract.toString(), har.toString(), "--format", "json");
        assertThat(json.out()).contains("\"entry\":\"log/entries/3\"", "\"passedOver\":{\"WebSocket\":1,\"data:\":2}");
    }

    @Test
    void aFileInAnotherEncodingIsNotTakenForBrokenLines() throws IOException {
        Path wide = Files.writeString(folder.resolve("wide.har"), "{\"log\":{}}", StandardCharsets.UTF_16);

        assertThat(validate(wide)).isEqualTo(2);

        assertThat(terminal.out())
                .contains(
                        wide + ": cannot be read: in UTF-16 or UTF-32, or no text (expected: NDJSON or HAR in UTF-8)");
    }

    @Test
    void furtherContractsAreAskedToo() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), CONTRACT.replace("/things/{id}", "/other/{id}"));
        Path traffic = traffic("{\"request\":{\"method\":\"GET\",\"url\":\"/other/1?limit=11\"}}\n" + BAD_QUERY);

        assertThat(validate(traffic, "--contract", other.toString(), "--unmatched", "fail"))
                .isEqualTo(1);

        assertThat(terminal.out()).contains(other + ":10:60", contract + ":10:60", "0 unmatched");
    }

    @Test
    void kindsOfFindingsAreKeptUpToANumber() throws IOException {
        assertThat(validate(traffic(BAD_QUERY + BAD_BODY + BAD_BODY), "--max-findings", "1"))
                .isEqualTo(1);

        assertThat(terminal.out()).contains("and 2 findings of further kinds (--max-findings)");
    }

    @Test
    void aFileThatCannotBeReadIsToldAndTheOthersAreJudged() throws IOException {
        Path missing = folder.resolve("missing.ndjson");

        assertThat(terminal.run(
                        "validate",
                        contract.toString(),
                        missing.toString(),
                        traffic(BAD_QUERY).toString()))
                .isEqualTo(2);

        assertThat(terminal.out()).contains(missing + ": cannot be read: no such file", "query limit");
    }

    @Test
    void aFaultyContractIsRefused() throws IOException {
        Files.writeString(contract, "openapi: 3.0.3\n");

        assertThat(validate(traffic(GOOD))).isEqualTo(2);

        assertThat(terminal.err()).contains("the contract " + contract + " cannot be used:");
    }

    @Test
    void coloursAreForTerminals() throws IOException {
        Path traffic = traffic(BAD_QUERY);
        terminal.terminals = "out";
        validate(traffic);
        assertThat(terminal.out()).contains("\u001b[31;1merror");

        Terminal plain = new Terminal();
        plain.terminals = "out";
        plain.environment.put("NO_COLOR", "1");
        plain.run("validate", contract.toString(), traffic.toString());
        assertThat(plain.out()).contains("error").doesNotContain("\u001b");
    }

    @Test
    void progressIsForTerminals() throws IOException {
        Path traffic = traffic(GOOD.repeat(100_000));
        validate(traffic);
        assertThat(terminal.err()).isEmpty();

        Terminal shown = new Terminal();
        shown.terminals = "err";
        shown.run("validate", contract.toString(), traffic.toString());
        assertThat(shown.err()).contains(" messages, ", " left").endsWith("\r\u001b[K");
    }

    @Test
    void aReaderWhoHasSeenEnoughIsNoFault() throws IOException {
        terminal.output = new FailingStream(10, "Broken pipe");

        assertThat(validate(traffic(BAD_QUERY))).isEqualTo(1);
    }
}
