package dev.sluice.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Time to judge the body of one modify request by the schema of {@code openapi/vpcep.yaml}, next to merely reading its
 * tokens. Runs in the project's folder.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ValidationBenchmark {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Path CONTRACT = Path.of("openapi", "vpcep.yaml");
    private static final String OPERATION = "modifyVpcEndpointService";

    /** As the edge asks for. */
    private static final int MOST_VIOLATIONS = 100;

    private final Schema schema = schema();

    /** The bytes of a body that a parameter names. */
    public abstract static class Text {
        byte[] bytes = {};

        abstract Bodies body();

        @Setup
        public void read() {
            bytes = body().bytes();
        }
    }

    /** Every kind of body. */
    @State(Scope.Benchmark)
    public static class Any extends Text {
        @Param({"SMALL", "PORTS_200", "INVALID", "INVALID_200"})
        Bodies body = Bodies.SMALL;

        @Override
        Bodies body() {
            return body;
        }
    }

    /** Bodies that keep the schema. */
    @State(Scope.Benchmark)
    public static class Valid extends Text {
        @Param({"SMALL", "PORTS_200"})
        Bodies body = Bodies.SMALL;

        @Override
        Bodies body() {
            return body;
        }
    }

    /** Bodies that break the schema. */
    @State(Scope.Benchmark)
    public static class Faulty extends Text {
        @Param({"INVALID", "INVALID_200"})
        Bodies body = Bodies.INVALID;

        @Override
        Bodies body() {
            return body;
        }
    }

    /** The yardstick: Jackson's tokens, no check of any kind. */
    @Benchmark
    public int jacksonTokens(Any any) throws IOException {
        int tokens = 0;
        try (JsonParser parser = JSON.createParser(any.bytes)) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    @Benchmark
    public boolean accepts(Any any) {
        return schema.accepts(any.bytes, 0, any.bytes.length);
    }

    @Benchmark
    public JsonValue read(Valid valid) {
        return schema.read(valid.bytes, 0, valid.bytes.length);
    }

    @Benchmark
    public List<SchemaViolation> explain(Faulty faulty) {
        return schema.explain(faulty.bytes, 0, faulty.bytes.length, MOST_VIOLATIONS);
    }

    private static Schema schema() {
        try {
            for (OperationPlan operation : Contracts.load(CONTRACT).operations()) {
                if (operation.id().equals(OPERATION)) {
                    BodyPlan body = Objects.requireNonNull(operation.body(), OPERATION + " has no body");
                    Schema schema = body.mediaTypes().get(0).schema();
                    return Objects.requireNonNull(schema, OPERATION + " has no schema");
                }
            }
            throw new IllegalStateException(CONTRACT + " has no " + OPERATION);
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
    }
}
