package dev.sluice.control;

import dev.sluice.coverage.Coverage;
import dev.sluice.coverage.CoverageJson;
import dev.sluice.coverage.CoveragePage;
import dev.sluice.coverage.CoverageReport;
import dev.sluice.coverage.Dimension;
import dev.sluice.coverage.Share;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The operations on what traffic has touched of contracts, and their page. */
final class CoverageApi {

    static final String PAGE = "/coverage";

    private final Vertx vertx;
    private final Coverage coverage;

    CoverageApi(Vertx vertx, Coverage coverage) {
        this.vertx = vertx;
        this.coverage = coverage;
    }

    void show(RoutingContext context) {
        String least = context.request().getParam("min");
        String of = context.request().getParam("of");
        // some megabytes for large contracts, which are not put together on an event loop
        vertx.executeBlocking(() -> all(least, of))
                .onSuccess(json -> context.response()
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Cache-Control", "no-store")
                        .end(json))
                .onFailure(context::fail);
    }

    private Buffer all(@Nullable String least, @Nullable String of) {
        CoverageReport report = coverage.report();
        JsonObject json = CoverageJson.of(report);
        if (least != null) {
            Dimension dimension =
                    Dimension.of(of == null ? "" : of.replace('_', '-')).orElse(Dimension.OPERATIONS);
            Share share = report.shares().of(dimension);
            double percent = Double.parseDouble(least);
            json.put(
                    "gate",
                    new JsonObject()
                            .put("of", dimension.text().replace('-', '_'))
                            .put("min", percent)
                            .put("percent", share.percent())
                            .put("passed", share.reaches(percent)));
        }
        return json.toBuffer();
    }

    void reset(RoutingContext context) {
        coverage.reset();
        context.response().setStatusCode(204).end();
    }

    void page(RoutingContext context) {
        vertx.executeBlocking(() -> Buffer.buffer(CoveragePage.of(coverage.report())))
                .onSuccess(html -> context.response()
                        .putHeader("Content-Type", "text/html; charset=utf-8")
                        .putHeader("Cache-Control", "no-store")
                        .putHeader("X-Content-Type-Options", "nosniff")
                        .putHeader(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'")
                        .end(html))
                .onFailure(context::fail);
    }
}
