package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.generate.Generator;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.StrictJson;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The collections of the world's contracts: runs like {@code ContractCorpus}; {@code -Dsluice.every=10} takes each tenth
 * document only. Each recognised collection gets an item of generated requests, and all its views are judged.
 */
class RecognitionCorpus {

    private final Map<Role, Integer> roles = new TreeMap<>();
    private final List<String> invalid = new ArrayList<>();
    private int documents;
    private int withCollections;
    private int operations;
    private int collections;

    @Test
    void recognisesCollectionsWhoseAnswersAreValid() throws IOException {
        Path folder = Path.of(System.getProperty("sluice.corpus", "none, for lack of -Dsluice.corpus=FOLDER"));
        int every = Integer.getInteger("sluice.every", 1);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < files.size(); i += every) {
            ContractPlan contract = contract(files.get(i));
            if (contract != null) {
                survey(folder.relativize(files.get(i)).toString(), contract);
            }
        }
        System.out.println(documents + " documents, " + withCollections + " of them with collections: " + collections
                + " collections, " + roles.values().stream().mapToInt(n -> n).sum() + " of " + operations
                + " operations recognised " + roles);
        assertThat(collections).isPositive();
        assertThat(invalid).isEmpty();
    }

    private static @Nullable ContractPlan contract(Path file) {
        try {
            return Contracts.load(file, Reading.MOCK);
        } catch (DocumentException refused) {
            return null;
        }
    }

    private void survey(String file, ContractPlan contract) {
        documents++;
        operations += contract.operations().size();
        Generator generator = new Generator();
        ValueSources sources = ValueSources.of(generator);
        Recognition recognition = Recognition.of(contract, sources);
        withCollections += recognition.collections().isEmpty() ? 0 : 1;
        collections += recognition.collections().size();
        ItemMaker maker = new ItemMaker(0, () -> Instant.EPOCH);
        for (Action action : recognition.actions()) {
            if (action != null) {
                roles.merge(action.role(), 1, Integer::sum);
                judge(file, action, maker, sources);
            }
        }
    }

    private void judge(String file, Action action, ItemMaker maker, ValueSources sources) {
        Collection collection = action.collection();
        if (action.role() == Role.LIST || action.role() == Role.READ || action.role() == Role.REMOVE) {
            return;
        }
        JsonValue id = collection.ids().next(0, 1);
        ObjectValue sent = sent(action, sources);
        List<String> scope = collection.scope().stream().map(name -> "1").toList();
        ObjectValue document = collection.ids().isNameless()
                ? sent
                : JsonObjects.with(sent, collection.ids().member(), id == null ? new StringValue(-1, -1, "1") : id);
        Item item = maker.created(new Address(collection, "", scope), "1", document);
        for (int i = 0; i < collection.views().size(); i++) {
            if (!isValid(collection.views().get(i).place(), item.views().get(i))) {
                invalid.add(file + " " + action.operation().id() + " view " + i);
            }
        }
    }

    private static boolean isValid(Place place, Buffer text) {
        byte[] json = text.getBytes();
        if (place instanceof AnswerPlace answer) {
            return answer.schema().accepts(json, 0, json.length);
        }
        return place.outline().accepts(Objects.requireNonNull(StrictJson.read(json, 0, json.length)));
    }

    private static ObjectValue sent(Action action, ValueSources sources) {
        List<MediaTypePlan> contents = action.operation().body() == null
                ? List.of()
                : action.operation().body().mediaTypes();
        for (MediaTypePlan content : contents) {
            ValueSource values = content.schema() != null && (content.range().isJson() || content.form() != null)
                    ? sources.of(content.schema())
                    : null;
            JsonValue body = values == null ? null : values.value(3);
            String envelope = action.sent().envelope();
            JsonValue item = envelope != null && body instanceof ObjectValue object ? object.get(envelope) : body;
            if (item instanceof ObjectValue object) {
                return object;
            }
        }
        return JsonObjects.EMPTY;
    }
}
