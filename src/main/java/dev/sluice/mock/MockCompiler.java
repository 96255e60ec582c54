package dev.sluice.mock;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.Example;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.contract.SequencePlan;
import dev.sluice.document.Fault;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.generate.Generator;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the mocks of a contract's operations; a response that several have is made once. What is made later, when
 * it is first asked for, is made by one thread at a time. */
final class MockCompiler {

    private static final String BROKEN = "no value keeps the schema of this answer: ";

    private final MockSettings settings;
    private final boolean linked;
    private final Generator generator = new Generator();
    private final ResponseHeaders headers;
    private final DeclaredErrors errors;
    private final IdentityHashMap<List<MediaTypePlan>, Contents> contents = new IdentityHashMap<>();
    private final Set<Fault> warnings = new LinkedHashSet<>();

    /** @param failures of the media types that nothing can be answered in */
    private record Contents(List<Representation> representations, List<UnsatisfiableException> failures) {

        boolean isImpossible() {
            return representations.isEmpty() && !failures.isEmpty();
        }
    }

    /** @param linked whether answers have links that can be followed */
    MockCompiler(MockSettings settings, boolean linked) {
        this.settings = settings;
        this.linked = linked;
        this.headers = new ResponseHeaders(generator, settings.seed());
        this.errors = new DeclaredErrors(response -> contents(response).representations, headers);
    }

    List<Fault> warnings() {
        return List.copyOf(warnings);
    }

    /** To be called when all operations are known, and before any answers. */
    void link(ContractPlan contract) {
        if (linked) {
            new LinkedAnswers(
                            contract,
                            generator,
                            settings.seed(),
                            response -> contents(response).representations,
                            warnings::add)
                    .settle(operation ->
                            Answers.usualStatus(operation.responses().responses()));
        }
    }

    OperationMock operation(ContractPlan contract, OperationPlan operation) {
        Answers answers = new Answers(operation.responses(), (plan, status) -> response(operation, plan, status));
        for (ResponsePlan response : operation.responses().responses()) {
            Contents made = contents(response);
            if (made.isImpossible()) {
                // the others are answered all the same
                made.failures.forEach(failure -> warnings.add(fault(response, failure)));
            }
        }
        Boolean echo = operation.mock().echo();
        boolean echoes = echo == null ? settings.echo() : echo;
        return new OperationMock(
                answers, settings.dynamic(), () -> errors(contract, operation), echoes ? new Echo() : null);
    }

    /** A contract that names its dialect has said how its errors look. */
    private synchronized ErrorDialect errors(ContractPlan contract, OperationPlan operation) {
        return contract.errors().equals(ErrorDialect.PROBLEM_DETAILS)
                ? errors.of(operation)
                : MockProblems.in(contract.errors());
    }

    private synchronized ResponseMock response(OperationPlan operation, @Nullable ResponsePlan plan, int status) {
        if (plan == null) {
            return new ResponseMock(status, List.of(), Fields.of("Vary", "Prefer"));
        }
        Contents made = contents(plan);
        if (made.isImpossible() && !ResponseMock.isBodiless(status)) {
            throw new ProblemException(Problem.of(
                    MockProblems.NO_VALUE, BROKEN + made.failures.get(0).getMessage()));
        }
        List<Representation> all = made.representations;
        boolean negotiated = all.size() > 1
                || all.stream().anyMatch(one -> ConcreteTypes.isRange(one.plan().range()));
        Fields vary = Fields.of("Vary", negotiated ? "Accept, Prefer" : "Prefer");
        if (operation.mock().deprecated()) {
            // nobody knows since when (RFC 9745 wants to); other mocks say as much
            vary = vary.and("Deprecation", "true");
        }
        Fields given = vary;
        return new ResponseMock(status, all, headers.of(operation, plan.headers(), given, () -> id(all)));
    }

    /** Of the thing in the body, as a segment of a path. */
    private static String id(List<Representation> representations) {
        JsonValue body = representations.isEmpty()
                ? null
                : representations.get(0).usual().value();
        JsonValue id = body instanceof JsonValue.ObjectValue object ? object.get("id") : null;
        boolean named = id instanceof JsonValue.StringValue || id instanceof JsonValue.NumberValue;
        return id != null && named
                ? URLEncoder.encode(BodyText.text(id), StandardCharsets.UTF_8).replace("+", "%20")
                : "1";
    }

    private Contents contents(ResponsePlan response) {
        Contents known = contents.get(response.mediaTypes());
        if (known == null) {
            known = made(response);
            contents.put(response.mediaTypes(), known);
        }
        return known;
    }

    /** What says nothing comes last: it is answered only to who wants it. */
    private Contents made(ResponsePlan response) {
        List<Representation> telling = new ArrayList<>();
        List<Representation> others = new ArrayList<>();
        List<UnsatisfiableException> failures = new ArrayList<>();
        for (MediaTypePlan plan : response.mediaTypes()) {
            MediaRange type = ConcreteTypes.of(plan);
            ValueSource source = null;
            try {
                source = source(plan, type);
            } catch (UnsatisfiableException e) {
                failures.add(e);
                if (plan.examples().isEmpty()) {
                    continue;
                }
            }
            Representation made = new Representation(plan, type, source, settings.seed());
            (made.isTelling() ? telling : others).add(made);
            plan.examples().forEach(example -> check(made, example));
        }
        telling.addAll(others);
        return new Contents(List.copyOf(telling), failures);
    }

    private @Nullable ValueSource source(MediaTypePlan plan, MediaRange type) throws UnsatisfiableException {
        if (plan.sequence() != null && plan.format(type.toString()) == BodyFormat.SEQUENCE) {
            return SequenceSource.of(plan.sequence(), generator);
        }
        return isGenerated(plan, type) && plan.schema() != null ? source(plan.schema()) : null;
    }

    private ValueSource source(Schema schema) throws UnsatisfiableException {
        ValueSource source = generator.source(schema);
        return linked ? new LinkedSource(source, schema) : source;
    }

    /** What has no schema is answered with nothing in particular, and what is not text with some bytes. */
    private static boolean isGenerated(MediaTypePlan plan, MediaRange type) {
        if (!plan.declared() || MediaRange.isXml(type.toString())) {
            return false;
        }
        return switch (BodyFormat.of(type.toString())) {
            case JSON, TEXT, FORM, MULTIPART -> true;
            case SEQUENCE, OCTETS, UNJUDGED -> false;
        };
    }

    /** It is answered all the same: its author has the last word. */
    private void check(Representation representation, Example example) {
        Schema schema = representation.plan().schema();
        JsonValue value = example.value();
        if (representation.plan().sequence() != null) {
            checkItems(representation, example);
            return;
        }
        boolean judged = BodyFormat.of(representation.contentType()) == BodyFormat.JSON;
        if (schema == null || !judged || schema.accepts(value) || representation.isWritten(example, value)) {
            return;
        }
        warn(example, "", schema.explain(value, 1).get(0));
    }

    /** A text is what it is: nobody knows whether it is written as the media type wants it. */
    private void checkItems(Representation representation, Example example) {
        SequencePlan sequence = representation.plan().sequence();
        boolean judged = representation.plan().format(representation.contentType()) == BodyFormat.SEQUENCE
                && !(example.value() instanceof JsonValue.StringValue);
        if (sequence == null || !judged) {
            return;
        }
        JsonValue value = example.value();
        List<JsonValue> items = value instanceof JsonValue.ArrayValue array ? array.items() : List.of(value);
        for (int i = 0; i < items.size(); i++) {
            if (!sequence.items().accepts(items.get(i))) {
                warn(example, "/" + i, sequence.items().explain(items.get(i), 1).get(0));
                return;
            }
        }
    }

    private void warn(Example example, String prefix, SchemaViolation first) {
        String pointer = prefix + first.pointer();
        warnings.add(new Fault(
                example.place(),
                example.pointer(),
                "the example breaks its schema" + (pointer.isEmpty() ? "" : " at " + pointer) + ": " + first.message()
                        + "; it is answered as it is",
                null));
    }

    private static Fault fault(ResponsePlan response, UnsatisfiableException failure) {
        return new Fault(
                response.place(),
                response.pointer(),
                BROKEN + failure.getMessage() + "; it is answered with 500",
                null);
    }
}
