package dev.sluice.registry;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** A process of its own that keeps versions in a folder, says so, and is killed while it does. */
final class KilledWriter {

    private KilledWriter() {}

    public static void main(String[] arguments) throws Exception {
        FolderStore store = new FolderStore(Path.of(arguments[0]), new Quotas(10, 100_000, Long.MAX_VALUE));
        String filler = "x".repeat(2_000);
        for (int i = 0; ; i++) {
            String text = arguments[1] + " " + i + filler;
            Bundle bundle = new Bundle(
                    "a.yaml",
                    Map.of(
                            "a.yaml", text.getBytes(StandardCharsets.UTF_8),
                            "b/c.yaml", filler.getBytes(StandardCharsets.UTF_8)));
            int number = store.add("shop", bundle, BothRegistries.FACTS, false)
                    .version()
                    .number();
            store.activate("shop", number);
            System.out.println(number + " " + bundle.digest());
        }
    }
}
