package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import org.jspecify.annotations.Nullable;

/** The version of the OpenAPI Specification that a document names. */
final class SpecVersion {

    private static final String EXPECTED = " (expected: openapi: 3.0.x or 3.1.x)";

    private SpecVersion() {}

    /** @return null after a fault */
    static @Nullable Dialect read(Located root, Findings findings) {
        Located openapi = root.member("openapi");
        if (openapi == null) {
            findings.fault(root, root.member("swagger") == null ? "not an OpenAPI document" + EXPECTED : swagger());
            return null;
        }
        String version = openapi.node() instanceof Node.Scalar scalar ? scalar.text() : "";
        if (openapi.text() == null) {
            findings.warning(openapi, "the version is no string (expected: such as \"3.1.0\")");
        }
        if (version.matches("3\\.0(\\..*)?")) {
            return Dialect.OPENAPI_3_0;
        }
        if (version.matches("3\\.1(\\..*)?")) {
            return Dialect.OPENAPI_3_1;
        }
        findings.fault(openapi, "unsupported version of OpenAPI" + EXPECTED);
        return null;
    }

    private static String swagger() {
        return "Swagger 2.0 is not read (expected: OpenAPI 3, such as from npx swagger2openapi --yaml --outfile"
                + " openapi.yaml swagger.json)";
    }
}
