package dev.sluice;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the package table of the README. */
class ArchitectureTest {

    private static final String ROOT = "dev.sluice";

    /** What each package may import besides itself; what is not here may not exist. */
    private static final Map<String, Set<String>> MAY_IMPORT = new TreeMap<>(Map.ofEntries(
            Map.entry("document", Set.of()),
            Map.entry("schema", Set.of("document")),
            Map.entry("contract", Set.of("document", "schema")),
            Map.entry("exchange", Set.of("contract", "schema")),
            Map.entry("auth", Set.of("exchange", "contract")),
            Map.entry("ratelimit", Set.of("exchange", "contract")),
            Map.entry("resilience", Set.of("exchange")),
            Map.entry("validation", Set.of("exchange", "contract", "schema")),
            Map.entry("generate", Set.of("document", "contract", "schema")),
            Map.entry("mock", Set.of("exchange", "contract", "schema", "document", "generate", "validation")),
            Map.entry("net", Set.of()),
            Map.entry("proxy", Set.of("exchange", "contract", "validation", "net")),
            Map.entry("traffic", Set.of("exchange", "contract")),
            Map.entry("coverage", Set.of("exchange", "contract", "schema", "traffic")),
            Map.entry("judge", Set.of("exchange", "contract", "document", "auth", "validation", "traffic")),
            Map.entry("postgres", Set.of()),
            Map.entry("registry", Set.of("document", "contract", "postgres")),
            Map.entry("vpcep", Set.of("exchange", "contract", "schema", "postgres")),
            Map.entry(
                    "edge",
                    Set.of("exchange", "contract", "auth", "ratelimit", "validation", "generate", "traffic", "net")),
            Map.entry(
                    "control",
                    Set.of(
                            "exchange",
                            "contract",
                            "document",
                            "validation",
                            "ratelimit",
                            "resilience",
                            "traffic",
                            "judge",
                            "registry",
                            "diff",
                            "coverage")),
            Map.entry(
                    "app",
                    Set.of(
                            "document",
                            "schema",
                            "contract",
                            "exchange",
                            "auth",
                            "ratelimit",
                            "resilience",
                            "validation",
                            "postgres",
                            "registry",
                            "vpcep",
                            "generate",
                            "mock",
                            "net",
                            "proxy",
                            "traffic",
                            "judge",
                            "coverage",
                            "edge",
                            "control")),
            Map.entry("diff", Set.of("contract", "document", "schema")),
            Map.entry(
                    "cli",
                    Set.of(
                            "app",
                            "contract",
                            "diff",
                            "document",
                            "exchange",
                            "auth",
                            "validation",
                            "traffic",
                            "judge",
                            "coverage"))));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @TestFactory
    List<DynamicTest> packagesImportOnlyWhatTheTableAllows() {
        List<DynamicTest> tests = new ArrayList<>();
        MAY_IMPORT.forEach((name, allowed) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            String[] forbidden = MAY_IMPORT.keySet().stream()
                    .filter(other -> !other.equals(name) && !allowed.contains(other))
                    .map(other -> ROOT + "." + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + "." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .allowEmptyShould(true)
                    .check(MAIN);
        })));
        return tests;
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = MAIN.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT + "."))
                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(MAY_IMPORT.keySet()).containsAll(found);
        assertThat(found).isNotEmpty();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void webTypesStayAtTheEdges() {
        classes()
                .that(resideInAPackage("io.vertx.ext.web..").or(resideInAPackage("io.vertx.openapi..")))
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("io.vertx..", ROOT + ".edge..", ROOT + ".control..")
                .allowEmptyShould(true)
                .check(MAIN);
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".edge..", ROOT + ".control..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("io.vertx.core.http.HttpServerRequest")
                .check(MAIN);
    }

    @Test
    void sqlStaysWithThePackagesThatOwnTables() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".postgres..", ROOT + ".registry..", ROOT + ".vpcep..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..", "java.sql..", "org.flywaydb..")
                .check(MAIN);
    }
}
