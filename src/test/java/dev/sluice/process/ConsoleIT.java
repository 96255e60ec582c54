package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The console in a real browser. */
class ConsoleIT {

    private static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: '1.0', description: 'All <b>pets</b> <script>alert(1)</script>'}
            servers: [{url: https://pets.example/api}]
            paths:
              /pets:
                post:
                  operationId: addPet
                  requestBody:
                    required: true
                    content:
                      application/json:
                        schema:
                          type: object
                          required: [name]
                          properties: {name: {type: string, minLength: 1}}
                          additionalProperties: false
                  responses: {'201': {description: created}}
              /pets/{id}:
                get:
                  operationId: showPet
                  parameters: [{name: id, in: path, required: true, schema: {type: integer, minimum: 1}}]
                  responses:
                    '200':
                      description: a pet
                      content: {application/json: {example: {id: 7, name: Rex}}}
            """;

    private static final String HOSTILE = "<img src=x onerror=\"document.title='taken'\">";
    private static final String TOKEN = "a-token-for-the-console";
    private static final List<String> VIEWS =
            List.of("overview", "contracts", "contracts/pets.yaml/0", "findings", "limits", "upstreams", "coverage");

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        assumeTrue(Browser.isInstalled(), "no chromium and chromedriver on the PATH: the console is not tested in one");
        Files.writeString(folder.resolve("pets.yaml"), PETS);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    /** @param more of its environment */
    private ServerProcess server(Map<String, String> more) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("SLUICE_CONTROL_AUTH", "off"));
        environment.putAll(more);
        ServerProcess server = ServerProcess.mock(folder, folder.resolve("errors"), environment, "pets.yaml");
        open.add(0, server);
        return server;
    }

    private Browser browser(int width, int height) {
        Browser browser = Browser.start(folder.resolve("profile" + open.size()), width, height);
        open.add(0, browser);
        return browser;
    }

    /** Requests, good ones and some bad ones, until it is closed. */
    private AutoCloseable load(ServerProcess server) {
        Thread thread = new Thread(
                () -> {
                    for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                        client.status(server.data(i % 5 == 0 ? "/api/pets/0" : "/api/pets/" + i));
                        LockSupport.parkNanos(2_000_000);
                    }
                },
                "load");
        thread.setDaemon(true);
        thread.start();
        return () -> {
            thread.interrupt();
            thread.join(10_000);
        };
    }

    private static double number(String text) {
        return Double.parseDouble(text.replace(",", "").replaceAll("[^0-9.]", ""));
    }

    @Test
    void showsWhatGoesOn() throws Exception {
        ServerProcess server = server(Map.of());
        Browser browser = browser(1280, 860);
        browser.prefers("light");
        browser.open(server.control("/ui/"));
        browser.awaitText("#link-state", "Live");
        browser.awaitText("[data-tile=rate] .hint", "0 since the start");

        AutoCloseable load = load(server);
        client.put(server.data("/api/pets"), "{}");
        send(server, "{\"name\":\"Rex\",\"" + HOSTILE.replace("\"", "\\\"") + "\":1}");

        browser.await("[data-tile=rate] dd:first-of-type", rate -> number(rate) > 5);
        double before = number(browser.text("[data-tile=rate] .hint"));
        browser.await("[data-tile=rate] .hint", total -> number(total) > before + 50);
        browser.await("[data-tile=p99] dd:first-of-type", p99 -> p99.endsWith("s"));
        browser.awaitText("sluice-overview tbody", "/api/pets/{id}");
        browser.awaitText(".found", "expected no member of this name");
        browser.awaitText(".found", HOSTILE);
        // some history for the charts
        browser.await("[data-tile=rate] .hint", total -> number(total) > before + 1_000);
        browser.screenshot("overview-light");
        browser.prefers("dark");
        browser.screenshot("overview-dark");
        load.close();

        browser.one("nav a[href='#findings']").click();
        browser.awaitText("sluice-findings", "expected no member of this name");
        WebElement kind = browser.all("details.kind").stream()
                .filter(one -> one.getText().contains("onerror"))
                .findFirst()
                .orElseThrow();
        kind.findElement(By.tagName("summary")).click();
        browser.awaitText("details.kind[open] .facts", "POST /api/pets");
        assertThat(browser.all("main img")).isEmpty();
        browser.screenshot("findings-dark");
        assertThat(browser.script("return document.title")).isEqualTo("Findings · Sluice console");
        assertThat(browser.errors()).isEmpty();
    }

    private void send(ServerProcess server, String json) throws Exception {
        assertThat(client.send("POST", server.data("/api/pets"), json).statusCode())
                .isEqualTo(400);
    }

    @Test
    void triesARequestAndShowsTheDocumentation() throws Exception {
        ServerProcess server = server(Map.of());
        Browser browser = browser(1280, 860);
        browser.prefers("light");
        browser.open(server.control("/ui/#contracts"));
        browser.awaitText(".operations", "/api/pets/{id}");
        browser.one("#operation-filter").sendKeys("showPet");
        browser.await(".operations", operations -> !operations.contains("addPet"));
        browser.one(".operations a").click();
        browser.awaitText("sluice-try h3", "showPet");
        assertThat(browser.script("return document.getElementById('try-path').value"))
                .asString()
                .matches("/api/pets/\\d+");

        browser.one("sluice-try button[type=submit]").click();

        browser.awaitText(".answer .status", "200 OK");
        browser.awaitText(".answer pre.body", "\"name\": \"Rex\"");
        browser.screenshot("try-light");
        WebElement path = browser.one("#try-path");
        path.clear();
        path.sendKeys("/api/pets/none", Keys.ENTER);
        browser.awaitText(".answer .status", "400 Bad Request");
        browser.awaitText(".answer pre.body", "integer");

        browser.one(".contracts a.docs").click();
        browser.awaitText(".swagger-ui .title", "Pets");
        browser.awaitText(".swagger-ui", "/pets/{id}");
        browser.screenshot("documentation");
        assertThat(browser.text(".swagger-ui .info script")).isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void showsWhatIsRegisteredBesideWhatIsServed() throws Exception {
        Path settings = Files.writeString(
                folder.resolve("sluice.yaml"),
                "contracts: [{registry: pets, backend: mock}]\nstore: {data: '" + folder + "'}\n"
                        + "listen: {port: 0}\ncontrol: {port: 0, auth: off}\n");
        ServerProcess server = ServerProcess.start(List.of("-c", settings.toString()), Map.of());
        open.add(0, server);
        register(server, "pets", PETS);
        register(server, "pets", PETS.replace("version: '1.0'", "version: '2.0'"));
        register(server, "pets", PETS + "x-sluice-backend: {kind: proxy, upstream: nobody}\n");
        register(server, "spare", PETS.replace("title: Pets", "title: \"" + HOSTILE.replace("\"", "\\\"") + "\""));
        activate(server, 1);
        Browser browser = browser(1280, 860);
        browser.prefers("light");
        browser.open(server.control("/ui/#contracts"));
        browser.awaitText(".contracts", "Pets");
        browser.awaitText(".registered", "version 1 active3 versionsversion 1 served here");
        browser.awaitText(".registered", "sparenone active1 versionnot served by this node");

        WebElement pets = browser.one(".registered details[data-name=pets] summary");
        pets.sendKeys(Keys.ENTER);

        browser.awaitText("details[data-name=pets] tbody", "not active");
        assertThat(rows(browser)).hasSize(3).first().asString().startsWith("3not active");
        assertThat(rows(browser).get(2))
                .startsWith("1active served herePets 1.0")
                .matches(".*[0-9a-f]{64}");
        browser.one(".registered details[data-name=spare] summary").sendKeys(Keys.SPACE);
        browser.awaitText("details[data-name=spare] tbody", HOSTILE);
        assertThat(browser.all("main img")).isEmpty();

        activate(server, 2);
        browser.one("sluice-registered button").sendKeys(Keys.ENTER);

        browser.awaitText(".registered", "version 2 active3 versionsversion 2 served here");
        browser.await("details[data-name=pets] tbody", text -> text.contains("2active served here"));
        browser.awaitText("#announcer", "2 registered contracts shown");
        String audit = Files.readString(Path.of("src/test/resources/console/audit.js"), StandardCharsets.UTF_8);
        for (String scheme : List.of("light", "dark")) {
            browser.prefers(scheme);
            assertThat((List<?>) browser.script(audit)).as(scheme).isEmpty();
            browser.screenshot("registered-" + scheme);
        }
        everyControlHasAName(browser, "registered");
        assertThat(browser.errors()).isEmpty();
    }

    private static List<String> rows(Browser browser) {
        return browser.all("details[data-name=pets] tbody tr").stream()
                .map(row -> String.valueOf(row.getDomProperty("textContent")))
                .toList();
    }

    private void register(ServerProcess server, String name, String contract) throws Exception {
        assertThat(client.put(server.control("/v1/contracts/" + name + "/content"), contract)
                        .statusCode())
                .isEqualTo(201);
    }

    private void activate(ServerProcess server, int version) throws Exception {
        assertThat(client.put(server.control("/v1/contracts/pets/active"), "{\"version\":" + version + "}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void asksForTheToken() throws Exception {
        ServerProcess server = server(Map.of("SLUICE_CONTROL_AUTH", "token", "SLUICE_CONTROL_TOKEN", TOKEN));
        Browser browser = browser(1280, 860);
        browser.open(server.control("/ui/"));
        browser.awaitText("dialog", "Sign in");
        browser.active().sendKeys("another-token-altogether", Keys.ENTER);
        browser.awaitText("dialog .fault", "That is not the token.");
        assertThat(browser.text("#link-state")).isEqualTo("Signed out");
        browser.screenshot("login");

        browser.active().sendKeys(TOKEN, Keys.ENTER);

        browser.awaitText("#link-state", "Live");
        assertThat(browser.all("dialog")).isEmpty();
        assertThat(browser.script("return document.cookie + JSON.stringify(localStorage)"))
                .asString()
                .doesNotContain(TOKEN);
        browser.reload();
        browser.awaitText("#link-state", "Live");
        browser.open(server.control("/ui/docs#pets.yaml"));
        browser.awaitText(".swagger-ui .title", "Pets");
        browser.open(server.control("/ui/"));
        browser.awaitText("#link-state", "Live");
        browser.one("#sign-out").click();
        browser.awaitText("dialog", "Sign in");
        assertThat(browser.script("return sessionStorage.length")).isEqualTo(0L);
        assertThat(browser.errors()).allMatch(error -> error.contains("401"));
    }

    @Test
    void closesAndOpensForMaintenance() throws Exception {
        ServerProcess server = server(Map.of());
        Browser browser = browser(1280, 860);
        browser.open(server.control("/ui/"));
        browser.awaitText("#link-state", "Live");
        browser.one("#maintenance").click();
        browser.awaitText("dialog", "Everything is open");
        browser.one("#closed-message").sendKeys("back at noon");
        browser.screenshot("maintenance");
        browser.one("dialog button.danger").click();
        browser.await("#closed", badge -> browser.one("#closed").isDisplayed());

        assertThat(client.status(server.data("/api/pets/1"))).isEqualTo(503);

        browser.one("#maintenance").click();
        browser.awaitText("dialog", "Closed now: the whole node");
        browser.all("dialog button").get(1).click();
        browser.await("#closed", badge -> !browser.one("#closed").isDisplayed());
        assertThat(client.status(server.data("/api/pets/1"))).isEqualTo(200);
        assertThat(browser.errors()).isEmpty();
    }

    /** Names, landmarks, contrast (WCAG 2.2 AA, 1.4.3), and no scrolling sideways on a phone. */
    @Test
    void canBeUsedByEverybody() throws Exception {
        ServerProcess server = server(Map.of("SLUICE_RATE_LIMITS_DEFAULT", "[100/s]"));
        client.put(server.data("/api/pets"), "{}");
        client.status(server.data("/api/pets/0"));
        send(server, "{\"name\":\"Rex\",\"" + HOSTILE.replace("\"", "\\\"") + "\":1}");
        String audit = Files.readString(Path.of("src/test/resources/console/audit.js"), StandardCharsets.UTF_8);
        for (int width : new int[] {1280, 390}) {
            Browser browser = browser(width, 844);
            for (String scheme : List.of("light", "dark")) {
                browser.prefers(scheme);
                for (String view : VIEWS) {
                    browser.open(URI.create("about:blank"));
                    browser.open(server.control("/ui/#" + view));
                    browser.awaitText("#link-state", "Live");
                    browser.await("#version", version -> !version.isEmpty());
                    browser.await("main", text -> !text.contains("Asking"));
                    assertThat((List<?>) browser.script(audit))
                            .as("%s, %s, %d wide", view, scheme, width)
                            .isEmpty();
                    // the same in every colour
                    if (scheme.equals("light")) {
                        everyControlHasAName(browser, view);
                    }
                    browser.screenshot(view.replaceAll("/.*", "-one") + "-" + scheme + "-" + width);
                }
            }
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void everyControlHasAName(Browser browser, String view) {
        for (WebElement control : browser.all("a, button, input, select, textarea, summary, [tabindex='0']")) {
            if (control.isDisplayed()) {
                assertThat(control.getAccessibleName())
                        .as("%s: the name of %s", view, control.getDomProperty("outerHTML"))
                        .isNotBlank();
            }
        }
    }

    @Test
    void canBeUsedWithTheKeyboard() throws Exception {
        ServerProcess server = server(Map.of());
        Browser browser = browser(1280, 860);
        browser.open(server.control("/ui/"));
        browser.awaitText("#link-state", "Live");
        browser.active().sendKeys(Keys.TAB);
        assertThat(browser.active().getText()).isEqualTo("Skip to content");
        browser.one("nav a[href='#limits']").sendKeys(Keys.ENTER);
        browser.awaitText("h1", "Limits");
        assertThat(browser.active().getAriaRole()).isEqualTo("main");
        browser.one("nav a[href='#overview']").sendKeys(Keys.ENTER);
        client.status(server.data("/api/pets/1"));
        browser.await("[data-tile=rate] .hint", total -> total.startsWith("1 "));
        browser.await("[data-tile=rate] dd:first-of-type", "0"::equals);
        WebElement chart = browser.one(".frame");
        chart.sendKeys(Keys.ARROW_LEFT);
        assertThat(chart.getDomAttribute("aria-valuetext")).startsWith("1 seconds ago: 2xx ");
        String theme = browser.text("#theme");
        browser.one("#theme").sendKeys(Keys.ENTER);
        assertThat(browser.text("#theme")).isNotEqualTo(theme);
        assertThat(browser.errors()).isEmpty();
    }
}
