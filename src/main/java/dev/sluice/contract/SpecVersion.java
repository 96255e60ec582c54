package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import org.jspecify.annotations.Nullable;

/** The version of the OpenAPI Specification that a document names. */
enum SpecVersion {
    V3_0,
    V3_1,
    V3_2;

    private static final String EXPECTED = " (expected: openapi: 3.0.x, 3.1.x or 3.2.x)";

    /** @return null after a fault */
    static @Nullable SpecVersion read(Located root, Findings findings) {
        Located openapi = root.member("openapi");
        if (openapi == null) {
            findings.fault(root, root.member("swagger") == null ? "not an OpenAPI document" + EXPECTED : swagger());
            return null;
        }
        if (openapi.text() == null) {
            findings.warning(openapi, "the version is no string (expected: such as \"3.1.0\")");
        }
        SpecVersion version = of(openapi.node());
        if (version == null) {
            findings.fault(openapi, "unsupported version of OpenAPI" + EXPECTED);
        }
        return version;
    }

    /** @return null where a document names none, or none that is known */
    static @Nullable SpecVersion named(Node root) {
        Node openapi = root instanceof Node.Mapping mapping ? mapping.get("openapi") : null;
        return openapi == null ? null : of(openapi);
    }

    private static @Nullable SpecVersion of(Node openapi) {
        String text = openapi instanceof Node.Scalar scalar ? scalar.text() : "";
        for (SpecVersion version : values()) {
            String prefix = "3." + version.ordinal();
            if (text.equals(prefix) || text.startsWith(prefix + ".")) {
                return version;
            }
        }
        return null;
    }

    /** The dialect of the document's schemas: from OpenAPI 3.1 on {@code jsonSchemaDialect} may name it. */
    Dialect dialect(Located root, Findings findings) {
        if (this == V3_0) {
            return Dialect.OPENAPI_3_0;
        }
        Located named = root.member("jsonSchemaDialect");
        String name = named == null ? null : findings.text(named);
        Dialect dialect = name == null ? Dialect.OPENAPI_3_1 : Dialect.named(name);
        if (dialect == null && named != null) {
            findings.warning(named, "an unknown dialect; schemas are read as JSON Schema 2020-12");
        }
        return dialect == null ? Dialect.OPENAPI_3_1 : dialect;
    }

    private static String swagger() {
        return "Swagger 2.0 is not read (expected: OpenAPI 3, such as from npx swagger2openapi --yaml --outfile"
                + " openapi.yaml swagger.json)";
    }
}
