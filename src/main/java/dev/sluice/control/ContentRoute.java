package dev.sluice.control;

import dev.sluice.registry.Bundle;
import dev.sluice.registry.PackedBundle;
import dev.sluice.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/contracts/{name}/content}: the files of a contract as they are, a YAML or JSON text or a zip. A plain route,
 * since vertx-openapi refuses contracts that declare such media types.
 */
final class ContentRoute {

    static final String PATH = "/v1/contracts/:name/content";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    private final ValidationService service;
    private final ContractsApi contracts;

    ContentRoute(ValidationService service, ContractsApi contracts) {
        this.service = service;
        this.contracts = contracts;
    }

    /** Whether a request's body is to be read as it is. */
    static boolean isUpload(RoutingContext context) {
        String path = context.request().path();
        return HttpMethod.PUT.equals(context.request().method())
                && path.startsWith("/v1/contracts/")
                && path.endsWith("/content");
    }

    void on(Router router) {
        router.route(PATH).method(HttpMethod.PUT).handler(this::take);
        router.route(PATH).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::give);
    }

    private void take(RoutingContext context) {
        if (KnownQuery.refuses(context, Set.of("root"))) {
            return;
        }
        String coding = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            context.response().putHeader("Accept-Encoding", "identity");
            ProblemReply.send(context, 415, "expected: no Content-Encoding");
            return;
        }
        Buffer body = context.get(Bodies.RAW);
        String name = context.pathParam("name");
        if (body == null || !Registry.NAME.matcher(name).matches()) {
            ProblemReply.send(context, 400, "expected of the name: 1 to 63 characters a-z 0-9 _ -, none of _ - first");
            return;
        }
        contracts.upload(context, name, body.getBytes(), context.queryParams().get("root"));
    }

    private void give(RoutingContext context) {
        if (KnownQuery.refuses(context, Set.of("version"))) {
            return;
        }
        String name = context.pathParam("name");
        MultiMap query = context.queryParams();
        String version = query.get("version");
        if (!Registry.NAME.matcher(name).matches()
                || (version != null && !NUMBER.matcher(version).matches())) {
            ProblemReply.send(context, 400, "expected: a name, and the number of a version");
            return;
        }
        number(name, version)
                .compose(number -> service.registry().bundle(name, number))
                .compose(bundle -> context.vertx().executeBlocking(() -> bytes(bundle)))
                .onSuccess(content -> context.response()
                        .putHeader("Content-Type", content.type)
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .end(Buffer.buffer(content.bytes)))
                .onFailure(failure -> Refusals.send(context, failure));
    }

    /** The latest where none is asked for. */
    private Future<Integer> number(String name, @Nullable String version) {
        return version != null
                ? Future.succeededFuture(Integer.valueOf(version))
                : service.registry()
                        .contract(name)
                        .map(contract -> contract.versions().isEmpty()
                                ? 0
                                : contract.versions().get(0).number());
    }

    private static final class Content {

        private final String type;
        private final byte[] bytes;

        Content(String type, byte[] bytes) {
            this.type = type;
            this.bytes = bytes;
        }
    }

    private static Content bytes(Bundle bundle) {
        if (bundle.files().size() > 1) {
            return new Content("application/zip", PackedBundle.pack(bundle));
        }
        byte[] only = bundle.files().values().iterator().next();
        boolean json = bundle.root().toLowerCase(Locale.ROOT).endsWith(".json");
        return new Content(json ? "application/json" : "application/yaml", only);
    }
}
