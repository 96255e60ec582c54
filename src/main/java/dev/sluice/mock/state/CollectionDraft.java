package dev.sluice.mock.state;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.generate.JsonText;
import dev.sluice.generate.ValueSource;
import dev.sluice.mock.state.Collection.Echoed;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out whether the operations of a candidate fit together, and how its items look. */
final class CollectionDraft {

    private static final TypeSet NESTED = TypeSet.of(TypeSet.Type.ARRAY, TypeSet.Type.OBJECT);
    private static final List<Role> ITEM_ROLES = List.of(Role.READ, Role.CREATE, Role.REPLACE, Role.MERGE);

    private final Candidate candidate;
    private final ValueSources sources;
    private final Map<Role, SentItem> sent = new EnumMap<>(Role.class);
    private final Set<String> sentNames = new HashSet<>();
    private final List<View> views = new ArrayList<>();
    private final Map<Role, Answer> answers = new EnumMap<>(Role.class);
    private @Nullable Answer created;
    private String id = "";

    private CollectionDraft(Candidate candidate, ValueSources sources) {
        this.candidate = candidate;
        this.sources = sources;
        for (Role role : List.of(Role.CREATE, Role.REPLACE, Role.MERGE)) {
            OperationPlan operation = candidate.operation(role);
            SentItem item = operation == null ? SentItem.NONE : SentItem.of(operation);
            sent.put(role, item);
            sentNames.addAll(item.names());
        }
    }

    /** @return null where it is no collection */
    static @Nullable CollectionDraft of(Candidate candidate, ValueSources sources) {
        if (candidate.isEmpty() || !candidate.isEven() || !hasPlainPath(candidate)) {
            return null;
        }
        CollectionDraft draft = new CollectionDraft(candidate, sources);
        return draft.findId() && draft.findAnswers() ? draft : null;
    }

    private static boolean hasPlainPath(Candidate candidate) {
        ParameterPlan id = candidate.idParameter();
        List<ParameterPlan> parameters = new ArrayList<>(candidate.scope());
        if (id != null) {
            parameters.add(id);
        }
        return parameters.stream().allMatch(parameter -> {
            TypeSet types = parameter.schema().types();
            return types.equals(TypeSet.ANY) || types.and(NESTED).bits() == 0;
        });
    }

    /** Where an answer has the item: itself, or one of its members. */
    private record Spot(Outline outline, @Nullable String envelope) {}

    private boolean findId() {
        for (Role role : ITEM_ROLES) {
            Outline answer = outline(role);
            if (answer != null) {
                String member = idIn(answer);
                for (String name : member == null ? answer.names() : Set.<String>of()) {
                    Outline inner = answer.member(name);
                    member = member == null && SentItem.isObject(inner) ? idIn(inner) : member;
                }
                id = member == null ? id : member;
            }
            if (!id.isEmpty() || (role == Role.READ && candidate.operation(role) != null)) {
                return !id.isEmpty();
            }
        }
        return candidate.idParameter() == null && findIdInList();
    }

    /**
     * Where nobody asks for one item by itself, what is listed tells of items: what is sent must show in them. They may
     * have no id at all.
     */
    private boolean findIdInList() {
        Outline list = outline(Role.LIST);
        Outline created = outline(Role.CREATE);
        ListPlaces place = list == null ? null : ListPlaces.find(list, "");
        if (place == null || (created != null && ListPlaces.find(created, "") != null)) {
            return false;
        }
        String member = idIn(place.item());
        id = member == null ? "" : member;
        return !Collections.disjoint(place.item().names(), sentNames);
    }

    private @Nullable String idIn(Outline item) {
        if (!SentItem.isObject(item)) {
            return null;
        }
        if (candidate.id() != null) {
            return item.names().contains(candidate.id()) ? candidate.id() : null;
        }
        ParameterPlan parameter = candidate.idParameter();
        String word = candidate.path().substring(candidate.path().lastIndexOf('/') + 1);
        return IdMember.find(item.names(), parameter == null ? null : parameter.name(), word);
    }

    private @Nullable Outline outline(Role role) {
        OperationPlan operation = candidate.operation(role);
        Success success = operation == null ? null : Success.of(operation, role);
        Schema schema = success == null || success.json() == null
                ? null
                : success.json().schema();
        return schema == null ? null : schema.outline();
    }

    private boolean findAnswers() {
        for (Role role : List.of(Role.READ, Role.CREATE, Role.LIST, Role.REPLACE, Role.MERGE, Role.REMOVE)) {
            OperationPlan operation = candidate.operation(role);
            Success success = operation == null ? null : Success.of(operation, role);
            Answer answer = operation == null || success == null
                    ? null
                    : role == Role.LIST ? list(operation, success) : answer(success);
            if (answer != null && fits(role, answer)) {
                answers.put(role, answer);
            }
        }
        boolean readable = !answers.containsKey(Role.READ) && candidate.operation(Role.READ) != null;
        if (readable || !(answers.containsKey(Role.READ) || answers.containsKey(Role.LIST))) {
            return false;
        }
        OperationPlan replace = candidate.operation(Role.REPLACE);
        Success creation = replace == null ? null : Success.exact(replace, 201);
        created = creation == null || !answers.containsKey(Role.REPLACE) ? null : answer(creation);
        return candidate.isNamed() || created != null || answers.containsKey(Role.CREATE);
    }

    private boolean fits(Role role, Answer answer) {
        return switch (role) {
            case READ -> answer.isItem();
            case CREATE -> {
                boolean tells = answer.isItem()
                        || answer.contentType() == null
                        || sentNames.contains(id)
                        || candidate.idParameter() == null;
                yield tells && (sentNames.contains(id) || ids().next(0, 0) != null);
            }
            // a POST that sends nothing changes nothing that could be seen
            case MERGE -> {
                OperationPlan operation = candidate.operation(role);
                yield operation != null && (!operation.method().equals("POST") || !SentItem.NONE.equals(sent(role)));
            }
            default -> true;
        };
    }

    private @Nullable Answer answer(Success success) {
        if (success.isForeign()) {
            return null;
        }
        if (success.json() == null || success.status() == 204 || success.status() == 205) {
            return Answer.empty(success.status());
        }
        Schema schema = success.json().schema();
        ValueSource values = schema == null ? null : sources.of(schema);
        if (schema == null || values == null) {
            return null;
        }
        Spot spot = success.json().declared() ? spot(schema.outline()) : null;
        if (spot != null) {
            int view = view(new AnswerPlace(schema, spot.outline(), spot.envelope(), values));
            return new Answer(success.status(), success.contentType(), view, Buffer.buffer(), null);
        }
        Buffer fixed = JsonText.of(values.value(0));
        return new Answer(success.status(), success.contentType(), Answer.NONE, fixed, null);
    }

    private @Nullable Spot spot(Outline answer) {
        if (isItem(answer)) {
            return new Spot(answer, null);
        }
        for (String name : answer.names()) {
            Outline inner = answer.member(name);
            if (isItem(inner)) {
                return new Spot(inner, name);
            }
        }
        return null;
    }

    private boolean isItem(Outline outline) {
        boolean tells = id.isEmpty()
                ? !Collections.disjoint(outline.names(), sentNames)
                : outline.names().contains(id);
        return SentItem.isObject(outline) && tells;
    }

    private int view(Place place) {
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).place() instanceof AnswerPlace known
                    && place instanceof AnswerPlace other
                    && known.outline() == other.outline()
                    && java.util.Objects.equals(known.envelope(), other.envelope())) {
                return i;
            }
        }
        views.add(new View(place, Set.copyOf(sentNames), id));
        return views.size() - 1;
    }

    private @Nullable Answer list(OperationPlan operation, Success success) {
        Schema schema = success.json() == null ? null : success.json().schema();
        ListPlaces place = schema == null ? null : ListPlaces.find(schema.outline(), id);
        ValueSource values = schema == null || place == null ? null : sources.of(schema);
        JsonValue around = place == null || values == null ? null : place.around(values);
        if (schema == null || place == null || values == null || around == null) {
            return null;
        }
        int before = views.size();
        List<ObjectValue> samples = place.samples(values);
        if (samples.isEmpty() && !isToldElsewhere(place.item())) {
            return null;
        }
        int view = view(new ListedPlace(place.item(), samples));
        Paging paging = Paging.of(operation);
        Set<String> members = new HashSet<>(place.item().names());
        views.forEach(known -> members.addAll(known.place().outline().names()));
        ListText text = new ListTextReader(place.path(), view, paging).read(around, schema.outline());
        ListPlan plan = new ListPlan(
                text,
                paging,
                Filters.of(operation, members, paging),
                place.array().mostItems());
        if (isValid(text, view, schema)) {
            return new Answer(success.status(), success.contentType(), Answer.NONE, Buffer.buffer(), plan);
        }
        views.subList(before, views.size()).clear();
        return null;
    }

    /** Whether what is listed is what other answers have too: then it need not be generated. */
    private boolean isToldElsewhere(Outline item) {
        return !views.isEmpty() && views.get(0).place().outline().required().containsAll(item.required());
    }

    /** Whether a list is valid when it is empty, and when it is not. */
    private boolean isValid(ListText text, int view, Schema schema) {
        Buffer none = Buffer.buffer();
        text.write(new Page(List.of(), 0, 0, Paging.USUAL), null, none);
        View listed = views.get(view);
        JsonValue name = ids().next(0, 0);
        ObjectValue document = views.get(0).place().sample(0);
        ObjectValue shown =
                listed.show(name == null || id.isEmpty() ? document : JsonObjects.with(document, id, name), 0);
        List<Buffer> texts = new ArrayList<>();
        views.forEach(each -> texts.add(listed.render(shown, 0)));
        Buffer one = Buffer.buffer();
        text.write(new Page(List.of(new Item("", 1, shown, texts, 0, 0, null)), 0, 1, Paging.USUAL), null, one);
        return schema.accepts(none.getBytes(), 0, none.length()) && schema.accepts(one.getBytes(), 0, one.length());
    }

    private SentItem sent(Role role) {
        return sent.getOrDefault(role, SentItem.NONE);
    }

    private Ids ids() {
        ParameterPlan parameter = candidate.idParameter();
        List<Outline> shown = views.stream()
                .map(view -> view.place().outline())
                .filter(outline -> outline.names().contains(id))
                .map(outline -> outline.member(id))
                .toList();
        return new Ids(id, shown, parameter, parameter == null ? null : sources.of(parameter.schema()));
    }

    Candidate candidate() {
        return candidate;
    }

    /** Whether something can come into being. */
    boolean isCreatable() {
        return created != null || answers.containsKey(Role.CREATE);
    }

    /** @param parent the collection above, or null */
    Collection collection(int number, @Nullable Collection parent, boolean hasChildren) {
        List<String> scope = candidate.scope().stream().map(ParameterPlan::name).toList();
        return new Collection(
                number,
                candidate.name(),
                candidate.path(),
                scope,
                parent,
                ids(),
                List.copyOf(views),
                echoed(scope),
                List.copyOf(sent.values()),
                Set.copyOf(sentNames),
                hasChildren);
    }

    private List<Echoed> echoed(List<String> scope) {
        Set<String> members = new HashSet<>();
        views.forEach(view -> members.addAll(view.place().outline().names()));
        List<Echoed> echoed = new ArrayList<>();
        for (String parameter : scope) {
            members.stream()
                    .sorted()
                    .filter(member -> !member.equals(id) && Words.plain(member).equals(Words.plain(parameter)))
                    .findFirst()
                    .ifPresent(member -> echoed.add(new Echoed(member, parameter)));
        }
        return List.copyOf(echoed);
    }

    /** What its operations do. */
    List<Action> actions(Collection collection) {
        List<Action> actions = new ArrayList<>();
        answers.forEach((role, answer) -> {
            OperationPlan operation = candidate.operation(role);
            if (operation != null) {
                actions.add(new Action(
                        role,
                        operation,
                        collection,
                        sent(role),
                        answer,
                        role == Role.REPLACE ? created : null,
                        role == Role.REPLACE && isPartial(),
                        isLocated(operation, answer)));
            }
        });
        return actions;
    }

    private boolean isLocated(OperationPlan operation, Answer answer) {
        return candidate.idParameter() != null
                && (answer.status() == 201
                        || created != null
                        || Action.declaresLocation(operation.responses().find(answer.status())));
    }

    /** A PUT that takes {@code {}} for something that cannot be created of {@code {}} does not replace it by nothing. */
    private boolean isPartial() {
        return sent(Role.REPLACE).outline().required().isEmpty()
                && !sent(Role.CREATE).outline().required().isEmpty();
    }
}
