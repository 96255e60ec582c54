package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares where operations are served. */
final class ServerDiff {

    private final Context context;

    ServerDiff(Context context) {
        this.context = context;
    }

    /** The URLs of the whole contract; what stands behind the host is compared by operation. */
    void compare() {
        Located was = context.old().root().member("servers");
        Located is = context.young().root().member("servers");
        Set<String> before = urls(was);
        Set<String> now = urls(is);
        for (String url : before) {
            if (!now.contains(url)) {
                change(
                        "server-removed",
                        Effect.UNCLEAR,
                        was,
                        is,
                        Words.quoted(url) + " is no longer a server (expected: beside the others for a while)");
            }
        }
        for (String url : now) {
            if (!before.contains(url)) {
                change("server-added", Effect.COMPATIBLE, was, is, Words.quoted(url) + " is a server, too");
            }
        }
    }

    private void change(String code, Effect effect, @Nullable Located was, @Nullable Located is, String message) {
        context.changes()
                .add("", effect, Side.REQUEST, code, "", spot(was, context.old()), spot(is, context.young()), message);
    }

    private static @Nullable Spot spot(@Nullable Located at, ContractDocuments documents) {
        return Spots.of(at == null ? documents.root() : at);
    }

    private static Set<String> urls(@Nullable Located servers) {
        Set<String> urls = new LinkedHashSet<>();
        for (Located server : servers == null ? List.<Located>of() : servers.items()) {
            String url = Context.text(server, "url");
            if (url != null) {
                String host = host(url);
                if (!host.isEmpty()) {
                    urls.add(host);
                }
            }
        }
        return urls;
    }

    /** Without the path, which is compared by operation; empty where there is only a path. */
    private static String host(String url) {
        int authority = url.indexOf("//");
        int slash = authority < 0 ? 0 : url.indexOf('/', authority + 2);
        return slash < 0 ? url : url.substring(0, slash);
    }

    void compare(Operation was, Operation is) {
        Set<String> now = new LinkedHashSet<>();
        is.basePaths().forEach(base -> now.add(Operation.shape(base + is.template())));
        for (String base : was.basePaths()) {
            if (!now.contains(Operation.shape(base + was.template()))) {
                context.changes()
                        .add(
                                is.name(),
                                Effect.BREAKING,
                                Side.REQUEST,
                                "base-path-removed",
                                "",
                                spot(context.old().root().member("servers"), context.old()),
                                spot(context.young().root().member("servers"), context.young()),
                                "it is no longer served below " + Words.quoted(base.isEmpty() ? "/" : base)
                                        + " (expected: there, too, for a while)");
            }
        }
    }
}
