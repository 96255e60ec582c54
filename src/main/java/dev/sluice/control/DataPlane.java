package dev.sluice.control;

import dev.sluice.document.DocumentException;
import dev.sluice.registry.Bundle;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this node serves of the registry's contracts. Safe for any thread. */
public interface DataPlane {

    /** Of a process that serves nothing. */
    DataPlane NONE = new DataPlane() {
        @Override
        public List<Mounted> mounted() {
            return List.of();
        }

        @Override
        public void check(String name, Bundle bundle) {}

        @Override
        public Future<Void> follow() {
            return Future.succeededFuture();
        }
    };

    /**
     * A contract of the settings that names one of the registry.
     *
     * @param name in the registry
     * @param version that requests find now; null where they find the settings' file, or nothing
     * @param contract how it is known: its file, or its name
     * @param refused the version that is active but cannot be served here; null where there is none
     * @param faults why not
     */
    record Mounted(
            String name,
            @Nullable Integer version,
            String contract,
            int operations,
            @Nullable Integer refused,
            List<String> faults) {}

    List<Mounted> mounted();

    /**
     * Compiles a version for this node, and throws it away. Takes its time: not for event loops.
     *
     * @throws DocumentException when it cannot be served
     */
    void check(String name, Bundle bundle) throws DocumentException;

    /** Serves what is active in the registry now. Completes when requests find it; never fails. */
    Future<Void> follow();
}
