package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles the headers of responses and of parts (OpenAPI 3.1, 4.8.21 Header Object). */
final class HeadersCompiler {

    /** "If a response header is defined with the name "Content-Type", it SHALL be ignored." */
    private static final String IGNORED = "content-type";

    private final Compilation compilation;
    private final Findings findings;
    private final ExamplesReader examples;
    private final ParameterStyles styles;

    HeadersCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.examples = new ExamplesReader(compilation);
        this.styles = new ParameterStyles(compilation.version(), findings);
    }

    /** @param headers null where there are none */
    List<HeaderPlan> compile(@Nullable Located headers, Direction direction) {
        List<HeaderPlan> plans = new ArrayList<>();
        if (headers == null || !findings.isObject(headers)) {
            return plans;
        }
        for (String name : headers.names()) {
            Located header = headers.member(name);
            Located at = header == null ? null : compilation.references().resolve(header);
            if (at != null
                    && !name.equalsIgnoreCase(IGNORED)
                    && !name.startsWith("x-sluice-")
                    && findings.isObject(at)) {
                plans.add(header(name, at, direction));
            }
        }
        return List.copyOf(plans);
    }

    private HeaderPlan header(String name, Located at, Direction direction) {
        Located schema = at.member("schema");
        Map.Entry<MediaRange, Located> content = MediaTypes.read(at.member("content"), findings).entrySet().stream()
                .findFirst()
                .orElse(null);
        boolean json = schema == null && content != null && content.getKey().isJson();
        if (json && content != null) {
            schema = content.getValue().member("schema");
        }
        ParameterPlan parameter = new ParameterPlan(
                        name,
                        In.HEADER,
                        findings.flag(at, "required", false),
                        compilation.version() == SpecVersion.V2_0 ? styles.style(at, In.HEADER) : Style.SIMPLE,
                        findings.flag(at, "explode", false),
                        false,
                        false,
                        schema == null ? compilation.anything(at) : compilation.schema(schema, direction),
                        null,
                        Included.codes(at),
                        at.pointer())
                .withItems(styles.ofItems(at));
        Located written = json && content != null ? content.getValue() : at;
        return new HeaderPlan(parameter, json, direction == Direction.RESPONSE ? examples.of(written) : List.of());
    }
}
