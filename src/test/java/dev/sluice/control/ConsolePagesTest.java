package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsolePagesTest {

    private static final Pattern REFERENCE = Pattern.compile("(?:href|src)=\"(/ui/[^\"#]+)\"");
    private static final Path SOURCES = Path.of("src/main/resources/ui");

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> get(Operator operator, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operator.port + path))
                .GET();
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void whatAPageRefersToIsThereAndNeverChanges() throws Exception {
        try (Operator operator = new Operator()) {
            for (String page : List.of("/ui/", "/ui/docs")) {
                HttpResponse<String> html = get(operator, page);

                assertThat(html.statusCode()).isEqualTo(200);
                assertThat(header(html, "content-type")).isEqualTo("text/html; charset=utf-8");
                assertThat(header(html, "cache-control")).isEqualTo("no-cache");
                assertThat(header(html, "content-security-policy"))
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe-eval")
                        .doesNotContain("script-src 'self' ");
                Matcher references = REFERENCE.matcher(html.body());
                assertThat(references.results().count()).isGreaterThan(3);
                references.reset();
                while (references.find()) {
                    String path = references.group(1);
                    if (!path.equals("/ui/")) {
                        HttpResponse<String> file = get(operator, path);
                        assertThat(file.statusCode()).as(path).isEqualTo(200);
                        assertThat(header(file, "cache-control")).contains("immutable");
                        assertThat(header(file, "x-content-type-options")).isEqualTo("nosniff");
                        assertThat(header(file, "content-type"))
                                .isEqualTo(
                                        switch (path.substring(path.lastIndexOf('.'))) {
                                            case ".js" -> "text/javascript; charset=utf-8";
                                            case ".css" -> "text/css; charset=utf-8";
                                            default -> "image/svg+xml";
                                        });
                    }
                }
            }
        }
    }

    @Test
    void isAskedAboutOnceMoreAndNotSentAgain() throws Exception {
        try (Operator operator = new Operator()) {
            HttpResponse<String> first = get(operator, "/ui/");
            String tag = header(first, "etag");

            assertThat(get(operator, "/ui/", "If-None-Match", tag))
                    .returns(304, HttpResponse::statusCode)
                    .returns("", HttpResponse::body);
            assertThat(get(operator, "/ui/", "If-None-Match", "\"other\", W/" + tag)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(get(operator, "/ui/", "If-None-Match", "\"other\"").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ui"})
    void whoComesNearIsLedToThePage(String path) throws Exception {
        try (Operator operator = new Operator()) {
            HttpResponse<String> answer = get(operator, path);

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(header(answer, "location")).isEqualTo("/ui/");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/index.html",
                "/ui/console.js",
                "/ui/../ui/",
                "/ui/..%2f..%2fetc/passwd",
                "/ui/%2e%2e/logback.xml",
                "/ui/VERSION/..%2findex.html",
                "/ui/VERSION/..",
                "/ui/VERSION/",
                "/ui/VERSION/console.js/",
                "/ui/VERSION/index.html",
                "/ui/VERSION/console.js%00",
                "/ui/VERSION/CONSOLE.JS",
                "/ui/other/console.js",
                "/ui//VERSION/console.js",
                "/ui/VERSION\\console.js",
                "/ui/swagger-ui-5/index.html"
            })
    void hasNothingElse(String path) throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            Matcher version = Pattern.compile("/ui/([0-9a-f]{16})/")
                    .matcher(get(operator, "/ui/").body());
            assertThat(version.find()).isTrue();
            String answer = raw.request(
                            "GET " + path.replace("VERSION", version.group(1)) + " HTTP/1.1",
                            "Host: localhost",
                            "Connection: close")
                    .rest();

            assertThat(answer).containsPattern("^HTTP/1.1 40[04]").contains("application/problem+json");
        }
    }

    @Test
    void everyFileIsServedAndNoneIsMissing() throws IOException {
        TreeSet<String> there;
        try (Stream<Path> files = Files.list(SOURCES)) {
            there = files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
        TreeSet<String> served = new TreeSet<>(ConsoleAssets.FILES);
        served.addAll(ConsoleAssets.PAGES);

        assertThat(served).isEqualTo(there);
    }

    /** What is shown comes from strangers' requests. */
    @Test
    void noScriptMakesMarkupOfTexts() throws IOException {
        for (String name : ConsoleAssets.FILES) {
            String text = Files.readString(SOURCES.resolve(name), StandardCharsets.UTF_8);

            assertThat(text)
                    .as(name)
                    .doesNotContain("innerHTML")
                    .doesNotContain("outerHTML")
                    .doesNotContain("insertAdjacentHTML")
                    .doesNotContain("document.write")
                    .doesNotContain("eval(")
                    .doesNotContain("new Function")
                    .doesNotContain("http://cdn", "https://");
        }
    }
}
