package dev.sluice.schema;

import dev.sluice.document.Place;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One schema object or boolean schema of a document. Filled in once by the compiler, then never changed. */
final class Subschema implements Outline, Demands {

    /** The boolean schema {@code true}. */
    static final Subschema TRUE = new Subschema("");

    /** The boolean schema {@code false} where nobody asks why. */
    static final Subschema FALSE = new Subschema("");

    static {
        FALSE.define(List.of(new Never(new Expectation("false", "", "expected no value here", null))), Notes.NONE);
    }

    private final String pointer;
    private final @Nullable Place place;
    private List<Keyword> keywords = List.of();
    /** Whether some keyword asks what the others have judged. */
    private boolean tracked;

    private Notes notes = Notes.NONE;
    /** Both are worked out when first asked for; whoever comes second finds the same. */
    private volatile @Nullable TypeSet types;

    private volatile @Nullable Outline outline;

    Subschema(String pointer) {
        this(pointer, null);
    }

    Subschema(String pointer, @Nullable Place place) {
        this.pointer = pointer;
        this.place = place;
    }

    void define(List<Keyword> keywords, Notes notes) {
        this.keywords = List.copyOf(keywords);
        this.tracked = false;
        for (Keyword keyword : keywords) {
            this.tracked |= keyword instanceof Unevaluated;
        }
        this.notes = notes;
    }

    /** Takes out the keywords that apply a schema to the same value. */
    void remove(Subschema applied) {
        keywords = keywords.stream()
                .filter(keyword -> !(keyword instanceof InPlace inPlace)
                        || !inPlace.applied().contains(applied))
                .toList();
    }

    @Override
    public String pointer() {
        return pointer;
    }

    @Override
    public @Nullable Place place() {
        return place;
    }

    @Override
    public List<Demand> demands() {
        return keywords.stream().flatMap(keyword -> keyword.demands().stream()).toList();
    }

    @Override
    public @Nullable JsonValue ownDefault() {
        return notes.defaultValue();
    }

    @Override
    public List<JsonValue> examples() {
        return notes.examples();
    }

    @Override
    public @Nullable String format() {
        return notes.format();
    }

    @Override
    public boolean isUnwanted() {
        return notes.unwanted();
    }

    /** What a mere reference leads to in the end, else the schema itself. */
    Subschema meant() {
        Subschema meant = this;
        while (meant.keywords.size() == 1
                && meant.keywords.get(0) instanceof AllOf all
                && all.applied().size() == 1) {
            meant = all.applied().get(0);
        }
        return meant;
    }

    List<Keyword> keywords() {
        return keywords;
    }

    boolean isTrue() {
        return keywords.isEmpty();
    }

    /** The boolean schema {@code false}. */
    boolean isFalse() {
        return keywords.size() == 1 && keywords.get(0) instanceof Never;
    }

    boolean judge(JsonValue value, Evaluation evaluation) {
        if (isTrue()) {
            return true;
        }
        return evaluation.remembers(value) ? evaluation.remembered(this, value) : judgeAnew(value, evaluation);
    }

    boolean judgeAnew(JsonValue value, Evaluation evaluation) {
        return tracked ? evaluation.tracked(this, value) : judgeKeywords(value, evaluation);
    }

    boolean judgeKeywords(JsonValue value, Evaluation evaluation) {
        boolean valid = true;
        for (Keyword keyword : keywords) {
            valid &= keyword.judge(value, evaluation);
            if (!valid && evaluation.isQuiet()) {
                return false;
            }
        }
        return valid;
    }

    /** Asked for once all schemas are compiled. */
    @Override
    public TypeSet types() {
        TypeSet known = types;
        if (known == null) {
            known = keywords.stream().map(Keyword::types).reduce(TypeSet.ANY, TypeSet::and);
            types = known;
        }
        return known;
    }

    @Override
    public boolean accepts(JsonValue value) {
        return isTrue() || judge(value, Evaluation.quiet());
    }

    @Override
    public Outline item(int index) {
        return outline().item(index);
    }

    @Override
    public Outline member(String name) {
        return outline().member(name);
    }

    @Override
    public Set<String> names() {
        return outline().names();
    }

    @Override
    public Set<String> required() {
        return outline().required();
    }

    @Override
    public Set<String> waived() {
        return outline().waived();
    }

    @Override
    public int mostItems() {
        return outline().mostItems();
    }

    @Override
    public boolean isOpen() {
        return outline().isOpen();
    }

    @Override
    public List<Outline> alternatives() {
        return outline().alternatives();
    }

    private Outline outline() {
        Outline known = outline;
        if (known == null) {
            known = Outlines.all(keywords.stream().map(Keyword::outline).toList());
            outline = known;
        }
        return known;
    }

    /** Adds what all keywords ask of a string; false where it cannot be asked of the text alone. */
    boolean read(List<TextCheck> checks) {
        return !tracked && keywords.stream().allMatch(keyword -> keyword.read(checks));
    }

    JsonValue fill(JsonValue value) {
        JsonValue filled = value;
        for (Keyword keyword : keywords) {
            filled = keyword.fill(filled);
        }
        return filled;
    }

    /** Its own default, or the first that a {@code $ref} or {@code allOf} brings in. */
    @Nullable
    JsonValue defaultValue() {
        JsonValue found = notes.defaultValue();
        for (int i = 0; found == null && i < keywords.size(); i++) {
            found = keywords.get(i).defaultValue();
        }
        return found;
    }

    /** The boolean schema {@code false}: nothing is valid. */
    record Never(Expectation expected) implements ScalarKeyword {

        @Override
        public boolean judge(JsonValue value, Evaluation evaluation) {
            return evaluation.violation(expected, value.start());
        }

        @Override
        public List<Demand> demands() {
            return List.of(new Demand.Nothing());
        }

        @Override
        public void stream(ShapeBuilder shape) {
            shape.types(TypeSet.of());
        }

        @Override
        public TypeSet types() {
            return TypeSet.of();
        }
    }
}
