package dev.sluice.cli;

import dev.sluice.app.settings.Flag;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets only requests that keep a contract go on to a server, until it is told to stop. */
@Command(
        name = "proxy",
        description = "Stand in front of a server: requests that keep the contract, and the limits, go on to it.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "UPSTREAM with a path (https://api.example/v2): it stands for the contract's base path. Without one, paths go",
            "on as they came. Several upstreams, breakers, retries, TLS: upstreams in the settings file.",
            "Exit codes: 0 stopped in order, 2 usage, settings, contract or port, 3 internal error."
        })
final class ProxyCommand implements Callable<Integer> {

    private static final String NAME = "upstream";

    @Parameters(
            index = "0",
            paramLabel = "CONTRACT",
            description =
                    "OpenAPI document, served at its own base path; - is standard input, a URL is fetched where --fetch"
                            + " allows it.")
    private String contract = "";

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "UPSTREAM",
            description = "URLs of the server; the requests are spread over several.")
    private List<String> upstreams = List.of();

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings file (every key: conf/sluice.yaml); CONTRACT and UPSTREAM replace its own.")
    private @Nullable Path config;

    @Option(
            names = "--host-header",
            paramLabel = "NAME",
            description = "Host that the server is told: rewrite (its own), keep (the client's), or a name (rewrite).")
    private @Nullable String hostHeader;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "PEM file of the authorities that the server's certificate is of.")
    private @Nullable Path trust;

    @Option(names = "--insecure", description = "Take any certificate of the server: for tests only.")
    private boolean insecure;

    @Option(
            names = "--rate-limit",
            paramLabel = "QUOTA",
            description = "Quota of each project, such as 100/s; several hold together (as the contract says).")
    private List<String> rateLimits = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final ServerRun run;

    ProxyCommand(ServerRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return run.run(known().commandLine(), config, flags());
    }

    private List<Flag> flags() {
        String file = contract.equals(StandardInput.NAME) ? "/dev/stdin" : contract;
        return serving.addTo(listen.addTo(new FlagList()
                        .add(
                                "CONTRACT",
                                "contracts",
                                "[{file: " + YamlText.quoted(file) + ", backend: proxy, upstream: " + NAME + "}]")
                        .add("UPSTREAM", "upstreams", upstream())))
                .addIf(!rateLimits.isEmpty(), "--rate-limit", "rateLimits.default", String.join(", ", rateLimits))
                .flags();
    }

    /** As the setting has them, in YAML. */
    private String upstream() {
        List<String> targets = new ArrayList<>();
        String basePath = null;
        for (String text : upstreams) {
            URI url = url(text);
            String path = url.getRawPath() == null ? "" : url.getRawPath();
            if (basePath != null && !basePath.equals(path)) {
                throw new ParameterException(
                        known().commandLine(), "UPSTREAMs with different paths (expected: one path)");
            }
            basePath = path;
            targets.add(YamlText.quoted(url.getScheme() + "://" + url.getRawAuthority()));
        }
        StringBuilder yaml = new StringBuilder("{" + NAME + ": {targets: [" + String.join(", ", targets) + "]");
        if (basePath != null && !basePath.isEmpty()) {
            yaml.append(", basePath: ").append(YamlText.quoted(basePath));
        }
        if (hostHeader != null) {
            yaml.append(", host: ").append(YamlText.quoted(hostHeader));
        }
        if (insecure) {
            yaml.append(", tls: {verify: false}");
        } else if (trust != null) {
            yaml.append(", tls: {trust: ")
                    .append(YamlText.quoted(trust.toString()))
                    .append('}');
        }
        return yaml.append("}}").toString();
    }

    private URI url(String text) {
        String whole = text.contains("://") ? text : "http://" + text;
        URI url;
        try {
            url = URI.create(whole);
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw wrong();
        }
        return url;
    }

    /** Does not repeat the text: there may be a password in it. */
    private ParameterException wrong() {
        return new ParameterException(
                known().commandLine(),
                "UPSTREAM is no URL of a server (expected: http:// or https://, a host, perhaps a port and a path)");
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
