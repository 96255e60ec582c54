package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of one version, with what their paths say for them. */
final class Operations {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace", "query");

    /** OpenAPI 3.1, 4.8.12.1: such parameters are ignored. */
    private static final Set<String> RESERVED = Set.of("header accept", "header content-type", "header authorization");

    private final ContractDocuments documents;
    private final List<Operation> all = new ArrayList<>();

    private Operations(ContractDocuments documents) {
        this.documents = documents;
    }

    static List<Operation> of(ContractDocuments documents) {
        Operations found = new Operations(documents);
        Located paths = documents.root().member("paths");
        if (paths != null) {
            for (String path : paths.names()) {
                if (!path.startsWith("x-")) {
                    found.path(path, paths.member(path));
                }
            }
        }
        return found.all;
    }

    private void path(String path, @Nullable Located written) {
        Located item = written == null ? null : documents.resolve(written);
        if (item == null) {
            return;
        }
        for (String name : item.names()) {
            Located member = item.member(name);
            if (member != null && METHODS.contains(name)) {
                add(name, path, member, item);
            } else if (member != null && name.equals("additionalOperations")) {
                for (String other : member.names()) {
                    Located operation = member.member(other);
                    if (operation != null) {
                        add(other, path, operation, item);
                    }
                }
            }
        }
    }

    private void add(String method, String path, Located at, Located item) {
        Map<String, Located> parameters = new LinkedHashMap<>();
        parameters(item, parameters);
        parameters(at, parameters);
        all.add(new Operation(method, path, at, item, basePaths(at, item), parameters));
    }

    private List<String> basePaths(Located at, Located item) {
        for (Located owner : List.of(at, item, documents.root())) {
            List<String> paths = documents.basePaths(owner);
            if (paths != null) {
                return paths;
            }
        }
        return List.of("");
    }

    private void parameters(Located owner, Map<String, Located> parameters) {
        Located list = owner.member("parameters");
        for (Located written : list == null ? List.<Located>of() : list.items()) {
            Located parameter = documents.resolve(written);
            Located name = parameter == null ? null : parameter.member("name");
            Located in = parameter == null ? null : parameter.member("in");
            if (parameter != null && name != null && in != null && name.text() != null && in.text() != null) {
                String place = String.valueOf(in.text());
                String own = String.valueOf(name.text());
                String key = place + " " + (place.equals("header") ? own.toLowerCase(Locale.ROOT) : own);
                if (!RESERVED.contains(key)) {
                    parameters.put(key, parameter);
                }
            }
        }
    }
}
