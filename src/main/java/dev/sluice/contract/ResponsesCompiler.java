package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.schema.Direction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the responses of operations, each place of the document once. */
final class ResponsesCompiler {

    private static final String DEFAULT = "default";

    private final Compilation compilation;
    private final Findings findings;
    private final ContentCompiler contents;
    private final HeadersCompiler headers;
    private final Links links;
    private final IdentityHashMap<Node, ResponsePlan> known = new IdentityHashMap<>();

    ResponsesCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.contents = new ContentCompiler(compilation);
        this.headers = new HeadersCompiler(compilation);
        this.links = new Links(compilation);
    }

    /** @param responses null where an operation has none, as OpenAPI 3.1 allows */
    ResponseTable compile(@Nullable Located responses) {
        if (responses == null || !findings.isObject(responses)) {
            return new ResponseTable(List.of());
        }
        Set<MediaRange> contentTypes = new LinkedHashSet<>();
        List<ResponsePlan> plans = new ArrayList<>();
        for (String status : responses.names()) {
            Located response = responses.member(status);
            if (response != null && !status.startsWith("x-") && isStatus(status, responses)) {
                ResponsePlan plan = response(status, response);
                if (plan != null) {
                    plans.add(plan);
                    plan.mediaTypes().forEach(mediaType -> contentTypes.add(mediaType.range()));
                }
            }
        }
        plans.sort(Comparator.comparingInt(plan -> plan.highest() - plan.lowest()));
        return new ResponseTable(List.copyOf(contentTypes), List.copyOf(plans), responses.pointer());
    }

    private @Nullable ResponsePlan response(String status, Located response) {
        Located at = compilation.references().resolve(response);
        if (at == null || !findings.isObject(at)) {
            return null;
        }
        ResponsePlan shared = known.computeIfAbsent(at.node(), node -> plan(at));
        boolean range = status.endsWith("XX");
        int lowest = status.equals(DEFAULT) ? 100 : Integer.parseInt(range ? status.charAt(0) + "00" : status);
        int highest = status.equals(DEFAULT) ? 999 : range ? lowest + 99 : lowest;
        return new ResponsePlan(
                lowest,
                highest,
                shared.headers(),
                shared.mediaTypes(),
                shared.links(),
                shared.pointer(),
                shared.contentPointer(),
                shared.place());
    }

    private ResponsePlan plan(Located at) {
        Located content = at.member("content");
        String otherwise = compilation.version() == SpecVersion.V2_0 ? "schema" : "content";
        return new ResponsePlan(
                0,
                0,
                headers.compile(at.member("headers"), Direction.RESPONSE),
                contents.compile(content, Direction.RESPONSE),
                links.read(at.member("links")),
                at.pointer(),
                content == null ? Pointers.child(at.pointer(), otherwise) : content.pointer(),
                at.node().place());
    }

    /** The links of one that stands by itself. */
    List<LinkPlan> check(Located response) {
        Located at = compilation.references().resolve(response);
        return at == null || !findings.isObject(at)
                ? List.of()
                : known.computeIfAbsent(at.node(), node -> plan(at)).links();
    }

    private boolean isStatus(String status, Located responses) {
        boolean right = status.equals(DEFAULT) || status.matches("[1-5]([0-9][0-9]|XX)");
        if (!right) {
            findings.faultOfName(
                    responses, status, "'" + status + "' is no status (expected: such as 200, 2XX or default)");
        }
        return right;
    }
}
