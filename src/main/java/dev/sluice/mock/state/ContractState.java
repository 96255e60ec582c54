package dev.sluice.mock.state;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.document.Pointers;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.mock.state.Memory.Changed;
import dev.sluice.mock.state.Partition.Added;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the operations of one contract do with its items. Safe for many event loops. */
final class ContractState {

    private static final int ID_ATTEMPTS = 32;
    private static final String JSON_PATCH = "application/json-patch+json";

    private final ContractPlan contract;
    private final Recognition recognition;
    private final StateSettings settings;
    private final Memory memory;
    private final ItemMaker maker;
    private final Refusals refusals;
    private final AnswerFields fields;

    ContractState(
            ContractPlan contract,
            Recognition recognition,
            StateSettings settings,
            Memory memory,
            ItemMaker maker,
            Refusals refusals,
            AnswerFields fields) {
        this.contract = contract;
        this.recognition = recognition;
        this.settings = settings;
        this.memory = memory;
        this.maker = maker;
        this.refusals = refusals;
        this.fields = fields;
    }

    ContractPlan contract() {
        return contract;
    }

    /** Whether a name is its file's or its title. */
    boolean isCalled(String name) {
        return contract.file().equals(name) || contract.title().equals(name);
    }

    Recognition recognition() {
        return recognition;
    }

    Memory memory() {
        return memory;
    }

    ItemMaker maker() {
        return maker;
    }

    Future<Reply> answer(Action action, Address address, Exchange exchange) {
        try {
            return switch (action.role()) {
                case CREATE -> create(action, address, exchange);
                case LIST -> list(action, address, exchange);
                case READ -> read(action, address, exchange);
                case REPLACE -> replace(action, address, exchange);
                case MERGE -> merge(action, address, exchange);
                case REMOVE -> remove(action, address, exchange);
            };
        } catch (ProblemException outcome) {
            return Future.failedFuture(outcome);
        }
    }

    private Future<Reply> read(Action action, Address address, Exchange exchange) {
        String key = key(action, exchange);
        Item item = key == null ? null : memory.find(address, key);
        return item == null ? refusals.notFound(action.operation()) : reply(action, action.answer(), item);
    }

    private Future<Reply> list(Action action, Address address, Exchange exchange) {
        ListPlan plan = Objects.requireNonNull(action.answer().list());
        if (!memory.isThere(address)) {
            return refusals.notFound(action.operation());
        }
        int most = Math.min(plan.most(), settings.maxItemsPerCollection());
        Page page = Page.of(
                memory.find(address),
                plan.filters().read(exchange.parameters()),
                plan.paging().window(exchange.parameters(), most));
        Buffer text = Buffer.buffer(256);
        plan.text().write(page, next(plan.paging(), page), text);
        return Future.succeededFuture(new Reply.Full(
                action.answer().status(),
                action.answer().contentType(),
                text,
                fields.of(action.operation(), action.answer())));
    }

    private static @Nullable String next(Paging paging, Page page) {
        if (!page.hasMore()) {
            return null;
        }
        return paging.cursor() != null
                ? Cursors.write(page.last().number())
                : page.last().key();
    }

    private Future<Reply> create(Action action, Address address, Exchange exchange) {
        Collection collection = address.collection();
        if (!memory.isThere(address)) {
            return refusals.notFound(action.operation());
        }
        ObjectValue sent = action.sent().read(exchange);
        JsonValue wanted = collection.ids().of(sent);
        if (wanted != null && collection.ids().fits(wanted)) {
            return created(action, action.answer(), address, exchange, sent, wanted);
        }
        for (int i = 0; i < ID_ATTEMPTS; i++) {
            JsonValue id = collection.ids().next(memory.nextNumber(collection), maker.seed(collection));
            String key = Texts.of(id);
            if (id != null && key != null && memory.find(address, key) == null) {
                return created(action, action.answer(), address, exchange, sent, id);
            }
        }
        // the schema leaves no further id
        throw StateProblems.full(settings);
    }

    private Future<Reply> created(
            Action action, Answer answer, Address address, Exchange exchange, ObjectValue sent, JsonValue id) {
        String key = Objects.requireNonNull(Texts.of(id));
        Item item = maker.created(address, key, named(address, sent, id));
        Added added = memory.add(address, item);
        return switch (added) {
            case DONE -> located(action, answer, item, exchange);
            case EXISTS -> refusals.conflict(action.operation());
            case FULL -> throw StateProblems.full(settings);
            case CLOSED -> refusals.notFound(action.operation());
        };
    }

    /** What was sent, with what the path says. */
    private static ObjectValue named(Address address, ObjectValue sent, JsonValue id) {
        Collection collection = address.collection();
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!collection.ids().isNameless()) {
            members.put(collection.ids().member(), id);
        }
        sent.members().forEach((name, value) -> {
            if (!members.containsKey(name)) {
                members.put(name, value);
            }
        });
        for (Collection.Echoed echoed : collection.echoed()) {
            String text = address.scope().get(collection.scope().indexOf(echoed.parameter()));
            Outline outline = collection.views().stream()
                    .map(view -> view.place().outline())
                    .filter(one -> one.names().contains(echoed.member()))
                    .map(one -> one.member(echoed.member()))
                    .findFirst()
                    .orElse(Outline.ANYTHING);
            JsonValue value = ParameterText.value(text, outline);
            if (outline.accepts(value)) {
                members.put(echoed.member(), value);
            }
        }
        return JsonObjects.of(members);
    }

    private Future<Reply> replace(Action action, Address address, Exchange exchange) {
        String key = key(action, exchange);
        Item before = key == null ? null : memory.find(address, key);
        if (before == null && action.created() != null && key != null && memory.isThere(address)) {
            JsonValue asked = Objects.requireNonNull(exchange.parameters().get(In.PATH, action.idParameter()));
            ObjectValue sent = action.sent().read(exchange);
            JsonValue id = address.collection().ids().ofPath(asked);
            Item item = maker.created(address, key, named(address, sent, id));
            Added added = memory.add(address, item);
            if (added == Added.DONE) {
                return located(action, action.created(), item, exchange);
            }
            if (added == Added.FULL) {
                throw StateProblems.full(settings);
            }
        }
        ObjectValue sent = action.partial()
                ? action.sent().readAsSent(exchange)
                : action.sent().read(exchange);
        return change(action, address, key, item -> Replacement.of(action, item.document(), sent, exchange));
    }

    private Future<Reply> merge(Action action, Address address, Exchange exchange) {
        String contentType = exchange.message().headers().get(HttpHeaders.CONTENT_TYPE);
        boolean isPatch = contentType != null && MediaRange.parse(JSON_PATCH).matches(contentType);
        String key = key(action, exchange);
        if (isPatch) {
            JsonValue patch = SentItem.patch(exchange);
            return change(
                    action,
                    address,
                    key,
                    item -> patch == null ? item.document() : patched(address.collection(), item.document(), patch));
        }
        ObjectValue sent = action.sent().readAsSent(exchange);
        return change(action, address, key, item -> MergePatch.apply(item.document(), sent));
    }

    /** What a patch makes is judged by nobody before. */
    private static ObjectValue patched(Collection collection, ObjectValue before, JsonValue patch) {
        ObjectValue after = JsonPatch.apply(before, patch);
        String refused = collection.refused(after);
        if (refused != null) {
            throw new ProblemException(Problem.of(
                    StateProblems.PATCH_FAILED,
                    "expected at " + Pointers.child("", refused) + ": a value that the contract takes"));
        }
        return after;
    }

    /** Makes a later state of an item. */
    private interface Change {

        ObjectValue of(Item before);
    }

    private Future<Reply> change(Action action, Address address, @Nullable String key, Change change) {
        Collection collection = address.collection();
        Changed changed = Changed.OTHER;
        while (key != null && changed == Changed.OTHER) {
            Item before = memory.find(address, key);
            if (before == null) {
                break;
            }
            ObjectValue document = Unchangeable.keep(collection, before.document(), change.of(before));
            Item after = maker.changed(collection, before, document);
            changed = memory.replace(address, before, after);
            if (changed == Changed.FULL) {
                throw StateProblems.full(settings);
            }
            if (changed == Changed.DONE) {
                return reply(action, action.answer(), after);
            }
        }
        return refusals.notFound(action.operation());
    }

    private Future<Reply> remove(Action action, Address address, Exchange exchange) {
        String key = key(action, exchange);
        Changed changed = Changed.OTHER;
        while (key != null && changed == Changed.OTHER) {
            Item item = memory.find(address, key);
            if (item == null) {
                break;
            }
            changed = memory.remove(address, item);
            if (changed == Changed.DONE) {
                return reply(action, action.answer(), item);
            }
        }
        return refusals.notFound(action.operation());
    }

    private static @Nullable String key(Action action, Exchange exchange) {
        return Texts.of(exchange.parameters().get(In.PATH, action.idParameter()));
    }

    private Future<Reply> located(Action action, Answer answer, Item item, Exchange exchange) {
        Fields head = fields.of(action.operation(), answer);
        if (action.located()) {
            String path = Candidate.withoutSlash(exchange.message().path());
            head = head.and("Location", action.role() == Role.CREATE ? path + '/' + Texts.segment(item.key()) : path);
        }
        return Future.succeededFuture(new Reply.Full(answer.status(), answer.contentType(), body(answer, item), head));
    }

    private Future<Reply> reply(Action action, Answer answer, Item item) {
        return Future.succeededFuture(new Reply.Full(
                answer.status(), answer.contentType(), body(answer, item), fields.of(action.operation(), answer)));
    }

    private static Buffer body(Answer answer, Item item) {
        return answer.isItem() ? item.views().get(answer.view()) : answer.fixed();
    }
}
