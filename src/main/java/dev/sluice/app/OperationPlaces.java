package dev.sluice.app;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the operations of a contract stand. Reads its document again, when first asked: places are no part of a plan. */
final class OperationPlaces {

    private final ContractPlan contract;
    private @Nullable Node root;
    private boolean read;

    OperationPlaces(ContractPlan contract) {
        this.contract = contract;
    }

    /** The place of its method, else of its path, else of the whole document. */
    Place of(OperationPlan operation) {
        Place place = new Place(contract.file(), 1, 1);
        if (!(root() instanceof Node.Mapping document) || !(document.get("paths") instanceof Node.Mapping paths)) {
            return place;
        }
        String longest = "";
        for (String path : paths.members().keySet()) {
            if (operation.path().endsWith(path) && path.length() > longest.length()) {
                longest = path;
            }
        }
        if (longest.isEmpty()) {
            return place;
        }
        String method = operation.method().toLowerCase(Locale.ROOT);
        return paths.get(longest) instanceof Node.Mapping item && item.get(method) != null
                ? item.keyPlace(method)
                : paths.keyPlace(longest);
    }

    private @Nullable Node root() {
        if (!read) {
            read = true;
            try {
                Path file = Path.of(contract.file());
                if (Files.isRegularFile(file)) {
                    root = DocumentReader.read(
                            contract.file(), new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                }
            } catch (IOException | InvalidPathException | DocumentException e) {
                // it could be read a moment ago: the warning is worth more than its line
                root = null;
            }
        }
        return root;
    }
}
