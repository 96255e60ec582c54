package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Purpose;
import dev.sluice.document.DocumentException;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.BundleException;
import dev.sluice.registry.RegisteredVersion.Facts;
import dev.sluice.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what was sent as a contract, compiles it, and keeps it when it has no fault: away from the event loop. */
final class Uploads {

    private final ValidationService service;

    Uploads(ValidationService service) {
        this.service = service;
    }

    /** Reads a contract from what was sent. Takes its time. */
    @FunctionalInterface
    interface Source {

        Bundle read() throws BundleException;
    }

    /** A version that is in the registry now, and its plan with its warnings. */
    record Kept(Registry.Added added, ContractPlan plan) {}

    private record Compiled(Bundle bundle, ContractPlan plan) {

        Facts facts() {
            return new Facts(
                    plan.title(),
                    plan.version(),
                    plan.operations().size(),
                    plan.warnings().size());
        }
    }

    /**
     * Bytes as they came.
     *
     * @param root of a zip, or null
     */
    Source raw(byte[] bytes, @Nullable String root) {
        return () -> service.bundles().of(bytes, root);
    }

    /** The members {@code content}, {@code files} or {@code zipBase64}, and {@code root}. */
    Source json(JsonObject body) {
        return () -> {
            String root = body.getString("root");
            long given = Stream.of("content", "files", "zipBase64")
                    .filter(body::containsKey)
                    .count();
            if (given != 1) {
                throw new BundleException("expected: one of content, files and zipBase64");
            }
            if (body.containsKey("content")) {
                return service.bundles().of(utf8(body.getString("content")), root);
            }
            return body.containsKey("files")
                    ? service.bundles().of(files(body.getJsonObject("files")), root)
                    : service.bundles().of(decoded(body.getString("zipBase64")), root);
        };
    }

    private static Map<String, byte[]> files(JsonObject files) {
        Map<String, byte[]> all = new TreeMap<>();
        files.fieldNames().forEach(path -> all.put(path, utf8(files.getString(path))));
        return all;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) throws BundleException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BundleException("zipBase64 is no base64 (expected: of RFC 4648, 4)");
        }
    }

    /**
     * Fails where it has a fault: nothing is kept then.
     *
     * @param known whether the contract must be there already
     */
    Future<Kept> keep(String name, Source source, boolean known) {
        return service.jobs()
                .run(() -> compile(source))
                .compose(compiled -> service.registry()
                        .add(name, compiled.bundle(), compiled.facts(), known)
                        .map(added -> new Kept(added, compiled.plan())));
    }

    private Compiled compile(Source source) throws BundleException, DocumentException {
        Bundle bundle = source.read();
        return new Compiled(bundle, plan(bundle, Purpose.CHECK));
    }

    ContractPlan plan(Bundle bundle, Purpose purpose) throws DocumentException {
        return Contracts.parse(
                bundle.root(), bundle.files(), service.reading().get().with(purpose));
    }
}
