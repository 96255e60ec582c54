package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many schemas that pick, extend and include one another: each is compiled or refused within a number of steps. */
class HostileSchemasTest {

    /** How the schemas 0 to n, each by its members, depend on each other. */
    enum Kind {
        /** Each extends the one before; all have a discriminator. */
        CHAIN(n -> i -> disc("") + (i > 0 ? all(i - 1) : "")),
        /** One has a discriminator, all others extend it. */
        FAN(n -> i -> i == 0 ? disc("") : all(0)),
        FAN_OF_DISCRIMINATORS(n -> i -> disc("") + (i > 0 ? all(0) : "")),
        /** Each has a member that the base has, too, and members of other heirs. */
        MEMBERS(n -> i -> (i == 0 ? disc("") : all(0)) + ",'properties':{'next':" + ref(0) + ",'p" + i + "':"
                + ref(i * 7 % (n + 1)) + "}"),
        CLOSED_MEMBERS(n ->
                i -> (i == 0 ? disc("") : all(0)) + ",'additionalProperties':false,'properties':{'p" + i + "':{}}"),
        TREE(n -> i -> disc("") + (i > 0 ? all((i - 1) / 2) : "")),
        SEVERAL_BASES(n -> i -> disc("") + (i > 2 ? all(i - 1, i - 2, i - 3) : "")),
        CIRCLE(n -> i -> disc("") + all((i + n) % (n + 1))),
        /** Each picks each other. */
        MAPPING(n -> i -> disc(list(n, j -> "'v" + j + "':'S" + j + "'"))),
        /** Each picks the next two by the same names. */
        NEXT(n -> i -> disc("'a':'S" + (i + 1) % (n + 1) + "','b':'S" + (i + 2) % (n + 1) + "'")),
        /** As before, and by a member of its own. */
        OWN_NAMES(n -> i -> disc("'a':'S" + (i + 1) % (n + 1) + "','b':'S" + (i + 2) % (n + 1) + "'")
                .replace("'is'", "'is" + i + "'")),
        LISTED(n -> i -> disc("") + ",'oneOf':[" + list(n, j -> j == i ? "{}" : ref(j)) + "]"),
        LADDER(n -> i -> i == n ? "" : all(i + 1, i + 1)),
        LADDER_OF_CHOICES(n -> i -> i == n ? "" : ",'anyOf':[" + ref(i + 1) + "," + ref(i + 1) + "]"),
        READ_ONLY(n -> i -> ",'required':['p" + i + "'],'properties':{'p" + i + "':{'readOnly':true}}"
                + (i == n ? "" : all(i + 1))),
        READ_ONLY_FAR(n -> i -> ",'properties':{'p':" + ref(Math.min(n, i + 1)) + ",'q':" + ref(i / 2) + "}"
                + (i == n || i % 50 == 49 ? "" : all(i + 1)));

        @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
        private final IntFunction<IntFunction<String>> members;

        Kind(IntFunction<IntFunction<String>> members) {
            this.members = members;
        }

        private static String ref(int number) {
            return "{'$ref':'#/components/schemas/S" + number + "'}";
        }

        private static String all(int... numbers) {
            return IntStream.of(numbers).mapToObj(Kind::ref).collect(Collectors.joining(",", ",'allOf':[", "]"));
        }

        private static String disc(String mapping) {
            return ",'discriminator':{'propertyName':'is','mapping':{" + mapping + "}}";
        }

        private static String list(int n, IntFunction<String> item) {
            return IntStream.rangeClosed(0, n).mapToObj(item).collect(Collectors.joining(","));
        }

        String document(int n) {
            String schemas = list(
                    n, i -> "'S" + i + "':{'type':'object'" + members.apply(n).apply(i) + "}");
            return ("{'components':{'schemas':{" + schemas + "}}}").replace('\'', '"');
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CHAIN, 20, 3_000, true",
        "CHAIN, 60, 20_000, true",
        "CHAIN, 5_000, 1_000_000, false",
        "FAN, 3_000, 50_000, true",
        "FAN_OF_DISCRIMINATORS, 3_000, 100_000, true",
        "MEMBERS, 1_000, 30_000, true",
        "CLOSED_MEMBERS, 3_000, 50_000, true",
        "TREE, 500, 40_000, true",
        "SEVERAL_BASES, 30, 10_000, true",
        "CIRCLE, 50, 20_000, false",
        "CIRCLE, 2_000, 1_000_000, false",
        "MAPPING, 50, 100_000, true",
        "NEXT, 12, 1_000_000, true",
        "NEXT, 60, 1_000_000, false",
        "OWN_NAMES, 60, 1_000_000, false",
        "LISTED, 40, 1_000_000, false",
        "LADDER, 50, 10_000, true",
        "LADDER, 5_000, 1_500_000, false",
        "LADDER_OF_CHOICES, 50, 1_000, true",
        "READ_ONLY, 60, 20_000, true",
        "READ_ONLY_FAR, 1_000, 500_000, true",
    })
    void isCompiledOrRefusedWithinABound(Kind kind, String number, String steps, boolean good) {
        int n = Integer.parseInt(number.replace("_", ""));
        Schemas schemas = new Schemas(Dialect.OPENAPI_3_0, kind.document(n));

        Schema schema = schemas.at("/components/schemas/S0", Direction.REQUEST);

        assertThat(schemas.effort()).isLessThan(Long.parseLong(steps.replace("_", "")));
        assertThat(schemas.merged()).isLessThan(300_000);
        if (good) {
            assertThat(schemas.faults()).isEmpty();
            assertThat(schema.accepts(Schemas.bytes("[]"), 0, 2)).isFalse();
        } else {
            assertThat(schemas.faults()).isNotEmpty();
        }
    }

    @Test
    void dynamicReferencesAreBoundedAsWell() {
        int n = 40;
        String schemas = Kind.list(
                n,
                i -> "'S" + i + "':{'$id':'s" + i + "','$dynamicAnchor':'a" + i + "','properties':{"
                        + "'x':{'$ref':'s" + Math.min(n, i + 1) + "'},'y':{'$ref':'s" + Math.min(n, i + 2)
                        + "'},'z':{'$dynamicRef':'#a" + i + "'}}}");
        String text = ("{'$id':'http://localhost/root','$ref':'s0','$defs':{" + schemas + "}}").replace('\'', '"');
        List<Fault> faults = new ArrayList<>();
        SchemaDocuments documents = new SchemaDocuments(Dialect.OPENAPI_3_1, location -> null, faults::add);
        Node root = Schemas.node(Schemas.parse(text));
        documents.add(URI.create("http://localhost/root"), root);
        SchemaCompiler compiler = new SchemaCompiler(Dialect.OPENAPI_3_1, documents, faults::add);

        compiler.compile(root, "");

        assertThat(compiler.effort()).isLessThan(1_000_000);
        assertThat(faults).singleElement().asString().contains("in too many ways (expected: ");
    }

    @Test
    void whatADiscriminatorHasPickedItsHeirNeedNotPickAgain() {
        Schema schema = new Schemas(Dialect.OPENAPI_3_0, Kind.CHAIN.document(15)).at("/components/schemas/S0");

        assertThat(schema.accepts(Schemas.bytes("{\"is\":\"S15\"}"), 0, 12)).isTrue();
        assertThat(schema.accepts(Schemas.bytes("{\"is\":\"S16\"}"), 0, 12)).isFalse();
    }
}
