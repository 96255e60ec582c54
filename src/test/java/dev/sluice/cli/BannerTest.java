package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.Started;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BannerTest {

    @Test
    void saysWhereEverythingIsAndHowToTryIt() {
        String text = new Banner(Terminal.STARTED).text();

        assertThat(text).isEqualTo("""
                        Sluice is open.

                          data      http://127.0.0.1:8080
                          control   http://[::1]:9091  (the default port is taken)
                          console   http://[::1]:9091/ui/
                          contract  VPC Endpoint v1 at /v1, 5 operations, store
                          store     embedded Postgres in /data
                          limits    100 per second
                          loops     2 event loops

                        Try:

                        curl -X PUT http://127.0.0.1:8080/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services/\
                        4189d3c2-8882-4871-a3c2-d380272eed88 -H 'Content-Type: application/json' -d \
                        '{"approval_enabled":true,"ports":[{"client_port":8081,"server_port":22,"protocol":"TCP"},\
                        {"client_port":8082,"server_port":23,"protocol":"UDP"}]}'

                        For the operator, with a token that is new at each start (also in /data/control-9091.token):

                        curl 'http://[::1]:9091/v1/status' -H 'Authorization: Bearer s3cret-of-this-start'

                        Ctrl-C stops it.
                        """);
    }

    @Test
    void saysThatNothingIsLetIn() {
        Started open = Terminal.STARTED;
        Started closed = new Started(
                open.data(),
                open.control(),
                open.controlPortMoved(),
                open.token(),
                open.contracts(),
                open.store(),
                open.limits(),
                open.eventLoops(),
                open.example(),
                open.service(),
                Optional.of("maintenance.on: every request is answered with 503, Retry-After 60"));

        assertThat(new Banner(closed).text())
                .contains("\n  closed    maintenance.on: every request is answered with 503, Retry-After 60\n")
                .doesNotContain("Try:");
    }

    @Test
    void theCurlLineSurvivesAShell() {
        Started started = new Started(
                new Started.Address("db.example", 1),
                new Started.Address("db.example", 2),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                "",
                1,
                Optional.of(new Started.Request("POST", "/it?a=1&b=2", List.of("X-It: it's"), "{\"a\":\"it's\"}")),
                Optional.empty(),
                Optional.empty());

        assertThat(new Banner(started).text())
                .contains("curl -X POST 'http://db.example:1/it?a=1&b=2' -H 'X-It: it'\\''s'"
                        + " -d '{\"a\":\"it'\\''s\"}'\n");
    }

    private static Started service(boolean only) {
        Started.Address service = new Started.Address("0.0.0.0", 8090);
        return new Started(
                only ? service : new Started.Address("127.0.0.1", 8080),
                new Started.Address("127.0.0.1", 9090),
                false,
                Optional.of(new Started.Token("s3cret", Optional.empty())),
                List.of(),
                Optional.empty(),
                "none",
                2,
                Optional.empty(),
                Optional.of(new Started.Service(service, only, "the folder /data/registry")),
                Optional.empty());
    }

    @Test
    void saysWhereTheServiceIsThatRunsAlone() {
        assertThat(new Banner(service(true)).text()).isEqualTo("""
                        Sluice is open.

                          service   http://127.0.0.1:8090
                          control   http://127.0.0.1:9090
                          console   http://127.0.0.1:9090/ui/
                          registry  the folder /data/registry

                        For the operator, with a token that is new at each start:

                        curl http://127.0.0.1:9090/v1/contracts -H 'Authorization: Bearer s3cret'

                        Ctrl-C stops it.
                        """);
    }

    @Test
    void saysWhereTheServiceIsBesideADataPlane() {
        assertThat(new Banner(service(false)).text())
                .contains("  data      http://127.0.0.1:8080\n  service   http://127.0.0.1:8090\n")
                .contains("  limits    none\n", "curl http://127.0.0.1:9090/v1/status")
                .doesNotContain("registry");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80",
        "0.0.0.0, http://127.0.0.1:80",
        "::, http://[::1]:80",
        "fe80::1, http://[fe80::1]:80",
        "api.example, http://api.example:80"
    })
    void anAddressIsAUrlThatACallerOnThisMachineCanUse(String host, String url) {
        assertThat(new Started.Address(host, 80).url()).isEqualTo(url);
    }
}
