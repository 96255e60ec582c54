package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The console's pages and what they are made of, below {@code /ui/}. They hold no data: that is asked for by the page. */
final class ConsolePages {

    private static final String COMMON = "default-src 'none'; script-src 'self'; connect-src 'self'; font-src 'self';"
            + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'; ";

    /** Nothing in line, nothing from elsewhere. */
    static final String POLICY = COMMON + "style-src 'self'; img-src 'self'";

    /** swagger-ui sets styles in line, and carries its pictures in its style sheet. */
    static final String DOCS_POLICY = COMMON + "style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final Vertx vertx;
    private @Nullable Future<ConsoleAssets> assets;

    ConsolePages(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router router) {
        for (String path : new String[] {"/", "/ui", "/ui/", "/ui/docs", "/ui/:version/:name"}) {
            router.route(path)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(context -> show(context, context.request().path()));
        }
    }

    private void show(RoutingContext context, String path) {
        if (path.equals("/") || path.equals("/ui")) {
            context.response().setStatusCode(302).putHeader("Location", "/ui/").end();
            return;
        }
        assets().onSuccess(all -> {
                    ConsoleAssets.Asset asset = all.at(path);
                    if (asset == null) {
                        context.fail(404);
                    } else {
                        send(context, path, asset);
                    }
                })
                .onFailure(context::fail);
    }

    /** Read once, by whoever asks first. */
    private Future<ConsoleAssets> assets() {
        Future<ConsoleAssets> known = assets;
        if (known == null || known.failed()) {
            known = vertx.executeBlocking(ConsoleAssets::load);
            assets = known;
        }
        return known;
    }

    private static void send(RoutingContext context, String path, ConsoleAssets.Asset asset) {
        HttpServerResponse response = context.response()
                .putHeader("ETag", asset.tag())
                .putHeader("Cache-Control", asset.page() ? "no-cache" : FOREVER)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (asset.page()) {
            response.putHeader("Content-Security-Policy", path.equals("/ui/docs") ? DOCS_POLICY : POLICY)
                    .putHeader("Cross-Origin-Opener-Policy", "same-origin")
                    .putHeader("Referrer-Policy", "no-referrer")
                    .putHeader("X-Frame-Options", "DENY");
        }
        if (isKnown(context.request().getHeader("If-None-Match"), asset.tag())) {
            response.setStatusCode(304).end();
        } else {
            response.putHeader("Content-Type", asset.type()).end(asset.bytes());
        }
    }

    /** RFC 9110, 13.1.2. */
    private static boolean isKnown(@Nullable String tags, String tag) {
        return tags != null
                && Arrays.stream(tags.split(",", -1))
                        .map(String::strip)
                        .anyMatch(known -> known.equals("*") || known.equals(tag) || known.equals("W/" + tag));
    }
}
