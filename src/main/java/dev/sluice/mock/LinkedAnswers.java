package dev.sluice.mock;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.LinkPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.document.Fault;
import dev.sluice.document.Pointers;
import dev.sluice.generate.Generator;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes answers such that their links can be followed: what a link takes from a generated body is taken by the parameter
 * that gets it, and the answer that it leads to speaks of the same thing. Examples stay as they are. Confined to one
 * thread.
 */
final class LinkedAnswers {

    private static final String BODY = "$response.body#";

    private final ContractPlan contract;
    private final Generator generator;
    private final long seed;
    private final Function<ResponsePlan, List<Representation>> representations;
    private final Consumer<Fault> warnings;
    private final Map<String, LinkGroup> groups = new HashMap<>();

    LinkedAnswers(
            ContractPlan contract,
            Generator generator,
            long seed,
            Function<ResponsePlan, List<Representation>> representations,
            Consumer<Fault> warnings) {
        this.contract = contract;
        this.generator = generator;
        this.seed = seed;
        this.representations = representations;
        this.warnings = warnings;
    }

    /** Whether some response has links. */
    static boolean isNeeded(ContractPlan contract) {
        return contract.operations().stream()
                .flatMap(operation -> operation.responses().responses().stream())
                .anyMatch(response -> !response.links().isEmpty());
    }

    /** @param usual status of an operation */
    void settle(Function<OperationPlan, Integer> usual) {
        for (OperationPlan operation : contract.operations()) {
            for (ResponsePlan response : operation.responses().responses()) {
                for (LinkPlan link : response.links()) {
                    OperationPlan target = link.target(contract.operations());
                    if (target != null) {
                        link.parameters().forEach((name, expression) -> {
                            ParameterPlan parameter = LinkPlan.parameter(target, name);
                            if (parameter != null && expression.startsWith(BODY)) {
                                String pointer = expression.substring(BODY.length());
                                join(response, pointer, link, target, parameter, usual.apply(target));
                            }
                        });
                    }
                }
            }
        }
    }

    private void join(
            ResponsePlan response,
            String pointer,
            LinkPlan link,
            OperationPlan target,
            ParameterPlan parameter,
            int status) {
        String from = response.pointer() + " " + pointer;
        String to = target.index() + " " + parameter.in() + " " + parameter.name();
        LinkGroup group = groups.getOrDefault(from, groups.getOrDefault(to, new LinkGroup(seed)));
        groups.put(from, group);
        groups.put(to, group);
        group.add(parameter, source(parameter.schema()));
        for (Representation one : representations.apply(response)) {
            add(group, one, pointer, link);
        }
        ResponsePlan answer = target.responses().find(status);
        for (Representation one : answer == null ? List.<Representation>of() : representations.apply(answer)) {
            String member = member(parts(one), target, parameter);
            if (member != null) {
                add(group, one, member, null);
            }
        }
    }

    /** @param link whose value an example gives, or null */
    private void add(LinkGroup group, Representation one, String pointer, @Nullable LinkPlan link) {
        JsonValue shown =
                one.examples().isEmpty() ? null : LinkedSource.at(one.usual().value(), pointer);
        if (shown != null) {
            group.author(shown);
            if (link != null && !group.isTaken(shown)) {
                warnings.accept(new Fault(
                        link.place(),
                        link.pointer(),
                        "the operation that the link leads to refuses the value that the example of the answer has at "
                                + pointer,
                        null));
            }
        }
        if (one.source() instanceof LinkedSource source) {
            group.add(source, pointer);
        }
    }

    private @Nullable ValueSource source(Schema schema) {
        try {
            return generator.source(schema);
        } catch (UnsatisfiableException none) {
            return null;
        }
    }

    /** The names of an answer's members, and of what is within them: of the example, else of the schema. */
    private static Map<String, Set<String>> parts(Representation one) {
        Map<String, Set<String>> parts = new LinkedHashMap<>();
        Schema schema = one.plan().schema();
        if (!one.examples().isEmpty()) {
            if (one.usual().value() instanceof ObjectValue object) {
                object.members()
                        .forEach((name, value) -> parts.put(
                                name,
                                value instanceof ObjectValue inner
                                        ? inner.members().keySet()
                                        : Set.of()));
            }
        } else if (one.plan().declared() && schema != null) {
            Outline outline = schema.outline();
            outline.names().forEach(name -> parts.put(name, outline.member(name).names()));
        }
        return parts;
    }

    /** Where an answer repeats a path parameter: at its top, or within its only member that has such a name. */
    private static @Nullable String member(
            Map<String, Set<String>> answer, OperationPlan target, ParameterPlan parameter) {
        if (parameter.in() != ParameterPlan.In.PATH) {
            return null;
        }
        boolean isItem = target.path().endsWith('{' + parameter.name() + '}')
                && plain(parameter.name()).endsWith("id");
        String own = named(answer.keySet(), parameter.name(), isItem);
        if (own != null) {
            return Pointers.child("", own);
        }
        String found = null;
        for (Map.Entry<String, Set<String>> member : answer.entrySet()) {
            String inner = named(member.getValue(), parameter.name(), isItem);
            if (inner != null && found != null) {
                return null;
            }
            found = inner == null ? found : Pointers.child(Pointers.child("", member.getKey()), inner);
        }
        return found;
    }

    private static @Nullable String named(Set<String> names, String parameter, boolean isItem) {
        String alike = null;
        for (String name : names) {
            if (name.equals(parameter)) {
                return name;
            }
            boolean same = plain(name).equals(plain(parameter))
                    || (isItem && plain(name).equals("id"));
            alike = same && alike == null ? name : alike;
        }
        return alike;
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
