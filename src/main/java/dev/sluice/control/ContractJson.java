package dev.sluice.control;

import dev.sluice.contract.ContractPlan;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.RegisteredContract;
import dev.sluice.registry.RegisteredVersion;
import dev.sluice.registry.Registry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Registered contracts as the operations tell of them. */
final class ContractJson {

    private ContractJson() {}

    static JsonObject summary(Registry.Summary contract, List<DataPlane.Mounted> mounted) {
        JsonObject json = new JsonObject().put("name", contract.name());
        active(json, contract.active());
        json.put("versions", contract.versions());
        if (contract.latest() != null) {
            json.put("latest", version(contract.latest(), contract.active()));
        }
        return json.put("served", served(contract.name(), mounted));
    }

    static JsonObject contract(RegisteredContract contract, List<DataPlane.Mounted> mounted) {
        JsonObject json = new JsonObject().put("name", contract.name());
        active(json, contract.active());
        JsonArray versions = new JsonArray();
        contract.versions().forEach(version -> versions.add(version(version, contract.active())));
        return json.put("versions", versions).put("served", served(contract.name(), mounted));
    }

    private static void active(JsonObject json, @Nullable Integer active) {
        if (active != null) {
            json.put("active", active);
        }
    }

    static JsonObject version(RegisteredVersion version, @Nullable Integer active) {
        return new JsonObject()
                .put("version", version.number())
                .put("digest", version.digest())
                .put("created", version.created().toString())
                .put("active", active != null && active == version.number())
                .put("root", version.root())
                .put("files", version.files())
                .put("bytes", version.bytes())
                .put("title", version.facts().title())
                .put("info_version", version.facts().version())
                .put("operations", version.facts().operations())
                .put("warnings", version.facts().warnings());
    }

    /** What this node serves of it: by each place in the settings that names it. */
    static JsonArray served(String name, List<DataPlane.Mounted> mounted) {
        JsonArray served = new JsonArray();
        mounted.stream().filter(one -> one.name().equals(name)).forEach(one -> {
            JsonObject json = new JsonObject().put("contract", one.contract());
            if (one.version() != null) {
                json.put("version", one.version());
            }
            json.put("operations", one.operations());
            if (one.refused() != null) {
                json.put("refused", one.refused()).put("faults", new JsonArray(one.faults()));
            }
            served.add(json);
        });
        return served;
    }

    static JsonArray operations(ContractPlan plan) {
        JsonArray operations = new JsonArray();
        plan.operations()
                .forEach(operation -> operations.add(new JsonObject()
                        .put("id", operation.id())
                        .put("method", operation.method())
                        .put("path", operation.path())));
        return operations;
    }

    /** Their texts by their paths; those that are no text, in base64. */
    static void contents(JsonObject json, Bundle bundle) {
        JsonObject texts = new JsonObject();
        JsonObject bytes = new JsonObject();
        bundle.files().forEach((path, content) -> {
            try {
                texts.put(
                        path,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(content))
                                .toString());
            } catch (CharacterCodingException noText) {
                bytes.put(path, Base64.getEncoder().encodeToString(content));
            }
        });
        json.put("content", texts);
        if (!bytes.isEmpty()) {
            json.put("contentBase64", bytes);
        }
    }
}
