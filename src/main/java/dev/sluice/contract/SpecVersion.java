package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import org.jspecify.annotations.Nullable;

/** The version of the OpenAPI Specification that a document names; 2.0 was called Swagger. */
enum SpecVersion {
    V2_0("2.0"),
    V3_0("3.0"),
    V3_1("3.1"),
    V3_2("3.2");

    private static final String EXPECTED = " (expected: openapi: 3.0.x, 3.1.x or 3.2.x, or swagger: \"2.0\")";

    private final String text;

    SpecVersion(String text) {
        this.text = text;
    }

    /** @return null after a fault */
    static @Nullable SpecVersion read(Located root, Findings findings) {
        Located openapi = root.member("openapi");
        if (openapi == null) {
            return swagger(root, findings);
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

    private static @Nullable SpecVersion swagger(Located root, Findings findings) {
        Located swagger = root.member("swagger");
        if (swagger == null) {
            findings.fault(
                    root,
                    root.member("swaggerVersion") == null
                            ? "not an OpenAPI document" + EXPECTED
                            : "Swagger 1 is not read" + EXPECTED);
            return null;
        }
        if (!isV2(swagger.node())) {
            findings.fault(swagger, "unsupported version of Swagger" + EXPECTED);
            return null;
        }
        if (swagger.text() == null) {
            findings.warning(swagger, "the version is no string (expected: \"2.0\")");
        }
        return V2_0;
    }

    /** @return null where a document names none, or none that is known */
    static @Nullable SpecVersion named(Node root) {
        Node openapi = root instanceof Node.Mapping mapping ? mapping.get("openapi") : null;
        if (openapi == null) {
            Node swagger = root instanceof Node.Mapping mapping ? mapping.get("swagger") : null;
            return swagger != null && isV2(swagger) ? V2_0 : null;
        }
        return of(openapi);
    }

    private static boolean isV2(Node swagger) {
        String text = swagger instanceof Node.Scalar scalar ? scalar.text() : "";
        return text.equals(V2_0.text) || text.equals("2");
    }

    private static @Nullable SpecVersion of(Node openapi) {
        String text = openapi instanceof Node.Scalar scalar ? scalar.text() : "";
        for (SpecVersion version : values()) {
            if (version != V2_0 && (text.equals(version.text) || text.startsWith(version.text + "."))) {
                return version;
            }
        }
        return null;
    }

    /** The dialect of the document's schemas: from OpenAPI 3.1 on {@code jsonSchemaDialect} may name it. */
    Dialect dialect(Located root, Findings findings) {
        if (this == V2_0) {
            return Dialect.SWAGGER_2_0;
        }
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
}
